"""Posting to an address that an agency has named: outside, pinned, once, and not for long.

The name is resolved here and the connection goes to what was judged, so that no second answer of
the name leads inside. Nothing is followed, nothing of the answer is kept but its status.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import SplitResult

from feeds.rules.addresses import BadAddress, check_outside, read_url

SECONDS = 5.0  # for all of a call: the connection, what is sent, and the status of the answer
AT_ONCE = 10
LOOKING = 0.5
LARGEST_ANSWER = 64_000  # read so that the line can be used again; a longer one ends it
AGENT = "social-insurance-portal-webhooks/1"


@dataclass(frozen=True)
class Post:
    """What is posted: its key among those posted together, its body and headers."""

    key: int
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Told:
    """How it went: the status, or a word for why there is none; when it may be tried again."""

    status: int = 0
    why: str = ""
    retry_after: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it."""
        return 200 <= self.status < 300

    @property
    def said(self) -> str:
        """The answer in a word."""
        return str(self.status) if self.status else self.why


@dataclass
class Line:
    """One connection, used by one thread after the other call."""

    url: SplitResult
    address: str
    connection: http.client.HTTPConnection | None = None
    began: float = field(default=0.0)

    def post(self, post: Post) -> Told:
        """Post once; a connection that was closed meanwhile is opened anew."""
        was_open = self.connection is not None
        self.began = time.monotonic()
        try:
            return self._post(post)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            if not was_open:
                return Told(why="cut-off")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return Told(why=_why(error))
        finally:
            self.began = 0.0
        return self.post(post)

    def _post(self, post: Post) -> Told:
        if self.connection is None:
            self.connection = _opened(self.url, self.address)
        path = f"{self.url.path or '/'}{'?' if self.url.query else ''}{self.url.query}"
        self.connection.request("POST", path, post.body, post.headers)
        answer = self.connection.getresponse()
        told = Told(answer.status, retry_after=_seconds(answer.headers.get("Retry-After", "")))
        answer.read(LARGEST_ANSWER)
        if not answer.isclosed():
            self.close()
        return told

    def cut(self, now: float) -> None:
        """End a call that has lasted too long, however slowly the other side speaks."""
        held = self.connection and self.connection.sock
        if self.began and now - self.began > SECONDS and held:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def close(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def post_all(url: str, posts: Sequence[Post], *, inside: bool) -> dict[int, Told]:
    """Post each of them to an address, several at once; return how each went, by its key.

    As soon as the receiver takes none of those under way, the others are not tried.
    """
    try:
        parts = read_url(url, inside=inside)
        line = Line(parts, resolve(parts, inside=inside))
    except BadAddress as error:
        return {each.key: Told(why=error.code) for each in posts[:1]}
    lines = [Line(line.url, line.address) for _number in range(min(AT_ONCE, len(posts)))]
    try:
        return _spread(lines, list(posts))
    finally:
        for each in lines:
            each.close()


def _spread(lines: list[Line], posts: list[Post]) -> dict[int, Told]:
    found: dict[int, Told] = {}
    under_way: dict[Future[Told], tuple[Line, Post]] = {}
    free, goes_on = list(lines), True
    with ThreadPoolExecutor(len(lines)) as pool:
        while under_way or (posts and goes_on):
            while free and posts and goes_on:
                line, post = free.pop(), posts.pop(0)
                under_way[pool.submit(line.post, post)] = line, post
            done, _rest = wait(under_way, timeout=LOOKING, return_when=FIRST_COMPLETED)
            for each in done:
                line, post = under_way.pop(each)
                found[post.key] = each.result()
                free.append(line)
                goes_on = goes_on and found[post.key].status != 0
            for line, _post in under_way.values():
                line.cut(time.monotonic())
    return found


def resolve(parts: SplitResult, *, inside: bool) -> str:
    """Return the address that is called; raises `BadAddress` for a name that leads inside."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadAddress("unknown-host") from error
    found = [str(each[4][0]) for each in known]
    if not inside:
        check_outside(found)
    return found[0]


def _opened(url: SplitResult, address: str) -> http.client.HTTPConnection:
    """Return a connection to the address that was judged, for the name that was given."""
    host, is_secure = url.hostname or "", url.scheme == "https"
    port = url.port or (443 if is_secure else 80)
    made = http.client.HTTPConnection(host, port, timeout=SECONDS)
    line = socket.create_connection((address, port), timeout=SECONDS)
    made.sock = _trust().wrap_socket(line, server_hostname=host) if is_secure else line
    return made


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    return "no-connection" if isinstance(error, OSError) else "no-http"


def _seconds(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
