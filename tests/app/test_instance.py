"""One installation: its id and token, its lock."""

import logging
from pathlib import Path

import pytest

from llm_agents_app.instance import InstanceInUse, open_instance


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_secrets_are_for_the_owner_alone(tmp_path: Path) -> None:
    with open_instance(tmp_path / "data") as instance:
        assert mode(tmp_path / "data") == 0o700
        assert {path.name: mode(path) for path in instance.folder.iterdir()} == {
            "token": 0o600,
            "instance_id": 0o600,
            "lock": 0o600,
        }


def test_the_token_is_long_and_kept(tmp_path: Path) -> None:
    with open_instance(tmp_path) as first:
        pass
    with open_instance(tmp_path) as second:
        pass
    assert len(first.token) >= 43
    assert (second.token, second.id) == (first.token, first.id)
    assert (tmp_path / "token").read_text().strip() == first.token


def test_two_installations_differ(tmp_path: Path) -> None:
    with open_instance(tmp_path / "one") as one, open_instance(tmp_path / "two") as two:
        assert one.token != two.token
        assert one.id != two.id


def test_a_token_that_others_could_read_is_closed_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_instance(tmp_path) as first:
        pass
    (tmp_path / "token").chmod(0o644)
    with caplog.at_level(logging.WARNING), open_instance(tmp_path) as second:
        assert mode(tmp_path / "token") == 0o600
    assert second.token == first.token
    assert "readable by others" in caplog.text
    assert first.token not in caplog.text


def test_an_empty_token_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "token").touch(0o600)
    with open_instance(tmp_path) as instance:
        assert len(instance.token) >= 43


def test_a_second_opening_is_refused_and_names_the_first(tmp_path: Path) -> None:
    with open_instance(tmp_path), pytest.raises(InstanceInUse, match=r"in use by process \d+"):
        open_instance(tmp_path).__enter__()


def test_a_lock_left_behind_does_not_hold(tmp_path: Path) -> None:
    with open_instance(tmp_path):
        pass
    assert (tmp_path / "lock").exists()
    with open_instance(tmp_path) as again:
        assert again.folder == tmp_path
