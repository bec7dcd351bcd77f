"""Habits in what is done by hand."""

from datetime import datetime, timedelta
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.llm_agents.core.language.request import Action, Attribute
from custom_components.llm_agents.core.memory.clusters import apart
from custom_components.llm_agents.core.memory.habits import Habit, find_habits
from custom_components.llm_agents.core.memory.manual import Deed, ManualAct, kept_data
from custom_components.llm_agents.core.memory.offers import HabitBook, Known, Standing

from .logs import FakeLog, Now
from .months import BLIND_UP, COFFEE, HEAT_DOWN, LAMP_OFF, LAMP_ON, NOW, Kept, month

EVERY, WEEKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6))
BED = Kept((LAMP_OFF, HEAT_DOWN), 23 * 60 + 10, WEEKDAYS)
POOL = (
    BED,
    Kept((BLIND_UP,), 7 * 60, WEEKDAYS, 0.9, 8),
    Kept((COFFEE,), 9 * 60 + 30, WEEKEND, 0.97),
    Kept((LAMP_ON,), 18 * 60, EVERY, 0.92, 8),
    Kept((LAMP_OFF,), 15, EVERY, 0.95, 8),
)


def matches(habit: Habit, kept: Kept) -> bool:
    same = (set(habit.deeds), habit.weekdays) == (set(kept.deeds), kept.weekdays)
    return same and abs(apart(habit.minute, kept.minute)) < 15


def test_finds_a_routine_of_two_deeds_with_its_evidence() -> None:
    found = find_habits(month([BED], random.Random(1)), NOW)
    assert len(found) == 1
    habit = found[0]
    assert matches(habit, BED)
    assert habit.times <= habit.days == 30
    assert 0.6 <= habit.confidence < habit.times / habit.days
    assert len(habit.evidence) == 10
    assert all(datetime.fromisoformat(moment).weekday() < 5 for moment in habit.evidence)


def test_a_habit_around_midnight_is_one() -> None:
    late = Kept((LAMP_OFF,), 0, EVERY, 1.0, 8)
    found = find_habits(month([late], random.Random(4), noise=3), NOW)
    assert [min(habit.minute, 1440 - habit.minute) < 10 for habit in found] == [True]
    assert found[0].weekdays == EVERY


def test_precision_and_recall_over_many_months() -> None:
    right = missed = wrong = 0
    for seed in range(60):
        chance = random.Random(seed)
        kept = chance.sample(POOL, chance.randint(0, 3))
        found = find_habits(month(kept, chance, chance.uniform(0, 12)), NOW)
        hits = [one for one in kept if any(matches(habit, one) for habit in found)]
        right += len(hits)
        missed += len(kept) - len(hits)
        wrong += sum(not any(matches(habit, one) for one in kept) for habit in found)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.93


def test_random_acts_are_hardly_ever_a_habit() -> None:
    """At what is asked of a habit, chance passes for one in less than one of a hundred homes."""
    homes = ((seed, 20 * seed / 100) for seed in range(100))
    found = [find_habits(month([], random.Random(seed), noise), NOW) for seed, noise in homes]
    assert sum(map(bool, found)) <= 1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_is_found_holds_its_own_bounds(seed: int) -> None:
    chance = random.Random(seed)
    acts = month(chance.sample(POOL, 2), chance, chance.uniform(0, 30))
    for habit in find_habits(acts, NOW):
        assert habit.deeds
        assert habit.weekdays
        assert 5 <= habit.times <= habit.days
        assert 0.6 <= habit.confidence <= 1
        assert Habit.from_json(habit.to_json()) == habit


def test_what_is_no_longer_done_is_no_habit() -> None:
    acts = [act for act in month([BED], random.Random(1), 4) if act.at < NOW - timedelta(days=10)]
    assert find_habits(acts, NOW) == []


