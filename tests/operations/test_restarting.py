"""A real web server is replaced as documented while requests trickle in: none is refused."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
import yaml
from django.conf import settings

APP = """
import time
def application(environ, start_response):
    body = environ["wsgi.input"].read()
    time.sleep(0.2 if body == b"takes its time" else 0)
    start_response("200 OK", [("Content-Length", "1")])
    return [b"{release}"]
"""
DEPLOY = settings.BASE_DIR / "deploy"
# As systemd starts it: the address is handed over as the fourth open file.
STARTED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


class Office:
    """An address that is held as by portal-web.socket, and the web server behind it."""

    def __init__(self, folder):
        self.folder = folder
        self.held = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.held.getsockname()[1]

    def start(self, release):
        """Start the web server with this release of the application."""
        (self.folder / "office.py").write_text(APP.format(release=release))
        path = f"{settings.BASE_DIR}{os.pathsep}{self.folder}"
        environment = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        command = ["-m", "gunicorn", "-c", str(DEPLOY / "gunicorn.conf.py"), "office:application"]
        held = self.held.fileno()
        self.server = subprocess.Popen(
            [sys.executable, "-c", STARTED, str(held), *command], env=environment, pass_fds=[held]
        )

    def stop(self):
        """Ask it to end, and wait until it has, as `systemctl restart` does."""
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(30)

    def ask(self, body=b""):
        """Send one request by a connection of its own and return which release has answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/", body)
            return connection.getresponse().read().decode()
        finally:
            connection.close()


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    office.start("1")
    try:
        assert office.ask() == "1"
        yield office
    finally:
        office.stop()
        office.held.close()


@contextmanager
def trickle(office, body):
    """Ask again and again beside what is done; yields what was answered, and what went wrong."""
    told_to_stop, answered = threading.Event(), []

    def ask():
        while not told_to_stop.wait(0.01):
            try:
                answered.append(office.ask(body))
            except (OSError, http.client.HTTPException) as error:
                answered.append(repr(error))

    asking = [threading.Thread(target=ask) for _each in range(3)]
    for thread in asking:
        thread.start()
    yield answered
    told_to_stop.set()
    for thread in asking:
        thread.join()


@pytest.mark.parametrize("body", [b"", b"takes its time"])
def test_no_request_is_refused_while_the_web_server_is_replaced(office, body):
    with trickle(office, body) as answered:
        while len(answered) < 10:
            time.sleep(0.01)
        office.stop()
        office.start("2")
        until = time.monotonic() + 30
        while answered[-1] != "2" and time.monotonic() < until:
            time.sleep(0.01)

    assert set(answered) == {"1", "2"}  # and nothing that is an error


def test_the_proxy_waits_for_a_web_server_that_is_replaced_and_that_one_ends_in_peace():
    caddy = (DEPLOY / "Caddyfile").read_text()
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
    patience = int(re.search(r"lb_try_duration (\d+)s", caddy)[1])
    grace = int(compose["services"]["web"]["stop_grace_period"].removesuffix("s"))
    server = (DEPLOY / "gunicorn.conf.py").read_text()
    unit = (DEPLOY / "systemd" / "portal-web.service").read_text()
    under_way = int(re.search(r"graceful_timeout = (\d+)", server)[1])

    assert patience > grace > under_way
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > under_way
