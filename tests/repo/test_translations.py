"""The catalogue of words, and the script that generates and checks it."""

from collections.abc import Callable
import json
from pathlib import Path

import pytest
import yaml

import translations

from .paths import ROOT

EN = {
    "integration": "title: Agents\n",
    "card": "undo: Undo {name}\n",
    "app": "configuration: {}\n",
    "answers": "done: [Done., All done.]\n",
    "language": "on: [on]\n",
}
type Write = Callable[..., Path]


@pytest.fixture(name="write")
def write_fixture(tmp_path: Path) -> Write:
    """Write a catalogue: English whole, and parts of it or of German replaced."""

    def write(english: dict[str, str] | None = None, german: dict[str, str] | None = None) -> Path:
        for language, parts in (("en", EN | (english or {})), ("de", EN | (german or {}))):
            folder = tmp_path / "translations" / language
            folder.mkdir(parents=True, exist_ok=True)
            for part, text in parts.items():
                (folder / f"{part}.yaml").write_text(text, encoding="utf-8")
        translations.build(tmp_path)
        return tmp_path

    return write


def test_the_catalogue_is_whole_and_in_place() -> None:
    assert translations.check(ROOT) == []


def test_a_whole_catalogue_has_no_fault(write: Write) -> None:
    assert translations.check(write()) == []


def test_words_go_where_they_are_read(write: Write) -> None:
    root = write(german={"card": "undo: Mach {name} rückgängig\n"})
    card = json.loads((root / "cards/src/generated/translations.json").read_text(encoding="utf-8"))
    assert card == {"en": {"undo": "Undo {name}"}, "de": {"undo": "Mach {name} rückgängig"}}
    data = root / "custom_components/llm_agents/core/language/data/de.json"
    spoken = json.loads(data.read_text(encoding="utf-8"))
    assert spoken["answers"] == {"done": ["Done.", "All done."]}
    assert spoken["language"]["on"] == ["on"]
    assert spoken["language"]["numbers"]["acht"] == 8  # the spelled numbers are added
    assert yaml.safe_load((root / "addon/translations/en.yaml").read_text(encoding="utf-8")) == {"configuration": {}}


def test_a_language_can_be_spoken_before_it_is_understood(write: Write) -> None:
    root = write()
    (root / "translations/de/language.yaml").unlink()
    translations.build(root)
    assert translations.check(root) == []
    data = json.loads((root / "custom_components/llm_agents/core/language/data/de.json").read_text(encoding="utf-8"))
    assert data["language"] is None


def test_building_twice_changes_nothing(write: Write) -> None:
    assert translations.build(write()) == []


def test_a_stale_file_is_found(write: Write) -> None:
    root = write()
    (root / "custom_components/llm_agents/translations/en.json").write_text("{}\n", encoding="utf-8")
    assert translations.check(root) == [
        "custom_components/llm_agents/translations/en.json is stale; run scripts/translations.py build"
    ]


def test_a_generated_file_without_a_source_is_found(write: Write) -> None:
    root = write()
    (root / "addon/translations/fr.yaml").write_text("{}\n", encoding="utf-8")
    assert translations.check(root) == ["addon/translations/fr.yaml has no source in translations/"]


@pytest.mark.parametrize(
    ("english", "german", "fault"),
    [
        pytest.param({"card": "a: A\nb: B\n"}, {"card": "a: A\n"}, "b is missing", id="missing"),
        pytest.param({}, {"card": "undo: U {name}\nb: B\n"}, "b does not exist in en", id="surplus"),
        pytest.param({}, {"card": "undo: Zurück\n"}, "has the placeholders [], en has ['name']", id="placeholder lost"),
        pytest.param(
            {}, {"answers": "done: ['{who}']\n"}, "has the placeholders ['who'], en has []", id="placeholder new"
        ),
        pytest.param({"integration": "title: ' A'\n"}, {}, "begins or ends with a space", id="space"),
        pytest.param({"integration": "title: see https://a.b\n"}, {}, "holds a URL", id="url"),
        pytest.param(
            {"integration": "title: \"'{a}'\"\n"}, {"integration": "title: '{a}'\n"}, "single quotes", id="quotes"
        ),
        pytest.param(
            {"integration": "title: '{a b}'\n"}, {"integration": "title: '{a}'\n"}, "no identifier", id="name"
        ),
    ],
)
def test_a_fault_is_found(write: Write, english: dict[str, str], german: dict[str, str], fault: str) -> None:
    assert [line for line in translations.check(write(english, german)) if fault in line]


def test_a_phrase_may_use_what_its_neighbours_use(write: Write) -> None:
    english = {"answers": "problem:\n  code: the code to {act}\n  off: '{devices} is off'\n"}
    german = {"answers": "problem:\n  code: 'der Code für {devices}'\n  off: '{devices} ist aus'\n"}
    assert translations.check(write(english, german)) == []


def test_a_missing_part_is_a_fault_of_the_check_alone(write: Write) -> None:
    root = write()
    (root / "translations/de/card.yaml").unlink()
    translations.build(root)
    assert translations.check(root) == ["translations/de/card.yaml is missing"]


def test_an_unknown_part_is_refused(write: Write) -> None:
    root = write()
    (root / "translations/de/cards.yaml").write_text("a: b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown part"):
        translations.build(root)


def test_a_key_that_stands_twice_is_refused(write: Write) -> None:
    with pytest.raises(yaml.YAMLError, match="stands twice"):
        write({"card": "undo: A\nundo: B\n"})


def test_words_stay_words(write: Write) -> None:
    root = write({"answers": "on: yes\ntime: 12:30\ncount: 3\nshare: 0.5\nsure: true\n"})
    data = json.loads((root / "custom_components/llm_agents/core/language/data/en.json").read_text(encoding="utf-8"))
    assert data["answers"] == {"on": "yes", "time": "12:30", "count": 3, "share": 0.5, "sure": True}
