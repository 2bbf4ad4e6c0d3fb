"""Letters, and what makes them trusted: numbers, templates, certificates, checks."""

from letters.models.certificates import Certificate, LetterSignature
from letters.models.checks import LetterCheck
from letters.models.letters import (
    Letter,
    LetterDelivery,
    LetterFile,
    LetterTranslation,
    LetterVoiding,
)
from letters.models.numbering import Counter, DocumentMark, LostNumbers
from letters.models.templates import LetterTemplate, TemplateFallback
from letters.models.voiding import VoidingProposal

__all__ = [
    "Certificate",
    "Counter",
    "DocumentMark",
    "Letter",
    "LetterCheck",
    "LetterDelivery",
    "LetterFile",
    "LetterSignature",
    "LetterTemplate",
    "LetterTranslation",
    "LetterVoiding",
    "LostNumbers",
    "TemplateFallback",
    "VoidingProposal",
]
