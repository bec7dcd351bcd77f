"""Sum up a run of the tests: what failed, what did not run and why, and one last line with the counts.

Reads `groups` (one line per group: name, exit status, seconds) and the JUnit report of each group, `<name>.xml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import sys
import xml.etree.ElementTree as ET


@dataclass(frozen=True, slots=True)
class Case:
    """One test, or one group that is judged by its exit status alone; `reason` tells why it did not pass."""

    group: str
    name: str
    outcome: str
    reason: str = ""


def outcome_of(element: ET.Element) -> tuple[str, str]:
    """Return the outcome of a JUnit test case and the reason given."""
    for tag, outcome in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        if (child := element.find(tag)) is not None:
            reason = child.get("message") or (child.text or "").strip() or "no reason given"
            return outcome, reason.splitlines()[0]
    return "passed", ""


def cases_of(group: str, report: Path) -> Iterator[Case]:
    """Yield the cases of a group's JUnit report."""
    for element in ET.parse(report).iter("testcase"):  # noqa: S314 - written by our own test runners a moment ago
        outcome, reason = outcome_of(element)
        yield Case(group, f"{element.get('classname', '')} {element.get('name', '')}".strip(), outcome, reason)


def judge(group: str, status: int, report: Path) -> list[Case]:
    """Return a group's cases; a group that failed without a failed case, or ran nothing, is a failed case itself."""
    if not report.is_file():
        return [Case(group, "the whole group", "failed" if status else "passed", f"exit status {status}")]
    cases = list(cases_of(group, report))
    if status and all(case.outcome != "failed" for case in cases):
        cases.append(Case(group, "the whole group", "failed", f"exit status {status}"))
    if not status and not cases:
        cases.append(Case(group, "the whole group", "failed", "no test in it"))
    return cases


def main(folder: Path) -> int:
    """Print the summary of the reports in a folder; return 1 when anything failed."""
    cases: list[Case] = []
    print("\nGroup     passed failed skipped seconds")
    for line in (folder / "groups").read_text(encoding="utf-8").splitlines():
        group, status, seconds = line.split()
        ours = judge(group, int(status), folder / f"{group}.xml")
        counts = {outcome: sum(case.outcome == outcome for case in ours) for outcome in ("passed", "failed", "skipped")}
        print(f"{group:9} {counts['passed']:6} {counts['failed']:6} {counts['skipped']:7} {seconds:>7}")
        cases += ours
    for outcome, heading in (("skipped", "Did not run:"), ("failed", "Failed:")):
        if chosen := [case for case in cases if case.outcome == outcome]:
            print(f"\n{heading}")
            print("\n".join(f"  {case.group}: {case.name}: {case.reason}" for case in chosen))
    failed = sum(case.outcome == "failed" for case in cases)
    skipped = sum(case.outcome == "skipped" for case in cases)
    print(f"\n{len(cases) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
