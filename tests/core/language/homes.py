"""The demo home and the benchmark's home as the reader sees them: no Home Assistant is needed for either."""

from bench.homes import family_home
from bench.plain import home_of
from bench.understanding.demo import demo_home as demo_spec
from custom_components.llm_agents.core.home.model import Home, StateReader


def demo_home() -> tuple[Home, StateReader]:
    """Return the demo home with some devices on."""
    home, states = home_of(demo_spec())
    return home, states.get


def bench_home() -> tuple[Home, StateReader]:
    """Return the home of the benchmark's sentences."""
    home, states = home_of(family_home())
    return home, states.get
