"""The engine's own process: a crash of native code ends this process and not the app.

Protocol: one JSON line on standard input says what to serve; one JSON line on standard output tells the address, or the
error. The process ends when standard input is closed, and so never outlives the app.
"""

import json
import os
import sys
import threading
from typing import Any

# Prompts kept beyond the slots, so that a repeated system prompt is not read again; the engine's own limit is 8 GiB.
PROMPT_CACHE_MIB = 256
ERRORS_ONLY = 1


def serve(job: dict[str, Any]) -> Any:
    """Start llama.cpp's server on a free port of loopback and return it; raise `RuntimeError` when it cannot."""
    # Only this process loads the native engine.
    import xllamacpp  # type: ignore[import-untyped]

    params = xllamacpp.CommonParams()
    params.model.path = job["path"]
    params.model_alias = {job["name"]}
    params.n_parallel = job["parallel"]
    params.n_ctx = job["context_size"] * job["parallel"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = job["threads"]
    params.api_keys = [job["key"]]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.cache_ram_mib = PROMPT_CACHE_MIB
    params.verbosity = ERRORS_ONLY  # from 2 on it writes prompts to the log
    params.fit_params = params.ui = params.endpoint_slots = False
    params.offline = True
    return xllamacpp.Server(params)


def _end_with_the_app() -> None:
    """End this process when standard input is closed, also while the model loads."""
    sys.stdin.read()
    # Native threads may still run; taking the engine down in order could block.
    os._exit(0)


def main() -> None:
    """Serve until standard input is closed."""
    # Whatever native code prints goes to the log: the app reads one line and then no more, and a full pipe would block.
    app = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    job = json.loads(sys.stdin.readline())
    app_is_gone = threading.Thread(target=_end_with_the_app, daemon=True)
    app_is_gone.start()
    try:
        server = serve(job)
        answer = {"address": server.listening_address}
    except Exception as err:  # noqa: BLE001 - whatever it is, the app has to hear of it
        answer = {"error": str(err) or type(err).__name__}
    os.write(app, json.dumps(answer).encode() + b"\n")
    if "address" in answer:
        app_is_gone.join()
    os._exit(1)


if __name__ == "__main__":
    main()
