"""Energy: assets, tariffs, forecasts, the plan of a home's loads and its execution.

Everything is in kW, kWh, °C, hours and the home's currency per kWh; instants are seconds since the epoch (UTC), so that
a day of 23 or 25 hours is no special case. Units are converted once, where values enter.
Modules here may import numpy, and those of `planning` highspy: neither is loaded before a home has an energy asset.
"""
