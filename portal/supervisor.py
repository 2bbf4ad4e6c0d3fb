"""One supervisor of several programs: starts them, restarts what crashes, leaves no orphan."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

LOOK_EVERY_SECONDS = 0.2
STOP_PATIENCE_SECONDS = 25
LONGEST_PAUSE_SECONDS = 30
CALM_SECONDS = 60  # after so long without a crash earlier ones are forgotten
_PR_SET_PDEATHSIG = 1

Say = Callable[[str], None]


class DidNotStart(Exception):
    """A program ended, or stayed silent, before it was ready."""


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Program:
    """A child process, and how often it crashed of late."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    crashes: int = 0
    start_again_at: float | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        self.started_at = time.monotonic()
        self.start_again_at = None

    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def note_crash(self) -> float:
        """Clear up after a crash and return how many seconds to wait before the next start."""
        self._sweep_up()
        was_calm = time.monotonic() - self.started_at > CALM_SECONDS
        self.crashes = 1 if was_calm else self.crashes + 1
        pause = float(min(2 ** (self.crashes - 1), LONGEST_PAUSE_SECONDS))
        self.process = None
        self.start_again_at = time.monotonic() + pause
        return pause

    def is_due(self) -> bool:
        """Whether its pause after a crash is over."""
        return self.start_again_at is not None and time.monotonic() >= self.start_again_at

    def stop(self) -> None:
        """Ask it to end, wait, and insist at last."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_PATIENCE_SECONDS)
        self._sweep_up()
        self.process.wait()

    def _sweep_up(self) -> None:
        """End whatever it started itself and left behind."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Keeps programs running, in the order they were started, until it is told to stop."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.programs: list[Program] = []
        self._told_to_stop = threading.Event()

    def listen_to_signals(self) -> None:
        """Take Ctrl-C, a closing terminal and `kill` as the wish to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._told_to_stop.set())

    @property
    def is_told_to_stop(self) -> bool:
        """Whether somebody wishes the end."""
        return self._told_to_stop.is_set()

    def start(self, program: Program, *, ready: Callable[[], bool], patience: float) -> None:
        """Start a program and wait until it is ready."""
        self.programs.append(program)
        program.start()
        deadline = time.monotonic() + patience
        while not self.is_told_to_stop and not ready():
            if program.has_ended() or time.monotonic() > deadline:
                raise DidNotStart(f"The {program.name} did not start; see the lines above.")
            self._told_to_stop.wait(LOOK_EVERY_SECONDS / 2)

    def watch(self) -> None:
        """Restart what crashes until told to stop."""
        while not self._told_to_stop.wait(LOOK_EVERY_SECONDS):
            for program in self.programs:
                self.look_after(program)

    def stop(self) -> None:
        """Stop everything, last started first."""
        for program in reversed(self.programs):
            program.stop()

    def look_after(self, program: Program) -> None:
        """Notice a crash, and start the program again once its pause is over."""
        if program.has_ended():
            code = program.process.returncode if program.process else None
            pause = program.note_crash()
            self.say(f"The {program.name} ended ({code}); starting it again in {pause:.0f} s.")
        elif program.is_due():
            program.start()
            self.say(f"The {program.name} is running again.")
