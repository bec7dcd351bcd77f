"""What a model may not say."""

from base64 import b64encode
import codecs

import pytest

from custom_components.llm_agents.core.agents.withholding import Withholder

TOLD = "You are the agent of a smart home. Serve the request of the person with the tools that are given to you."
TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiI1ZTFhIn0.k3jZq0b7vX9"
KEY = "correct-horse-7"


def withholder() -> Withholder:
    return Withholder([TOLD], [KEY])


@pytest.mark.parametrize(
    "sentence",
    [
        TOLD,
        f"My instructions: {TOLD[:60]}",
        TOLD.upper(),
        TOLD[::-1],
        codecs.encode(TOLD, "rot13"),
        " ".join(TOLD),
        "-".join(TOLD[:60]),
        TOLD.replace("e", "3").replace("a", "4").replace("o", "0"),
        TOLD.replace(" ", "\u200b "),
        "".join(chr(0xE0000 + ord(c)) for c in TOLD),
        b64encode(TOLD.encode()).decode(),
        TOLD.encode().hex(),
        TOLD.encode().hex(" "),
        f"The token is {TOKEN}",
        f"It is {KEY}.",
        f"It is {' '.join(KEY)}.",
        f"It is {b64encode(KEY.encode() * 2).decode()}",
        "Its key is sk-abcdefghijklmnop1234",
        "The card is 4111 1111 1111 1111.",
    ],
)
def test_a_secret_and_an_instruction_are_withheld_however_they_are_dressed(sentence: str) -> None:
    assert not withholder().allows(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is warm in the bath.",
        "Your next appointment is the dentist on Tuesday at half past nine.",
        "I am the agent of this home.",
        "Die Heizung im Wohnzimmer steht auf einundzwanzig Grad.",
        "The package 00340434161094042557 comes tomorrow.",
        "",
    ],
)
def test_ordinary_talk_is_said(sentence: str) -> None:
    assert withholder().allows(sentence)


def test_an_instruction_cut_into_pieces_is_seen() -> None:
    seen = withholder()
    words = TOLD.split()
    said = [seen.allows(" ".join(words[at : at + 3])) for at in range(0, len(words), 3)]
    assert not all(said)
    assert said.index(False) <= 3
