"""What is told to a gateway is told to nobody else."""

import ast
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.error import HTTPError

import pytest
from django.conf import settings as configured

from kit import gateways

BASE = configured.BASE_DIR


class Gateway(BaseHTTPRequestHandler):
    """Sends whoever asks at /elsewhere to another address, and answers there."""

    heard: list[str] = []

    def do_POST(self):
        self.heard.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302 if self.path == "/elsewhere" else 200)
        self.send_header("Location", "/stolen")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST  # noqa: N815 -- the same

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def address(settings):
    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.OUTGOING = [f"http://127.0.0.1:{server.server_port}/messages"]
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_gateway_that_sends_elsewhere_is_not_followed(address):
    with pytest.raises(HTTPError) as refused:
        gateways.ask(f"{address}/elsewhere", "token", {"to": "x"}, seconds=5)
    refused.value.close()

    assert Gateway.heard == ["/elsewhere"]
    assert gateways.ask(address, "token", {"to": "x"}, seconds=5) == b"ok"


def test_nothing_leaves_for_an_address_that_is_no_setting(address, settings):
    Gateway.heard.clear()
    port = address.rpartition(":")[2]
    for elsewhere in (
        f"http://localhost:{port}/",
        f"https://127.0.0.1:{port}/",
        "http://127.0.0.1:1/",
        f"http://127.0.0.1:{port}@sms.example/",
        "file:///etc/passwd",
    ):
        with pytest.raises(gateways.NotOnTheList):
            gateways.ask(elsewhere, "token", {}, seconds=1)
    settings.OUTGOING = []
    with pytest.raises(gateways.NotOnTheList):
        gateways.ask(address, "token", {}, seconds=1)

    assert Gateway.heard == []


# What can open a connection of its own. Mail goes by Django's, to the server of EMAIL_URL; text
# messages by `kit.gateways`. Both name exceptions of `http.client`, and open nothing by it.
CLIENTS = {"socket", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3"}
# The health of the own web server, asked from inside its container; a port looked for by the demo.
# The identity provider of the settings goes through a library, which asks `check_listed` first.
# The virus scanner is on the own network, by the address in the settings.
MAY = {
    "accounts/mails.py",
    "accounts/provider.py",
    "accounts/sms.py",
    "applications/scanning.py",
    "kit/gateways.py",
    "deploy/healthcheck.py",
    "portal/programs.py",
    # Addresses that agencies name: resolved, never private, within five seconds.
    "feeds/sending.py",
    # Looks whether partners can be reached, and sends nothing.
    "portal/doctoring.py",
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))


def test_one_function_sends_to_others_and_no_module_beside_it():
    tools = {"attack", "bench", "fuzz", "scripts"}
    away = tools | {".venv", "tests", "clients", "node_modules", "var"}
    found = {
        path.relative_to(BASE).as_posix()
        for path in BASE.rglob("*.py")
        if not away & set(path.relative_to(BASE).parts) and CLIENTS & set(imported(path))
    }

    assert found <= MAY
