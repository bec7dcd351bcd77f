"""Talking about the energy of the home, through the kernel, the real reader and real plans."""

from collections.abc import AsyncIterator
from pathlib import Path
import re

import pytest

from custom_components.llm_agents.core.agents.kernel import Utterance
from custom_components.llm_agents.core.agents.origins import Source
from custom_components.llm_agents.core.agents.profiles import Autonomy
from custom_components.llm_agents.core.energy.wishes import ChargeTo, Limit, Reserve, Temperature, WishSource
from custom_components.llm_agents.core.journal.record import Status
from custom_components.llm_agents.core.language.energies import EnergyWish, Wished

from .energy_home import BATTERY, START
from .energy_talk import ANNA, HOUR, Talking, talking
from .fakes import make_home


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    async with talking(tmp_path) as found:
        yield found


async def test_a_wish_is_kept_planned_and_told_with_what_it_comes_to(talk: Talking) -> None:
    turn = await talk.say("charge the car to 80 % by Sunday noon")
    assert turn.status is Status.DONE
    assert turn.answer.startswith("All right: the Volvo at 80 % by 12:00 PM tomorrow. The Volvo takes ")
    assert talk.demands == [ChargeTo(asset_id="car", soc=0.8, by=START.timestamp() + 27 * HOUR)]
    wish = talk.kernel.heeder.wishes.list()[0]
    assert (wish.user_id, wish.words, wish.source) == (
        "anna",
        "charge the car to 80 % by Sunday noon",
        WishSource.WORDS,
    )
    assert talk.home.thought is not None
    assert talk.home.thought[0].assets["car"].power.max() > 1.0


async def test_a_wish_that_cannot_be_met_is_answered_at_once(talk: Talking) -> None:
    turn = await talk.say("charge the car to 100 % by eleven")
    # 2 h of 7.4 kW at 90 % are 22 % of 60 kWh
    assert "The Volvo can reach 52 % by then at best." in turn.answer


async def test_what_the_plan_cannot_meet_is_told(talk: Talking) -> None:
    await talk.say("don't charge the car until tomorrow 5 am")
    turn = await talk.say("charge the car to 100 % by tomorrow 6 am")
    assert "kWh short at 6:00 AM tomorrow." in turn.answer


async def test_a_newer_wish_says_which_it_replaces(talk: Talking) -> None:
    await talk.say("charge the car to 80 % by tomorrow 7 am")
    turn = await talk.say("charge the car to 60 % by tomorrow 8 am")
    assert "That takes the place of: the Volvo at 80 % by 7:00 AM tomorrow." in turn.answer
    assert len(talk.demands) == 1


async def test_wishes_are_listed_forgotten_and_there_after_a_restart(talk: Talking) -> None:
    assert (await talk.say("what are my wishes")).answer == "There are no energy wishes."
    await talk.say("keep the living room at 21 until ten")
    await talk.say("keep 30 % in the battery")
    await talk.kernel.close()
    talk.start()
    await talk.kernel.open()
    listed = await talk.say("what are my wishes")
    assert "at least 30 % kept in the battery" in listed.answer
    assert "the living room at 21 °C from 9:00 AM until 10:00 AM" in listed.answer
    await talk.say("forget the wish about the battery")
    assert [type(demand) for demand in talk.demands] == [Temperature]
    await talk.say("forget all my wishes")
    assert talk.demands == []
    assert (await talk.say("forget that wish")).answer == "There are no energy wishes."


async def test_a_wish_is_undone_and_brings_back_what_it_replaced(talk: Talking) -> None:
    await talk.say("charge the car to 80 % by tomorrow 7 am")
    before = talk.demands
    talk.clock.advance(minutes=1)
    await talk.say("charge the car to 60 % by tomorrow 7 am")
    turn = await talk.say("undo that")
    assert turn.status is Status.DONE
    assert talk.demands == before


async def test_a_wish_of_one_sentence_for_two_assets_is_forgotten_as_one(talk: Talking) -> None:
    await talk.say("don't charge from the grid tonight")
    assert len(talk.demands) == 2
    await talk.say("forget that wish")
    assert talk.demands == []


async def test_what_cannot_be_wished_says_why(talk: Talking) -> None:
    turn = await talk.say("charge the car to 120 % by tomorrow")
    assert (turn.status, turn.answer) == (Status.REFUSED, "That is not possible: it has to be between 0 % and 100 %.")
    assert (await talk.say("keep the living room at 60 until ten")).answer == (
        "That is not possible: it has to be between 5 °C and 30 °C."
    )
    assert talk.demands == []


