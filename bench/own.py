"""Our own cases: what is said to the demo home in each language, from `data/understanding/LANGUAGE.yaml`."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from .cases import CaseFile, case_of
from .understanding.demo import demo_home

FOLDER = Path(__file__).parent / "data" / "understanding"


def own_name(language: str) -> str:
    """Return the name of a language's cases, as the files of shared cases are called: `own_pt_br`."""
    return f"own_{language.replace('-', '_').lower()}"


def own_languages() -> Sequence[str]:
    """Return the languages that have cases, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def own_file(language: str) -> CaseFile:
    """Return the cases of a language and the demo home in it; raises `ValueError` where one is not well formed."""
    data = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    name = own_name(language)
    home = demo_home(data.get("names"), home_id=name)
    cases = [case_of(case, number, home, language) for number, case in enumerate(data["cases"], 1)]
    return CaseFile(name, cases, {name: home})


def own_files() -> list[CaseFile]:
    """Return the cases of every language."""
    return [own_file(language) for language in own_languages()]
