"""What is made of the rows: shares, and who is told of what."""

from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path

import pytest

from bench.report import Figure
from bench.understanding.figures import figures_of, interval, table_of
from bench.understanding.rows import OURS, PEER, Row, of_agent, read_rows
from bench.understanding.table import put_into, table

ROW = Row(
    file="own_en",
    case_id="own_en:1",
    agent=OURS,
    say=("turn on the light",),
    language="en",
    kind="action",
    tags=("action",),
    by="reader",
    right=True,
    wrong_action=False,
    claimed=False,
    first_right=True,
    first_wrong_action=False,
    first_claimed=False,
    asked=False,
    warm=True,
    layer="reader",
    ms=2.0,
    cpu_ms=1.0,
    answers=("Done.",),
    wrong=(),
    first_wrong=(),
    error=None,
)
ASKED = replace(ROW, first_right=False, asked=True, ms=4.0)
CHANGED = replace(ROW, right=False, first_right=False, wrong_action=True, first_wrong_action=True, claimed=True)
THEIRS = replace(ROW, agent=PEER, layer=None, ms=9.0, right=False, first_right=False)


def named(rows: list[Row]) -> dict[str, Figure]:
    """Return the figures of rows by name."""
    return {figure.name: figure for figure in figures_of(rows)}


def test_a_yes_counts_and_the_first_turn_is_told_apart() -> None:
    figures = named([ROW, ASKED, THEIRS, THEIRS])
    assert (figures["own_en"].value, figures["own_en"].peers) == (100, {PEER: 0})
    assert figures["own_en_first_turn"].value == 50
    assert figures["asked_pct"].value == 50


def test_wrong_actions_and_claims_are_counted_over_all_files() -> None:
    figures = named([ROW, ROW, ROW, replace(CHANGED, file="other"), THEIRS])
    assert figures["wrong_actions_pct"].value == 25
    assert figures["wrong_actions_pct"].reached is False
    assert (figures["false_claims"].value, figures["false_claims"].peers) == (1, {PEER: 0})
    assert figures["other"].goal is None
    assert figures["own_en"].goal is not None


def test_layers_have_their_share_accuracy_and_time() -> None:
    figures = named([ROW, ASKED, replace(CHANGED, layer="app", ms=900.0), replace(ROW, ms=800.0, warm=False)])
    assert figures["layer_reader_share_pct"].value == 75
    assert figures["layer_app_accuracy_pct"].value == 0
    assert figures["layer_reader_p95_ms"].value == 4.0
    assert figures["turn_p95_ms"].value == 900.0
    assert "layer_other_share_pct" not in figures


def test_an_agent_alone_has_no_peers() -> None:
    figures = named([ROW])
    assert all(not figure.peers for figure in figures.values())


def test_the_table_counts_both_agents() -> None:
    (line,) = table_of([ROW, CHANGED, THEIRS, THEIRS])
    assert (line["cases"], line[OURS]["right"], line[OURS]["wrong_actions"], line[PEER]["right"]) == (2, 1, 1, 0)


def test_an_interval_is_wide_for_few() -> None:
    assert interval(5, 10) == (23.7, 76.3)
    assert interval(50, 50)[0] > 90


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    kept = StringIO()
    for row in (ROW, THEIRS):
        row.write(kept)
    path = tmp_path / "rows.jsonl"
    path.write_text(kept.getvalue())
    assert read_rows(path) == [ROW, THEIRS]
    assert of_agent(read_rows(path), PEER) == [THEIRS]


def test_the_page_takes_the_table_between_its_marks() -> None:
    figures = {figure.name: asdict(figure) for figure in figures_of([ROW, ASKED, THEIRS])}
    text = table(figures)
    assert "| own_en | 0 | 100 | 50 | 95 |" in text
    assert "| asked_pct | 50 % | 0 |  |" in text
    page = put_into("a\n<!-- figures -->\nold\n<!-- end of figures -->\nb", text)
    assert page.startswith("a\n<!-- figures -->\n\n| cases |")
    assert page.endswith("\n\n<!-- end of figures -->\nb")
    assert put_into(page, text) == page
    with pytest.raises(ValueError, match="not found"):
        put_into("a page without marks", text)
