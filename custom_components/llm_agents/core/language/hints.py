"""Which kinds of device the words of a sentence speak of without naming one: `warmer`, `blue`, `vacuum`.

Nothing is decided here: it only tells where to look when a sentence was not read.
"""

from collections.abc import Iterator

from .actions import ACTIONS, ATTRIBUTE_DOMAINS, STATE_DOMAINS
from .frame import Operation
from .lexicon import Lexicon, Sense
from .request import Attribute

_UNITS = {
    "celsius": Attribute.TEMPERATURE,
    "fahrenheit": Attribute.TEMPERATURE,
    "degree": Attribute.TEMPERATURE,
    "kelvin": Attribute.COLOR_TEMPERATURE,
}
_GROUPS = {"colors": Attribute.COLOR, "whites": Attribute.COLOR_TEMPERATURE}
_NARROW = 4  # a verb of more kinds of device says none
_MAXIMUM_WORDS = 200


def hinted_domains(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the domains that attributes, units, colours and narrow verbs of a sentence speak of, the first said first."""
    folded = [word.folded for word in lexicon.normaliser.words(text)[:_MAXIMUM_WORDS]]
    found: dict[str, None] = {}
    for at in range(len(folded)):
        for _, senses in lexicon.at(folded, at):
            found |= dict.fromkeys(domain for sense in senses for domain in _domains(sense))
    return tuple(found)


def _domains(sense: Sense) -> Iterator[str]:
    if sense.group in _GROUPS:
        yield from ATTRIBUTE_DOMAINS[_GROUPS[sense.group]]
    elif sense.group == "units" and sense.value in _UNITS:
        yield from ATTRIBUTE_DOMAINS[_UNITS[sense.value]]
    elif sense.group == "states":
        yield from STATE_DOMAINS.get(sense.value, ())
    elif sense.group in ("attributes", "verbs"):
        for part in sense.value.split():
            yield from _of_word(part)


def _of_word(value: str) -> Iterator[str]:
    if value in Attribute:
        yield from ATTRIBUTE_DOMAINS.get(Attribute(value), ())
    elif value in Operation:
        domains = ACTIONS.get(Operation(value), {})
        if len(domains) <= _NARROW:
            yield from domains
