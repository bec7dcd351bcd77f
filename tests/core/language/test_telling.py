"""Plans in words, in English and German."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.llm_agents.core.home.model import Entity, Home
from custom_components.llm_agents.core.language.answers import Answerer
from custom_components.llm_agents.core.language.data import languages
from custom_components.llm_agents.core.language.moments import Sun, When
from custom_components.llm_agents.core.language.outcome import Ended, Fate, Intent, Listed, Outcome, Planned, Unmet
from custom_components.llm_agents.core.language.phrases import phrases
from custom_components.llm_agents.core.language.request import Act, Action, Condition, PlatformIntent, Scheduled

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HOME = Home(
    version=1,
    entities={
        "light.kitchen": Entity(entity_id="light.kitchen", name="Kitchen light"),
        "fan.bed": Entity(entity_id="fan.bed", name="Fan"),
    },
)
OFF = Act(action=Action.TURN_OFF, entity_ids=("light.kitchen",))
OPENS = Condition(words="the door opens")


def planned(*acts: Act | PlatformIntent, **told: object) -> Planned:
    intent = Intent(acts=acts, now=NOW, **told)  # type: ignore[arg-type]
    return Planned(request=Scheduled(requests=acts), intent=intent, due=NOW, plan_id="P1")


def say(outcome: Outcome, language: str = "en") -> str:
    return Answerer(phrases(language), HOME).answer([outcome])


def at(**spans: float) -> datetime:
    return NOW + timedelta(**spans)


@pytest.mark.parametrize(
    ("language", "outcome", "answer"),
    [
        ("en", planned(OFF, at=at(minutes=10), when=When(seconds=600)), "I'll turn off the kitchen light in 10 minutes."),
        ("en", planned(OFF, at=at(hours=4, minutes=5)), "I'll turn off the kitchen light at 1:05 PM."),
        ("en", planned(OFF, at=at(hours=15)), "I'll turn off the kitchen light at midnight."),
        ("en", planned(OFF, at=at(hours=27)), "I'll turn off the kitchen light tomorrow at 12:00 PM."),
        ("en", planned(OFF, at=at(days=3)), "I'll turn off the kitchen light on Tuesday at 9:00 AM."),
        ("en", planned(OFF, at=at(days=40)), "I'll turn off the kitchen light on 31 December at 9:00 AM."),
        ("en", planned(OFF, at=at(hours=8), when=When(sun=Sun.SET)), "I'll turn off the kitchen light at sunset, at 5:00 PM."),
        ("en", planned(restores=("fan.bed",), at=at(hours=1)), "I'll put the fan back as before at 10:00 AM."),
        (
            "en",
            planned(OFF, conditions=(OPENS,)),
            "I'll turn off the kitchen light when the door opens. I wait for that for a day at most.",
        ),
        (
            "en",
            planned(OFF, at=at(hours=1), conditions=(Condition(words="nobody is home"),)),
            "I'll turn off the kitchen light at 10:00 AM if nobody is home.",
        ),
        ("en", planned(PlatformIntent(intent="x", words="play jazz"), at=at(hours=1)), "I'll play jazz at 10:00 AM."),
        ("de", planned(OFF, at=at(minutes=10), when=When(seconds=600)), "Ich werde in 10 Minuten Kitchen light ausschalten."),
        ("de", planned(OFF, at=at(hours=4, minutes=5)), "Ich werde um 13:05 Uhr Kitchen light ausschalten."),
        ("de", planned(OFF, at=at(days=3)), "Ich werde am Dienstag um 9:00 Uhr Kitchen light ausschalten."),
        (
            "de",
            planned(OFF, conditions=(Condition(words="die Haustür aufgeht"),)),
            "Ich werde Kitchen light ausschalten, wenn die Haustür aufgeht. Darauf warte ich höchstens einen Tag.",
        ),
    ],
)  # fmt: skip
def test_what_is_planned_is_told_with_its_time(language: str, outcome: Planned, answer: str) -> None:
    assert say(outcome, language) == answer


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "outcome",
    [
        planned(OFF, at=at(minutes=10), when=When(seconds=5430)),
        planned(OFF, at=at(hours=8), when=When(sun=Sun.RISE)),
        planned(OFF, at=at(days=300), until=at(days=301)),
        planned(OFF, restores=("fan.bed",), at=at(days=1), conditions=(OPENS, OPENS)),
        Unmet(entity_ids=("light.kitchen",), sun=Sun.SET),
        Listed(intents=()),
        Listed(intents=(planned(OFF, at=at(days=2)).intent,) * 8),
        *(Ended(fate=fate, intents=(planned(OFF, at=at(hours=1)).intent,)) for fate in Fate),
    ],
    ids=lambda outcome: type(outcome).__name__,
)
def test_every_language_has_the_words(language: str, outcome: Outcome) -> None:
    told = say(outcome, language)
    assert told.endswith((".", "?", "!"))
    assert "{" not in told
