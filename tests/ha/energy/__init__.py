"""Energy in Home Assistant."""
