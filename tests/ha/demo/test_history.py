"""The past of the demo home, as this version's recorder would have written it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
import json
from pathlib import Path
import sqlite3

import pytest

from demo.custom_components.demo_home.readings import SENSORS
from demo.history import ZONE
from demo.history.seed import DATABASE, STATE, seed
from homeassistant.components.recorder.db_schema import SCHEMA_VERSION
from homeassistant.components.recorder.util import basic_sanity_check, last_run_was_recently_clean

DAYS = 2


@pytest.fixture(scope="module", name="folder")
def folder_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("past")
    seed(folder, days=DAYS)
    return folder


@pytest.fixture
def past(folder: Path) -> Iterator[sqlite3.Cursor]:
    connection = sqlite3.connect(folder / DATABASE)
    yield connection.cursor()
    connection.close()


def test_the_recorder_takes_it_for_its_own(past: sqlite3.Cursor) -> None:
    assert past.execute("SELECT schema_version FROM schema_changes").fetchall() == [(SCHEMA_VERSION,)]
    assert basic_sanity_check(past)
    assert last_run_was_recently_clean(past)
    assert past.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_states_reach_over_all_days_and_are_chained(past: sqlite3.Cursor) -> None:
    first, last, count = past.execute(
        "SELECT min(last_updated_ts), max(last_updated_ts), count(*) FROM states"
    ).fetchone()
    now = datetime.now(UTC).timestamp()
    assert count > 3000
    assert abs(now - DAYS * 86400 - first) < 1200
    assert now - last < 1200
    broken = past.execute(
        "SELECT count(*) FROM states s JOIN states o ON s.old_state_id = o.state_id WHERE o.metadata_id != s.metadata_id"
        " OR o.last_updated_ts > s.last_updated_ts OR o.state_id >= s.state_id"
    )
    assert broken.fetchone() == (0,)


def test_people_lived_in_it(past: sqlite3.Cursor) -> None:
    counts = dict(
        past.execute(
            "SELECT m.entity_id, count(*) FROM states s JOIN states_meta m USING (metadata_id) GROUP BY 1"
        ).fetchall()
    )
    lived = (
        "light.living_room_floor_lamp",
        "switch.coffee_machine",
        "cover.bedroom_shutter",
        "media_player.living_room_tv",
    )
    assert all(counts[entity_id] >= 3 for entity_id in lived)


def test_every_measured_sensor_has_both_statistics(past: sqlite3.Cursor) -> None:
    measured = {entity_id for entity_id, reading in SENSORS.items() if reading.state_class}
    for table, per_day in (("statistics", 24), ("statistics_short_term", 288)):
        rows = past.execute(
            f"SELECT m.statistic_id, count(*) FROM {table} s JOIN statistics_meta m ON m.id = s.metadata_id GROUP BY 1"
        )
        counts = dict(rows.fetchall())
        assert counts.keys() == measured
        assert all(abs(count - DAYS * per_day) <= 1 for count in counts.values())


def test_sums_follow_the_meter_and_never_fall(past: sqlite3.Cursor) -> None:
    rows = past.execute(
        "SELECT s.state, s.sum FROM statistics s JOIN statistics_meta m ON m.id = s.metadata_id"
        " WHERE m.statistic_id = 'sensor.grid_import' ORDER BY s.start_ts"
    ).fetchall()
    grown = [after[1] - before[1] for before, after in pairwise(rows)]
    assert min(grown) >= 0
    assert rows[-1][0] - rows[0][0] == pytest.approx(rows[-1][1] - rows[0][1], abs=0.01)
    assert rows[-1][1] > 5


def test_the_house_goes_on_where_the_past_ends(folder: Path, past: sqlite3.Cursor) -> None:
    kept = json.loads((folder / ".storage" / STATE).read_text())
    assert kept["key"] == STATE
    house = kept["data"]["house"]
    assert datetime.now(UTC) - datetime.fromisoformat(house["time"]) < timedelta(minutes=10)
    (last,) = past.execute(
        "SELECT s.state FROM statistics_short_term s JOIN statistics_meta m ON m.id = s.metadata_id"
        " WHERE m.statistic_id = 'sensor.solar_energy' ORDER BY s.start_ts DESC LIMIT 1"
    ).fetchone()
    assert house["meters"]["solar"] == pytest.approx(last, abs=0.001)


def test_a_real_past_is_never_overwritten(folder: Path) -> None:
    before = (folder / DATABASE).stat().st_mtime_ns
    with pytest.raises(FileExistsError):
        seed(folder, days=1)
    assert (folder / DATABASE).stat().st_mtime_ns == before


def test_the_past_is_told_in_the_homes_own_time() -> None:
    configuration = Path(__file__).resolve().parents[3] / "demo" / "config" / "configuration.yaml"
    assert f"time_zone: {ZONE}\n" in configuration.read_text()
