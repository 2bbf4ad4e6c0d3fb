"""Whether a file holds something dangerous: asked of a scanner outside, which may be away.

Nothing passes unasked: where no answer comes, or one that cannot be understood, the page waits.
"""

import socket
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from django.conf import settings

TIMEOUT_SECONDS = 5
# What every scanner takes for dangerous and what harms nobody; split, or this file were one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# By these words in a file anybody can try how the demonstration's scanner fails.
SANDBOX_IS_DOWN, SANDBOX_IS_SLOW, SANDBOX_IS_UNCLEAR = (
    b"SCANNER-IS-DOWN",
    b"SCANNER-IS-SLOW",
    b"SCANNER-IS-UNCLEAR",
)


class Scan(StrEnum):
    """What a scanner answered."""

    CLEAN = "clean"
    DANGEROUS = "dangerous"
    UNCLEAR = "unclear"  # down, too slow, or in words that are no answer


def scan(blocks: Iterable[bytes]) -> Scan:
    """Ask the scanner about a file."""
    try:
        return CHANNELS[settings.SCANNER](blocks)
    except OSError:
        return Scan.UNCLEAR


def _clamd(blocks: Iterable[bytes]) -> Scan:
    """Ask clamd by its socket (INSTREAM): lengths and bytes, an empty piece at the end."""
    with _connected() as link:
        link.sendall(b"zINSTREAM\0")
        for block in blocks:
            link.sendall(len(block).to_bytes(4, "big") + block)
        link.sendall(bytes(4))
        return read_answer(link.recv(4096))


def _connected() -> socket.socket:
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        where: object = str(Path(address))
    else:
        host, _colon, port = address.rpartition(":")
        link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        where = (host, int(port))
    link.settimeout(TIMEOUT_SECONDS)
    try:
        link.connect(where)
    except OSError:
        link.close()
        raise
    return link


def read_answer(said: bytes) -> Scan:
    """Return what clamd said; whatever it says beside OK and FOUND is no answer."""
    words = said.rstrip(b"\0\n")
    if words == b"stream: OK":
        return Scan.CLEAN
    is_found = words.startswith(b"stream: ") and words.endswith(b" FOUND")
    return Scan.DANGEROUS if is_found else Scan.UNCLEAR


def _sandbox(blocks: Iterable[bytes]) -> Scan:
    """Answer as an invented scanner that knows one file, and fails as real ones do."""
    whole = b"".join(blocks)
    if SANDBOX_IS_DOWN in whole:
        raise ConnectionRefusedError
    if SANDBOX_IS_SLOW in whole:
        raise TimeoutError
    if SANDBOX_IS_UNCLEAR in whole:
        return read_answer(b"stream: INSTREAM size limit exceeded. ERROR\0")
    return Scan.DANGEROUS if EICAR in whole else Scan.CLEAN


def _nobody(_blocks: Iterable[bytes]) -> Scan:
    """Nobody can be asked here; the desk says so beside each page."""
    return Scan.CLEAN


CHANNELS: dict[str, Callable[[Iterable[bytes]], Scan]] = {
    "clamd": _clamd,
    "sandbox": _sandbox,
    "none": _nobody,
}
