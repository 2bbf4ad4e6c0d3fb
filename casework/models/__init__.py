"""What every application shares."""

from casework.models.agency_changes import AccountProposal, BankAccount, PostProposal
from casework.models.case import Case, Correction, Escalation, Service, Step
from casework.models.certificates import Certificate, LetterSignature
from casework.models.checks import LetterCheck
from casework.models.deaths import AfterDeath, DeathReport
from casework.models.decisions import PreparedAct
from casework.models.duties import Duty, Notice, Tick
from casework.models.halts import Halt, HeldAct
from casework.models.history import Event, Immutable, ImmutableError
from casework.models.journal import JournalDay, JournalKey, JournalLeaf
from casework.models.letters import (
    Letter,
    LetterDelivery,
    LetterFile,
    LetterTranslation,
    LetterVoiding,
)
from casework.models.numbering import Counter, DocumentMark, LostNumbers
from casework.models.requests import KeptAnswer
from casework.models.templates import LetterTemplate, TemplateFallback
from casework.models.voiding import VoidingProposal

__all__ = [
    "AccountProposal",
    "AfterDeath",
    "BankAccount",
    "Case",
    "Certificate",
    "Correction",
    "Counter",
    "DeathReport",
    "DocumentMark",
    "Duty",
    "Escalation",
    "Event",
    "Halt",
    "HeldAct",
    "Immutable",
    "ImmutableError",
    "JournalDay",
    "JournalKey",
    "JournalLeaf",
    "KeptAnswer",
    "Letter",
    "LetterCheck",
    "LetterDelivery",
    "LetterFile",
    "LetterSignature",
    "LetterTemplate",
    "LetterTranslation",
    "LetterVoiding",
    "LostNumbers",
    "Notice",
    "PostProposal",
    "PreparedAct",
    "Service",
    "Step",
    "TemplateFallback",
    "Tick",
    "VoidingProposal",
]
