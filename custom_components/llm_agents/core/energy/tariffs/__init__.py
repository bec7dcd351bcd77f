"""Tariffs: prices and other series from the shapes of common integrations, schedules and formulas.

All is read to slots of time without numpy, so that forms can show what comes of it; `series` makes arrays of them.
"""
