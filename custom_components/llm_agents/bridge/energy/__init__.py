"""Energy between Home Assistant and the core.

`price_actions`, `spot`, `measuring`, `preferences`, `proposals` and `solver` need no numpy, so that forms can use them;
the others are loaded when a home has its first energy asset.
"""
