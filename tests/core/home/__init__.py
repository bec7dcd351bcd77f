"""The home as data, and grounding in it."""
