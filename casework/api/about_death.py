"""A death and what follows, for programs of staff: only persons report, confirm and decide.

Each room puts these beside its own view of a case; they are the same for every service.
"""

from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext_lazy as _

from casework import serializers
from casework.actions import after_death, deaths
from casework.models import Case
from casework.rules.authorisation import Action

Said = dict[str, Any]


class Subject(Protocol):
    """What a room does its acts to: a transfer, an application."""

    case: Case


class ReportDeath:
    """Report that the insured person has died, or that this was recorded wrongly."""

    tag = "desk"
    address: ClassVar[str] = "report-death"
    summary = _("Report a death")
    action = Action.RECORD_DEATH
    body = serializers.DeathBody

    def act(self, subject: Subject, said: Said, edge: Said) -> None:
        """Report it."""
        told = {"source": said["source"], "is_taken_back": said["taken_back"]}
        deaths.report(subject.case, died_on=said["died_on"], **told, **edge)


class ConfirmDeath:
    """Let the report of a death count, as the second person; the agencies are told."""

    tag = "desk"
    address: ClassVar[str] = "confirm-death"
    summary = _("Confirm the report of a death")
    action = Action.RECORD_DEATH

    def act(self, subject: Subject, _said: Said, edge: Said) -> None:
        """Confirm it."""
        deaths.confirm(subject.case, **edge)


class TurnDownDeath:
    """Decide that the report of a death does not count."""

    tag = "desk"
    address: ClassVar[str] = "turn-down-death"
    summary = _("Turn down the report of a death")
    action = Action.RECORD_DEATH
    body = serializers.NoteBody

    def act(self, subject: Subject, said: Said, edge: Said) -> None:
        """Turn it down."""
        deaths.turn_down(subject.case, note=said["note"], **edge)


class ProposeAfterDeath:
    """Propose that the case ends after a death, or is carried through."""

    tag = "desk"
    address: ClassVar[str] = "propose-after-death"
    summary = _("Propose how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH
    body = serializers.AfterDeathBody

    def act(self, subject: Subject, said: Said, edge: Said) -> None:
        """Propose it."""
        told = {"goes_on": said["goes_on"], "reason": said["reason"]}
        after_death.propose(subject.case, **told, **edge)


class ApproveAfterDeath:
    """Carry the proposal out, as the second person."""

    tag = "desk"
    address: ClassVar[str] = "approve-after-death"
    summary = _("Approve how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH

    def act(self, subject: Subject, _said: Said, edge: Said) -> None:
        """Carry it out."""
        after_death.approve(subject.case, **edge)


class TurnDownAfterDeath:
    """Decide that the proposal has to be made anew."""

    tag = "desk"
    address: ClassVar[str] = "turn-down-after-death"
    summary = _("Turn down how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH
    body = serializers.NoteBody

    def act(self, subject: Subject, said: Said, edge: Said) -> None:
        """Turn it down."""
        after_death.turn_down(subject.case, note=said["note"], **edge)


ALL: tuple[type[Any], ...] = (
    *(ReportDeath, ConfirmDeath, TurnDownDeath),
    *(ProposeAfterDeath, ApproveAfterDeath, TurnDownAfterDeath),
)


def views_of(act: type[Any]) -> dict[str, type[Any]]:
    """Return the acts about a death by address, each drawn over a room's class for an act."""
    return {
        each.address: type(each.__name__, (each, act), {"__doc__": each.__doc__}) for each in ALL
    }
