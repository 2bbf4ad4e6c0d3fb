"""The supervisor restarts what crashes, stops in reverse order and leaves no orphan."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from portal.management.commands.runportal import link_to
from portal.supervisor import DidNotStart, Program, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervisor(said):
    supervisor = Supervisor(said.append)
    yield supervisor
    supervisor.stop()


def start(supervisor, name="sleeper", command=SLEEP):
    program = Program(name, command)
    supervisor.start(program, ready=lambda: True, patience=5)
    return program


def until(condition, seconds=60):  # waited out only where something is wrong
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_crashed_program_is_started_again_and_that_is_said(supervisor, said):
    program = start(supervisor)
    first = program.process.pid
    program.process.kill()

    assert until(lambda: supervisor.look_after(program) or len(said) == 2)
    assert program.process.pid != first
    assert said == [
        "The sleeper ended (-9); starting it again in 1 s.",
        "The sleeper is running again.",
    ]


def test_each_crash_in_a_row_waits_longer(supervisor):
    program = start(supervisor)

    pauses = []
    for _ in range(7):
        program.process.kill()
        program.process.wait()
        pauses.append(program.note_crash())
        program.start()

    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_what_a_crashed_program_had_started_ends_too(supervisor, tmp_path):
    note = tmp_path / "pid"
    child = f"import subprocess, pathlib; p = subprocess.Popen({SLEEP!r}); "
    child += f"pathlib.Path({str(note)!r}).write_text(str(p.pid)); p.wait()"
    program = start(supervisor, command=[sys.executable, "-c", child])
    assert until(lambda: note.exists() and note.read_text())

    program.process.kill()
    program.process.wait()
    program.note_crash()

    assert until(lambda: not is_alive(int(note.read_text())))


def test_the_last_started_is_stopped_first(supervisor, monkeypatch):
    stopped = []
    monkeypatch.setattr(Program, "stop", lambda self: stopped.append(self.name))
    for name in ("broker", "worker", "web"):
        supervisor.programs.append(Program(name, SLEEP))

    supervisor.stop()

    assert stopped == ["web", "worker", "broker"]


def test_a_program_that_ends_before_it_is_ready_did_not_start(supervisor):
    broken = Program("web server", [sys.executable, "-c", "raise SystemExit(3)"])

    with pytest.raises(DidNotStart, match="web server"):
        supervisor.start(broken, ready=lambda: False, patience=10)


def test_a_program_deaf_to_the_signal_is_ended_all_the_same(supervisor, monkeypatch, tmp_path):
    monkeypatch.setattr("portal.supervisor.STOP_PATIENCE_SECONDS", 0.3)
    is_deaf = tmp_path / "deaf"
    deaf = f"""
import pathlib, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path({str(is_deaf)!r}).touch()
time.sleep(60)
"""
    program = start(supervisor, command=[sys.executable, "-c", deaf])
    assert until(is_deaf.exists)

    program.stop()

    assert program.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_supervisor_killed_by_force_leaves_no_orphan():
    script = textwrap.dedent(f"""
        from portal.supervisor import Program, Supervisor
        program = Program("sleeper", {SLEEP!r})
        Supervisor(print).start(program, ready=lambda: True, patience=5)
        print(program.process.pid, flush=True)
        program.process.wait()
    """)
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    orphan = int(parent.stdout.readline())

    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    assert until(lambda: not is_alive(orphan))


def test_messages_and_letters_lead_to_the_port_that_was_chosen(monkeypatch, settings):
    settings.PORTAL_URL = settings.PORTAL_URL  # put back afterwards
    monkeypatch.setenv("PORTAL_URL", "https://transfer.example.gov.cn")

    link_to("http://127.0.0.1:8001/")
    assert settings.PORTAL_URL == "https://transfer.example.gov.cn"

    monkeypatch.delenv("PORTAL_URL")
    link_to("http://127.0.0.1:8001/")
    assert settings.PORTAL_URL == os.environ["PORTAL_URL"] == "http://127.0.0.1:8001"
