"""Months paid twice, for programs: the person's answer, the two persons, the payment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import serializers as shared
from casework.rules.authorisation import Action
from transfers import clearing_serializers as bodies
from transfers.actions import clearing, deciding, paying_back
from transfers.api.acts import DeskAct, PersonsAct
from transfers.models import Transfer


class AnswerClearing(PersonsAct):
    """Say which of the months paid twice stay, and to which account of yours the money goes."""

    summary = _("Answer on months paid twice")
    body = bodies.ClearingAnswerBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer."""
        said.pop("version", None)
        clearing.answer(transfer, **said, **edge)


class NoteClearingAnswer(DeskAct):
    """Write down what the person said at the counter or by phone; a system may not."""

    summary = _("Note the answer on months paid twice")
    action = Action.SETTLE
    body = bodies.ClearingNoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Write it down."""
        said.pop("version", None)
        clearing.answer(transfer, **said, **edge)


class PrepareClearing(DeskAct):
    """Lay down months and amount, for a second person to clear them."""

    summary = _("Prepare the clearing of months paid twice")
    action = Action.SETTLE

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Prepare it."""
        clearing.prepare(transfer, **edge)


class ApproveClearing(DeskAct):
    """Clear the months and pay the person's share back, as a second person; a system may not."""

    summary = _("Clear months paid twice")
    action = Action.SETTLE

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Clear them."""
        return deciding.decide("clear", transfer, {}, **edge)


class SendBackClearing(DeskAct):
    """The second person finds a fault: the clearing is prepared anew."""

    summary = _("Send a prepared clearing back")
    action = Action.SETTLE
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it back."""
        clearing.send_back(transfer, note=said["note"], **edge)


class RecordBouncedPayment(DeskAct):
    """Write down that the person's bank sent a payment back; the money waits for an account."""

    summary = _("Record a payment that came back")
    action = Action.SETTLE
    body = bodies.BounceBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Write it down."""
        paying_back.record_bounce(
            transfer, bounced_on=said["bounced_on"], note=said["note"], **edge
        )


class PreparePayment(DeskAct):
    """Prepare the payment of money that waits, to the account the person has given."""

    summary = _("Prepare a payment to the person")
    action = Action.SETTLE

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Prepare it."""
        paying_back.prepare(transfer, **edge)


class ApprovePayment(DeskAct):
    """Pay, as a second person; a system may not."""

    summary = _("Pay the person")
    action = Action.SETTLE

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Pay."""
        paying_back.approve(transfer, **edge)


class SendBackPayment(DeskAct):
    """The second person finds a fault in a prepared payment."""

    summary = _("Send a prepared payment back")
    action = Action.SETTLE
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it back."""
        paying_back.send_back(transfer, note=said["note"], **edge)