def test_days_away_do_not_count_against_a_habit() -> None:
    gone = (NOW - timedelta(days=25), NOW - timedelta(days=15))
    acts = [act for act in month([BED], random.Random(2), 5) if not gone[0] < act.at < gone[1]]
    assert any(matches(habit, BED) for habit in find_habits(acts, NOW))


def test_people_have_habits_of_their_own() -> None:
    anna = month([BED], random.Random(1), 4)
    ben = month([POOL[1]], random.Random(2), 4, user_id="ben")
    found = {habit.user_id: habit for habit in find_habits([*anna, *ben], NOW)}
    assert matches(found["anna"], BED)
    assert matches(found["ben"], POOL[1])


def test_half_by_each_is_a_habit_of_nobody() -> None:
    acts = month([BED], random.Random(1), 0)
    shared = [
        ManualAct(
            at=act.at,
            user_id="anna" if act.at.toordinal() % 2 else "ben",
            entity_id=act.entity_id,
            domain=act.domain,
            service=act.service,
            data=act.data,
        )
        for act in acts
    ]
    assert find_habits(shared, NOW) == []


@pytest.mark.parametrize(
    ("domain", "service", "data", "device_class", "kept"),
    [
        ("light", "turn_on", {"brightness_pct": 40}, None, {}),
        ("climate", "set_temperature", {"temperature": 18, "hvac_mode": "heat"}, None, {"temperature": 18}),
        ("climate", "set_temperature", {"target_temp_low": 18}, None, None),
        ("lock", "unlock", {}, None, None),
        ("alarm_control_panel", "alarm_disarm", {}, None, None),
        ("cover", "open_cover", {}, "garage", None),
        ("cover", "open_cover", {}, "blind", {}),
        ("shell_command", "turn_off", {}, None, None),
        ("light", "reload", {}, None, None),
    ],
)
def test_what_may_become_a_habit(
    domain: str, service: str, data: dict[str, object], device_class: str | None, kept: object
) -> None:
    assert kept_data(domain, service, data, device_class) == kept


def test_a_deed_is_told_as_an_act() -> None:
    act = HEAT_DOWN.act()
    assert (act.action, act.attribute, act.value) == (Action.SET, Attribute.TEMPERATURE, 17)
    assert Deed("scene.night", "scene", "turn_on").act().action is Action.ACTIVATE
    loud = Deed("media_player.tv", "media_player", "volume_set", (("volume_level", 0.3),)).act()
    assert (loud.attribute, loud.value) == (Attribute.VOLUME, 30)


@pytest.fixture
def habit() -> Habit:
    return find_habits(month([BED], random.Random(1)), NOW)[0]


def standings(book: HabitBook) -> list[tuple[Habit, Standing]]:
    return [(known.habit, known.standing) for known in book.seen()]


async def test_offers_the_surest_until_it_is_answered(habit: Habit) -> None:
    log, now = FakeLog(), Now()
    book = HabitBook(log, now)
    book.found([habit])
    assert book.to_offer("anna") == habit
    assert book.to_offer("ben") is None
    assert book.to_offer(None) is None
    await book.offered(habit)
    assert book.to_offer("anna") is None
    now.advance(days=15)
    assert book.to_offer("anna") == habit
    await book.dismissed(habit)
    now.advance(days=400)
    assert book.to_offer("anna") is None
    assert standings(book) == []


async def test_what_was_dismissed_is_not_offered_under_a_little_other_time(habit: Habit) -> None:
    log, now = FakeLog(), Now()
    book = HabitBook(log, now)
    await book.dismissed(habit)
    again = HabitBook(log, now)
    await again.open()
    later = month([Kept(BED.deeds, BED.minute + 30, WEEKDAYS)], random.Random(3))
    again.found(find_habits(later, NOW))
    assert again.to_offer("anna") is None


