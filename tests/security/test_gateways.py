"""What is told to a gateway is told to nobody else."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.error import HTTPError

import pytest

from kit import gateways


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
def address():
    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_gateway_that_sends_elsewhere_is_not_followed(address):
    with pytest.raises(HTTPError) as refused:
        gateways.ask(f"{address}/elsewhere", "token", {"to": "x"}, seconds=5)
    refused.value.close()

    assert Gateway.heard == ["/elsewhere"]
    assert gateways.ask(address, "token", {"to": "x"}, seconds=5) == b"ok"
