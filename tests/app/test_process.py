"""The app as a process: its start, its end, and what a crash of the engine does to it."""

from contextlib import suppress
import json
import os
from pathlib import Path
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from llm_agents_app.server import bound_socket

from .running import RunningApp, command, started


def alive(pid: int) -> bool:
    """Return whether a process runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int, timeout: float = 10) -> None:
    end = time.monotonic() + timeout
    while alive(pid):
        assert time.monotonic() < end, f"process {pid} still runs"
        time.sleep(0.02)


@pytest.fixture
def lone(tmp_path: Path) -> Path:
    """A folder for an app of this test alone."""
    return tmp_path / "data"


def test_it_runs_without_a_model(lone: Path) -> None:
    with started(lone, "--model", "none", "--no-zeroconf") as app, app.client() as client:
        assert app.health()["model"] == {"name": None, "state": "none"}
        assert client.put("/graph/home", json={"version": 1}).status_code == 200


def test_it_listens_on_loopback_unless_told(lone: Path) -> None:
    with started(lone, "--model", "none", "--no-zeroconf") as app:
        assert app.host == "127.0.0.1"


def test_sigterm_ends_it_and_its_engine_in_order(lone: Path) -> None:
    with started(lone, "--no-zeroconf") as app:
        app.wait_for("ready")
        engine = app.engine_pid()
        app.process.terminate()
        assert app.process.wait(10) == 0
        assert not alive(engine)


def test_sigterm_ends_it_while_an_answer_is_being_written(lone: Path) -> None:
    endless = {
        "messages": [{"role": "user", "content": "x"}],
        "stream": True,
        "grammar": 'root ::= "a"*',
        "max_tokens": 1024,
    }
    with started(lone, "--no-zeroconf") as app, app.client() as client:
        app.wait_for("ready")
        with (
            suppress(httpx.RemoteProtocolError),
            client.stream("POST", "/v1/chat/completions", json=endless) as answer,
        ):
            lines = answer.iter_lines()
            next(lines)
            app.process.terminate()
            for _ in lines:
                pass
        assert app.process.wait(10) == 0


def test_it_can_be_stopped_while_the_model_loads(lone: Path) -> None:
    with started(lone, "--no-zeroconf") as app:
        app.process.send_signal(signal.SIGINT)
        assert app.process.wait(10) == 0


def test_the_engine_does_not_outlive_a_killed_app(lone: Path) -> None:
    with started(lone, "--no-zeroconf") as app:
        app.wait_for("ready")
        engine = app.engine_pid()
        app.process.kill()
        app.process.wait()
        wait_until_gone(engine)


def test_an_engine_that_still_loads_ends_with_the_app() -> None:
    slow = (
        "import time; from llm_agents_app.model import worker; worker.serve = lambda job: time.sleep(60); worker.main()"
    )
    with subprocess.Popen([sys.executable, "-c", slow], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as engine:
        assert engine.stdin is not None
        engine.stdin.write(b"{}\n")
        engine.stdin.close()
        try:
            assert engine.wait(10) == 0
        finally:
            engine.kill()


def test_token_and_graph_are_kept_over_a_restart(lone: Path) -> None:
    with started(lone, "--model", "none", "--no-zeroconf") as first, first.client() as client:
        client.put("/graph/home", json={"version": "v9", "areas": [{"area_id": "k", "name": "Kitchen"}]})
    with started(lone, "--model", "none", "--no-zeroconf") as second, second.client() as client:
        assert (second.token, second.instance_id) == (first.token, first.instance_id)
        assert client.get("/graph/stats").json()["version"] == "v9"
        assert client.get("/graph/neighbourhood", params={"id": "area:k"}).json()["nodes"][0]["name"] == "Kitchen"


def run_to_the_end(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, *arguments), check=False, capture_output=True, text=True, timeout=30)


def test_a_second_start_on_the_same_folder_is_refused(served: RunningApp) -> None:
    second = run_to_the_end(served.folder)
    assert second.returncode == 1
    assert f"in use by process {served.process.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert second.stdout == ""


def test_a_port_in_use_is_told(lone: Path, served: RunningApp) -> None:
    second = run_to_the_end(lone, "--port", str(served.port))
    assert second.returncode == 1
    assert "in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    second = run_to_the_end(tmp_path / "file" / "data")
    assert second.returncode == 1
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "70000"],
        ["--port", "x"],
        ["--context-size", "1"],
        ["--threads", "-1"],
        ["--log-level", "loud"],
        ["--x"],
    ],
)
def test_a_wrong_command_line_is_refused(lone: Path, arguments: list[str]) -> None:
    wrong = run_to_the_end(lone, *arguments)
    assert wrong.returncode == 2
    assert "usage:" in wrong.stderr
    assert not lone.exists()


def test_a_model_that_is_not_there_leaves_the_rest_working(lone: Path) -> None:
    with started(lone, "--model", str(lone / "absent.gguf"), "--no-zeroconf") as app, app.client() as client:
        app.wait_for("failed")
        answer = client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "x"}]})
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "model_failed")
        assert "absent.gguf cannot be read" in answer.json()["error"]["message"]
        assert client.put("/graph/home", json={"version": 1}).status_code == 200


def test_a_file_the_engine_cannot_load_is_told_and_tried_again(lone: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF" + b"\0" * 100)
    with started(lone, "--model", str(tmp_path / "broken.gguf"), "--no-zeroconf") as app, app.client() as client:
        app.wait_for("failed")
        active = client.get("/v1/models").json()["data"][0]
        assert (active["id"], active["state"]) == ("broken", "failed")
        assert "could not load broken.gguf" in active["error"]
        app.wait_for("loading")


def test_a_killed_engine_is_started_again_while_the_rest_goes_on(lone: Path) -> None:
    with started(lone, "--no-zeroconf") as app, app.client() as client:
        app.wait_for("ready")
        client.put("/graph/home", json={"version": 3})
        killed = app.engine_pid()
        os.kill(killed, signal.SIGKILL)
        app.wait_for("failed")
        assert client.get("/graph/stats").json()["version"] == "3"
        answer = client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "x"}]})
        assert answer.status_code == 503
        app.wait_for("ready")
        assert app.engine_pid() != killed
        again = {"messages": [{"role": "user", "content": "x"}], "max_tokens": 3}
        assert client.post("/v1/chat/completions", json=again).status_code == 200
        assert "the engine ended (signal 9)" in app.log.read_text()


@pytest.mark.parametrize("stream", [False, True])
def test_an_engine_killed_in_mid_answer_is_told_to_who_waits(lone: Path, stream: bool) -> None:
    endless = {"messages": [{"role": "user", "content": "x"}], "grammar": 'root ::= "a"*', "max_tokens": 1024}
    with started(lone, "--no-zeroconf") as app, app.client() as client:
        app.wait_for("ready")
        engine = app.engine_pid()
        if not stream:
            killer = subprocess.Popen(["sh", "-c", f"sleep 1; kill -9 {engine}"])
            answer = client.post("/v1/chat/completions", json=endless)
            killer.wait()
            assert (answer.status_code, answer.json()["error"]["code"]) == (502, "model_broke_off")
            return
        with client.stream("POST", "/v1/chat/completions", json=endless | {"stream": True}) as answer:
            lines = (line for line in answer.iter_lines() if line.startswith("data: "))
            next(lines)
            os.kill(engine, signal.SIGKILL)
            last = list(lines)[-1]
        assert json.loads(last.removeprefix("data: "))["error"]["code"] == "model_broke_off"


def test_the_engine_asks_for_a_key_of_its_own(served: RunningApp) -> None:
    """Another user of the machine reaches the engine's port but cannot use it."""
    ports = engine_ports(served.engine_pid())
    assert len(ports) == 1
    answer = httpx.post(f"http://127.0.0.1:{ports[0]}/v1/chat/completions", json={"messages": []})
    assert answer.status_code == 401
    with_our_token = {"Authorization": f"Bearer {served.token}"}
    answer = httpx.post(f"http://127.0.0.1:{ports[0]}/v1/chat/completions", json={}, headers=with_our_token)
    assert answer.status_code == 401