async def test_of_several_that_fit_one_has_to_be_named(talk: Talking) -> None:
    request = EnergyWish(wished=Wished.CHARGE, asset_ids=("car", "battery"), words="charge it")
    utterance = Utterance(text="charge it", language="en", conversation_id="c2", agent_id="a", asker=ANNA)
    turn = await talk.kernel.serve(utterance, request)
    assert (turn.status, talk.demands) == (Status.REFUSED, [])
    assert "the Volvo or the battery" in turn.answer


async def test_words_of_another_program_are_a_wish_only_after_a_yes(talk: Talking) -> None:
    asked = await talk.say("charge the car to 80 % by tomorrow 7 am", sources=frozenset({Source.TOOL}))
    assert asked.status is Status.ASKED
    assert asked.answer == "Shall I plan with this wish: the Volvo at 80 % by 7:00 AM tomorrow?"
    assert talk.demands == []
    talk.clock.advance(minutes=3)
    agreed = await talk.say("yes")
    assert agreed.status is Status.DONE
    assert talk.demands == [ChargeTo(asset_id="car", soc=0.8, by=START.timestamp() + 22 * HOUR)]
    assert talk.kernel.heeder.wishes.list()[0].source is WishSource.AGREED


async def test_after_a_no_nothing_is_wished(talk: Talking) -> None:
    await talk.say("as green as possible", sources=frozenset({Source.CALENDAR}))
    await talk.say("no")
    assert talk.demands == []


@pytest.mark.parametrize("autonomy", [Autonomy.OBSERVE, Autonomy.SUGGEST, Autonomy.ASK])
async def test_an_agent_that_may_not_act_asks_first(talk: Talking, autonomy: Autonomy) -> None:
    await talk.kernel.close()
    talk.autonomy = autonomy
    talk.start()
    await talk.kernel.open()
    asked = await talk.say("keep 30 % in the battery", by="energy")
    assert (asked.status, talk.demands) == (Status.ASKED, [])


async def test_the_plan_is_told_with_its_figures(talk: Talking) -> None:
    turn = await talk.say("what is the plan")
    assert turn.answer.startswith("Until 9:00 PM tomorrow, electricity costs about ")
    assert "The battery takes" in turn.answer


async def test_when_and_why_are_told_of_the_plan(talk: Talking) -> None:
    await talk.say("charge the car to 80 % by tomorrow 7 am")
    when = await talk.say("when does the car charge")
    assert "AM tomorrow" in when.answer
    why = await talk.say("why is the car not charging")
    assert why.answer.startswith(("The Volvo waits until", "The Volvo runs on the sun"))
    changed = await talk.say("why did the plan change")
    assert changed.status is Status.ANSWERED


async def test_prices_and_savings_are_told(talk: Talking) -> None:
    now = await talk.say("what does electricity cost now")
    assert now.answer.startswith("Electricity costs 26 ct a kilowatt hour now. It is cheapest from 2:00 AM to 3:00 AM")
    assert "now" not in (await talk.say("when is it cheapest")).answer
    assert (await talk.say("what did we save today")).answer == (
        "Today 1.25 € was saved, compared with the home without control."
    )
    talk.home.gained = -0.5
    assert "0.50 € more" in (await talk.say("how much did we save this month")).answer
    talk.home.gained = None
    assert (await talk.say("how much did we save")).answer == "What was saved is not known yet."


async def test_a_what_if_is_told_with_its_bounds_and_what_it_rests_on(talk: Talking) -> None:
    battery = await talk.say("what would a second battery for 500 euros bring")
    assert "a year, somewhere between" in battery.answer
    figures = re.findall(r"([\d.,]+) €", battery.answer)
    assert figures
    assert all("." not in figure and len(figure.replace(",", "").strip("0")) <= 2 for figure in figures), figures
    assert "That is from the forecast until 9:00 PM tomorrow alone, so it is rough." in battery.answer
    assert "It would have paid for itself after about 20 years." in battery.answer
    talk.home.past = [talk.home.thought[1]] * 2 if talk.home.thought else []
    assert "days that were measured" in (await talk.say("what would a second battery bring")).answer
    colder = await talk.say("what if I heat to 18")
    assert "kelvin hours more" in colder.answer


async def test_that_carbon_is_not_known_is_told(talk: Talking) -> None:
    turn = await talk.say("as green as possible")
    assert "is not known here" in turn.answer


