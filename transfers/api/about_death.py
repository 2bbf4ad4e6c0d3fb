"""A death and what follows, for programs of staff: only persons report, confirm and decide."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import serializers as shared
from casework.actions import after_death, deaths
from casework.rules.authorisation import Action
from transfers import serializers
from transfers.api.acts import DeskAct
from transfers.models import Transfer


class ReportDeath(DeskAct):
    """Report that the insured person has died, or that this was recorded wrongly."""

    summary = _("Report a death")
    action = Action.RECORD_DEATH
    body = serializers.DeathBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Report it."""
        told = {"source": said["source"], "is_taken_back": said["taken_back"]}
        deaths.report(transfer.case, died_on=said["died_on"], **told, **edge)


class ConfirmDeath(DeskAct):
    """Let the report of a death count, as the second person; the agencies are told."""

    summary = _("Confirm the report of a death")
    action = Action.RECORD_DEATH

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Confirm it."""
        deaths.confirm(transfer.case, **edge)


class TurnDownDeath(DeskAct):
    """Decide that the report of a death does not count."""

    summary = _("Turn down the report of a death")
    action = Action.RECORD_DEATH
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Turn it down."""
        deaths.turn_down(transfer.case, note=said["note"], **edge)


class ProposeAfterDeath(DeskAct):
    """Propose that the case ends after a death, or is carried through."""

    summary = _("Propose how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH
    body = serializers.AfterDeathBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Propose it."""
        after_death.propose(transfer.case, goes_on=said["goes_on"], reason=said["reason"], **edge)


class ApproveAfterDeath(DeskAct):
    """Carry the proposal out, as the second person."""

    summary = _("Approve how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Carry it out."""
        after_death.approve(transfer.case, **edge)


class TurnDownAfterDeath(DeskAct):
    """Decide that the proposal has to be made anew."""

    summary = _("Turn down how a case goes on after a death")
    action = Action.DECIDE_AFTER_DEATH
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Turn it down."""
        after_death.turn_down(transfer.case, note=said["note"], **edge)
