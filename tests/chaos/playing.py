"""An office day under load: people send, clerks accept, everybody presses twice; and all is noted.

Each answer is written to a file and onto the disk before the next button is pressed, as a client
would that has to prove what it was told.
"""

import http.client
import json
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

CSRF = "k" * 32
WITHIN = 90  # seconds in which a button works at last, however often it is pressed
DONE, CONFLICT = 302, 409
AT_ONCE = 6
BETWEEN_BATCHES = 8  # seconds between two looks at what is to be paid
NOT_YET = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Press:
    """One press of a button: what, when, how long it took, what was answered (0: nothing)."""

    what: str
    number: str
    at: float
    seconds: float
    status: int


class Journal:
    """What the clients were told, on the disk before they go on."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", encoding="utf-8")
        self.presses: list[Press] = []
        self._lock = threading.Lock()

    def note(self, press: Press) -> None:
        """Write down an answer."""
        with self._lock:
            self.presses.append(press)
            self.file.write(json.dumps(asdict(press)) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())

    def acknowledged(self, what: str) -> set[str]:
        """Return the numbers for which somebody was told that it is done."""
        return {each.number for each in self.presses if each.what == what and each.status == DONE}

    def errors(self) -> Counter[int]:
        """Return how often each answer came that is a fault of the portal's own."""
        return Counter(each.status for each in self.presses if each.status == 500)


@dataclass(frozen=True)
class Player:
    """Everybody before their browsers."""

    port: int
    journal: Journal

    def play(self, applicants: list[dict], clerks: list[str], *, seconds: float) -> None:
        """Let all send, and be accepted, spread over so many seconds."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for number, each in enumerate(applicants):
                pool.submit(self.case, each, clerks[number % len(clerks)])
                time.sleep(seconds / len(applicants))

    def money(self, payers: list[str], *, seconds: float) -> None:
        """Let one clerk prepare what may be paid and another one release it, again and again."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.pay(payers)
            time.sleep(BETWEEN_BATCHES)

    def pay(self, payers: list[str]) -> None:
        """Prepare what is owed, release each batch that waits, and press once more."""
        preparer, releaser = payers
        self.until_done("prepare", "-", preparer, "/desk/payouts/prepare/", fund="unemployment")
        for number in self.waiting_batches(releaser):
            page = f"/desk/payouts/batches/{number}/"
            version = re.search(r'name="version" value="(\d+)"', self._read(page, releaser))
            if version is None:
                continue  # released meanwhile, or the page did not come: the next look finds it
            said = {"do": "release", "version": version[1]}
            if self.until_done("release", number, releaser, f"{page}decide/", **said):
                self.press("again", number, releaser, f"{page}decide/", **said)

    def waiting_batches(self, session: str) -> list[str]:
        """Return the numbers of the batches that stand on the board and nobody has released."""
        released = self.journal.acknowledged("release")
        found = re.findall(
            r"/desk/payouts/batches/([\w-]+)/\"", self._read("/desk/payouts/", session)
        )
        return [each for each in dict.fromkeys(found) if each not in released]

    def _read(self, path: str, session: str) -> str:
        """Return a page; nothing while it does not come."""
        try:
            return self._ask("GET", path, session)[1]
        except (OSError, http.client.HTTPException):
            return ""

    def case(self, applicant: dict, clerk: str) -> None:
        """Let one person send, and a clerk accept; each presses once more when it has worked."""
        number = applicant["number"]
        path = f"/transfer/{number}/check/"
        if not self.until_done("submit", number, applicant["session"], path, declared="on"):
            return
        self.press("again", number, applicant["session"], path, declared="on")
        path = f"/desk/cases/{number}/accept/"
        if self.until_done("accept", number, clerk, path, version=3):
            self.press("again", number, clerk, path, version=3)

    def until_done(self, what: str, number: str, session: str, path: str, **data) -> bool:
        """Press until it has worked, as people do; a conflict says that it had worked before."""
        deadline = time.monotonic() + WITHIN
        while time.monotonic() < deadline:
            status = self.press(what, number, session, path, **data)
            if status in (DONE, CONFLICT):
                return True
            time.sleep(0.4)
        return False

    def press(self, what: str, number: str, session: str, path: str, **data) -> int:
        """Press once and return what was answered."""
        at, began = time.time(), time.monotonic()
        try:
            status = self._answer(session, path, data)
        except (OSError, http.client.HTTPException):
            status = 0
        self.journal.note(Press(what, number, at, time.monotonic() - began, status))
        return status

    def _answer(self, session: str, path: str, data: dict) -> int:
        return self._ask("POST", path, session, urlencode(data))[0]

    def _ask(self, method: str, path: str, session: str, body: str = "") -> tuple[int, str]:
        """Return status and text of an answer; 401 where one has to sign in."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            where = answer.headers.get("Location", "")
            return (401 if "/login/" in where else answer.status), text
        finally:
            connection.close()


def ninety_fifth(values: Iterable[float]) -> float | None:
    """Return the value that 95 of a hundred do not pass; nothing of nothing."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)] if ordered else None
