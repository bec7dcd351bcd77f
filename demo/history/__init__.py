"""The demo home's past: the same simulation, lived through before Home Assistant's first start."""

import homeassistant  # noqa: F401 - before anything else asks for voluptuous, whose name it takes

ZONE = "America/New_York"
"""Where the demo home is."""
