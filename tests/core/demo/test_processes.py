"""The demo knows its processes: running ones by pid and name, also in the moment of their start."""

import subprocess
import sys

from demo.runner.processes import alive

WORD = "of-the-demo"
WAIT = [sys.executable, "-c", "input()", WORD]


def test_a_process_is_alive_from_its_start_to_its_end() -> None:
    for _ in range(20):  # between its start and its first instruction a process has no command line
        with subprocess.Popen(WAIT, stdin=subprocess.PIPE) as process:
            assert alive(process.pid, WORD)
            process.kill()
            process.wait()
            assert not alive(process.pid, WORD)


def test_one_of_another_name_is_not_ours() -> None:
    with subprocess.Popen([*WAIT[:2], "print(flush=True); input()"], stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it runs: from here on it has a command line
        assert not alive(process.pid, WORD)
        process.kill()


def test_no_process_is_not_alive() -> None:
    assert not alive(0, WORD)
