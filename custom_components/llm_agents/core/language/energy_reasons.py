"""Why an asset does what it does, in words."""

from ..energy.reasons import Because, Why
from ..energy.unmet import Unmet, Wanted
from .energy_figures import EnergyFigures
from .phrases import sentence

_BOTH = frozenset({Why.STORES, Why.COVERS, Why.SELLS})  # told plainly where what it is worth later is not known


def reason_told(reason: Because, figures: EnergyFigures, *, saving: bool = False) -> str:
    """Return a reason in a sentence; with `saving` and what it saves, where that is more than a cent."""
    if reason.unmet is not None:
        return unmet_told(reason.unmet, figures)
    text = sentence(figures.say("why", _form(reason), count=1, **_values(reason, figures)))
    if saving and reason.saves is not None and reason.saves >= 0.01:
        text = f"{text} {figures.say('why', 'saves', money=figures.money(reason.saves))}"
    return text


def _form(reason: Because) -> str:
    """Return the key of a reason's phrase: the most telling one for which there are figures."""
    why = reason.why
    if why is Why.WAITS and reason.by is not None:
        return "waits_by"
    if why in (Why.IDLE, Why.ABSENT) and reason.until is not None:
        return f"{why.value}_until"
    if why in _BOTH and reason.other is None:
        return f"{why.value}_plain"
    if why is Why.CHARGED and reason.level is None:
        return "charged_plain"
    if why is Why.SUN and reason.price is None:
        return "sun_plain"
    return why.value


def _values(reason: Because, figures: EnergyFigures) -> dict[str, str]:
    values = {"asset": figures.asset(reason.asset_id)}
    for name, at in (("until", reason.until), ("by", reason.by)):
        values[name] = figures.moment(at) if at is not None else ""
    for name, price in (("price", reason.price), ("other", reason.other)):
        values[name] = figures.price(price) if price is not None else ""
    values["energy"] = figures.energy(reason.energy) if reason.energy is not None else ""
    level = reason.level
    values["share"] = figures.share(level) if level is not None else ""
    values["value"] = figures.degrees(level) if level is not None else ""
    values["power"] = figures.power(level) if level is not None else ""
    values["other_share"] = figures.share(reason.other) if reason.other is not None else ""
    return values


def unmet_told(unmet: Unmet, figures: EnergyFigures) -> str:
    """Return what cannot be met, in a sentence."""
    match unmet.wanted:
        case Wanted.CHARGE | Wanted.IMPORT_LIMIT | Wanted.EXPORT_LIMIT:
            amount = figures.energy(unmet.amount)
        case Wanted.HOURS:
            amount = figures.say("hours", count=unmet.amount, value=figures.decimal(unmet.amount, 1))
        case _:
            digits = figures.decimal(unmet.amount, 1)
            amount = figures.say("unmet", "kelvin_hours", count=unmet.amount, value=digits)
    asset, at = figures.asset(unmet.asset_id), figures.moment(unmet.at)
    return sentence(figures.say("unmet", unmet.wanted.value, asset=asset, amount=amount, at=at))
