"""The scripts' own logic: what a run of the tests sums up to, and which requirements are locked."""

import json
from pathlib import Path

import ha_requirements
from lib import summary
import pytest

PASSED = '<testcase classname="a" name="one"/>'
FAILED = '<testcase classname="a" name="two"><failure message="assert 1 == 2&#10;more"/></testcase>'
SKIPPED = '<testcase classname="a" name="three"><skipped message="no browser"/></testcase>'


def report(folder: Path, groups: dict[str, tuple[int, str | None]]) -> int:
    """Write the reports of some groups (exit status, cases) and sum them up."""
    lines = [f"{name} {status} 1" for name, (status, _) in groups.items()]
    (folder / "groups").write_text("\n".join(lines), encoding="utf-8")
    for name, (_, cases) in groups.items():
        if cases is not None:
            (folder / f"{name}.xml").write_text(
                f"<testsuites><testsuite>{cases}</testsuite></testsuites>", encoding="utf-8"
            )
    return summary.main(folder)


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_a_good_run_ends_with_its_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path, {"lint": (0, None), "core": (0, PASSED)}) == 0
    assert last_line(capsys) == "2 passed, 0 failed, 0 skipped"


def test_what_did_not_run_is_named_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path, {"e2e": (0, PASSED + SKIPPED)}) == 0
    output = capsys.readouterr().out
    assert "Did not run:\n  e2e: a three: no browser\n" in output
    assert output.endswith("\n1 passed, 0 failed, 1 skipped\n")


def test_a_failure_fails_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(tmp_path, {"core": (1, PASSED + FAILED)}) == 1
    assert "  core: a two: assert 1 == 2\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "group",
    [
        pytest.param((1, None), id="no report"),
        pytest.param((2, PASSED), id="broke off after its tests"),
        pytest.param((0, ""), id="nothing in it"),
    ],
)
def test_a_group_that_breaks_off_fails_the_run(tmp_path: Path, group: tuple[int, str | None]) -> None:
    assert report(tmp_path, {"core": group}) == 1


def write_manifest(folder: Path, domain: str, **manifest: list[str]) -> None:
    (folder / domain).mkdir()
    (folder / domain / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_requirements_follow_the_dependencies(tmp_path: Path) -> None:
    write_manifest(tmp_path, "a", requirements=["x==1"], dependencies=["b"])
    write_manifest(tmp_path, "b", requirements=["y==2"], after_dependencies=["a", "c"])
    write_manifest(tmp_path, "c")
    write_manifest(tmp_path, "d", requirements=["z==3"])
    assert ha_requirements.closure(tmp_path, ["a"]).keys() == {"a", "b", "c"}


def test_an_integration_that_a_version_lacks_is_left_out(tmp_path: Path) -> None:
    write_manifest(tmp_path, "a")
    assert ha_requirements.closure(tmp_path, ["a", "newer"]).keys() == {"a"}


def test_comments_are_no_integrations(tmp_path: Path) -> None:
    path = tmp_path / "integrations.txt"
    path.write_text("# which\nsun  # the star\n\napi\n", encoding="utf-8")
    assert ha_requirements.read_domains(path) == ["sun", "api"]
