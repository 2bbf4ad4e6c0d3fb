"""What people draw and are paid, for their own programs and an agency's."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked
from agencies.scopes import PAYMENTS
from casework.actions import looking
from casework.api.once import once
from casework.api.views import (
    PAGING,
    SAY_WHY,
    OfCase,
    PagedList,
    PortalView,
    stated_reason,
)
from casework.policies import asks_reason_generally, may_generally
from casework.rules.authorisation import Action
from kit.api.asked import month_asked
from kit.api.errors import BadParameter
from kit.api.reading import StrictChoice, StrictSerializer
from kit.errors import NotPermitted
from law.money import from_fen, spell_yuan
from payouts.actions import proving
from payouts.models import Entitlement, Payable
from payouts.models.seeing import whose
from payouts.registry import FUNDS
from payouts.rules.states import BY_STAFF, Drawn, Kind, Owed, Proof

YEARS = range(1900, 2100)


def yuan(fen: int) -> str:
    """Return an amount as programs exchange it."""
    return spell_yuan(from_fen(fen))


class AmountLineOut(serializers.Serializer):
    """One line of an amount, with how it came about and where that stands."""

    name = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    amount = serializers.CharField()
    formula = serializers.CharField(allow_blank=True)
    document = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    verified = serializers.BooleanField()


class EntitlementOut(serializers.Serializer):
    """What somebody is paid each month; amounts in yuan, months as 2026-09."""

    id = serializers.IntegerField()
    benefit = serializers.CharField()
    fund = serializers.ChoiceField(choices=list(FUNDS))
    agency = serializers.CharField(help_text="Code of the agency.")
    case = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in Drawn])
    from_month = serializers.CharField()
    until_month = serializers.CharField(allow_null=True)
    amount = serializers.CharField()
    proven_until = serializers.DateField(allow_null=True)
    lines = AmountLineOut(many=True)


class PayableOut(serializers.Serializer):
    """One payment to a person."""

    id = serializers.IntegerField()
    benefit = serializers.CharField()
    entitlement = serializers.IntegerField(allow_null=True)
    case = serializers.CharField()
    month = serializers.CharField()
    kind = serializers.ChoiceField(choices=[each.value for each in Kind])
    due = serializers.CharField()
    kept_back = serializers.CharField()
    amount = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in Owed])
    held_because = serializers.CharField(allow_blank=True)
    returned_because = serializers.CharField(allow_blank=True)
    booked_on = serializers.DateField(allow_null=True)


def lines_out(lines: Any) -> list[dict[str, Any]]:
    """Return lines as programs read them."""
    return [
        {
            "name": each.name,
            "title": each.title.zh,
            "title_en": each.title.en,
            "amount": spell_yuan(each.amount),
            "formula": each.formula,
            "document": each.basis.document,
            "article": each.basis.article,
            "verified": each.basis.verified,
        }
        for each in lines
    ]


def entitlement_row(each: Entitlement, today: date) -> dict[str, Any]:
    """Return an entitlement as programs read it."""
    rates = {rate.pk: rate for rate in each.rates.all()}
    now = each.span.rate(max(today.replace(day=1), each.from_month))
    rate = rates[now.key] if now else None
    until = each.until_month
    return {
        "id": each.pk,
        "benefit": each.benefit,
        "fund": each.fund,
        "agency": each.agency.code,
        "case": each.case.number,
        "state": each.state,
        "from_month": f"{each.from_month:%Y-%m}",
        "until_month": f"{until:%Y-%m}" if until else None,
        "amount": yuan(rate.amount_fen if rate else 0),
        "proven_until": each.proven_until,
        "lines": lines_out(rate.shown_lines if rate else ()),
    }


class OfPayments(PortalView):
    """A route of what is paid to people."""

    tag = "payouts"

    def check_read(self) -> str:
        """Raise unless the table lets the caller see payments (row 41); return why they do."""
        if not may_generally(self.who, Action.READ_PAYMENTS):
            raise NotPermitted
        reason = stated_reason(self.request)
        if asks_reason_generally(self.who, Action.READ_PAYMENTS) and not reason:
            raise NotPermitted(SAY_WHY)
        return reason


class PaidList(OfPayments, PagedList):
    """A list of what is paid, each with whom and in which case."""

    def paginate_queryset(self, queryset: Any) -> Any:
        """Fetch both along; a join would leave out what is paid in another's case."""
        return whose(super().paginate_queryset(queryset) or [], case=True)


