"""Judging a PDF that somebody brings: is it, bit for bit, what an agency signed here?

Everything happens in memory and within fixed limits; whatever the file is, there is an answer.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from cryptography import x509

from letters.models import Certificate, LetterSignature
from sealing import authority, reading, trust
from sealing.reading import Signed, Unreadable
from sealing.signers import letter_signer

log = logging.getLogger(__name__)

LARGEST = 5_000_000  # bytes; the longest letter has fewer than 300,000
PDF = b"%PDF-"
END = b"%%EOF"
END_WITHIN = 1024
ENCRYPTED = b"/Encrypt"


class Verdict(StrEnum):
    """What can be said of a file."""

    INTACT = "intact"  # an agency signed exactly these bytes
    CHANGED = "changed"  # it was signed here, and then something was changed or added
    REVOKED = "revoked"  # signed with a certificate that was no longer trusted
    NOT_OURS = "not-ours"  # signed by somebody else
    NOT_SIGNED = "not-signed"  # a PDF without a signature: a print, a copy, a file saved anew
    INCOMPLETE = "incomplete"  # its end is missing
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    NOT_A_PDF = "not-a-pdf"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The verdict, and what is certain besides: whose seal, when, and which letter it is.

    The last four are there only where the signature itself is good.
    """

    verdict: Verdict
    sha256: str
    agency: str = ""
    certificate: str = ""
    signed_at: datetime | None = None
    record: LetterSignature | None = None

    @property
    def is_good(self) -> bool:
        """Whether one may rely on the file; whether the letter still counts is another matter."""
        return self.verdict is Verdict.INTACT


def verify_pdf(pdf: bytes) -> Verdict:
    """Return the verdict on a file; never raises on what the file holds."""
    return check(pdf).verdict


def check(pdf: bytes) -> Checked:
    """Return the verdict on a file with the facts around it: two queries at most."""
    if len(pdf) > LARGEST:
        return Checked(verdict=Verdict.TOO_LARGE, sha256="")
    digest = sha256(pdf).hexdigest()
    found = _own_signature(pdf)
    if isinstance(found, Verdict):
        return Checked(verdict=found, sha256=digest)
    return _judged(found, digest)


def is_whole(pdf: bytes) -> bool:
    """Whether these bytes carry a good signature of ours, whenever it was made."""
    return isinstance(_own_signature(pdf), Signed)


def _own_signature(pdf: bytes) -> Signed | Verdict:
    """Return the signature, if it is ours and good; else what is wrong with the file."""
    try:
        signed = reading.read(pdf)
        root = trust.root_of(signed.certificate)
        if root is None:
            return _verdict_of_strangers(pdf)
        return signed if pdf.startswith(PDF) and _is_good(signed, root) else Verdict.CHANGED
    except Unreadable:
        return _verdict_without_signature(pdf)
    except Exception as error:  # whoever made the file chose what the reader of DER meets
        log.warning("a file brought for checking upset its reader: %s", type(error).__name__)
        return _verdict_of_strangers(pdf)


def _is_good(signed: Signed, root: bytes) -> bool:
    """Whether the signature is right, written as we write, and over every byte of the file."""
    return (
        signed.covers_all
        and signed.chain == (root,)
        and signed.is_canonical
        and letter_signer().verify(
            signed.to_be_signed, signed.signature, certificate=signed.certificate
        )
    )


def _judged(signed: Signed, digest: str) -> Checked:
    """Ask when it was signed, and whether the certificate was trusted then.

    The moment is the signer's own word. Whoever stole a key could write any, so what a revoked
    certificate signed counts only where the portal remembers having signed it.
    """
    own = x509.load_der_x509_certificate(signed.certificate)
    record = _record(digest)
    row = Certificate.objects.filter(serial=f"{own.serial_number:x}").first()
    begun = own.not_valid_before_utc <= signed.claimed_at < own.not_valid_after_utc
    good = begun and _was_trusted(row, signed.claimed_at, record)
    return Checked(
        verdict=Verdict.INTACT if good else Verdict.REVOKED,
        sha256=digest,
        agency=authority.holder_of(own),
        certificate=authority.number_of(own),
        signed_at=signed.claimed_at,
        record=record,
    )


def _was_trusted(row: Certificate | None, moment: datetime, record: LetterSignature | None) -> bool:
    if row is None or row.revoked_at is None:
        return True
    return record is not None and not row.is_revoked_at(moment)


def _record(digest: str) -> LetterSignature | None:
    related = ("letter__agency", "letter__voiding", "letter__replaced_by", "certificate")
    records = LetterSignature.objects.select_related(*related)
    texts = ("letter__content", "letter__replaced_by__content", "counter_signature")
    return records.defer(*texts).filter(sha256=digest).first()


def _verdict_without_signature(pdf: bytes) -> Verdict:
    """Say what is wrong with a file in which no signature can be read."""
    if not pdf.startswith(PDF):
        return Verdict.CHANGED if _was_ours(pdf) else Verdict.NOT_A_PDF
    if ENCRYPTED in pdf:
        return Verdict.ENCRYPTED
    if _was_ours(pdf):
        return Verdict.CHANGED
    return Verdict.NOT_SIGNED if END in pdf[-END_WITHIN:] else Verdict.INCOMPLETE


def _verdict_of_strangers(pdf: bytes) -> Verdict:
    """A signature on top of ours is a change; one without ours makes the file somebody else's."""
    return Verdict.CHANGED if _was_ours(pdf) else Verdict.NOT_OURS


def _was_ours(pdf: bytes) -> bool:
    """Whether the file still carries the name of one of our roots, as a signature writes it."""
    return any(
        identifier.digest.hex().upper().encode() in pdf
        for root in trust.roots()
        for identifier in [x509.SubjectKeyIdentifier.from_public_key(root.public_key())]
    )
