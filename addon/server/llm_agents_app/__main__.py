"""Run the app with `python -m llm_agents_app`."""

import sys

from .cli import main

sys.exit(main())
