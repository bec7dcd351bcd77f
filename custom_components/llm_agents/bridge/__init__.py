"""Home Assistant on one side, the core on the other."""
