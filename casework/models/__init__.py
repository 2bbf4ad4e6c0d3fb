"""What every application shares."""

from casework.models.case import Case, Correction, Escalation, Service, Step
from casework.models.certificates import Certificate, LetterSignature
from casework.models.duties import Duty, Notice, Tick
from casework.models.history import Event, Immutable, ImmutableError
from casework.models.journal import JournalDay, JournalKey, JournalLeaf
from casework.models.letters import (
    Counter,
    Letter,
    LetterDelivery,
    LetterFile,
    LetterVoiding,
)
from casework.models.requests import KeptAnswer

__all__ = [
    "Case",
    "Certificate",
    "Correction",
    "Counter",
    "Duty",
    "Escalation",
    "Event",
    "Immutable",
    "ImmutableError",
    "JournalDay",
    "JournalKey",
    "JournalLeaf",
    "KeptAnswer",
    "Letter",
    "LetterDelivery",
    "LetterFile",
    "LetterSignature",
    "LetterVoiding",
    "Notice",
    "Service",
    "Step",
    "Tick",
]
