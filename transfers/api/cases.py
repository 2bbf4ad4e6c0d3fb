"""Reading cases: whoever may see a case reads the same, but for what concerns them alone."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import status as http
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked, Mandate
from accounts.rules.levels import Level
from agencies.levels import check_level
from agencies.rules.terms import Insurance
from casework.actions import looking
from casework.api.cases import Cases as AllCases
from casework.api.mandates import held_by
from casework.api.once import once
from casework.api.showing import check_row
from casework.api.views import OfCase, PortalView, tagged, untorn
from casework.models import Case
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.procedures import procedure_of
from casework.rules.statuses import Status
from casework.serializers.bodies import ForBody
from casework.serializers.told import CheckOut
from kit.api import telling
from kit.errors import NotPermitted
from transfers.actions import drafting
from transfers.api import clearing_rows, showing, verdict_rows
from transfers.facts import judging, record
from transfers.models import Transfer
from transfers.serializers import bodies, told, told_record


class Cases(AllCases):
    """The cases that the caller may see, of every service; a person begins a transfer here."""

    summaries = {"POST": _("Begin a transfer")}
    body = bodies.StartBody
    answer = told.TransferOut
    answer_status = 201
    is_once = True

    def post(self, request: Request) -> Response:
        """Open a draft, or return the one that is there."""
        check_level(self.who, Level.NUMBER)
        said = self.read(self.body)
        # Read before: an answer that is kept is for whoever may still act.
        mandate = held_by(self.who, said["mandate"])
        return once(self, lambda: self._start(said["insurance"], mandate))

    def _start(self, insurance: str, mandate: Mandate | None) -> Response:
        transfer = drafting.start(insurance, by=self.who, now=self.now, mandate=mandate)
        response = answer_whole(transfer, self, status=http.HTTP_201_CREATED)
        response["Location"] = f"{self.request.path}{transfer.case.number}/"
        return response


class StartTransfer(PortalView):
    """A transfer begun as every other application is."""

    body = ForBody
    answer = told.TransferOut

    def post(self, request: Request, service: str) -> Response:
        """Open a draft (201), or return the one that is there (200)."""
        check_level(self.who, Level.NUMBER)
        mandate = held_by(self.who, self.read(self.body)["mandate"])
        return once(self, lambda: self._start(service, mandate))

    def _start(self, service: str, mandate: Mandate | None) -> Response:
        person = mandate.giver_id if mandate else self.who.person_id
        there = Case.objects.filter(
            person=person, service=service, status=Status.DRAFT.value
        ).exists()
        insurance = procedure_of(service).insurance
        transfer = drafting.start(insurance, by=self.who, now=self.now, mandate=mandate)
        status = http.HTTP_200_OK if there else http.HTTP_201_CREATED
        response = answer_whole(transfer, self, status=status)
        response["Location"] = reverse("api:case", args=[transfer.case.number])
        return response


class OfTransfer(OfCase):
    """A route of one transfer."""

    def transfer(self) -> Transfer:
        """Return the transfer; somebody else's does not exist."""
        found = showing.transfer_of(self.kwargs["number"], self.who)
        if found is None:
            raise Http404
        self.saw(found.case)
        return found

    def look(self, transfer: Transfer, *what: str, reason: str = "") -> None:
        """Note that somebody of an agency looked."""
        for each in what:
            looking.looked(transfer.case, each, by=self.who, now=self.now, reason=reason)


def answer_whole(
    transfer: Transfer, view: PortalView, *, status: int = 200, fetched: bool = False
) -> Response:
    """Answer with the case as it stands now; what was just `fetched` is not fetched again."""
    here = [transfer] if fetched else []

    def show() -> tuple[Any, int]:
        visible = showing.with_steps(Transfer.objects.visible_to(view.who))
        fresh = here.pop() if here else visible.get(pk=transfer.pk)
        row = showing.whole_case(fresh, view.who, view.today)
        return telling.told(told.TransferOut, row), fresh.case.version

    return tagged(*untorn(transfer.case, show), status=status)


class OneCase(OfTransfer):
    """A case with all that belongs to it; its entity tag is its version."""

    summary = _("Read a case")
    answer = told.TransferOut

    def get(self, request: Request, number: str) -> Response:
        """Read it, and note who read it."""
        transfer = self.transfer()
        check_may(self.who, Action.READ_CASE, transfer.case)
        is_system = self.who.client is not None
        what = [Looked.NUMBER] if is_system else []
        what += [Looked.ACCOUNT] if clearing_rows.reads_account(transfer, self.who) else []
        self.look(transfer, *what)
        return answer_whole(transfer, self, fetched=True)


class CaseChecks(OfTransfer):
    """Every check of the law with its answer and its article."""

    tag = "desk"
    summary = _("The checks of a case")
    answer = CheckOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """Check the case by the rules in force on its day."""
        transfer = self.transfer()
        if self.who.agency is None:
            raise NotPermitted
        reason = self.check(Action.READ_HISTORY, transfer.case)
        self.look(transfer, Looked.HISTORY, reason=reason)
        rows = [check_row(each) for each in judging.checks(transfer, today=self.today)]
        return Response(CheckOut(rows, many=True).data)


class CaseRecord(OfTransfer):
    """What the agencies hold on the person, for the insurance of this case."""

    summary = _("The contribution record behind a case")
    answer = told_record.RecordOut

    def get(self, request: Request, number: str) -> Response:
        """Show it, and note who saw it."""
        transfer = self.transfer()
        reason = self.check(Action.READ_HISTORY, transfer.case)
        self.look(transfer, Looked.HISTORY, reason=reason)
        known = record.known_record(transfer.case.person, transfer.insurance)
        row = verdict_rows.record_row(known, transfer.insurance)
        return Response(told_record.RecordOut(row).data)


class MyRecord(PortalView):
    """What the agencies hold on the caller, insurance by insurance."""

    tag = "person"
    summary = _("Your own record: places, months, amounts")
    answer = told_record.RecordOut

    def get(self, request: Request, insurance: str) -> Response:
        """Show it."""
        if insurance not in [*Insurance]:
            raise Http404
        check_level(self.who, Level.NUMBER)
        known = record.known_record(self.who.person, insurance)
        return Response(told_record.RecordOut(verdict_rows.record_row(known, insurance)).data)
