"""Our ledger of Home Assistant's Integration Quality Scale: every rule has an honest line."""

from typing import Any

import pytest
import yaml

from .paths import INTEGRATION

# The rules as Home Assistant's developer documentation lists them (2026.11).
RULES = {
    "bronze": (
        "action-setup appropriate-polling brands common-modules config-flow config-flow-test-coverage "
        "dependency-transparency docs-actions docs-conditions docs-high-level-description docs-installation-instructions "
        "docs-removal-instructions docs-triggers entity-event-setup entity-unique-id has-entity-name runtime-data "
        "test-before-configure test-before-setup unique-config-entry"
    ),
    "silver": (
        "action-exceptions config-entry-unloading docs-configuration-parameters docs-installation-parameters "
        "entity-unavailable integration-owner log-when-unavailable parallel-updates reauthentication-flow test-coverage"
    ),
    "gold": (
        "devices diagnostics discovery discovery-update-info docs-data-update docs-examples docs-known-limitations "
        "docs-supported-devices docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices "
        "entity-category entity-device-class entity-disabled-by-default entity-translations exception-translations "
        "icon-translations reconfiguration-flow repair-issues stale-devices"
    ),
    "platinum": "async-dependency inject-websession strict-typing",
}
ALL_RULES = {rule for rules in RULES.values() for rule in rules.split()}


@pytest.fixture(name="ledger", scope="module")
def ledger_fixture() -> dict[str, dict[str, Any]]:
    """Each rule's line in its long form."""
    rules = yaml.safe_load((INTEGRATION / "quality_scale.yaml").read_text(encoding="utf-8"))["rules"]
    return {name: {"status": line} if isinstance(line, str) else line for name, line in rules.items()}


def test_there_are_54_rules() -> None:
    assert len(ALL_RULES) == 54


def test_every_rule_has_a_line_and_no_line_lacks_a_rule(ledger: dict[str, dict[str, Any]]) -> None:
    assert ledger.keys() ^ ALL_RULES == set()


def test_each_line_has_a_known_status(ledger: dict[str, dict[str, Any]]) -> None:
    assert {line["status"] for line in ledger.values()} <= {"done", "todo", "exempt"}


def test_what_is_not_done_says_why(ledger: dict[str, dict[str, Any]]) -> None:
    assert [name for name, line in ledger.items() if line["status"] != "done" and not line.get("comment")] == []


# A rule that claims to be done has left something in the tree.
@pytest.mark.parametrize(
    ("rule", "file"),
    [
        ("action-setup", "services.yaml"),
        ("brands", "brand/icon.png"),
        ("config-flow", "config_flow.py"),
        ("diagnostics", "diagnostics.py"),
        ("docs-conditions", "conditions.yaml"),
        ("docs-triggers", "triggers.yaml"),
        ("icon-translations", "icons.json"),
        ("repair-issues", "repairs.py"),
        ("strict-typing", "py.typed"),
    ],
)
def test_what_is_done_has_its_file(ledger: dict[str, dict[str, Any]], rule: str, file: str) -> None:
    assert ledger[rule]["status"] != "done" or (INTEGRATION / file).is_file()
