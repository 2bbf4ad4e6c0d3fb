"""How a request goes out and comes back: tokens, keys, versions, repeating, refusals."""

import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

SECONDS = 30.0
TRIES = 5
BUSY = ("throttled", "too_often", "unavailable", "still_running", "not_ready", "clocks_apart")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return what it says; None where it says nothing."""
        return json.loads(self.body) if self.body else None

    def header(self, name: str) -> str:
        """Return a header, whatever the case of its name; empty where there is none."""
        found = {key.lower(): value for key, value in self.headers.items()}
        return found.get(name.lower(), "")


class Problem(Exception):
    """A refusal (RFC 9457): decide by `code` and `status`, show `detail`."""

    def __init__(self, answer: Answer) -> None:
        try:
            said = answer.json() or {}
        except ValueError:
            said = {}
        self.status: int = answer.status
        self.code: str = said.get("code", "")
        self.detail: str = said.get("detail", "")
        self.errors: list[dict[str, str]] = said.get("errors", [])
        self.current: dict[str, Any] | None = said.get("current")
        self.wait = float(answer.header("Retry-After") or 0)
        super().__init__(f"{self.status} {self.code}: {self.detail}")


Send = Callable[[str, str, Mapping[str, str], bytes | None], Answer]


def send_by_net(method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
    """Send one request; raises `OSError` where no answer comes."""
    request = urllib.request.Request(url, body, dict(headers), method=method)  # noqa: S310 -- ours
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return Answer(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, dict(error.headers), error.read())


@dataclass
class Caller:
    """Who calls: how its token is had, and kept until shortly before it ends."""

    fetch: Callable[["Transport"], tuple[str, float]]
    token: str = ""
    until: float = 0.0

    def bearer(self, transport: "Transport") -> str:
        """Return the token."""
        if time.monotonic() >= self.until:
            self.token, lasts = self.fetch(transport)
            self.until = time.monotonic() + lasts - 60
        return self.token


def of_person(token: str) -> Caller:
    """Call with the token that a person has made in their settings."""
    return Caller(lambda _transport: (token, float("inf")))


def of_system(client: str, secret: str, scope: str) -> Caller:
    """Call as the system of an agency."""

    def fetch(transport: "Transport") -> tuple[str, float]:
        basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
        headers = {
            "Authorization": f"Basic {basic}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        form = urlencode({"grant_type": "client_credentials", "scope": scope}).encode()
        where = f"{transport.address}/identity/o/api/token"
        answer = transport.send("POST", where, headers, form)
        if answer.status != 200:
            raise Problem(answer)
        said = answer.json()
        return str(said["access_token"]), float(said["expires_in"])

    return Caller(fetch)


@dataclass
class Transport:
    """One portal, one caller."""

    address: str
    caller: Caller
    language: str = "en"
    send: Send = send_by_net
    sleep: Callable[[float], None] = field(default=time.sleep)

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        version: int | None = None,
        key: str | None = None,
    ) -> Any:
        """Return what a route answers; raises `Problem`.

        What is repeated carries the same key, so that nothing is done twice.
        """
        headers = {"Accept-Language": self.language, "Accept": "application/json"}
        if method not in ("GET", "HEAD"):
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = key or uuid4().hex
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        url = f"{self.address}{path}{'?' if asked else ''}{urlencode(asked)}"
        raw = None if method in ("GET", "HEAD") else json.dumps(body or {}).encode()
        return self._until_answered(method, url, headers, raw).json()

    def _until_answered(
        self, method: str, url: str, headers: dict[str, str], raw: bytes | None
    ) -> Answer:
        for last in (*(False,) * (TRIES - 1), True):
            headers["Authorization"] = f"Bearer {self.caller.bearer(self)}"
            try:
                answer = self.send(method, url, headers, raw)
            except OSError:
                if last:
                    raise
                self.sleep(2)
                continue
            if answer.status < 400:
                return answer
            problem = Problem(answer)
            if answer.status == 401 and not last and self.caller.until != float("inf"):
                self.caller.until = 0.0  # a token that was taken back or has ended
                continue
            if last or problem.code not in BUSY:
                raise problem
            self.sleep(problem.wait or 2)
        raise AssertionError


def path_of(template: str, **parts: object) -> str:
    """Return an address with its parts filled in."""
    return template.format(**{name: quote(str(part), safe="") for name, part in parts.items()})