def engine_ports(pid: int) -> list[int]:
    """Return the TCP ports a process listens on, on loopback; fail when one is open to others."""
    inodes = {str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()}
    rows = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes]
    assert all(address.startswith("0100007F:") for address in listening)
    return [int(address.partition(":")[2], 16) for address in listening]


def test_no_secret_is_on_a_command_line_or_in_the_log(served: RunningApp) -> None:
    for pid in (served.process.pid, served.engine_pid()):
        assert served.token.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
        assert served.token.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
    assert served.token not in served.log.read_text()


def test_the_log_has_no_words_of_a_conversation(lone: Path) -> None:
    with started(lone, "--log-level", "debug", "--no-zeroconf") as app, app.client() as client:
        app.wait_for("ready")
        said = {"messages": [{"role": "user", "content": "xylophone-secret"}], "max_tokens": 2}
        assert client.post("/v1/chat/completions", json=said).status_code == 200
        assert client.post("/v1/chat/completions", json=said | {"grammar": "root ::= ("}).status_code == 400
    assert "xylophone" not in app.log.read_text()


def test_ipv6_loopback_can_be_listened_on(lone: Path) -> None:
    if not socket.has_ipv6 or not Path("/proc/net/if_inet6").read_text():
        pytest.skip("this machine has no IPv6")
    with started(lone, "--host", "::1", "--model", "none") as app:
        assert httpx.get(f"http://[::1]:{app.port}/health").status_code == 200
    assert "Traceback" not in app.log.read_text()


def test_answers_do_not_wait_for_an_acknowledgement() -> None:
    with bound_socket("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()) as client:
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
        client.close()


def test_the_engines_threads_do_not_spin_while_they_wait(served: RunningApp) -> None:
    environment = Path(f"/proc/{served.engine_pid()}/environ").read_bytes().split(b"\0")
    assert b"OMP_WAIT_POLICY=PASSIVE" in environment
