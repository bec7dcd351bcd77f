"""Bring the demo home up, talk to it, and take it down."""
