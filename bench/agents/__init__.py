"""Our agents beside Home Assistant's own over the same model server and home, and what they withstand."""
