"""Home Assistant's own typed decisions, where an AI task entity offers them."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..core.models.deciding import Decision, Probabilities, normalised
from ..core.models.protocol import ModelUnavailable
from .compat import ai_task_evaluate

_QUESTION = "decision"


class EvaluateDecider:
    """Decides by the AI task entity that the owner prefers for evaluation."""

    name = "ai_task"

    def __init__(self, hass: HomeAssistant) -> None:
        """Decide in a Home Assistant that can (`can_evaluate`)."""
        self._hass = hass

    async def decide(self, decision: Decision) -> Probabilities:
        """Return the probability of each option. Raises `ModelUnavailable`."""
        evaluate = ai_task_evaluate(self._hass)
        if evaluate is None:
            raise ModelUnavailable("no entity evaluates")
        criteria = {str(at): option for at, option in enumerate(decision.options)}
        question = {"type": "choice", "instructions": decision.question, "criteria": criteria}
        try:
            result = await evaluate(
                self._hass,
                task_name="llm_agents",
                questions={_QUESTION: question},
                state=decision.context or decision.question,
            )
            told = result.answers[_QUESTION].probabilities
        except (HomeAssistantError, AttributeError, KeyError) as err:
            raise ModelUnavailable(f"it did not evaluate ({type(err).__name__})") from err
        return normalised({option: told.get(key) for key, option in criteria.items()}, decision.options)
