"""Reading a signature out of a file that anybody may have made: by its bytes, with no PDF parser.

A letter is signed over all of its bytes but the signature itself, and that is written in one way
only (`cms.py`). So nothing inside the file needs to be understood to judge it: the bytes are those
that were signed, or they are not. No object is followed, nothing is unpacked, nothing is run.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.x509 import InvalidVersion

from sealing import cms

LONGEST_CONTAINER = 32_768  # hexadecimal digits; ours have fewer than 4,000
RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")
MOMENT = re.compile(rb"/M \(D\\072(\d{14})Z\)")
HEXADECIMAL = re.compile(rb"<[0-9A-F]+>")


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
    except (ValueError, IndexError, InvalidVersion) as error:
        raise Unreadable("the signature is not as we write it") from error


def _signed(pdf: bytes, before: int, after: int, rest: int) -> Signed:
    hexadecimal = pdf[before:after]
    if len(hexadecimal) > LONGEST_CONTAINER or not HEXADECIMAL.fullmatch(hexadecimal):
        raise ValueError("not written as we write it")
    raw = bytes.fromhex(hexadecimal[1:-1].decode())
    _tag, content, container = next(cms.parts(raw))
    certificates, name, signature = _taken_apart(content)
    (own,) = [each for each in certificates if cms.issuer_and_serial(each) == name]
    return Signed(
        digest=sha256(pdf[:before] + pdf[after : after + rest]).digest(),
        container=container,
        padding=raw[len(container) :],
        certificate=own,
        chain=tuple(each for each in certificates if each != own),
        signature=signature,
        claimed_at=_moment(pdf[after:]),
        covers_all=after + rest == len(pdf),
    )


def _taken_apart(container: bytes) -> tuple[list[bytes], bytes, bytes]:
    """Return a container's certificates, the name of the signer's among them, and the signature.

    Only these are looked at: whether the rest is as it should be, writing it anew will tell.
    """
    _kind, (_tag, explicit, _whole) = cms.parts(container)
    ((_tag, data, _whole),) = cms.parts(explicit)
    *_head, (_tag, certificates, _whole), (_tag, signers, _whole) = cms.parts(data)
    ((_tag, signer, _whole),) = cms.parts(signers)
    _version, (_tag, _content, name), *_middle, (_tag, signature, _whole) = cms.parts(signer)
    return [whole for _tag, _content, whole in cms.parts(certificates)], name, signature


def _moment(behind: bytes) -> datetime:
    """Return when the signature says it was made: the entry that follows it."""
    said = MOMENT.search(behind)
    if said is None:
        raise ValueError("no moment")
    return datetime.strptime(said[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
