"""Tests of the demo home in Home Assistant."""
