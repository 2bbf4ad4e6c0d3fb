"""Takes the portal's webhooks: checks who sent them, writes each down once, then answers.

python receiver.py PORT FILE_WITH_THE_SECRET FILE_TO_WRITE
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from portal_client import NotGenuine, verify

LARGEST = 100_000
PORT, SECRET, KEPT = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])


class Receiver(BaseHTTPRequestHandler):
    """What is sent again has the same number, so it is written once; work comes afterwards."""

    taken: set[str] = set()

    def do_POST(self) -> None:
        """Take a webhook, or refuse what the portal has not signed."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LARGEST))
        try:
            said = verify(SECRET.read_text().strip(), dict(self.headers), body)
        except NotGenuine:
            self.send_error(400)
            return
        number = self.headers["webhook-id"]
        if number not in self.taken:
            self.taken.add(number)
            with KEPT.open("a") as kept:
                kept.write(json.dumps(said) + "\n")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Write no line for each call."""


HTTPServer(("127.0.0.1", PORT), Receiver).serve_forever()
