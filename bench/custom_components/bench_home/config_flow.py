"""The flow exists because an entry needs one; the benchmark makes its entry itself."""

from homeassistant.config_entries import ConfigFlow


class BenchHomeFlow(ConfigFlow, domain="bench_home"):
    """A flow without steps."""
