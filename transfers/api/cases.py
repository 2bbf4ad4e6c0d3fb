"""Reading cases: whoever may see a case reads the same, but for what concerns them alone."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import status as http
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked
from agencies.models import Insurance
from casework.actions import looking
from casework.api.inbox import check_may_search
from casework.api.once import once
from casework.api.views import PAGING, SAFE, OfCase, PagedList, PortalView, tagged
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers import FoundBody
from kit.errors import NotPermitted, NotValid
from law.identity_number import canonical_number, check_identity_number
from transfers import facts, serializers
from transfers.actions import applying
from transfers.api import showing
from transfers.models import Transfer


class CaseFilter(django_filters.FilterSet):
    """What is wanted of the list of cases."""

    insurance = django_filters.ChoiceFilter(label=_("Insurance"), choices=Insurance.choices)
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        field_name="case__status",
        choices=[(each.value, each.value) for each in Status],
    )
    open = django_filters.BooleanFilter(
        label=_("Whether something can still happen"),
        field_name="case__closed_at",
        lookup_expr="isnull",
    )

    class Meta:
        model = Transfer
        fields: tuple[str, ...] = ()


class Cases(PagedList):
    """The cases that the caller may see; a person begins a new one here."""

    queryset = Transfer.objects.none()
    serializer_class = serializers.CaseOut
    filterset_class = CaseFilter
    parameters = PAGING | {"insurance", "status", "open"}
    orderings = {
        "-created_at": F("case__created_at").desc(),
        "created_at": F("case__created_at").asc(),
    }
    summary = _("List cases")
    summaries = {"POST": _("Begin an application")}
    body = serializers.StartBody
    answer = serializers.CaseWholeOut
    answer_status = 201
    is_once = True

    def get_queryset(self) -> QuerySet[Transfer]:
        """Ask for what the caller may see."""
        return showing.lines(Transfer.objects.visible_to(self.who))

    def row(self, thing: Transfer) -> dict[str, Any]:
        """Show it in one line."""
        return showing.case_row(thing, self.today)

    def post(self, request: Request) -> Response:
        """Open a draft, or return the one that is there."""
        if self.who.person is None:
            raise NotPermitted(_("Only insured persons with a proven identity can apply."))
        return once(self, self._start)

    def _start(self) -> Response:
        said = self.read(self.body)
        transfer = applying.start(said["insurance"], by=self.who, now=self.now)
        response = answer_whole(transfer, self, status=http.HTTP_201_CREATED)
        response["Location"] = f"{self.request.path}{transfer.case.number}/"
        return response


class OfTransfer(OfCase):
    """A route of one transfer."""

    def transfer(self) -> Transfer:
        """Return the transfer; somebody else's does not exist."""
        visible = showing.with_steps(Transfer.objects.visible_to(self.who))
        return get_object_or_404(visible, case__number=self.kwargs["number"])

    def look(self, transfer: Transfer, *what: str, reason: str = "") -> None:
        """Note that somebody of an agency looked."""
        for each in what:
            looking.looked(transfer.case, each, by=self.who, now=self.now, reason=reason)


def answer_whole(transfer: Transfer, view: PortalView, *, status: int = 200) -> Response:
    """Answer with the case as it stands now."""
    fresh = showing.with_steps(Transfer.objects.visible_to(view.who)).get(pk=transfer.pk)
    row = showing.whole_case(fresh, view.who, view.today)
    return tagged(serializers.CaseWholeOut(row).data, fresh.case.version, status=status)


class OneCase(OfTransfer):
    """A case with all that belongs to it; its entity tag is its version."""

    summary = _("Read a case")
    answer = serializers.CaseWholeOut

    def get(self, request: Request, number: str) -> Response:
        """Read it, and note who read it."""
        transfer = self.transfer()
        check_may(self.who, Action.READ_CASE, transfer.case)
        is_system = self.who.client is not None
        what = [Looked.CASE, *([Looked.NUMBER] if is_system else [])]
        what += [Looked.ACCOUNT] if showing.reads_account(transfer, self.who) else []
        self.look(transfer, *what)
        row = showing.whole_case(transfer, self.who, self.today)
        return tagged(serializers.CaseWholeOut(row).data, transfer.case.version)


class CaseChecks(OfTransfer):
    """Every check of the law with its answer and its article."""

    tag = "desk"
    summary = _("The checks of a case")
    answer = serializers.CheckOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """Check the case by the rules in force on its day."""
        transfer = self.transfer()
        if self.who.agency is None:
            raise NotPermitted
        reason = self.check(Action.READ_HISTORY, transfer.case)
        self.look(transfer, Looked.HISTORY, reason=reason)
        rows = [showing.check_row(each) for each in facts.checks(transfer, today=self.today)]
        return Response(serializers.CheckOut(rows, many=True).data)


class CaseRecord(OfTransfer):
    """What the agencies hold on the person, for the insurance of this case."""

    summary = _("The contribution record behind a case")
    answer = serializers.RecordOut

    def get(self, request: Request, number: str) -> Response:
        """Show it, and note who saw it."""
        transfer = self.transfer()
        reason = self.check(Action.READ_HISTORY, transfer.case)
        self.look(transfer, Looked.HISTORY, reason=reason)
        known = facts.known_record(transfer.case.person, transfer.insurance)
        row = showing.record_row(known, transfer.insurance)
        return Response(serializers.RecordOut(row).data)


class FullNumber(OfTransfer):
    """The full identity number, for staff who say why; the person can read the reason."""

    tag = "desk"
    summary = _("Unmask an identity number")
    body = serializers.UnmaskBody
    answer = serializers.NumberOut
    reading = (*SAFE, "POST")

    def post(self, request: Request, number: str) -> Response:
        """Show it."""
        transfer = self.transfer()
        check_may(self.who, Action.UNMASK, transfer.case)
        said = self.read(self.body)
        shown = looking.unmask(transfer.case, by=self.who, now=self.now, reason=said["reason"])
        return Response({"number": shown})


class Search(PortalView):
    """Cases at your agency of whoever has exactly this number; counted, and told to the person."""

    tag = "desk"
    summary = _("Find cases by an exact identity number")
    body = FoundBody
    answer = serializers.CaseOut(many=True)
    reading = (*SAFE, "POST")

    def post(self, request: Request) -> Response:
        """Look somebody up."""
        check_may_search(self.who)
        said = self.read(self.body)
        number = _checked_number(said, self.today)
        found = looking.find_by_number(number, by=self.who, now=self.now, reason=said["reason"])
        transfers = showing.lines(Transfer.objects.filter(case__in=found))
        rows = [showing.case_row(each, self.today) for each in transfers.order_by("pk")[:100]]
        return Response(serializers.CaseOut(rows, many=True).data)


def _checked_number(said: dict[str, Any], today: date) -> str:
    written = canonical_number(said["document_type"], said["number"])
    checked = check_identity_number(said["document_type"], written, today)
    if checked.valid:
        return checked.number
    raise NotValid({"number": showing.said(checked.message) if checked.message else ""})


class MyRecord(PortalView):
    """What the agencies hold on the caller, insurance by insurance."""

    tag = "person"
    summary = _("Your own record: places, months, amounts")
    answer = serializers.RecordOut

    def get(self, request: Request, insurance: str) -> Response:
        """Show it."""
        if insurance not in Insurance.values:
            raise Http404
        if self.who.person is None:
            raise NotPermitted(_("Please verify your identity first."))
        known = facts.known_record(self.who.person, insurance)
        return Response(serializers.RecordOut(showing.record_row(known, insurance)).data)