async def test_without_a_plan_nothing_is_made_up(talk: Talking) -> None:
    talk.home.broken, talk.home.thought = True, None
    assert "No plan could be made with it yet" in (await talk.say("keep 30 % in the battery")).answer
    for question in ("what is the plan", "when does the car charge", "why is the car not charging"):
        assert (await talk.say(question)).answer == "There is no energy plan at the moment."
    assert (await talk.say("what would a second battery bring")).answer.startswith("That cannot be tried here")
    assert (await talk.say("when is it cheapest")).answer.startswith("I do not know")


async def test_before_the_desk_is_there_a_home_with_assets_has_no_plan_yet(talk: Talking) -> None:
    talk.kernel.heeder.energy = None
    assert (await talk.say("what is the plan")).answer == "There is no energy plan at the moment."
    talk.world.the_home = make_home(7)
    assert (await talk.say("what is the energy plan")).answer.startswith("No energy asset is set up here yet.")


async def test_a_standing_wish_holds_in_the_morning_and_is_told_with_its_days(talk: Talking) -> None:
    turn = await talk.say("have the car at 80% every weekday at seven")
    assert "the Volvo at 80 % by 7:00 AM, on weekdays" in turn.answer
    wish = talk.kernel.heeder.wishes.list()[0]
    assert wish.weekdays == frozenset(range(5))


async def test_charging_at_once_ends_when_the_usual_charge_is_reached(talk: Talking) -> None:
    await talk.say("charge the car now")
    demand = talk.demands[0]
    assert isinstance(demand, Limit)
    # 30 kWh at 7.4 kW and 90 %
    assert demand.end - demand.start == pytest.approx(30 / (7.4 * 0.9) * HOUR)


async def test_being_back_ends_being_away(talk: Talking) -> None:
    await talk.say("we are away until Sunday")
    assert len(talk.demands) == 1
    await talk.say("we are back")
    assert talk.demands == []


async def test_who_may_not_control_an_asset_wishes_and_forgets_nothing_of_it(talk: Talking) -> None:
    await talk.say("keep 30 % in the battery")
    talk.world.forbidden |= {"switch.battery", "switch.car"}
    refused = await talk.say("charge the car to 80 % by tomorrow 7 am")
    assert refused.status is Status.REFUSED
    for words in ("as green as possible", "forget all my wishes", "keep 50 % in the battery"):
        assert (await talk.say(words)).status is Status.REFUSED
    assert talk.demands == [Reserve(asset_id="battery", soc=0.3)]
    assert (await talk.say("keep the living room at 21 until ten")).status is Status.DONE
    assert (await talk.say("what is the plan")).status is Status.ANSWERED


async def test_how_full_and_how_warm_are_told(talk: Talking) -> None:
    assert (await talk.say("how full is the battery")).answer == "The battery is at 50 %."
    assert (await talk.say("what is the level of the living room")).answer == "The living room is at 20.6 °C."


async def test_a_car_that_has_what_is_wanted_says_so(talk: Talking) -> None:
    turn = await talk.say("charge the car to 20 % by tomorrow 7 am")
    assert turn.answer == "All right: the Volvo at 20 % by 7:00 AM tomorrow. The Volvo is at 30 % and needs no more."
    assert (await talk.say("when does the car charge")).answer == "The Volvo is at 30 % and needs no more."


async def test_seven_for_a_car_is_when_cars_leave(talk: Talking) -> None:
    talk.clock.advance(hours=5)  # one in the afternoon
    assert "by 7:00 AM tomorrow" in (await talk.say("have the car ready at seven")).answer
    assert "by 4:00 PM" in (await talk.say("have the car ready at four")).answer


async def test_a_room_that_is_not_planned_is_said_with_what_is(talk: Talking) -> None:
    turn = await talk.say("keep the kitchen at 21 until ten")
    assert turn.answer == (
        "The kitchen is not planned by itself. What I can keep at a temperature is this: the living room."
    )
    assert not talk.demands


async def test_a_battery_is_charged_at_once_as_far_as_is_said(talk: Talking) -> None:
    turn = await talk.say("charge the battery to 70 percent")
    assert turn.answer.startswith("All right: the battery at 5.0 kW from ")
    (limit,) = talk.demands
    assert isinstance(limit, Limit)
    assert (limit.end or 0) - (limit.start or 0) == pytest.approx(3600 * 2.0 / 5 / BATTERY.charge_efficiency, abs=1)
    assert "between 50 % and 100 %" in (await talk.say("charge the battery to 40 percent")).answer
    assert (await talk.say("charge the battery to 70 percent by tomorrow 7 am")).answer == (
        "That cannot be wished of the battery."
    )
