"""Typed questions to our AI task entity on the newest Home Assistant, whose types the test kit's does not have."""

import json
import os
import subprocess

from .paths import ROOT

PROGRAM = """
import asyncio, json, sys
import homeassistant.runner
from types import SimpleNamespace
from homeassistant.components import ai_task
sys.path.insert(0, sys.argv[1])
from custom_components.llm_agents.ai_task import LlmAgentsTaskEntity

class Decisions:
    async def decide(self, decision, *, thorough):
        return dict(zip(decision.options, (0.75, 0.25), strict=True))

entity = LlmAgentsTaskEntity.__new__(LlmAgentsTaskEntity)
entity._data = SimpleNamespace(backends=SimpleNamespace(decisions=Decisions()))
assert ai_task.AITaskEntityFeature.EVALUATE in entity.supported_features
questions = {
    "dark": {"type": "noul", "instructions": "is it dark"},
    "when": {"type": "choice", "instructions": "when", "criteria": {"day": "by day", "night": "by night"}},
    "how": {"type": "score", "instructions": "how much", "criteria": ["not", "much"]},
}
task = ai_task.EvaluationTask(name="test", questions=questions, state={"sun": "down"})
print(json.dumps(asyncio.run(entity._async_evaluate(task)).as_dict()))
"""


def test_typed_questions_are_answered_in_the_types_of_the_release() -> None:
    done = subprocess.run(
        [ROOT / ".venv-ha" / "bin" / "python", "-c", PROGRAM, str(ROOT)],
        env={**os.environ, "PYTHONPATH": ""},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)["answers"]
    assert answers["dark"] == {"type": "noul", "noul": 0.75}
    assert answers["when"] == {"type": "choice", "choice": "day", "probabilities": {"day": 0.75, "night": 0.25}}
    assert answers["how"] == {"type": "score", "score": 0.25, "probabilities": [0.75, 0.25]}
