"""The simulated house: pure Python, deterministic, without Home Assistant."""

from .house import House

__all__ = ["House"]
