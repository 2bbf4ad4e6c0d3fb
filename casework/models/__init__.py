"""What the cases of every service share."""

from casework.models.agency_changes import (
    AccountProposal,
    AgencyChange,
    AgencyProposal,
    BankAccount,
    ClientProposal,
    PostProposal,
)
from casework.models.case import Case, Correction, Escalation, Step
from casework.models.deaths import AfterDeath, DeathReport
from casework.models.decisions import PreparedAct
from casework.models.duties import Duty, Notice, Tick
from casework.models.factors import FactorProposal
from casework.models.halts import Halt, HeldAct
from casework.models.history import Event
from casework.models.messages import Message, StandingSentence, Thread
from casework.models.proceedings import Proceeding

__all__ = [
    "AccountProposal",
    "AfterDeath",
    "AgencyChange",
    "AgencyProposal",
    "BankAccount",
    "Case",
    "ClientProposal",
    "Correction",
    "DeathReport",
    "Duty",
    "Escalation",
    "Event",
    "FactorProposal",
    "Halt",
    "HeldAct",
    "Message",
    "Notice",
    "PostProposal",
    "PreparedAct",
    "Proceeding",
    "StandingSentence",
    "Step",
    "Thread",
    "Tick",
]
