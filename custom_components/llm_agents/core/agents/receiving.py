"""Before a turn begins: whether an agent listens to somebody, and who chooses its models."""

from typing import Protocol

from ..language.outcome import Remark
from ..models.router import Choice
from .profiles import Profile
from .turning import Utterance


class ModelRouter(Protocol):
    """Who chooses the models of an agent."""

    def choose(self, profile: Profile, conversation_id: str = "") -> Choice:
        """Return the models of an agent in the order in which they are to be asked, and what they are told."""


def refusal(profile: Profile, utterance: Utterance) -> Remark | None:
    """Return why an agent does not listen to somebody, `None` when it does."""
    if not profile.serves(utterance.asker.user_id):
        return Remark.NOT_FOR_YOU
    spoken = utterance.language.partition("-")[0]
    if profile.languages and not {utterance.language, spoken} & profile.languages:
        return Remark.OTHER_LANGUAGE
    return None
