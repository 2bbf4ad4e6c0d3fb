"""The web server takes in a request whole before a thread begins with it.

A thread that reads a body waits for its sender; eight senders that drip one would be all threads.
Here the one loop of the process collects what arrives of every request, and a thread is asked when
nothing more is to come: it never reads from the net. (gunicorn's own threads wait for the first
bytes in that loop, and then read head and body in a thread, for as long as a sender likes.)
"""

import re
import selectors
import time
from functools import partial
from typing import Any

from gunicorn import http, util
from gunicorn.workers.gthread import TConn, ThreadWorker

from kit.spooling import Spool

PIECE = 2**16
LONGEST_HEAD = 2**16
LARGEST_IN_MEMORY = 1_000_000  # bytes of a body; more lies in a file until it is whole
LARGEST_KEPT = 64_000_000  # bytes; some pages of papers of 10 MB each, and the form around them
# What is let pass by and not kept, so that a browser comes to read why: it listens only when it has
# sent everything.
LARGEST_LET_PASS = 300_000_000
# From the first byte to the last. The proxy hands over what it has in whole; it has patience.
SECONDS_TO_ARRIVE = 20
SECONDS_FOR_FILES = 180  # photographs come from telephones, by whatever net there is
LARGEST_HELD = 128_000_000  # bytes of all requests that are still arriving at a process
LARGEST_SPOOLED = 1_000_000_000  # the same, of those that lie in files

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*([0-9]{1,15})[ \t]*\r?$", re.I | re.M)
IN_CHUNKS = re.compile(rb"^transfer-encoding[ \t]*:", re.I | re.M)
EXPECTS = re.compile(rb"^expect[ \t]*:[ \t]*100-continue[ \t]*\r?$", re.I | re.M)
GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
NO_LENGTH = b"HTTP/1.1 411 Length Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 10\r\n"
    b"Content-Length: 0\r\n\r\n"
)


class NoLength(Exception):
    """The request does not say how long its body is."""


class Arriving:
    """What has come of one request. The parser reads it like a socket that has ended."""

    def __init__(self) -> None:
        self.spool: Spool | None = None
        self.begin()

    def begin(self) -> None:
        """Forget the request before."""
        self.close()
        self.held = bytearray()
        self.read_to = self.passed = 0
        self.whole: int | None = None  # bytes of head and body, once the head is there
        self.is_kept = True

    def take(self, piece: bytes) -> None:
        """Add what has come."""
        if self.spool is not None:
            self.spool.take(piece)
        elif self.is_kept:
            self.held += piece
        else:
            self.passed += len(piece)
        if self.whole is None:
            self._look_for_head()

    def _look_for_head(self) -> None:
        end = self.held.find(END_OF_HEAD)
        if end < 0:
            return
        head, begins = bytes(self.held[: end + 2]), end + len(END_OF_HEAD)
        if IN_CHUNKS.search(head):
            raise NoLength
        said = LENGTH.search(head)
        length = int(said[1]) if said else 0
        self.whole = begins + length
        self.expects = bool(EXPECTS.search(head))
        if length > LARGEST_KEPT:
            self.is_kept = False
            self.passed = len(self.held)
            del self.held[begins:]
        elif length > LARGEST_IN_MEMORY:
            self.spool = Spool()
            self.spool.take(bytes(self.held[begins:]))
            del self.held[begins:]

    def close(self) -> None:
        """Let go what lies in a file."""
        if self.spool is not None:
            self.spool.close()
        self.spool = None

    @property
    def kept(self) -> int:
        """How many bytes are here, in memory and in a file."""
        return len(self.held) + (self.spool.length if self.spool else 0)

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is waited for; the parser refuses a head without an end."""
        if self.whole is None:
            return len(self.held) > LONGEST_HEAD
        if not self.is_kept and self.whole > LARGEST_LET_PASS:
            return True
        return max(self.kept, self.passed) >= self.whole

    @property
    def has_surplus(self) -> bool:
        """Whether something came that is not of this request, or something of it is not here."""
        return self.whole is None or not self.is_kept or self.kept > self.whole

    def recv(self, most: int) -> bytes:
        """Return some of it, or nothing when all was read."""
        if self.spool is not None and self.read_to >= len(self.held):
            left = (self.whole or 0) - self.read_to
            piece = self.spool.give(min(most, left))
            self.read_to += len(piece)
            return piece
        end = min(len(self.held), self.read_to + most, self.whole or len(self.held))
        piece = bytes(self.held[self.read_to : end])
        self.read_to = end
        return piece


class Connection(TConn):
    """A connection whose requests are read from what has arrived."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.arriving = Arriving()
        self.until = 0.0
        self.data_ready = True  # what a thread is given is there

    def init(self) -> None:
        """Read from what has arrived; the portal speaks HTTP/1.1 behind its proxy."""
        if not self.initialized:
            self.initialized = True
            self.parser = http.get_parser(self.cfg, self.arriving, self.client)

    def close(self, graceful: bool = False) -> None:
        """Close at once: the loop waits for nobody."""
        self.arriving.close()
        util.close(self.sock)


