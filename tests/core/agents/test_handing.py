"""What is handed to others: judged, asked about with all that it does, done once after the yes, and on record."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.approvals import Approval, Item
from custom_components.llm_agents.core.agents.cases import Case
from custom_components.llm_agents.core.agents.errands import errand_of
from custom_components.llm_agents.core.agents.licence import Licence
from custom_components.llm_agents.core.agents.origins import Provenance, Source
from custom_components.llm_agents.core.agents.policy import Confirm, Policy
from custom_components.llm_agents.core.agents.ports import IntentReply
from custom_components.llm_agents.core.agents.profiles import ORCHESTRATOR_ID, Profile, Role, Scope
from custom_components.llm_agents.core.agents.rules import Rule
from custom_components.llm_agents.core.agents.turning import QuestionClosed, TurnDone
from custom_components.llm_agents.core.home.contents import Contents, Held
from custom_components.llm_agents.core.home.model import Entity, State
from custom_components.llm_agents.core.journal.record import Asker, Decision, Origin, Status, Turn
from custom_components.llm_agents.core.language.moments import When
from custom_components.llm_agents.core.language.request import PlatformIntent, Request, Scheduled, Talk, TalkRequest

from .fakes import LOCK, make_home, make_states
from .houses import ASKER, House

LIST = "todo.shopping"
MILK = PlatformIntent(intent="HassListAddItem", slots={"item": "milk", "name": "Shopping"}, words="add milk")
SHOUT = PlatformIntent(intent="HassBroadcast", slots={"message": "Nobody is home"}, words="broadcast that")
OWN = PlatformIntent(intent="GoodNight", words="good night")
YES, NO = TalkRequest(talk=Talk.YES), TalkRequest(talk=Talk.NO)
FOREIGN = frozenset({Source.TOOL})


@pytest.fixture
def house(house: House) -> House:
    """Return a house with a list, where intents are served and counted."""
    entity = Entity(entity_id=LIST, name="Shopping", aliases=("groceries",))
    house.world.the_home = replace(make_home(), entities={**make_home().entities, LIST: entity})
    house.world.now[LIST] = State(entity_id=LIST, state="2")
    names = ("HassListAddItem", "HassBroadcast", "GoodNight", "HassGetWeather")
    house.world.replies = {name: IntentReply(ok=True, speech="Done so.") for name in names}
    house.kernel.start()
    return house


@pytest.fixture
def served(house: House, monkeypatch: pytest.MonkeyPatch) -> list[PlatformIntent]:
    """Return what Home Assistant's handlers were given."""
    found: list[PlatformIntent] = []

    async def intent(request: PlatformIntent, asker: Asker, language: str) -> IntentReply:
        found.append(request)
        return house.world.replies[request.intent]

    monkeypatch.setattr(house.world, "intent", intent)
    return found


async def outside(house: House, words: str, *requests: Request) -> Turn:
    house.reader.script[words] = requests
    events = [event async for event in house.kernel.turn(replace(house.utterance(words), sources=FOREIGN))]
    assert isinstance(events[-1], TurnDone)
    return events[-1].turn


async def test_a_question_shows_exactly_what_is_handed_over(house: House, served: list[PlatformIntent]) -> None:
    turn = await outside(house, "add milk", MILK)
    assert turn.answer == "Shall I add “milk” to the list “Shopping”?"
    assert [(check.entity_id, check.action, check.rule) for check in turn.checks] == [(LIST, MILK.intent, "origin")]
    assert not served


async def test_a_yes_hands_it_over_once_and_is_on_record(house: House, served: list[PlatformIntent]) -> None:
    asked = await outside(house, "shout", SHOUT)
    assert asked.answer == "Shall I announce in the whole home: “Nobody is home”?"
    done = await house.kernel.approve(asked.turn_id, ASKER)
    assert (done.status, done.answer, done.reply_to) == (Status.DONE, "Done so.", asked.turn_id)
    assert [check.rule for check in done.checks] == ["origin.confirmed"]
    assert any(request.get("intent") == "HassBroadcast" for request in (await house.journaled(done)).requests)
    with pytest.raises(QuestionClosed):
        await house.kernel.approve(asked.turn_id, ASKER)
    assert served == [SHOUT]


async def test_a_no_hands_nothing_over(house: House, served: list[PlatformIntent]) -> None:
    await outside(house, "shout", SHOUT)
    await house.say("no", NO)
    assert (await house.say("yes", YES)).status is Status.REFUSED
    assert not served


async def test_a_restart_loses_no_question(house: House, served: list[PlatformIntent]) -> None:
    asked = await outside(house, "shout", SHOUT)
    await house.restart()
    await house.kernel.approve(asked.turn_id, ASKER)
    assert served == [SHOUT]


async def test_the_approval_names_it(house: House) -> None:
    approval = Approval.of(await outside(house, "shout", SHOUT))
    assert approval is not None
    assert approval.items == (Item(entity_id="", action="HassBroadcast"),)


