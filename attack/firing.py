"""Sending: eight connections that ask, forty that drip, forty that guess at once."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import local

from attack import HOST, PROVIDER_PORT
from attack.judging import Answer
from attack.people import BEHIND_THE_PROXY, Visitor
from attack.questions import FORM, Question

CONNECTIONS = 8
AT_A_TIME = 400
PORT = 8191
PATIENCE = 60
CONFIG = Path(__file__).resolve().parent.parent / "deploy" / "gunicorn.conf.py"
mine = local()


@contextmanager
def server(log: Path) -> Iterator[None]:
    """Run the web server as production does, for as long as the block lasts."""
    command = [sys.executable, "-m", "gunicorn", "-c", str(CONFIG), "-b", f"127.0.0.1:{PORT}"]
    with log.open("wb") as errors:
        process = subprocess.Popen([*command, "portal.wsgi"], env=os.environ, stderr=errors)
        try:
            _wait()
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def provider(people: Path) -> Iterator[None]:
    """Run the invented identity provider beside it; it knows nobody of the world."""
    people.write_text("[]")
    command = [sys.executable, "-m", "demo.identity_provider", "--port", str(PROVIDER_PORT)]
    process = subprocess.Popen([*command, "--people", str(people)])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait() -> None:
    for _try in range(300):
        try:
            if ask("GET", "/healthz", {"Host": HOST}).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server does not answer")


def fire(questions: Iterable[Question]) -> Iterator[tuple[Question, Answer | None]]:
    """Ask everything over eight connections; no answer at all is one as well.

    A few are taken at a time, for some of them are heavy.
    """
    waiting = iter(questions)
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        while taken := list(islice(waiting, AT_A_TIME)):
            yield from pool.map(_fired, taken)


def _fired(question: Question) -> tuple[Question, Answer | None]:
    head = question.visitor.headers | question.head
    if question.kind:
        head["Content-Type"] = question.kind
    try:
        answer = ask(question.method, question.path, head, question.body)
    except (OSError, http.client.HTTPException):
        return question, None
    _sign_in_again(question.visitor, answer)
    return question, answer


def _sign_in_again(visitor: Visitor, answer: Answer) -> None:
    """Some of what is sent ends the sign-in that sends it."""
    is_out = answer.headers.get("location", "").startswith("/account/login/")
    if is_out and visitor.user and visitor.user.is_active:
        visitor.sign_in()


def ask(method: str, path: str, head: dict[str, str], body: bytes = b"") -> Answer:
    """Send one request and read the whole answer; once more where a kept connection was closed."""
    kept = mine.__dict__.setdefault(
        "connection", http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    )
    try:
        return _asked(kept, method, path, head, body)
    except (OSError, http.client.HTTPException):
        kept.close()
    try:
        return _asked(kept, method, path, head, body)
    except (OSError, http.client.HTTPException):
        kept.close()
        raise


def _asked(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    head: dict[str, str],
    body: bytes,
) -> Answer:
    began = time.perf_counter()
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in head.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    response = connection.getresponse()
    read = response.read().decode(errors="replace")
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, read, time.perf_counter() - began)


def dripping(number: int) -> list[socket.socket]:
    """Begin so many requests, of three kinds, and end none."""
    senders = []
    for each in range(number):
        path = ("/verify/", "/account/login/", "/api/v1/calculators/deadline/")[each % 3]
        sender = socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE)
        sender.sendall(
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 90000\r\n"
            f"Content-Type: {FORM}\r\nX-Forwarded-Proto: https\r\n\r\na=".encode()
        )
        senders.append(sender)
    return senders


def slowest_beside_dripping(number: int = 40) -> float:
    """Return how long others wait for a page at most, while so many send slowly."""
    ask("GET", "/", BEHIND_THE_PROXY)
    senders, waits = dripping(number), []
    for _question in range(30):
        for sender in senders:
            sender.send(b"a")
        waits.append(ask("GET", "/help/", BEHIND_THE_PROXY).seconds)
    for sender in senders:
        sender.close()
    return max(waits)


def guess_at_once(visitor: Visitor, login: str, right: str, number: int = 40) -> bool:
    """Try so many wrong passwords at once and then the right one; return whether it opens."""

    def sign_in(password: str) -> Answer:
        head = visitor.headers | {"Content-Type": FORM}
        return ask("POST", "/account/login/", head, f"login={login}&password={password}".encode())

    with ThreadPoolExecutor(number) as pool:
        list(pool.map(sign_in, [f"wrong-{each}" for each in range(number)]))
    return "__Host-session" in sign_in(right).headers.get("set-cookie", "")
