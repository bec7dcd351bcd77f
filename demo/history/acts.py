"""Write what a person did by hand in the last weeks into the integration's store, before Home Assistant's start.

A past is data, as a scenario tells it: `weeks`; `habits`, each with its time (`at`), `weekdays`, the share of days on
which it was kept (`kept`) and its `acts`; and `noise`: acts at random times, so many `a_day`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
import json
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from . import ZONE

KEY, VERSION = "llm_agents.manual_acts", 1
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JITTER = 3.0  # minutes, as people keep their times
_APART = 0.5  # minutes between the acts of one habit


def write_acts(config: Path, user_id: str, past: Mapping[str, Any], *, now: datetime | None = None) -> int:
    """Write a past of a user into a configuration folder, in the place of what was there; return how many acts it is."""
    end = (now or datetime.now(ZoneInfo(ZONE))).replace(microsecond=0)
    acts = sorted(_lived(past, end), key=lambda act: act["at"])
    told = [{**act, "at": act["at"].isoformat(), "user_id": user_id} for act in acts if act["at"] < end]
    folder = config / ".storage"
    folder.mkdir(exist_ok=True)
    document = {"version": VERSION, "minor_version": 1, "key": KEY, "data": {"acts": told}}
    (folder / KEY).write_text(json.dumps(document), encoding="utf-8")
    return len(told)


def user_of(config: Path, name: str) -> str | None:
    """Return the id of the user of a name in a folder whose Home Assistant ran before."""
    path = config / ".storage" / "auth"
    if not path.is_file():
        return None
    users = json.loads(path.read_text(encoding="utf-8"))["data"]["users"]
    return next((str(user["id"]) for user in users if user["name"] == name), None)


def _lived(past: Mapping[str, Any], end: datetime) -> Iterator[dict[str, Any]]:
    """Yield the acts of each day, the same ones for the same past."""
    chance = Random(1)
    midnight = end.replace(hour=0, minute=0, second=0)
    for ago in range(7 * past["weeks"], -1, -1):
        day = midnight - timedelta(days=ago)
        for habit in past["habits"]:
            if _WEEKDAYS[day.weekday()] in habit["weekdays"] and chance.random() < habit["kept"]:
                yield from _kept(habit, day, chance)
        noise = past["noise"]
        for _ in range(noise["a_day"]):
            yield _act(chance.choice(noise["acts"]), day + timedelta(hours=chance.uniform(7, 22.5)))


def _kept(habit: Mapping[str, Any], day: datetime, chance: Random) -> Iterator[dict[str, Any]]:
    hour, minute = (int(part) for part in habit["at"].split(":"))
    at = day + timedelta(hours=hour, minutes=minute + max(-2 * _JITTER, min(2 * _JITTER, chance.gauss(0, _JITTER))))
    acts: Sequence[Mapping[str, Any]] = habit["acts"]
    for number, act in enumerate(acts):
        yield _act(act, at + timedelta(minutes=number * _APART))


def _act(act: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    domain, _, service = act["action"].partition(".")
    data = dict(act["data"])
    return {"at": at, "entity_id": data.pop("entity_id"), "domain": domain, "service": service, "data": data}
