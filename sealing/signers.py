"""What can sign for an agency: one small interface, behind which keys may lie anywhere.

A hardware module takes the place of `PadesSigner` by signing bytes elsewhere; a national e-seal
service by signing whole files elsewhere. Settings name the class: `LETTER_SIGNER` seals the file
of a letter, `COUNTER_SIGNER`, if any, signs the finished file once more, beside it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from sealing.typesetting import Paper


@dataclass(frozen=True)
class SealKey:
    """An agency's certificate, those above it, and the secret: a key, or a module's name for it."""

    number: str
    holder: str
    certificate: bytes
    chain: tuple[bytes, ...]
    secret: str = field(repr=False)


@dataclass(frozen=True)
class NewKey:
    """A key just made: its public half as DER SubjectPublicKeyInfo, and the secret to store."""

    public: bytes
    secret: str = field(repr=False)


class SigningFailed(Exception):
    """The signer did not sign; the letter stays owed."""


class DetachedSigner(Protocol):
    """Signs bytes, and tells whether a signature is that of a certificate."""

    algorithm: str

    def new_key(self) -> NewKey:
        """Make a key where this signer keeps its keys."""

    def sign(self, data: bytes, *, key: SealKey) -> bytes:
        """Return the signature of these bytes, as DER."""

    def verify(self, data: bytes, signature: bytes, *, certificate: bytes) -> bool:
        """Whether the signature is that of the certificate's key; never raises."""


class PdfSigner(DetachedSigner, Protocol):
    """Signs a PDF such that every reader of PDF sees it."""

    def sign_pdf(self, paper: Paper, *, key: SealKey, at: datetime, reason: str) -> bytes:
        """Return the file with the signature in it, on the drawn seal."""


def letter_signer() -> PdfSigner:
    """Return what seals letters in this installation."""
    return cast(PdfSigner, _made(settings.LETTER_SIGNER))


def counter_signer() -> DetachedSigner | None:
    """Return what signs sealed letters once more, if anything does."""
    return cast(DetachedSigner, _made(settings.COUNTER_SIGNER)) if settings.COUNTER_SIGNER else None


def signers() -> dict[str, DetachedSigner]:
    """Return the signers in use by the names of their algorithms."""
    used = (letter_signer(), counter_signer())
    return {signer.algorithm: signer for signer in used if signer}


@cache
def _made(path: str) -> object:
    return import_string(path)()
