"""A receiver of webhooks as an agency would run it: keeps lines open, verifies each message.

python listening.py PORT FILE_WITH_THE_SECRET FILE_TO_WRITE
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from portal_client import verify

PORT, SECRET = int(sys.argv[1]), Path(sys.argv[2]).read_text().strip()
kept, lock = Path(sys.argv[3]).open("a"), threading.Lock()  # noqa: SIM115 -- open as long as it runs


class Listening(BaseHTTPRequestHandler):
    """Takes what the portal has signed; anything else ends in an error."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Verify, write down which message it was, answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        verify(SECRET, dict(self.headers), body)
        with lock:
            kept.write(f"{self.headers['webhook-id']}\n")
            kept.flush()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Write no line for each call."""


ThreadingHTTPServer(("127.0.0.1", PORT), Listening).serve_forever()
