"""The companion app of LLM Agents: a local model and the graph of the home behind one authenticated API."""

from importlib.metadata import version

__version__ = version("llm-agents-app")

# The version of the HTTP API; raised when an older integration could no longer use it.
API_SCHEMA = 1
