"""A system of an agency that is told what happens there by a webhook, and notes what it was told.

It verifies each message by itself, as the specification says, and not by the portal's own code.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

TAKEN, BUSY = 204, 503
LONGEST_SLEEP = 8  # seconds; the portal waits for five


class Received(NamedTuple):
    """One message, whether it was taken or not."""

    message: str
    case: str
    sequence: int
    status: int
    is_signed: bool


class Receiver(ThreadingHTTPServer):
    """Takes messages, unless it is told to be busy or to fall asleep."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[Received] = []
        self.secret = ""
        self.is_busy = self.is_asleep = False
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where messages go."""
        return f"http://127.0.0.1:{self.server_port}/events"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a caller that was killed in mid-sentence."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take a message, or do not."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        until = time.monotonic() + LONGEST_SLEEP
        while self.server.is_asleep and time.monotonic() < until:
            time.sleep(0.1)
        status = BUSY if self.server.is_busy else TAKEN
        said = json.loads(body)["data"]
        with self.server.lock:
            self.server.received.append(
                Received(
                    self.headers["webhook-id"],
                    said["case"],
                    said["sequence"],
                    status,
                    self._is_signed(body),
                )
            )
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_signed(self, body: bytes) -> bool:
        key = base64.b64decode(self.server.secret.removeprefix("whsec_"))
        said = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + body
        wanted = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
        return f"v1,{wanted}" in self.headers["webhook-signature"].split()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