async def test_who_wants_always_to_be_asked_is(house: House, served: list[PlatformIntent]) -> None:
    house.policy.replace(Confirm.ALWAYS, [])
    asked = await house.say("add milk", MILK)
    assert (asked.status, asked.checks[0].rule) == (Status.ASKED, "risk.errand")
    assert (await house.say("yes", YES)).answer == "Done so."
    assert served == [MILK]
    told = await house.say("weather", PlatformIntent(intent="HassGetWeather"))
    assert (told.status, told.checks) == (Status.ANSWERED, ())


async def test_why_tells_the_rule_in_words(house: House) -> None:
    asked = await outside(house, "shout", SHOUT)
    told = await house.kernel.explain(asked.turn_id, "en")
    assert "For that I have to ask first: words from elsewhere had been read, and you had not named it." in told


async def test_something_handed_over_later_is_asked_about_when_it_is_said(
    house: House, served: list[PlatformIntent]
) -> None:
    later = Scheduled(requests=(MILK,), when=When(seconds=300), command="add milk", words="add milk in five minutes")
    asked = await outside(house, "later", later)
    assert (asked.status, await house.journal.plans()) == (Status.ASKED, [])
    await house.kernel.approve(asked.turn_id, ASKER)
    assert not served
    await house.pass_time(minutes=6)
    assert served == [MILK]


async def test_a_list_out_of_reach_is_refused(house: House, served: list[PlatformIntent]) -> None:
    house.world.forbidden = {LIST}
    turn = await house.say("add milk", MILK)
    assert (turn.status, turn.checks[0].rule) == (Status.REFUSED, "rights")
    assert not served


async def test_an_intent_of_the_owner_is_as_risky_as_what_is_in_it(house: House, served: list[PlatformIntent]) -> None:
    assert (await house.say("good night", OWN)).answer == "Done so."  # it only speaks
    lock = house.world.the_home.entities[LOCK]
    house.world.inside["intent_script.GoodNight"] = Contents(held=(Held(service="lock.unlock", entity=lock),))
    asked = await house.say("good night", OWN)
    assert (asked.answer, asked.checks[0].rule) == ("Shall I carry out “good night”?", "risk.errand")
    assert len(served) == 1


HOME, STATES = make_home(), make_states()


def judged(
    request: PlatformIntent, policy: Policy | None = None, inside: Contents | None = None, **case: Any
) -> tuple[Decision, str]:
    home = case.pop("home", HOME)
    errand = errand_of(request, home, lambda _: inside)
    assert errand is not None
    found = Case(asker=Asker(origin=Origin.VOICE), exposed=True, may_control=True, home=home, **case)
    check = (policy or Policy()).judge_errand(errand, None, found)
    return check.decision, check.rule


@pytest.mark.parametrize("intent", ["Whatever", "HassTurnOn", "HassVacuumStart"])
def test_what_is_not_known_fails_closed(intent: str) -> None:
    assert judged(PlatformIntent(intent=intent)) == (Decision.ASK, "risk.errand")
    assert judged(PlatformIntent(intent=intent), inside=Contents(opaque=("template",))) == (Decision.ASK, "risk.errand")


def test_an_announcement_is_sensitive() -> None:
    assert judged(SHOUT)[0] is Decision.ALLOW
    assert judged(SHOUT, Policy(Confirm.SENSITIVE))[0] is Decision.ASK
    assert judged(MILK, Policy(Confirm.SENSITIVE))[0] is Decision.ALLOW


def test_an_intent_that_reaches_out_is_asked_about_whatever_the_rules_allow() -> None:
    shell = Contents(held=(Held(service="shell_command.run"),))
    allow = Policy(rules=[Rule(rule_id="r", effect=Decision.ALLOW, origins=frozenset({"voice"}))])
    assert judged(OWN, allow, shell) == (Decision.ASK, "contents")


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ({"origins": ["voice"]}, "rule.r"),
        ({"domains": ["media_player"]}, "risk.errand"),
        ({"actions": ["turn_on"]}, "risk.errand"),
    ],
)
def test_rules_of_the_owner_hold_where_all_their_conditions_do(rule: dict[str, list[str]], wanted: str) -> None:
    made = Rule.from_json({"rule_id": "r", "effect": "refuse", **rule})
    assert judged(MILK, Policy(rules=[made]))[1] == wanted


def test_an_agent_of_another_scope_changes_no_list() -> None:
    entity = Entity(entity_id=LIST, name="Shopping")
    lights = Profile(agent_id=ORCHESTRATOR_ID, name="", role=Role.CUSTOM, scope=Scope(domains=frozenset({"light"})))
    home = replace(HOME, entities={LIST: entity})
    assert judged(MILK, home=home, profile=lights) == (Decision.REFUSE, "scope")


def test_who_read_only_names_of_devices_may_do_what_was_said_word_for_word() -> None:
    licence = Licence(words=frozenset({"please", "add", "milk"}))
    names = Provenance(sources=frozenset({Source.DEVICE_NAME}), licence=licence)
    assert judged(MILK, provenance=names)[0] is Decision.ALLOW
    assert judged(SHOUT, provenance=names) == (Decision.ASK, "origin")
    assert judged(MILK, provenance=names.reading(Source.TODO)) == (Decision.ASK, "origin")
