"""A recorder's database as the installed Home Assistant would have left it after a clean stop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
import json
from pathlib import Path
from random import Random
import sqlite3
from typing import Any

from fnv_hash_fast import fnv1a_32
from sqlalchemy import create_engine

from homeassistant.components.recorder.db_schema import SCHEMA_VERSION, Base
from homeassistant.components.recorder.models import StatisticMeanType
from homeassistant.components.recorder.statistics import STATISTIC_UNIT_TO_UNIT_CONVERTER

STATE_ROW = (
    "INSERT INTO states (state_id, metadata_id, state, attributes_id, last_updated_ts, old_state_id, origin_idx,"
    " context_id_bin) VALUES (?, ?, ?, ?, ?, ?, 0, ?)"
)
STATISTICS_ROW = "INSERT INTO {table} (created_ts, metadata_id, start_ts, mean, min, max, state, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
MOMENT = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(slots=True)
class Tape:
    """The recorded states: rows in the order of time, and the shared attributes they point to."""

    chance: Random
    rows: list[tuple[object, ...]] = field(default_factory=list)
    entities: dict[str, int] = field(default_factory=dict)
    attributes: dict[str, int] = field(default_factory=dict)
    last: dict[str, tuple[int, str, Mapping[str, Any]]] = field(default_factory=dict)

    def record(self, entity_id: str, moment: float, state: str, attributes: Mapping[str, Any]) -> None:
        """Record a state at a time (s since 1970), unless nothing changed."""
        before = self.last.get(entity_id)
        if before and before[1:] == (state, attributes):
            return
        shared = json.dumps(attributes, separators=(",", ":"), ensure_ascii=False)
        attributes_id = self.attributes.setdefault(shared, len(self.attributes) + 1)
        number = len(self.rows) + 1
        entity = self.entities.setdefault(entity_id, len(self.entities) + 1)
        old = before[0] if before else None
        self.rows.append((number, entity, state, attributes_id, moment, old, self._context(moment)))
        self.last[entity_id] = (number, state, attributes)

    def _context(self, moment: float) -> bytes:
        """Return the bytes of an ULID: 48 bits of milliseconds, 80 of chance."""
        return int(moment * 1000).to_bytes(6, "big") + self.chance.randbytes(10)


@dataclass(slots=True)
class Statistic:
    """One sensor's statistics; `rows` of start, mean, least, greatest, state and sum, by table."""

    unit: str
    cumulative: bool
    short: list[tuple[float | None, ...]] = field(default_factory=list)
    long: list[tuple[float | None, ...]] = field(default_factory=list)


def write(path: Path, tape: Tape, statistics: Mapping[str, Statistic], start: datetime, end: datetime) -> None:
    """Create the database. Raises `FileExistsError` when there is one: a home's real past is never overwritten."""
    if path.exists():
        raise FileExistsError(path)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    engine = create_engine(f"sqlite:///{part}")
    Base.metadata.create_all(engine)
    engine.dispose()
    connection = sqlite3.connect(part)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        with connection:
            _write_runs(connection, start, end)
            _write_states(connection, tape)
            _write_statistics(connection, statistics, end)
    finally:
        connection.close()
    part.replace(path)


def _write_runs(connection: sqlite3.Connection, start: datetime, end: datetime) -> None:
    """Say that one run recorded all of it and ended cleanly, with this version's schema."""
    began, ended = (moment.astimezone(UTC).strftime(MOMENT) for moment in (start, end))
    connection.execute(
        "INSERT INTO schema_changes (schema_version, changed) VALUES (?, ?)",
        (SCHEMA_VERSION, began),
    )
    connection.execute(
        'INSERT INTO recorder_runs (start, "end", closed_incorrect, created) VALUES (?, ?, 0, ?)',
        (began, ended, began),
    )


def _write_states(connection: sqlite3.Connection, tape: Tape) -> None:
    connection.executemany(
        "INSERT INTO states_meta (metadata_id, entity_id) VALUES (?, ?)",
        ((number, entity_id) for entity_id, number in tape.entities.items()),
    )
    connection.executemany(
        "INSERT INTO state_attributes (attributes_id, hash, shared_attrs) VALUES (?, ?, ?)",
        ((number, fnv1a_32(shared.encode()), shared) for shared, number in tape.attributes.items()),
    )
    connection.executemany(STATE_ROW, tape.rows)


def _write_statistics(connection: sqlite3.Connection, statistics: Mapping[str, Statistic], end: datetime) -> None:
    """Write both tables, and that the last five minutes before the end are compiled."""
    for number, (statistic_id, statistic) in enumerate(statistics.items(), 1):
        converter = STATISTIC_UNIT_TO_UNIT_CONVERTER.get(statistic.unit)
        mean = StatisticMeanType.NONE if statistic.cumulative else StatisticMeanType.ARITHMETIC
        connection.execute(
            "INSERT INTO statistics_meta (id, statistic_id, source, unit_of_measurement, unit_class, has_sum, mean_type)"
            " VALUES (?, ?, 'recorder', ?, ?, ?, ?)",
            (
                number,
                statistic_id,
                statistic.unit,
                converter.UNIT_CLASS if converter else None,
                statistic.cumulative,
                mean.value,
            ),
        )
        for table, seconds, rows in (
            ("statistics_short_term", 300, statistic.short),
            ("statistics", 3600, statistic.long),
        ):
            connection.executemany(STATISTICS_ROW.format(table=table), _numbered(number, seconds, rows))
    last = datetime.fromtimestamp(end.timestamp() // 300 * 300 - 300, UTC)
    connection.execute("INSERT INTO statistics_runs (start) VALUES (?)", (last.strftime(MOMENT),))


def _numbered(
    number: int, seconds: int, rows: Iterable[tuple[float | None, ...]]
) -> Iterable[tuple[float | None, ...]]:
    """Add when each row was compiled (after its end) and whose it is."""
    for row in rows:
        yield ((row[0] or 0) + seconds + 10, number, *row)
