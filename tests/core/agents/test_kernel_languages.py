"""The words of a language come from disk, and never while the event loop waits."""

from pathlib import Path
import threading
from typing import Any

import pytest

from custom_components.llm_agents.core.agents.kernel import Kernel, TurnDone
from custom_components.llm_agents.core.language import data, lexicon, phrases, situations

from .houses import House


class Configured(str):
    """A text as a configuration file gives it: equal to a plain one, and of a class of its own."""

    __slots__ = ()


@pytest.fixture(name="kernel")
def kernel_fixture(house: House, monkeypatch: pytest.MonkeyPatch) -> Kernel:
    """Return a kernel that has read no language yet, in a loop where no file may be opened."""
    loop_thread, read_text = threading.get_ident(), Path.read_text

    def guarded(path: Path, *args: Any, **options: Any) -> str:
        assert threading.get_ident() != loop_thread, f"{path.name} is read in the event loop"
        return read_text(path, *args, **options)

    monkeypatch.setattr(data, "_LOADED", {})
    monkeypatch.setattr(situations, "_KNOWN", {})
    monkeypatch.setattr(phrases, "_PHRASES", {})
    monkeypatch.setattr(lexicon, "_LEXICONS", {})
    monkeypatch.setattr(Path, "read_text", guarded)
    return Kernel(house.world, house.journal, house.policy, clock=house.clock)


async def answer(kernel: Kernel, house: House, language: str) -> str:
    events = [event async for event in kernel.turn(house.utterance("thanks", language=language))]
    assert isinstance(events[-1], TurnDone)
    return events[-1].turn.answer


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "fr"])
async def test_a_language_that_is_first_heard_is_read_off_the_loop(house: House, kernel: Kernel, language: str) -> None:
    assert await answer(kernel, house, language)


async def test_a_language_that_was_prepared_as_the_configuration_has_it_is_not_read_again(
    house: House, kernel: Kernel
) -> None:
    await kernel.prepare(Configured("en"))
    assert await answer(kernel, house, "en") == "You're welcome."
    assert situations.situations("en").nothing
    assert data.load("en")
