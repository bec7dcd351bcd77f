"""The demo home: a real Home Assistant configuration, its devices, its past and its runner."""
