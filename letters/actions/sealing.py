"""Sealing a letter: typeset with the agency's seal on it, signed, looked at once more."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from django.conf import settings

from letters.actions import certificates, templates
from letters.models import Certificate, Letter, LetterSignature
from letters.verifying import is_whole
from sealing.signers import SigningFailed, counter_signer, letter_signer
from sealing.typesetting import Paper, Seal


@dataclass(frozen=True)
class Sealed:
    """A finished document and the signature on it, not yet written down."""

    pdf: bytes
    signature: LetterSignature | None = None

    @property
    def sha256(self) -> str:
        """The digest by which the document is known."""
        return sha256(self.pdf).hexdigest()


def sealed(letter: Letter, language: Literal["zh", "bilingual"], *, now: datetime) -> Sealed:
    """Return the letter in one of its languages, sealed and signed by its agency.

    Raises `SigningFailed` when it cannot be: nothing goes out unsigned, the letter stays owed.
    """
    certificate = certificates.the_one_for(letter.agency, letter_signer().algorithm, now=now)
    seal = Seal(mark=settings.SEAL_MARK, number=certificate.number)
    paper = templates.set_letter(letter, language, seal=seal, now=now)
    document = Sealed(_signed(paper, certificate, letter, now))
    signature = LetterSignature(
        letter=letter,
        sha256=document.sha256,
        certificate=certificate,
        signed_at=now.replace(microsecond=0),
    )
    _counter_sign(signature, document.pdf, now)
    return Sealed(document.pdf, signature)


def _signed(paper: Paper, certificate: Certificate, letter: Letter, now: datetime) -> bytes:
    """Sign, and judge the result as a stranger would before anybody relies on it."""
    key = certificates.key_of(certificate)
    try:
        pdf = letter_signer().sign_pdf(paper, key=key, at=now, reason=letter.printed_number)
    except Exception as error:  # whatever a module answers, the letter stays owed
        raise SigningFailed(f"{letter.number} was not signed") from error
    if not is_whole(pdf):
        raise SigningFailed(f"{letter.number} was signed wrongly")
    return pdf


def _counter_sign(signature: LetterSignature, pdf: bytes, now: datetime) -> None:
    """Sign the finished file once more where the installation asks for it."""
    signer = counter_signer()
    if signer is None:
        return
    certificate = certificates.the_one_for(signature.letter.agency, signer.algorithm, now=now)
    key = certificates.key_of(certificate)
    try:
        signed = signer.sign(pdf, key=key)
    except Exception as error:
        raise SigningFailed(f"{signature.letter.number} was not signed twice") from error
    if not signer.verify(pdf, signed, certificate=key.certificate):
        raise SigningFailed(f"{signature.letter.number} was signed wrongly the second time")
    signature.counter_signature, signature.counter_certificate = signed, certificate
