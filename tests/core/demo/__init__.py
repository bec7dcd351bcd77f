"""Tests of the demo home's simulation."""
