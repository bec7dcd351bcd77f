"""The scripted model server in a process of its own, which needs no Home Assistant: `python -m bench.model_process`."""

import sys

from .bare import mount

if __name__ == "__main__":
    mount()
    from .model_server.__main__ import main

    sys.exit(main())
