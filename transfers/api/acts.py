"""Doing something in a case: one class for each act, one action function behind it."""

from abc import abstractmethod
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actors import Actor
from casework import serializers as shared
from casework.actions import preparing
from casework.actions.moving import check_version
from casework.api.once import once
from casework.errors import MoveNotPossible
from casework.models import HeldAct, PreparedAct
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from law.money import to_fen
from letters.models import VoidingProposal
from transfers import facts, serializers
from transfers.actions import (
    applying,
    bouncing,
    deciding,
    handing_over,
    reviewing,
    settling,
    telling_parts,
    voiding,
)
from transfers.api import showing
from transfers.api.cases import OfTransfer, answer_whole
from transfers.models import InformationForm, Remittance, Transfer

OK, ACCEPTED = 200, 202


class Act(OfTransfer):
    """One act: see the case (404), be let in (403), then be read and carried out once."""

    action: Action
    body = shared.NothingBody
    answer = serializers.TransferOut
    is_once = True
    # A decision of an agency names the version that was looked at.
    names_version = True

    def post(self, request: Request, number: str) -> Response:
        """Carry it out, and answer with the case as it stands then."""
        transfer = self.transfer()
        check_may(self.who, self.action, transfer.case)
        return once(self, lambda: self._carry_out(transfer))

    def _carry_out(self, transfer: Transfer) -> Response:
        said = self.read(self.body)
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
        if found.case.person_id != self.who.person_id:
            raise NotPermitted
        return found


class Answers(PersonsAct):
    """The answers of a draft, or of an application that has to be corrected."""

    summary = _("Save answers")
    body = serializers.AnswersBody
    is_once = False
    http_method_names = ("patch", "options")

    def patch(self, request: Request, number: str) -> Response:
        """Keep what is sent, leave the rest; saving the same again changes nothing."""
        transfer = self.transfer()
        check_may(self.who, Action.FILE, transfer.case)
        return self._carry_out(transfer)

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Save."""
        check_version(transfer.case, edge.pop("version"))
        applying.save(transfer, self.body.answers(said), **edge)


class Precheck(OfTransfer):
    """What the rules say before anything is sent, with reasons and articles."""

    tag = "person"
    summary = _("Check before sending")
    answer = serializers.VerdictOut

    def get(self, request: Request, number: str) -> Response:
        """Ask the rules in force today."""
        transfer = self.transfer()
        if transfer.case.person_id != self.who.person_id:
            raise NotPermitted
        verdict = facts.verdict(transfer, today=facts.day_of(self.now))
        row = showing.verdict_row(verdict, applying.missing(transfer))
        return Response(serializers.VerdictOut(row).data)


class Submit(PersonsAct):
    """Send the application; sending it again returns the case as it stands."""

    summary = _("Send the application")
    body = shared.SubmitBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send."""
        version = edge.pop("version")
        if transfer.case.submitted_at is None:
            check_version(transfer.case, version)
        applying.submit(transfer, despite_checks=said["despite_checks"], **edge)


class AnswerCorrection(PersonsAct):
    """Answer a request for correction; the agency's clock goes on."""

    summary = _("Answer a correction")
    body = serializers.AnswersBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer."""
        applying.answer_correction(transfer, self.body.answers(said), **edge)


class Withdraw(PersonsAct):
    """Take the application back before it is accepted."""

    summary = _("Withdraw the application")
    action = Action.WITHDRAW
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Withdraw."""
        check_version(transfer.case, edge.pop("version"))
        applying.withdraw(transfer, note=said["note"], **edge)


# --- The new agency, reviewing --------------------------------------------------------------------
class DeskAct(Act):
    """An act of an agency."""

    tag = "desk"


class AskCorrection(DeskAct):
    """Ask the person to put named answers right; the clock stops meanwhile."""

    summary = _("Ask for a correction")
    action = Action.ASK_CORRECTION
    body = serializers.CorrectionBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Ask."""
        wrong = {each["field"]: each["message"] for each in said["fields_to_correct"]}
        reviewing.ask_for_correction(transfer, wrong, note=said["note"], **edge)


class Accept(DeskAct):
    """Accept: the acceptance letter is issued, and delivered to the original agency."""

    summary = _("Accept the application")
    action = Action.ACCEPT
    body = serializers.DespiteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Accept."""
        return deciding.decide("accept", transfer, serializers.despite(said), **edge)


