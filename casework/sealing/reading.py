"""Reading a signature out of a file that anybody may have made: by its bytes, with no PDF parser.

A letter is signed over all of its bytes but the signature itself, and that is written in one way
only (`cms.py`). So nothing inside the file needs to be understood to judge it: the bytes are those
that were signed, or they are not. No object is followed, nothing is unpacked, nothing is run.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from asn1crypto import cms as asn1

from casework.sealing import cms

LONGEST_CONTAINER = 32_768  # hexadecimal digits; ours have fewer than 4,000
RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")
MOMENT = re.compile(rb"/M \(D\\072(\d{14})Z\)")
HEXADECIMAL = re.compile(rb"<[0-9A-F]+>")
LONG_FORM = 0x80


class Unreadable(Exception):
    """There is no signature here that one could begin to judge."""


@dataclass(frozen=True)
class Signed:
    """What a file says of its signature; nothing of it is believed yet."""

    digest: bytes
    container: bytes
    padding: bytes
    certificate: bytes
    chain: tuple[bytes, ...]
    signature: bytes
    claimed_at: datetime
    covers_all: bool

    @property
    def is_canonical(self) -> bool:
        """Whether the container is written as we write it, to the last bit of its padding."""
        ours = cms.signed_data(
            self.digest, self.signature, certificate=self.certificate, chain=self.chain
        )
        return self.container == ours and not any(self.padding)

    @property
    def to_be_signed(self) -> bytes:
        """The bytes that the signature must be over."""
        return cms.to_be_signed(self.digest, self.certificate)


def read(pdf: bytes) -> Signed:
    """Return the last signature of a file, or raise `Unreadable`."""
    said = RANGE.match(pdf, max(pdf.rfind(b"/ByteRange"), 0))
    if said is None:
        raise Unreadable("no signature")
    before, after, rest = map(int, said.groups())
    if not before < after <= after + rest <= len(pdf):
        raise Unreadable("the signature covers what is not there")
    try:
        return _signed(pdf, before, after, rest)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Unreadable("the signature is not as we write it") from error


def _signed(pdf: bytes, before: int, after: int, rest: int) -> Signed:
    hexadecimal = pdf[before:after]
    if len(hexadecimal) > LONGEST_CONTAINER or not HEXADECIMAL.fullmatch(hexadecimal):
        raise ValueError("not written as we write it")
    raw = bytes.fromhex(hexadecimal[1:-1].decode())
    container, padding = raw[: _length(raw)], raw[_length(raw) :]
    data = asn1.ContentInfo.load(container, strict=True)["content"]
    (info,) = data["signer_infos"]
    certificates = [each.chosen for each in data["certificates"]]
    signer = info["sid"].chosen["serial_number"].native
    (own,) = [each.dump() for each in certificates if each.serial_number == signer]
    return Signed(
        digest=sha256(pdf[:before] + pdf[after : after + rest]).digest(),
        container=container,
        padding=padding,
        certificate=own,
        chain=tuple(each.dump() for each in certificates if each.serial_number != signer),
        signature=info["signature"].native,
        claimed_at=_moment(pdf[after:]),
        covers_all=after + rest == len(pdf),
    )


def _moment(behind: bytes) -> datetime:
    """Return when the signature says it was made: the entry that follows it."""
    said = MOMENT.search(behind)
    if said is None:
        raise ValueError("no moment")
    return datetime.strptime(said[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _length(der: bytes) -> int:
    """Return how long the DER value at the beginning is, with its head."""
    first = der[1]
    if first < LONG_FORM:
        return 2 + first
    more = first - LONG_FORM
    return 2 + more + int.from_bytes(der[2 : 2 + more])
