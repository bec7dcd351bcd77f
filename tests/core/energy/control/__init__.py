"""Tests of the receding-horizon control of energy."""
