"""Habits in words: the question about one, and the name and the description of its automation."""

from ..language.answers import Answerer
from ..language.phrases import Phrases
from ..memory.habits import Habit

_USUAL = {tuple(range(7)): "every_day", tuple(range(5)): "weekdays", (5, 6): "weekends"}


def told_habit(habit: Habit, phrases: Phrases, answerer: Answerer, form: str) -> str:
    """Return a habit in words; `form` is `ask`, `alias` or `description`."""
    hour, minute = divmod(habit.minute, 60)
    half = phrases.say("times", "am" if hour < 12 else "pm")
    if phrases.say("times", "hours") == "12":
        hour = hour % 12 or 12
    return phrases.say(
        "habits",
        form,
        acts=phrases.listed([answerer.wish(deed.act()) for deed in habit.deeds]),
        time=phrases.say("times", "clock", hour=str(hour), minute=f"{minute:02}", half=half),
        days=_days(habit, phrases),
        times=phrases.number(habit.times),
        of=phrases.number(habit.days),
    )


def _days(habit: Habit, phrases: Phrases) -> str:
    """Return on which days it is: a usual set by its name, else each day."""
    days = tuple(sorted(habit.weekdays))
    if days in _USUAL:
        return phrases.say("habits", _USUAL[days])
    return phrases.listed([phrases.words("times", "weekdays")[day] for day in days])
