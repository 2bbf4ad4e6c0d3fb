"""The proxy of deploy/ as it runs: a real Caddy before a web server that says what reached it.

`CADDY=` names another one than the suite's own.
"""

import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CADDY = os.environ.get("CADDY") or str(Path(sys.executable).with_name("caddy"))
FILE = Path(__file__).resolve().parents[2] / "deploy" / "Caddyfile"
SITE, ADMIN = "portal.example", "admin.portal.example"


class Told(BaseHTTPRequestHandler):
    """Answers with what has come."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        """Say what came."""
        got = self.read_whole()
        told = {"headers": dict(self.headers.items()), "got": got}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def read_whole(self):
        """Read the body to its end, whichever way it comes, and return how long it was."""
        if self.headers.get("Transfer-Encoding") != "chunked":
            return len(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        got = 0
        while length := int(self.rfile.readline(), 16):
            got += len(self.rfile.read(length))
            self.rfile.readline()
        self.rfile.readline()
        return got

    do_GET = do_POST  # noqa: N815 -- the name that the library looks for

    def log_message(self, *_args):
        """Say nothing."""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(folder, clear, secure, web, patience=60):
    """Run it as it stands in deploy/, but for ports, certificate and the web server's place."""
    text = FILE.read_text().replace("web:8000", f"127.0.0.1:{web}")
    text = text.replace("lb_try_duration 60s", f"lb_try_duration {patience}s")
    here_alone = ("admin off", "local_certs", "skip_install_trust")
    lines = (*here_alone, f"http_port {clear}", f"https_port {secure}")
    ports = "{\n\t" + "\n\t".join(lines) + "\n"
    assert "\n{\n\tservers" in text
    here = folder / "Caddyfile"
    here.write_text(text.replace("\n{\n", f"\n{ports}", 1))
    told = {
        "SITE_HOST": SITE,
        "ADMIN_HOST": ADMIN,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    command = [CADDY, "run", "--config", str(here), "--adapter", "caddyfile"]
    log = (folder / "log").open("wb")
    process = subprocess.Popen(command, env=told, stdout=log, stderr=log)
    try:
        wait_for(secure)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def wait_for(port):
    for _try in range(200):
        try:
            secured(port).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("caddy does not answer")


def secured(port, host=SITE, **how):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for name, value in how.items():
        setattr(context, name, value)
    plain = socket.create_connection(("127.0.0.1", port), timeout=60)
    return context.wrap_socket(plain, server_hostname=host)


class Door:
    """The proxy, and what one asks it."""

    def __init__(self, clear, secure):
        self.clear, self.secure = clear, secure

    def ask(self, path, method="GET", body=None, host=SITE, *, in_clear=False, **head):
        heads = {"Host": host} | {name.replace("_", "-"): value for name, value in head.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.clear, timeout=60)
        if not in_clear:
            connection.sock = secured(self.secure, host)
        chunked = "Transfer-Encoding" in heads
        connection.request(method, path, body, heads, encode_chunked=chunked)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, read


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("caddy")


@pytest.fixture(scope="module")
def door(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    clear, secure = free_port(), free_port()
    with running(folder, clear, secure, server.server_port):
        made = Door(clear, secure)
        made.server = server
        yield made
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("admin", ["", ADMIN])
def test_the_file_is_valid_with_and_without_a_host_for_the_administration(admin, tmp_path):
    told = {"SITE_HOST": SITE, "ADMIN_HOST": admin, "HOME": str(tmp_path)}
    command = [CADDY, "validate", "--config", str(FILE), "--adapter", "caddyfile"]
    assert subprocess.run(command, env=told, capture_output=True, check=False).returncode == 0


def test_in_the_clear_people_are_led_on_and_programs_refused(door):
    led = door.ask("/help/?a=1", in_clear=True)
    administrator = door.ask("/admin/", in_clear=True, host=ADMIN)
    refused = door.ask("/api/v1/me/", in_clear=True, Authorization="Bearer x")

    assert (led[0], led[1]["location"]) == (308, f"https://{SITE}/help/?a=1")
    assert (administrator[0], administrator[1]["location"]) == (308, f"https://{ADMIN}/admin/")
    assert (refused[0], refused[1]["content-type"]) == (403, "application/problem+json")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1")
def test_an_older_tls_and_another_host_get_no_answer(door):
    with pytest.raises(ssl.SSLError):
        secured(door.secure, maximum_version=ssl.TLSVersion.TLSv1_1)
    with pytest.raises(ssl.SSLError):
        secured(door.secure, host="evil.example")
    with secured(door.secure, maximum_version=ssl.TLSVersion.TLSv1_2) as line:
        assert line.version() == "TLSv1.2"


def test_who_asks_is_told_by_the_proxy_and_by_nobody_else(door):
    claimed = {"X_Forwarded_For": "198.51.100.7", "X_Forwarded_Proto": "http"}
    _status, answer, read = door.ask("/", host=ADMIN, **claimed, X_Forwarded_Host="evil.example")
    told = json.loads(read)["headers"]

    assert told["X-Forwarded-For"] == "127.0.0.1"
    assert (told["X-Forwarded-Proto"], told["Host"]) == ("https", ADMIN)
    assert told["X-Forwarded-Host"] == ADMIN
    assert "server" not in answer
    assert "via" not in answer


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/HEALTHZ"])
def test_what_is_for_machines_inside_is_not_for_the_public(door, path):
    assert door.ask(path)[0] == 404


def test_a_body_in_chunks_goes_on_in_chunks_for_the_web_server_to_refuse(door):
    def pieces():
        yield from (b"a" * 1000 for _each in range(10))

    _status, _headers, read = door.ask("/", "POST", pieces(), Transfer_Encoding="chunked")
    told = json.loads(read)["headers"]
    assert json.loads(read)["got"] == 10_000
    assert told["Transfer-Encoding"] == "chunked"
    assert "Content-Length" not in told


def test_some_pages_of_papers_pass_and_no_more(door):
    """What is too much is cut off: the line may be closed before an answer can be read."""
    assert json.loads(door.ask("/", "POST", bytes(20_000_000))[2])["got"] == 20_000_000
    with secured(door.secure) as line, suppress(OSError):
        line.sendall(b"POST / HTTP/1.1\r\nHost: portal.example\r\nContent-Length: 70000000\r\n\r\n")
        for _piece in range(70):
            line.sendall(bytes(1_000_000))
        assert b" 200 " not in line.recv(100)


def test_whoever_says_nothing_is_not_waited_for(door):
    began, answer = time.monotonic(), b""
    with secured(door.secure) as quiet:
        quiet.sendall(b"GET / HTTP/1.1\r\nHost: portal.example\r\n")
        quiet.settimeout(40)
        with suppress(ssl.SSLEOFError):
            answer = quiet.recv(100)
    assert b"200" not in answer
    assert 8 < time.monotonic() - began < 30


def test_no_name_and_no_query_stands_in_its_log(door, folder):
    door.ask("/verify/ABCD-EFGH-JKLM/?code=SECRETQUERY", Cookie="session=SECRETCOOKIE")
    time.sleep(0.5)
    log = (folder / "log").read_text()

    assert "/verify/ABCD" in log
    for secret in ("EFGH", "SECRETQUERY", "SECRETCOOKIE"):
        assert secret not in log


def test_while_the_web_server_is_away_a_page_says_so(folder):
    clear, secure = free_port(), free_port()
    (folder / "away").mkdir()
    with running(folder / "away", clear, secure, free_port(), patience=1):
        status, headers, read = Door(clear, secure).ask("/")

    assert (status, headers["retry-after"]) == (502, "30")
    assert "请稍后再试" in read.decode()
    assert headers["content-type"] == "text/html; charset=utf-8"
