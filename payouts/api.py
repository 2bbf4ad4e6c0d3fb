"""What people draw and are paid, for their programs and an agency's; and an agency's batches."""

import re
from datetime import date
from typing import IO, Any

from django.db.models import F, QuerySet
from django.http import Http404
from django.http.response import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.scopes import PAYMENTS
from casework.api.once import once
from casework.api.views import PAGING, OfCase, PagedList, PortalView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.api.errors import BadParameter, BadRequest, TooLarge, VersionUnknown
from kit.api.reading import StrictChoice, StrictSerializer
from kit.api.renderers import FileRenderer
from kit.errors import NotPermitted
from law.money import from_fen, spell_yuan
from payouts.actions import answering, preparing, releasing
from payouts.models import Batch, Entitlement, Payable
from payouts.registry import FUNDS
from payouts.rules.bank_answer import LONGEST
from payouts.rules.states import Batched, Drawn, Kind, Owed

MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
TAG = re.compile(r'"([0-9]{1,9})"')


def yuan(fen: int) -> str:
    """Return an amount as programs exchange it."""
    return spell_yuan(from_fen(fen))


# --- What is drawn --------------------------------------------------------------------------------
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

    def check_read(self) -> None:
        """Raise unless the table lets the caller see payments (row 41)."""
        if not may_generally(self.who, Action.READ_PAYMENTS):
            raise NotPermitted


class Entitlements(OfPayments, PagedList):
    """What the caller draws, or an agency's people draw."""

    summary = _("What is paid each month")
    queryset = Entitlement.objects.none()
    serializer_class = EntitlementOut
    parameters = PAGING
    orderings = {"-id": F("pk").desc(), "id": F("pk").asc()}

    def get_queryset(self) -> QuerySet[Entitlement]:
        """Ask for those that the caller may see."""
        self.check_read()
        seen = Entitlement.objects.visible_to(self.who).select_related("case")
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
        self.check_read()
        seen = Entitlement.objects.visible_to(self.who).select_related("case")
        found = get_object_or_404(seen, pk=entitlement)
        self.saw(found.case)
        return Response(EntitlementOut(entitlement_row(found, self.today)).data)


class Payables(OfPayments, PagedList):
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
        self.check_read()
        found = Payable.objects.visible_to(self.who).select_related("case")
        month = self.request.query_params.get("month")
        if month is not None:
            if not MONTH.fullmatch(month):
                raise BadParameter("month", _("This value is not possible here."))
            found = found.filter(month=date.fromisoformat(f"{month}-01"))
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


# --- Batches --------------------------------------------------------------------------------------
class BatchOut(serializers.Serializer):
    """One file for a bank, and how far it is."""

    number = serializers.CharField()
    fund = serializers.ChoiceField(choices=list(FUNDS))
    bank = serializers.CharField()
    period = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in Batched])
    lines = serializers.IntegerField()
    total = serializers.CharField()
    paid = serializers.IntegerField()
    returned = serializers.IntegerField()
    not_answered = serializers.IntegerField()
    pay_on = serializers.DateField()
    sha256 = serializers.CharField(allow_blank=True)


class PreparedBatchesOut(serializers.Serializer):
    """The batches that were prepared."""

    batches = BatchOut(many=True)


class PrepareBody(StrictSerializer):
    """Of which fund."""

    fund = StrictChoice(choices=[(name, name) for name in FUNDS])


def batch_row(batch: Batch) -> dict[str, Any]:
    """Return a batch as programs read it."""
    return {
        "number": batch.number,
        "fund": batch.fund,
        "bank": batch.bank,
        "period": f"{batch.period:%Y-%m}",
        "state": batch.state,
        "lines": batch.lines,
        "total": yuan(batch.total_fen),
        "paid": batch.paid_lines,
        "returned": batch.returned_lines,
        "not_answered": batch.open_lines,
        "pay_on": batch.pay_on,
        "sha256": batch.sha256,
    }