class ReissueLetter(DeskAct):
    """Issue a returned letter anew, from the facts as they stand, to the same agency or another.

    Another agency is one that holds a record of the person; where the portal knows none, one that
    serves the place the person names.
    """

    summary = _("Issue a returned letter anew")
    action = Action.ACCEPT
    body = serializers.ReissueBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Issue it."""
        original, _new = transfer.sides
        chosen = {"addressee": said["addressee"] or original.code, "note": said["note"]}
        return deciding.decide("reissue", transfer, chosen, **edge)


class PrepareRefusal(DeskAct):
    """Prepare a refusal with reasons from the code list, for a second person to issue."""

    summary = _("Prepare a refusal")
    action = Action.REFUSE
    body = serializers.ReasonsBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Prepare it."""
        reviewing.prepare_refusal(transfer, said["reasons"], note=said["note"], **edge)


class IssuesPrepared(DeskAct):
    """An act that issues, as a second human being, what was prepared."""

    deed: str

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Issue it."""
        prepared = prepared_decision(transfer, self.who, self.deed)
        return deciding.decide(self.deed, transfer, {"prepared": prepared.pk}, **edge)


class SendsBackPrepared(DeskAct):
    """An act that lets fall what was prepared: sent back with a note, or taken back."""

    deed: str
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Let it fall."""
        prepared = prepared_decision(transfer, self.who, self.deed)
        prepared.case = transfer.case
        preparing.send_back(prepared, row=self.action, note=said["note"], **edge)


def prepared_decision(transfer: Transfer, who: Actor, deed: str) -> PreparedAct:
    """Return what the caller's agency has prepared for a second person."""
    prepared = preparing.waiting_in(transfer.case, who.agency)
    if prepared is None or prepared.act != deed:
        raise MoveNotPossible(_("Nothing of this kind has been prepared."))
    return prepared


class Refuse(IssuesPrepared):
    """Issue the prepared refusal as a second person; the person gets it in writing."""

    summary = _("Refuse the application")
    action = Action.REFUSE
    deed = reviewing.REFUSE


class SendBackRefusal(SendsBackPrepared):
    """Send the prepared refusal back, or take back one's own."""

    summary = _("Send the prepared refusal back")
    action = Action.REFUSE
    deed = reviewing.REFUSE


class Clarify(DeskAct):
    """Answer the original agency's question; its clock goes on."""

    summary = _("Answer a question")
    action = Action.ACCEPT
    body = serializers.ReplyBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer."""
        reviewing.clarify(transfer, said["reply"], **edge)


class ProposeVoiding(DeskAct):
    """Propose that a letter counts no longer; only a person may, and another one approves."""

    summary = _("Propose to void a letter")
    action = Action.VOID_LETTER
    body = serializers.VoidingBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Propose it."""
        voiding.propose(
            transfer, reason=said["reason"], is_reissued=said["reissue"], note=said["note"], **edge
        )


class ApproveVoiding(DeskAct):
    """Void the letter, as the second person; a corrected one follows if it was proposed so."""

    summary = _("Approve voiding a letter")
    action = Action.VOID_LETTER

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Void it."""
        proposal = waiting_voiding(transfer)
        return deciding.decide("void", transfer, {"proposal": proposal.pk}, **edge)


class TurnDownVoiding(DeskAct):
    """Leave the letter as it is."""

    summary = _("Turn down voiding a letter")
    action = Action.VOID_LETTER
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Leave it."""
        voiding.turn_down(waiting_voiding(transfer), transfer, note=said["note"], **edge)


def waiting_voiding(transfer: Transfer) -> VoidingProposal:
    """Return the proposal that waits for a second person."""
    proposal = voiding.waiting_proposal(transfer)
    if proposal is None:
        raise MoveNotPossible(_("Nobody has proposed to void a letter of this case."))
    return proposal


# --- The original agency, handing over ------------------------------------------------------------
class ReturnLetter(DeskAct):
    """Send the acceptance letter back with reasons."""

    summary = _("Return the letter")
    action = Action.RETURN_LETTER
    body = serializers.ReasonsBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Return it."""
        chosen = {"reasons": said["reasons"], "note": said["note"]}
        return deciding.decide("return", transfer, chosen, **edge)


class PrepareNotice(DeskAct):
    """Prepare the notice of what cannot be moved, for a second person to issue."""

    summary = _("Prepare the notice of what cannot be moved")
    action = Action.RETURN_LETTER
    body = serializers.PartialBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Prepare it."""
        telling_parts.prepare_notice(
            transfer,
            said["reasons"],
            first_month=said["first_month"],
            last_month=said["last_month"],
            note=said["note"],
            **edge,
        )


class TellNotTransferable(IssuesPrepared):
    """Issue the prepared notice as a second person; the form leaves these months out."""

    summary = _("Tell what cannot be moved")
    action = Action.RETURN_LETTER
    deed = telling_parts.TELL_PARTS


class SendBackNotice(SendsBackPrepared):
    """Send the prepared notice back, or take back one's own."""

    summary = _("Send the prepared notice back")
    action = Action.RETURN_LETTER
    deed = telling_parts.TELL_PARTS


