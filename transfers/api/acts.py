"""Doing something in a case: the person's acts, and one class drawn from each act of the table."""

from abc import abstractmethod
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.rules.terms import Insurance
from applications.act import Act as DeclaredAct
from applications.acts.doing import do
from casework.actions.moving import check_version
from casework.api.once import once
from casework.models import HeldAct
from casework.models.case import is_of_applicant
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers.bodies import NoteBody, NothingBody, SubmitBody
from kit.clock import day_of
from kit.errors import NotPermitted
from transfers.actions import applying, arrears, clearing_choice, drafting
from transfers.acts.table import ACTS
from transfers.api import verdict_rows
from transfers.api.cases import OfTransfer, answer_whole
from transfers.clearing_serializers import ClearingAnswerBody
from transfers.facts import judging
from transfers.models import Transfer
from transfers.serializers import bodies, told, told_record

OK, ACCEPTED = 200, 202


class Act(OfTransfer):
    """One act: see the case (404), be let in (403), then be read and carried out once."""

    action: Action
    body = NothingBody
    answer = told.TransferOut
    is_once = True
    # A decision of an agency names the version that was looked at.
    names_version = True

    def post(self, request: Request, number: str) -> Response:
        """Carry it out, and answer with the case as it stands then."""
        transfer = self.transfer()
        check_may(self.who, self.action, transfer.case)
        return once(self, lambda: self._carry_out(transfer))

    def body_for(self, transfer: Transfer) -> type[NothingBody]:
        """Return the body that is read."""
        return self.body

    def _carry_out(self, transfer: Transfer) -> Response:
        said = self.read(self.body_for(transfer))
        version = self.version(said, needed=self.names_version)
        done = self.act(transfer, said, {"by": self.who, "now": self.now, "version": version})
        # While letters are stopped a decision waits in its line.
        status = ACCEPTED if isinstance(done, HeldAct) else OK
        return answer_whole(transfer, self, status=status)

    @abstractmethod
    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Call the action."""


# --- The insured person -------------------------------------------------------------------------
class PersonsAct(Act):
    """An act of the person whose case it is; to all others the case has no such door."""

    tag = "person"
    action = Action.FILE
    names_version = False

    def transfer(self) -> Transfer:
        """Return one's own transfer; a clerk who sees the case is told no (403)."""
        found = super().transfer()
        if not is_of_applicant(self.who, found.case):
            raise NotPermitted
        return found


class AnsweringAct(PersonsAct):
    """An act that is told answers: those that the insurance asks for."""

    body = bodies.AnswersBody

    def body_for(self, transfer: Transfer) -> type[NothingBody]:
        """Read the questions of this insurance."""
        return bodies.ANSWERS_OF[Insurance(transfer.insurance)]


class Answers(AnsweringAct):
    """The answers of a draft, or of an application that has to be corrected."""

    summary = _("Save answers")
    is_once = False
    http_method_names = ("patch", "options")

    def patch(self, request: Request, number: str) -> Response:
        """Keep what is sent, leave the rest; saving the same again changes nothing."""
        transfer = self.transfer()
        check_may(self.who, Action.FILE, transfer.case)
        return self._carry_out(transfer)

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Save."""
        said.pop("version", None)
        drafting.save(transfer, said, **edge)


class Precheck(OfTransfer):
    """What the rules say before anything is sent, with reasons and articles."""

    tag = "person"
    summary = _("Check before sending")
    answer = told_record.VerdictOut

    def get(self, request: Request, number: str) -> Response:
        """Ask the rules in force today."""
        transfer = self.transfer()
        if not is_of_applicant(self.who, transfer.case):
            raise NotPermitted
        verdict = judging.verdict(transfer, today=day_of(self.now))
        row = verdict_rows.verdict_row(verdict, applying.missing(transfer))
        return Response(told_record.VerdictOut(row).data)


class Submit(PersonsAct):
    """Send the application; sending it again returns the case as it stands."""

    summary = _("Send the application")
    body = SubmitBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send."""
        version = edge.pop("version")
        if transfer.case.submitted_at is None:
            check_version(transfer.case, version)
        applying.submit(transfer, despite_checks=said["despite_checks"], **edge)


class AnswerCorrection(AnsweringAct):
    """Answer a request for correction; the agency's clock goes on."""

    summary = _("Answer a correction")
    names_version = True

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer."""
        said.pop("version", None)
        applying.answer_correction(transfer, said, **edge)


class Withdraw(PersonsAct):
    """Take the application back before it is accepted."""

    summary = _("Withdraw the application")
    action = Action.WITHDRAW
    body = NoteBody
    names_version = True

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Withdraw."""
        version = edge.pop("version")
        if transfer.case.state is not Status.WITHDRAWN:
            check_version(transfer.case, version)
        applying.withdraw(transfer, note=said["note"], **edge)


class AnswerClearing(PersonsAct):
    """Say which of the months paid twice stay, and to which account of yours the money goes."""

    summary = _("Answer on months paid twice")
    body = ClearingAnswerBody
    names_version = True

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer."""
        said.pop("version", None)
        clearing_choice.answer(transfer, **said, **edge)


class ChooseArrears(PersonsAct):
    """Change, until the letter is issued, what happens to months still owed."""

    summary = _("Change the choice on months still owed")
    body = bodies.ArrearsChoiceBody
    names_version = True

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Choose; the same choice again changes nothing."""
        arrears.choose(transfer, said["arrears"], **edge)


# --- The agencies --------------------------------------------------------------------------------
class DeskAct(Act):
    """One of the acts of an agency; which one, the address says."""

    tag = "desk"
    deed: DeclaredAct

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Do it."""
        said.pop("version", None)
        return do(self.deed.name, transfer, said, **edge)


def view_of(act: DeclaredAct) -> type[DeskAct]:
    """Return the view of an act, drawn from the table."""
    name = "".join(part.title() for part in act.name.split("-"))
    body = act.body or NothingBody
    drawn = {"deed": act, "action": act.row, "summary": act.title, "body": body}
    return type(name, (DeskAct,), {**drawn, "__doc__": act.about})


ACT_VIEWS = {act.name: view_of(act) for act in ACTS.values() if act.run is not None}