class OfBatches(PortalView):
    """A route of the batches of one's agency."""

    tag = "payouts"
    scope = PAYMENTS

    def check_may(self, action: Action) -> None:
        """Raise unless the table lets the caller in."""
        if self.who.agency is None or not may_generally(self.who, action):
            raise NotPermitted

    def one(self) -> Batch:
        """Return the batch; another agency's does not exist (404)."""
        known = Batch.objects.visible_to(self.who)
        return get_object_or_404(known, number=self.kwargs["batch"])

    def show(self, batch: Batch) -> Response:
        """Answer with a batch as it stands."""
        batch.refresh_from_db()
        tag = {"ETag": f'"{batch.version}"'}
        return Response(BatchOut(batch_row(batch)).data, headers=tag)


class Batches(OfBatches, PagedList):
    """The batches of the agency; new ones take everything that may be paid from a fund."""

    summary = _("List batches")
    summaries = {"POST": _("Prepare batches")}
    queryset = Batch.objects.none()
    serializer_class = BatchOut
    body = PrepareBody
    answer = PreparedBatchesOut
    answer_status = 201
    is_once = True
    parameters = PAGING
    orderings = {"-id": F("pk").desc(), "id": F("pk").asc()}

    def get_queryset(self) -> QuerySet[Batch]:
        """Ask for the own agency's."""
        self.check_may(Action.PREPARE_BATCH)
        return Batch.objects.visible_to(self.who)

    def row(self, thing: Batch) -> dict[str, Any]:
        """Show one."""
        return batch_row(thing)

    def post(self, request: Request) -> Response:
        """Prepare them; a person of the agency still releases each."""
        self.check_may(Action.PREPARE_BATCH)
        return once(self, self._prepare)

    def _prepare(self) -> Response:
        said = self.read(PrepareBody)
        made = preparing.prepare(said["fund"], by=self.who, now=self.now)
        rows = {"batches": [batch_row(each) for each in made]}
        return Response(PreparedBatchesOut(rows).data, status=201)


class ReleaseBatch(OfBatches):
    """Release a batch as a second person; `If-Match` names the version that was looked at."""

    summary = _("Release a batch")
    answer = BatchOut

    def post(self, request: Request, batch: str) -> Response:
        """Let the money leave."""
        self.check_may(Action.RELEASE_BATCH)
        header = request.headers.get("If-Match", "").strip()
        if not header:
            raise VersionUnknown
        found = TAG.fullmatch(header)
        if found is None:
            raise BadRequest(_('If-Match holds a version in quotes, such as "3".'))
        seen = self.one()
        return self.show(releasing.release(seen, by=self.who, now=self.now, version=int(found[1])))


FORMS = ("v1", "iso20022")


class BankFileRenderer(FileRenderer):
    """A file for a bank."""

    media_type = "text/plain"
    format = "txt"


class FileOfBatch(OfBatches):
    """The file of a batch that was released."""

    summary = _("The file of a batch")
    parameters = frozenset({"form"})
    described = {"form": FORMS}
    renderer_classes = [BankFileRenderer, JSONRenderer]

    def get(self, request: Request, batch: str) -> HttpResponse:
        """Hand it over."""
        self.check_may(Action.PREPARE_BATCH)
        form = request.query_params.get("form", FORMS[0])
        if form not in FORMS:
            raise BadParameter("form", _("This value is not possible here."))
        is_xml = form == FORMS[1]
        content = releasing.content_of(self.one(), "xml" if is_xml else "txt")
        if content is None:
            raise Http404
        kind = "application/xml" if is_xml else "text/plain; charset=utf-8"
        return HttpResponse(content, content_type=kind)


class AnswerParser(BaseParser):
    """A body that is the bank's file, byte for byte."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: str | None = None, context: Any = None) -> Any:
        """Return the bytes, or refuse more than any answer has."""
        content = stream.read(LONGEST + 1)
        if len(content) > LONGEST:
            raise TooLarge(LONGEST)
        return content


class AnswerToBatch(OfBatches):
    """Bring what the bank answers: it is taken whole, or refused whole with the reason (422)."""

    summary = _("Bring the answer of a bank")
    answer = BatchOut
    parser_classes = [AnswerParser]
    largest_body = LONGEST

    @extend_schema(request={"text/plain": OpenApiTypes.BINARY})
    def put(self, request: Request, batch: str) -> Response:
        """Book it; the same file again changes nothing."""
        self.check_may(Action.PREPARE_BATCH)
        found = self.one()
        content = request.data if isinstance(request.data, bytes) else b""
        answering.take(found, content, by=self.who, now=self.now)
        return self.show(found)