class AskClarification(DeskAct):
    """Ask the new agency something; the clock stops until it answers."""

    summary = _("Ask a question")
    action = Action.RETURN_LETTER
    body = serializers.QuestionBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Ask."""
        handing_over.ask_for_clarification(transfer, said["question"], **edge)


class PrepareForm(DeskAct):
    """Make the information form from the records, for a second person to check and send."""

    summary = _("Prepare the information form")
    action = Action.HAND_OVER
    body = serializers.PrepareFormBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Prepare it."""
        interest = {each["year"]: to_fen(each["amount"]) for each in said["interest"]}
        handing_over.prepare_form(transfer, remark=said["remark"], interest=interest, **edge)


class SendForm(DeskAct):
    """Send form and money, as a second person; an agency's system may not."""

    summary = _("Send the information form")
    action = Action.HAND_OVER
    body = serializers.SendFormBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Send them."""
        form = prepared_form(transfer)
        sent = {"form": form.version, "reference": said["reference"]}
        sent["sent_on"] = said["sent_on"].isoformat()
        return deciding.decide("send-form", transfer, sent, **edge)


class SendBackForm(DeskAct):
    """The second person finds a fault in the prepared form: it is prepared anew."""

    summary = _("Send the prepared form back")
    action = Action.HAND_OVER
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it back."""
        handing_over.send_back_form(prepared_form(transfer), note=said["note"], **edge)


class SendAnew(DeskAct):
    """Send once more what the bank returned, as a second person; a system may not."""

    summary = _("Send returned money anew")
    action = Action.HAND_OVER
    body = serializers.SendFormBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it."""
        bouncing.send_anew(transfer, reference=said["reference"], sent_on=said["sent_on"], **edge)


def prepared_form(transfer: Transfer) -> InformationForm:
    """Return the form that waits for a second person."""
    form = transfer.forms.filter(sent_at=None).last()
    if form is None:
        raise MoveNotPossible(_("No information form has been prepared."))
    form.transfer = transfer
    return form


# --- The new agency, completing -------------------------------------------------------------------
class RecordArrival(DeskAct):
    """Write down what the bank received for one remittance."""

    summary = _("Record the arrival of money")
    action = Action.SETTLE
    body = serializers.ArrivalBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Write it down."""
        found = remittance(transfer, said["reference"])
        settling.record_arrival(
            found, amount_fen=said["amount"], arrived_on=said["arrived_on"], **edge
        )


def remittance(transfer: Transfer, reference: str) -> Remittance:
    """Return the money that was sent with this reference."""
    found = transfer.remittances.filter(reference=reference).first()
    if found is None:
        raise NotValid({"reference": _("No remittance has this reference.")})
    found.transfer = transfer
    return found


class CorrectArrival(DeskAct):
    """Put right an arrival that was recorded wrongly; history and ledger keep what it was."""

    summary = _("Correct a recorded arrival")
    action = Action.SETTLE
    body = serializers.CorrectedArrivalBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Write it down anew."""
        settling.correct_arrival(
            remittance(transfer, said["reference"]),
            amount_fen=said["amount"],
            arrived_on=said["arrived_on"],
            note=said["note"],
            **edge,
        )


class ReturnSurplus(DeskAct):
    """Send back what arrived beyond the form, as a second person; a system may not."""

    summary = _("Send back what was too much")
    action = Action.SETTLE
    body = serializers.SurplusBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it back."""
        settling.return_surplus(
            transfer, reference=said["reference"], returned_on=said["returned_on"], **edge
        )


class Dispute(DeskAct):
    """Ask the original agency to put form or money right."""

    summary = _("Dispute form or money")
    action = Action.SETTLE
    body = serializers.ReasonsBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Dispute."""
        settling.dispute(transfer, said["reasons"], note=said["note"], **edge)


class PrepareSettlement(DeskAct):
    """Confirm that form and money match, for a second person to complete."""

    summary = _("Confirm that form and money match")
    action = Action.SETTLE

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Confirm."""
        settling.prepare_settlement(transfer, **edge)


class Complete(DeskAct):
    """Merge the months, credit the account, close the case, as a second person."""

    summary = _("Complete the transfer")
    action = Action.SETTLE
    body = serializers.DespiteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Complete."""
        return deciding.decide("complete", transfer, serializers.despite(said), **edge)


class SendBackSettlement(DeskAct):
    """The second person finds a fault: the match is confirmed anew."""

    summary = _("Send the settlement back")
    action = Action.SETTLE
    body = shared.NoteBody

    def act(self, transfer: Transfer, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send it back."""
        settling.send_back_settlement(transfer, note=said["note"], **edge)
