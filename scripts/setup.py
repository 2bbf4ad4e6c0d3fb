"""Make .venv and install a hash-locked set into it; do nothing when that is already so.

Usage: python3 scripts/setup.py run|test

Only the standard library, and only words that an old Python understands, so that it can say
what is wrong with the Python it was given.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
INCLUDES = {"run": ["run"], "test": ["run", "test"]}  # the test lock holds the run lock
OLDEST = (3, 11)


def main(wanted):
    """Bring .venv to the wanted set."""
    refuse_an_old_python()
    if is_installed(wanted):
        return
    if not is_usable():
        make_venv()
    install(wanted)
    write_stamp(wanted)


def refuse_an_old_python():
    """Stop here with a clear sentence instead of later with a strange one."""
    if sys.version_info[:2] < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        stop(
            f"Python 3.11 or newer is needed; {sys.executable} is {found}.",
            "Name another one, for example: make run PYTHON=python3.12",
        )


def is_installed(wanted):
    """Whether the stamp says that exactly this lock was installed."""
    return is_usable() and read_stamp().get(wanted) == digest(wanted)


def is_usable():
    """Whether .venv has a Python that starts and is new enough (it may have been moved)."""
    if not PYTHON.exists():
        return False
    check = f"import sys, pip; sys.exit(sys.version_info[:2] < {OLDEST})"
    return subprocess.call([str(PYTHON), "-c", check], stderr=subprocess.DEVNULL) == 0


def make_venv():
    """Make an empty .venv in place of whatever lay there."""
    if importlib.util.find_spec("ensurepip") is None:
        stop(
            "This Python cannot make a virtual environment: its module venv is incomplete.",
            "On Debian or Ubuntu: apt-get install python3-venv",
        )
    say("Making .venv")
    shutil.rmtree(str(VENV), ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        stop(f"The virtual environment could not be made in {VENV}.", "Is the folder writable?")


def install(wanted):
    """Install exactly what the lock names; pip refuses a file whose hash differs."""
    say(f"Installing {LOCKS[wanted].name} (this takes a moment, once)")
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "-r", str(LOCKS[wanted])]
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"]
    if subprocess.call(pip + quiet) != 0:
        stop("The packages could not be installed; the lines above say why.", "Then run it again.")


def write_stamp(wanted):
    """Remember what was installed."""
    installed = {name: digest(name) for name in INCLUDES[wanted]}
    STAMP.write_text(json.dumps(dict(read_stamp(), **installed)))


def read_stamp():
    """Return what was installed, by name of the set."""
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def digest(name):
    """Return what makes one lock differ from the next."""
    return hashlib.sha256(LOCKS[name].read_bytes()).hexdigest()


def say(sentence):
    """Tell the person at the terminal."""
    print(sentence, flush=True)


def stop(problem, remedy):
    """End with a problem and what to do about it."""
    sys.exit(f"\n{problem}\n{remedy}\n")


if __name__ == "__main__":
    os.chdir(str(ROOT))
    main(sys.argv[1])
