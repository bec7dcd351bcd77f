"""Energy between Home Assistant and the core: loaded when a home has its first energy asset, for it needs numpy."""
