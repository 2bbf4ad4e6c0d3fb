"""An agency's system brings files of records, and reads what is wrong with which row."""

from typing import IO, Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.scopes import RECORDS
from casework.api.views import PAGING, PagedList, PortalView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from intake import files, shown
from intake.actions import taking_in
from intake.files import Arriving
from intake.models import RecordFile, RowFault
from intake.rules.faults import LARGEST
from intake.rules.layouts import KINDS
from kit.api.errors import BadParameter, BadRequest
from kit.api.parsing import refuse_form
from kit.errors import NotPermitted

PIECE = 64 * 1024
BODY = {"text/csv": OpenApiTypes.BINARY, "application/x-ndjson": OpenApiTypes.BINARY}


class RecordFileOut(serializers.ModelSerializer):
    """How far a file is, and what it holds."""

    said = serializers.SerializerMethodField()

    class Meta:
        model = RecordFile
        fields = (
            "number", "kind", "state", "said", "sha256", "size", "rows_read", "rows_new",
            "rows_same", "rows_changed", "rows_wrong", "prepared_at", "decided_at", "ended_at",
        )  # fmt: skip

    def get_said(self, record_file: RecordFile) -> str:
        """Return it in one sentence."""
        return shown.said_of(record_file)


class RowFaultOut(serializers.Serializer):
    """What is wrong with one row: where, by code and in words; no value of the row."""

    row = serializers.IntegerField()
    field = serializers.CharField()
    head = serializers.CharField()
    code = serializers.CharField()
    said = serializers.CharField()


class StreamedParser(BaseParser):
    """A body that is the file itself, streamed to where it will lie."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: Any = None, context: Any = None) -> Any:
        """Take it in; nothing is left of what breaks off."""
        refuse_form(media_type)
        arrived = files.keep(iter(lambda: stream.read(PIECE), b""), most=LARGEST)
        length = context["request"].META.get("CONTENT_LENGTH") or ""
        if length.isdigit() and int(length) != arrived.size:
            files.unlink(arrived.file)
            raise BadRequest(_("The file broke off before its end. Send it again."))
        return arrived


class OfRecords(PortalView):
    """A route of the files of one's agency."""

    tag = "records"
    scope = RECORDS

    def check_may(self, action: Action) -> None:
        """Raise unless the table lets the caller in."""
        if self.who.agency is None or not may_generally(self.who, action):
            raise NotPermitted


class RecordFiles(OfRecords, PagedList):
    """The files of the agency; a new one is the body itself, and its kind is in the address."""

    summary = _("List files of records")
    summaries = {"POST": _("Bring a file of records")}
    queryset = RecordFile.objects.none()
    serializer_class = RecordFileOut
    answer = RecordFileOut
    answer_status = 201
    largest_body = LARGEST
    parameters = PAGING | {"kind"}
    orderings = {"-prepared_at": F("prepared_at").desc(), "prepared_at": F("prepared_at").asc()}
    parser_classes = [StreamedParser]

    def get_queryset(self) -> QuerySet[RecordFile]:
        """Ask for the own agency's files."""
        self.check_may(Action.PREPARE_RECORDS)
        found = RecordFile.objects.visible_to(self.who)
        kind = self.request.query_params.get("kind")
        if kind is not None and kind not in KINDS:
            raise BadParameter("kind", _("This value is not possible here."))
        return found.filter(kind=kind) if kind else found

    @extend_schema(
        request=BODY,
        parameters=[OpenApiParameter("kind", str, enum=list(KINDS), required=True)],
    )
    def post(self, request: Request) -> Response:
        """Take it in and check it; a person of the agency still releases it."""
        self.check_may(Action.PREPARE_RECORDS)
        kind = request.query_params.get("kind", "")
        if kind not in KINDS:
            raise BadParameter("kind", _("This value is not possible here."))
        arrived = request.data
        if not isinstance(arrived, Arriving):
            raise BadRequest(_("Send the file itself as the body."))
        found = taking_in.bring(arrived, kind, name="", by=self.who, now=self.now)
        return Response(RecordFileOut(found).data, status=201)


class OneRecordFile(OfRecords):
    """One file: how far it is."""

    summary = _("How far a file of records is")
    answer = RecordFileOut

    def get(self, request: Request, file: str) -> Response:
        """Show it."""
        self.check_may(Action.PREPARE_RECORDS)
        known = RecordFile.objects.visible_to(self.who)
        return Response(RecordFileOut(get_object_or_404(known, number=file)).data)


class RowFaults(OfRecords, PagedList):
    """What is wrong with a file, row by row."""

    summary = _("What is wrong with a file of records")
    queryset = RowFault.objects.none()
    serializer_class = RowFaultOut
    parameters = PAGING
    orderings = {"row": F("row").asc(), "-row": F("row").desc()}

    def get_queryset(self) -> QuerySet[RowFault]:
        """Ask for those of the file."""
        self.check_may(Action.PREPARE_RECORDS)
        known = RecordFile.objects.visible_to(self.who)
        self.file = get_object_or_404(known, number=self.kwargs["file"])
        return self.file.faults.all()

    def row(self, thing: RowFault) -> dict[str, Any]:
        """Show one."""
        return shown.fault_row(thing, self.file.kind)
