"""An agency's batches: prepared, released by a second person, their files, the bank's answers."""

import re
from typing import IO, Any

from django.db.models import F, QuerySet
from django.http import Http404
from django.http.response import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.scopes import PAYMENTS
from casework.api.once import once
from casework.api.views import PAGING, PagedList, PortalView
from casework.policies import check_not_by_token, may_generally
from casework.rules.authorisation import Action
from kit.api.errors import BadParameter, BadRequest, TooLarge, VersionUnknown
from kit.api.parsing import refuse_form
from kit.api.reading import StrictChoice, StrictSerializer
from kit.api.renderers import FileRenderer
from kit.errors import NotPermitted
from payouts.actions import answering, preparing, releasing
from payouts.api.drawn import yuan
from payouts.models import Batch
from payouts.registry import FUNDS
from payouts.rules.bank_answer import LONGEST
from payouts.rules.states import Batched

TAG = re.compile(r'"([0-9]{1,9})"')


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
    """The batches so far. A large month goes on after the answer: until then it is not whole."""

    batches = BatchOut(many=True)
    is_whole = serializers.BooleanField()


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
        asked = preparing.prepare(said["fund"], by=self.who, now=self.now)
        rows = {
            "batches": [batch_row(each) for each in asked.made()],
            "is_whole": asked.done_at is not None,
        }
        return Response(PreparedBatchesOut(rows).data, status=201)


class ReleaseBatch(OfBatches):
    """Release a batch as a second person; `If-Match` names the version that was looked at."""

    summary = _("Release a batch")
    asks_version = True
    answer = BatchOut

    def post(self, request: Request, batch: str) -> Response:
        """Let the money leave."""
        self.check_may(Action.RELEASE_BATCH)
        check_not_by_token(self.who)
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
        content = releasing.content_of(self.one(), "xml" if is_xml else "txt", by=self.who)
        if content is None:
            raise Http404
        kind = "application/xml" if is_xml else "text/plain; charset=utf-8"
        return HttpResponse(content, content_type=kind)


class AnswerParser(BaseParser):
    """A body that is the bank's file, byte for byte."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: str | None = None, context: Any = None) -> Any:
        """Return the bytes, or refuse more than any answer has."""
        refuse_form(media_type)
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