async def test_a_habit_is_offered_three_times_at_most(habit: Habit) -> None:
    log, now = FakeLog(), Now()
    book = HabitBook(log, now)
    book.found([habit])
    for _ in range(3):
        assert book.to_offer("anna") == habit
        await book.offered(habit)
        now.advance(days=20)
    assert book.to_offer("anna") is None
    assert standings(book) == [(habit, Standing.OFFERED)]


async def test_an_accepted_habit_is_listed_and_only_its_own_person_sees_it(habit: Habit) -> None:
    book = HabitBook(FakeLog(), Now())
    book.found([habit])
    assert standings(book) == [(habit, Standing.FOUND)]
    await book.accepted(habit, "automation-1")
    assert standings(book) == [(habit, Standing.ACCEPTED)]
    assert book.get(habit.habit_id, "ben") is None
    assert book.get(habit.habit_id, "anna") == habit


async def test_a_new_habit_is_told_once_also_over_a_restart_and_under_a_little_other_time(habit: Habit) -> None:
    log, now = FakeLog(), Now()
    book = HabitBook(log, now)
    assert book.found([habit]) == [habit]
    await book.told(habit)
    again = HabitBook(log, now)
    await again.open()
    assert standings(again) == [(habit, Standing.FOUND)]  # before the first look
    later = find_habits(month([Kept(BED.deeds, BED.minute + 30, WEEKDAYS)], random.Random(3)), NOW)
    assert again.found(later) == []
    assert standings(again) == [(later[0], Standing.FOUND)]
    assert again.to_offer("anna") == later[0]


async def test_a_habit_that_is_kept_no_more_is_not_suggested_but_its_automation_is_listed(habit: Habit) -> None:
    book = HabitBook(FakeLog(), Now())
    book.found([habit])
    await book.offered(habit)
    book.found([])
    assert standings(book) == []
    await book.accepted(habit, "automation-1", alias="Bedtime")
    assert standings(book) == [(habit, Standing.ACCEPTED)]
    known = book.known(habit.habit_id)
    assert known is not None
    assert dict(known.data) == {"automation_id": "automation-1", "alias": "Bedtime"}


async def test_what_was_taken_back_is_listed_and_not_offered_unasked(habit: Habit) -> None:
    now = Now()
    book = HabitBook(FakeLog(), now)
    book.found([habit])
    await book.accepted(habit, "automation-1")
    await book.retracted(habit)
    now.advance(days=400)
    assert standings(book) == [(habit, Standing.RETRACTED)]
    assert book.to_offer("anna") is None


async def test_who_listens_hears_what_became_of_a_habit_when_it_is_so(habit: Habit) -> None:
    book = HabitBook(FakeLog(), Now())
    heard: list[Standing] = []

    def listener(known: Known) -> None:
        now_known = book.known(known.habit.habit_id)
        assert now_known is not None
        assert now_known.standing is known.standing
        heard.append(known.standing)

    end = book.listen(listener)
    await book.told(habit)
    await book.dismissed(habit)
    end()
    await book.retracted(habit)
    assert heard == [Standing.FOUND, Standing.DISMISSED]


async def test_what_the_journal_does_not_keep_did_not_happen(habit: Habit) -> None:
    log = FakeLog()
    book = HabitBook(log, Now())
    book.found([habit])
    log.broken = True
    with pytest.raises(OSError, match="disk full"):
        await book.accepted(habit, "automation-1")
    assert standings(book) == [(habit, Standing.FOUND)]


async def test_events_that_cannot_be_read_are_passed_over(habit: Habit) -> None:
    log = FakeLog()
    book = HabitBook(log, Now())
    await book.dismissed(habit)
    log.kept[0] = type(log.kept[0])(kind=log.kept[0].kind, subject="x", at=log.kept[0].at, data={"habit": {}})
    await book.open()
    assert standings(book) == []


def test_what_a_machine_does_under_a_persons_name_is_no_habit() -> None:
    exact = Kept((LAMP_OFF,), 22 * 60, EVERY, 1.0, 0.05)
    assert find_habits(month([exact], random.Random(1), 2), NOW) == []
