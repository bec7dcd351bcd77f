"""Forecasts learned from a home's own history, each with quantiles, where it is from, and how wrong it was.

Pure numpy. Every forecaster has `learn(history, ...)`, which takes what is new in a history and may be called as often as
wanted, `forecast(steps, now, ...) -> Forecast`, and a bounded state that is JSON (`state()`, `restore(state)`).
"""

from .base_load import BaseLoad
from .forecast import QUANTILES, Forecast, Provenance

__all__ = ["QUANTILES", "BaseLoad", "Forecast", "Provenance"]
