"""A real web server: whoever sends slowly keeps nobody else waiting."""

import http.client
import os
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from portal import programs
from portal.receiving import (
    LARGEST_IN_MEMORY,
    LARGEST_KEPT,
    LARGEST_LET_PASS,
    Arriving,
    NoLength,
)
from tests.chaos.stack import free_port

APP = """
def application(environ, start_response):
    if environ["PATH_INFO"] == "/unread":
        start_response("413 Content Too Large", [("Content-Length", "4")])
        return [b"much"]
    body = environ["wsgi.input"].read()
    answer = str(len(body)).encode()
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
"""
DRIPPING = b"POST /verify/ HTTP/1.1\r\nHost: here\r\nContent-Length: 500000\r\n\r\ncode="


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The web server with the portal's configuration and an application that reads every body."""
    folder, port = tmp_path_factory.mktemp("web"), free_port()
    (folder / "reads.py").write_text(APP)
    config = str(settings.BASE_DIR / "deploy" / "gunicorn.conf.py")
    command = [sys.executable, "-m", "gunicorn", "-c", config, "-b", f"127.0.0.1:{port}"]
    path = f"{settings.BASE_DIR}{os.pathsep}{folder}"
    environment = os.environ | {"WEB_WORKERS": "1", "PYTHONPATH": path}
    server = subprocess.Popen([*command, "reads:application"], env=environment)
    until = time.monotonic() + 30
    while not programs.is_web_up("127.0.0.1", port) and time.monotonic() < until:
        time.sleep(0.1)
    yield port
    server.terminate()
    server.wait(timeout=30)


def dripping(port, begin=DRIPPING):
    """Begin a request and do not end it."""
    sender = socket.create_connection(("127.0.0.1", port), timeout=10)
    sender.sendall(begin)
    return sender


def said(sender):
    """Return all that is answered until the connection closes."""
    with sender, sender.makefile("rb") as stream:
        return stream.read()


def ask(port, body=b"", headers=()):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/", body, dict(headers))
    answer = connection.getresponse().read()
    connection.close()
    return answer


def test_forty_who_drip_a_body_keep_nobody_waiting(port):
    dripping_ones = [dripping(port) for _sender in range(40)]
    began = time.monotonic()

    answers = [ask(port, b"code=1") for _question in range(10)]

    assert answers == [b"6"] * 10
    assert time.monotonic() - began < 1
    for sender in dripping_ones:
        sender.close()


def test_forty_who_drip_a_head_keep_nobody_waiting(port):
    dripping_ones = [dripping(port, b"GET / HTTP/1.1\r\nHost: h") for _sender in range(40)]

    assert ask(port, b"code=1") == b"6"

    for sender in dripping_ones:
        sender.close()


def test_a_request_in_pieces_is_read_whole(port):
    sender = dripping(port, b"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-")
    for piece in (b"Length: 6\r\n\r", b"\nco", b"de=1"):
        time.sleep(0.02)
        sender.sendall(piece)

    assert said(sender).endswith(b"\r\n\r\n6")


def test_a_connection_carries_one_request_after_the_other(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for length in (3, 0, 70_000):
        connection.request("POST", "/", b"x" * length)
        assert connection.getresponse().read() == str(length).encode()
    connection.close()


@pytest.mark.parametrize("length", [10, LARGEST_IN_MEMORY + 1, 20 * LARGEST_IN_MEMORY])
def test_a_body_that_is_refused_unread_is_not_taken_for_the_next_request(port, length):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/unread", b"GET /admin/ HTTP/1.1\r\n\r\n" * (length // 24 + 1))
    refused = connection.getresponse()
    assert (refused.status, refused.read()) == (413, b"much")
    kept = connection.sock

    connection.request("POST", "/", b"abc")
    assert connection.getresponse().read() == b"3"
    assert connection.sock is kept, "the connection goes on"
    connection.close()


def test_who_waits_to_be_told_to_go_on_is_told(port):
    head = b"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nExpect: 100-continue\r\n"
    sender = dripping(port, head + b"Content-Length: 2\r\n\r\n")

    assert sender.recv(100).startswith(b"HTTP/1.1 100")
    sender.sendall(b"ab")
    assert said(sender).endswith(b"2")


def test_a_body_without_a_length_is_refused(port):
    head = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert said(dripping(port, head)).startswith(b"HTTP/1.1 411")


def test_of_a_body_that_is_too_large_nothing_is_kept_and_its_sender_hears_so(port):
    assert ask(port, b"x" * (LARGEST_KEPT + 1)) == b"0"  # to the application it is empty
    head = f"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {LARGEST_LET_PASS}1\r\n\r\n"
    answer = said(dripping(port, head.encode()))
    assert b"\r\n\r\n0" in answer
    assert b"connection: close" in answer.lower()


def test_what_follows_a_request_is_not_taken_for_the_next(port):
    two = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\naGET /admin/ HTTP/1.1\r\n"
    assert said(dripping(port, two)).count(b"HTTP/1.1 ") == 1


def test_the_proxy_takes_as_much_as_the_web_server_and_has_limits_of_time():
    told = (settings.BASE_DIR / "deploy/Caddyfile").read_text()
    most = f"{LARGEST_KEPT // 1_000_000}MB"

    assert f"max_size {most}" in told
    assert "request_buffers" in told
    assert all(each in told for each in ("read_header", "read_body", "idle"))


# --- What has arrived ---------------------------------------------------------------------------
def test_a_head_without_an_end_is_not_waited_for():
    arriving = Arriving()
    arriving.take(b"GET / HTTP/1.1\r\nCookie: " + b"a" * 70_000)
    assert arriving.is_whole


def test_a_parser_that_asks_for_more_is_told_that_it_has_ended():
    arriving = Arriving()
    arriving.take(b"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody")
    assert arriving.recv(10_000).endswith(b"body")
    assert arriving.recv(10_000) == b""


def test_a_large_body_lies_in_a_file_that_nobody_can_read_and_comes_out_as_it_was():
    body = bytes(range(256)) * (LARGEST_IN_MEMORY // 256 + 9)
    arriving = Arriving()
    arriving.take(f"POST / HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body[:100])
    for at in range(100, len(body), 60_000):
        assert not arriving.is_whole
        arriving.take(body[at : at + 60_000])

    assert arriving.is_whole
    assert not arriving.has_surplus
    assert len(arriving.held) < 100
    arriving.spool._file.seek(0)
    assert bytes(range(64)) not in arriving.spool._file.read(10_000)
    read = b"".join(iter(lambda: arriving.recv(8192), b""))
    assert read.partition(b"\r\n\r\n")[2] == body
    arriving.begin()
    assert arriving.spool is None


@pytest.mark.parametrize("name", ["Transfer-Encoding: chunked", "transfer-encoding : x"])
def test_chunks_are_found_however_they_are_written(name):
    with pytest.raises(NoLength):
        Arriving().take(f"POST / HTTP/1.1\r\nHost: h\r\n{name}\r\n\r\n".encode())
