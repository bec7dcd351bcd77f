"""Cases from both forms of files."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.cases import Case, CaseFile, case_files, case_of, load_lines
from bench.own import own_files
from bench.understanding.demo import demo_home

HOME = demo_home()


def case(**data: Any) -> Case:
    """Return a case of a YAML file."""
    return case_of({"say": ["something"], "expect": {}, **data}, 3, HOME, "en")


def test_states_and_attributes_are_kept_apart() -> None:
    lamp = case(expect={"light.office_desk_lamp": {"state": "on", "brightness": {"above": 20}}})
    assert lamp.expect["light.office_desk_lamp"] == {
        "state": "on",
        "attributes": {"brightness": {"op": "gt", "value": 20}},
    }
    assert (lamp.case_id, lamp.kind) == ("demo:3", "action")


def test_what_runs_is_to_run_once() -> None:
    expect = case(expect={"script.good_night": {}, "scene.cosy_evening": {}}).expect
    assert expect == {"script.good_night": {"truth": {"runs": 1}}, "scene.cosy_evening": {"truth": {"activated": 1}}}


def test_changes_of_a_list_are_counted_out() -> None:
    changed = case(
        expect={"todo.shopping_list": {"added": ["Tea"], "removed": ["milk"], "completed": ["Coffee beans"]}}
    )
    assert changed.expect["todo.shopping_list"]["truth"] == {
        "items": [("coffee beans", True), ("dishwasher tablets", False), ("tea", False)],
        "count": 2,
    }


def test_the_kind_follows_from_what_is_expected() -> None:
    assert case().kind == "noop"
    assert case(tells=[2]).kind == "query"
    assert case(tells=[2]).any_of == ["2"]
    assert case(timers=[]).kind == "action"
    assert (case(later=1).kind, case().later) == ("action", 0)


def test_what_is_not_well_formed_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        case(expected={})
    with pytest.raises(ValueError, match="attic"):
        case(expect={"light.attic": {"state": "on"}})
    with pytest.raises(KeyError):
        case(expect={"light.garage": {"brightness": {"about": 3}}})
    with pytest.raises(ValueError, match="attic"):
        demo_home({"entities": {"light.attic": "Attic"}})


def test_lines_are_read_with_their_homes(tmp_path: Path) -> None:
    line = {
        "id": "a:1",
        "home": "a",
        "text": "hi",
        "language": "de",
        "expect": {"light.x": {"state": "on"}},
        "also_ok": [{"why": "as good", "expect": {}}],
        "timers_setup": [{"minutes": 5}],
        "tags": ["light"],
    }
    tmp_path.joinpath("some.jsonl").write_text(json.dumps(line) + "\n\n")
    tmp_path.joinpath("some.homes.jsonl").write_text(json.dumps({"id": "a", "entities": []}))
    (path,) = case_files(tmp_path)
    file = load_lines(path)
    (read,) = file.cases
    assert (file.name, read.say, read.language, read.also, read.before) == (
        "some",
        ("hi",),
        "de",
        [{}],
        [{"minutes": 5}],
    )
    assert file.by_home() == [({"id": "a", "entities": []}, [read])]


def test_a_sample_keeps_some_of_each_kind() -> None:
    cases = [Case(case_id=str(at), home="a", say=("x",), tags=("rare" if at == 0 else "often",)) for at in range(50)]
    file = CaseFile("all", cases, {})
    sample = file.sample(10)
    assert 10 <= len(sample.cases) <= 12
    assert cases[0] in sample.cases
    assert sample.cases == file.sample(10).cases
    assert file.sample(0) is file.sample(50) is file


def test_each_language_names_the_demo_home() -> None:
    for file in own_files():
        (home,) = file.homes.values()
        assert {spec["id"] for spec in home["areas"]} == {spec["id"] for spec in HOME["areas"]}
        assert len(home["entities"]) >= 60
        assert all(spec["name"] for spec in home["entities"])
