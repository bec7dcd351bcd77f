"""The pure core, without Home Assistant."""
