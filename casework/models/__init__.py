"""What the cases of every service share."""

from casework.models.absences import Absence
from casework.models.agency_changes import (
    AccountProposal,
    AgencyChange,
    AgencyProposal,
    BankAccount,
    ClientProposal,
    PostProposal,
)
from casework.models.case import Case, Correction
from casework.models.deaths import AfterDeath, DeathReport
from casework.models.decisions import PreparedAct
from casework.models.decoys import Decoy, DecoyAlarm
from casework.models.dispatches import CalendarAddress, Dispatch, Gateway, Wishes
from casework.models.duties import Duty, Notice, Tick
from casework.models.escalations import Escalation
from casework.models.factors import FactorProposal
from casework.models.figures import TurnChange, TurnCount
from casework.models.halts import Halt, HeldAct
from casework.models.history import Event
from casework.models.kept_lists import KeptList
from casework.models.messages import Message, StandingSentence, Thread
from casework.models.proceedings import Proceeding
from casework.models.quiet import Home, Quiet
from casework.models.steps import Step
from casework.models.term_grounds import TermExtension, Urging

__all__ = [
    "Absence",
    "AccountProposal",
    "AfterDeath",
    "AgencyChange",
    "AgencyProposal",
    "BankAccount",
    "CalendarAddress",
    "Case",
    "ClientProposal",
    "Correction",
    "DeathReport",
    "Decoy",
    "DecoyAlarm",
    "Dispatch",
    "Duty",
    "Escalation",
    "Event",
    "FactorProposal",
    "Gateway",
    "Halt",
    "HeldAct",
    "Home",
    "KeptList",
    "Message",
    "Notice",
    "PostProposal",
    "PreparedAct",
    "Proceeding",
    "Quiet",
    "StandingSentence",
    "Step",
    "TermExtension",
    "Thread",
    "Tick",
    "TurnChange",
    "TurnCount",
    "Urging",
    "Wishes",
]
