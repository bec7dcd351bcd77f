"""A model server on loopback whose answers are written in a script: it speaks OpenAI's and Ollama's protocols.

    python -m bench.model_server --port 0 --scenario bench/model_server/scenarios/home.yaml

It prints its address. `GET /log` tells what was asked, `DELETE /log` forgets it, `PUT /scenario` takes another script.
"""

from .script import Script, ScriptError, load
from .server import ModelServer

__all__ = ["ModelServer", "Script", "ScriptError", "load"]