class ReceivingWorker(ThreadWorker):
    """gunicorn's worker of threads, with a loop that takes in requests before them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awaited: dict[Connection, None] = {}  # by when they must be whole, the first first
        self.awaited_files: dict[Connection, None] = {}  # the same, of those that bring files
        self.bytes_held = self.bytes_spooled = 0

    def accept(self, listener: Any) -> None:
        """Take a connection and wait for its request."""
        try:
            sock, client = listener.accept()
        except OSError:  # somebody else was faster, or it is gone
            return
        self.nr_conns += 1
        self.enqueue_req(Connection(self.cfg, sock, client, listener.getsockname()))

    def enqueue_req(self, conn: Connection) -> None:
        """Wait for the whole request before a thread is asked."""
        conn.arriving.begin()
        conn.until = time.monotonic() + SECONDS_TO_ARRIVE
        conn.sock.setblocking(False)
        self.awaited[conn] = None
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.receive, conn))

    def receive(self, conn: Connection, _socket: Any) -> None:
        """Take what has come, and hand the request over when it is whole."""
        try:
            piece = conn.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self.give_up(conn)
            return
        try:
            self.take(conn, piece)
        except NoLength:
            self.give_up(conn, NO_LENGTH)

    def take(self, conn: Connection, piece: bytes) -> None:
        """Keep a piece; answer who waits to be told to go on."""
        arriving, had_head = conn.arriving, conn.arriving.whole is not None
        held, kept = len(arriving.held), arriving.kept
        arriving.take(piece)
        self.bytes_held += len(arriving.held) - held
        self.bytes_spooled += (arriving.kept - len(arriving.held)) - (kept - held)
        if arriving.is_whole:
            self.release(conn)
            super().enqueue_req(conn)
            return
        if self.bytes_held > LARGEST_HELD or self.bytes_spooled > LARGEST_SPOOLED:
            self.give_up(conn, TOO_BUSY)
            return
        if arriving.spool is not None and conn in self.awaited:
            self.be_patient(conn)
        if not had_head and arriving.whole is not None and arriving.expects:
            say(conn, GO_ON)

    def be_patient(self, conn: Connection) -> None:
        """Give a request that brings files the time they need."""
        del self.awaited[conn]
        conn.until += SECONDS_FOR_FILES - SECONDS_TO_ARRIVE
        self.awaited_files[conn] = None

    def release(self, conn: Connection) -> None:
        """Wait no longer for it."""
        self.awaited.pop(conn, None)
        self.awaited_files.pop(conn, None)
        self.bytes_held -= len(conn.arriving.held)
        self.bytes_spooled -= conn.arriving.kept - len(conn.arriving.held)
        self.poller.unregister(conn.sock)

    def give_up(self, conn: Connection, answer: bytes = b"") -> None:
        """Close a connection whose request will not be heard."""
        self.release(conn)
        if answer:
            say(conn, answer)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Close the connections whose request has not come in time."""
        now = time.monotonic()
        for awaited in (self.awaited, self.awaited_files):
            while awaited and (first := next(iter(awaited))).until <= now:
                self.give_up(first)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        """Say that the connection ends where it is not sure where the next request begins."""
        if conn.arriving.has_surplus:
            req.force_close()
        return super().handle_request(req, conn)

    def _keepalive_after(self, conn: Connection, keepalive: bool) -> bool:
        """Go on behind what was refused unread, however much: it is here and waited for nowhere.

        gunicorn reads 64 KB of it at most and then closes without a word, so that the next request
        of a program ends in a reset.
        """
        if not keepalive or conn.arriving.has_surplus:
            return False
        return bool(conn.parser.finish_body())


def say(conn: Connection, words: bytes) -> None:
    """Say a few words that fit into what the system sends by itself."""
    try:
        conn.sock.send(words)
    except OSError:
        return
