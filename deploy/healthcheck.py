"""Whether the program of this container is well; exit code 0 if so."""

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

FRESH_SECONDS = 600  # beat writes its schedule every three minutes


def web():
    """The web server answers and reaches the database."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), 4)
    connection.request("GET", "/readyz", headers={"Host": os.environ["SITE_HOST"]})
    return connection.getresponse().status == http.client.OK


def worker():
    """The worker of this container answers over the broker."""
    name = f"celery@{os.uname().nodename}"
    ping = ["celery", "-A", "portal", "inspect", "ping", "-t", "10", "-d", name]
    return subprocess.call(ping, stdout=subprocess.DEVNULL) == 0


def beat():
    """Beat has written its schedule of late."""
    schedules = Path(os.environ["VAR_DIR"]).glob("beat-schedule*")
    return any(time.time() - file.stat().st_mtime < FRESH_SECONDS for file in schedules)


def sweep():
    """The sweep has left its mark in the database of late."""
    return subprocess.call([sys.executable, "manage.py", "ticking", "sweep"]) == 0


if __name__ == "__main__":
    sys.exit(not {"web": web, "worker": worker, "beat": beat, "sweep": sweep}[sys.argv[1]]())
