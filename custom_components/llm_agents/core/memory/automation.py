"""A habit as an ordinary automation: the form in which the automation editor keeps one."""

from typing import Any

from .habits import Habit

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days as Home Assistant writes them, from Monday."""

ID_PREFIX = "llm_agents_habit_"


def automation_id(habit: Habit) -> str:
    """Return the id of the automation that is made of a habit."""
    return f"{ID_PREFIX}{habit.habit_id}"


def automation_of(habit: Habit, alias: str, description: str) -> dict[str, Any]:
    """Return the configuration of the automation that does what a habit is, at its time on its days."""
    days = [name for day, name in enumerate(WEEKDAYS) if day in habit.weekdays]
    hour, minute = divmod(habit.minute, 60)
    every_day = len(days) == len(WEEKDAYS)
    return {
        "id": automation_id(habit),
        "alias": alias,
        "description": description,
        "triggers": [{"trigger": "time", "at": f"{hour:02}:{minute:02}:00"}],
        "conditions": [] if every_day else [{"condition": "time", "weekday": days}],
        "actions": [
            {
                "action": f"{deed.domain}.{deed.service}",
                "target": {"entity_id": deed.entity_id},
                **({"data": dict(deed.data)} if deed.data else {}),
            }
            for deed in habit.deeds
        ],
        "mode": "single",
    }
