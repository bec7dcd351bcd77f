"""Comparing sentences by meaning: which of the things a home can do is nearest to what was said."""
