"""Print the packages that Home Assistant's integrations ask for in their manifests.

Home Assistant installs them when an integration is set up; we lock them ahead, so that nothing is installed at run time.
"""

import argparse
from collections.abc import Iterable
import json
from pathlib import Path
import sys


def manifest(components: Path, domain: str) -> dict[str, list[str]] | None:
    """Return the manifest of an integration, or None where this version has no such integration."""
    path = components / domain / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def closure(components: Path, domains: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the manifests of the domains and of all that they set up before themselves, by domain."""
    found: dict[str, dict[str, list[str]]] = {}
    waiting = list(domains)
    while waiting:
        domain = waiting.pop()
        if domain in found:
            continue
        if (data := manifest(components, domain)) is None:
            print(f"note: no integration {domain} in this version", file=sys.stderr)
            continue
        found[domain] = data
        waiting += [*data.get("dependencies", []), *data.get("after_dependencies", [])]
    return found


def read_domains(path: Path) -> list[str]:
    """Return the domains listed in a file, one per line, comments left out."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def main() -> int:
    """Print the sorted requirements of a list of integrations and of their dependencies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("components", type=Path, help="the folder homeassistant/components of an installed version")
    parser.add_argument("integrations", type=Path, help="a file with one domain per line")
    arguments = parser.parse_args()
    manifests = closure(arguments.components, read_domains(arguments.integrations))
    print("\n".join(sorted({line for data in manifests.values() for line in data.get("requirements", [])})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