class Entitlements(PaidList):
    """What the caller draws, or an agency's people draw."""

    summary = _("What is paid each month")
    queryset = Entitlement.objects.none()
    serializer_class = EntitlementOut
    parameters = PAGING
    orderings = {"-id": F("pk").desc(), "id": F("pk").asc()}

    def get_queryset(self) -> QuerySet[Entitlement]:
        """Ask for those that the caller may see."""
        self.reason = self.check_read()
        seen = Entitlement.objects.visible_to(self.who)
        return seen.prefetch_related("rates", "suspensions")

    def row(self, thing: Entitlement) -> dict[str, Any]:
        """Show one."""
        return entitlement_row(thing, self.today)

    def cases_of(self, thing: Entitlement) -> list[Any]:
        """Note whose it is."""
        return [thing.case]


class OneEntitlement(OfPayments, OfCase):
    """What somebody draws, with each line of the amount."""

    summary = _("One monthly payment")
    answer = EntitlementOut

    def get(self, request: Request, entitlement: int) -> Response:
        """Show it."""
        reason = self.check_read()
        seen = Entitlement.objects.visible_to(self.who)
        (found,) = whose([get_object_or_404(seen, pk=entitlement)], case=True)
        self.saw(found.case)
        if reason:
            looking.looked(found.case, Looked.HISTORY, by=self.who, now=self.now, reason=reason)
        return Response(EntitlementOut(entitlement_row(found, self.today)).data)


class ProofBody(StrictSerializer):
    """How it was shown."""

    way = StrictChoice(choices=[(each.value, each.value) for each in BY_STAFF])
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class Proofs(OfPayments):
    """That somebody may still draw what they draw; a system reports what records say."""

    summary = _("Report a proof of entitlement")
    scope = PAYMENTS
    body = ProofBody
    answer = EntitlementOut
    is_once = True

    def post(self, request: Request, entitlement: int) -> Response:
        """Write it down; of one way it counts once a day."""
        if self.who.agency is None or not may_generally(self.who, Action.PROVE):
            raise NotPermitted
        seen = Entitlement.objects.at_desk_of(self.who)
        (found,) = whose([get_object_or_404(seen, pk=entitlement)], case=True)
        return once(self, lambda: self._prove(found))

    def _prove(self, found: Entitlement) -> Response:
        said = self.read(ProofBody)
        way, note = Proof(said["way"]), said.get("note", "")
        proving.prove_at_counter(found, way, by=self.who, now=self.now, note=note)
        found.refresh_from_db(fields=["proven_until", "state"])
        return Response(EntitlementOut(entitlement_row(found, self.today)).data)


class Payables(PaidList):
    """Payments to people: the caller's own, or those of the agency."""

    summary = _("Payments to people")
    queryset = Payable.objects.none()
    serializer_class = PayableOut
    parameters = PAGING | {"month", "state"}
    orderings = {"-id": F("pk").desc(), "id": F("pk").asc()}

    @extend_schema(
        parameters=[
            OpenApiParameter("month", str, description="2026-09"),
            OpenApiParameter("state", str, enum=[each.value for each in Owed]),
        ]
    )
    def get(self, request: Request) -> Response:
        """List them."""
        return self.list(request)

    def get_queryset(self) -> QuerySet[Payable]:
        """Ask for those that the caller may see."""
        self.reason = self.check_read()
        found = Payable.objects.visible_to(self.who)
        month = month_asked(self.request, "month")
        if month is not None:
            if month.year not in YEARS:
                raise BadParameter("month", _("This value is not possible here."))
            found = found.filter(month=month)
        state = self.request.query_params.get("state")
        if state is not None:
            if state not in list(Owed):
                raise BadParameter("state", _("This value is not possible here."))
            found = found.filter(state=state)
        return found

    def row(self, thing: Payable) -> dict[str, Any]:
        """Show one."""
        return {
            "id": thing.pk,
            "benefit": thing.benefit,
            "entitlement": thing.entitlement_id,
            "case": thing.case.number,
            "month": f"{thing.month:%Y-%m}",
            "kind": thing.kind,
            "due": yuan(thing.gross_fen),
            "kept_back": yuan(thing.withheld_fen),
            "amount": yuan(thing.amount_fen),
            "state": thing.state,
            "held_because": thing.held_because,
            "returned_because": thing.returned_because,
            "booked_on": thing.booked_on,
        }

    def cases_of(self, thing: Payable) -> list[Any]:
        """Note whose it is."""
        return [thing.case]
