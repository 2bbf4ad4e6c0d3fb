"""The papers of an application for programs: read, sent page by page, replaced, removed."""

from typing import IO, Any

from django.http import Http404, StreamingHttpResponse
from django.http.multipartparser import MultiPartParser as DjangoMultiPartParser
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked
from agencies.actors import Actor
from applications import paper_files, papers
from applications.actions import collecting
from applications.actions.collecting import Arrived
from applications.api.answering import OfApplication
from applications.api.serializers import PaperStandsOut
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.papers import PREFIX, Collected
from applications.rules.papers import MOST_BYTES, SAYS, Fault
from applications.uploads import ArrivedFile, PaperUploadHandler, arrived_in
from casework.actions import looking
from casework.models import Case
from casework.models.case import is_of_applicant
from casework.policies import asks_reason
from casework.rules.authorisation import Action
from kit.api.errors import BadRequest
from kit.api.renderers import FileRenderer
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording

AROUND = 64 * 1024  # what a form adds to the file in it
FILE = "file"


# --- Reading files --------------------------------------------------------------------------------
class RawParser(BaseParser):
    """A body that is the page itself; streamed, so that it is never whole in memory."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: Any = None, context: Any = None) -> Any:
        """Take it in; nothing comes of what broke off."""
        length = context["request"].META.get("CONTENT_LENGTH") or ""
        expected = int(length) if length.isdigit() else None
        return {FILE: arrived_in(stream, name="", expected=expected)}


class _Counted:
    """A stream that knows how much was read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.count = stream, 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self.stream.read(size)
        self.count += len(piece)
        return piece


class FormParser(BaseParser):
    """A form with one file in the field `file`, streamed in the same way."""

    media_type = "multipart/form-data"

    def parse(self, stream: IO[bytes], media_type: Any = None, context: Any = None) -> Any:
        """Take it in; nothing comes of what broke off, and of two files neither."""
        meta = context["request"].META.copy() | {"CONTENT_TYPE": media_type}
        counted, handler = _Counted(stream), PaperUploadHandler()
        try:
            parser = DjangoMultiPartParser(meta, counted, [handler], "utf-8")
            _said, files = parser.parse()
            found = [each for name in files for each in files.getlist(name)]
            is_whole = counted.count >= int(meta.get("CONTENT_LENGTH") or 0)
            return {FILE: _only(found, files.getlist(FILE), is_whole=is_whole)}
        except MultiPartParserError as error:
            raise BadRequest(_("This form cannot be read.")) from error
        finally:
            handler.file.close()


def _only(found: list[ArrivedFile], named: list[ArrivedFile], *, is_whole: bool) -> Arrived | None:
    if not is_whole:
        return None
    if len(found) == len(named) == 1:
        return found[0].take_up()
    raise BadRequest(_("Send one file, in the field `file`."))


KINDS = {
    "application/pdf": OpenApiTypes.BINARY,
    "image/jpeg": OpenApiTypes.BINARY,
    "image/png": OpenApiTypes.BINARY,
    "multipart/form-data": {
        "type": "object",
        "properties": {FILE: {"type": "string", "format": "binary"}},
        "required": [FILE],
    },
}


# --- What is told ---------------------------------------------------------------------------------
def paper_row(collected: Collected, case: Case, *, by: Actor) -> dict[str, Any]:
    """Return a paper as programs read it.

    What somebody called a file may name them: whoever has to say why they open it reads no name.
    """
    are_named = not asks_reason(by, Action.DOWNLOAD, case)
    paper = collected.paper
    return {
        "slot": paper.slot,
        "title": wording(paper.title),
        "why": wording(paper.why),
        "basis": paper.basis,
        "is_needed": collected.is_needed,
        "is_missing": collected.is_missing,
        "spared": wording(collected.spared) if collected.spared else None,
        "pages": [_page_row(each, case, is_named=are_named) for each in collected.pages],
    }


def _page_row(page: PaperPage, case: Case, *, is_named: bool) -> dict[str, Any]:
    same = ("key", "place", "kind", "size", "sheets", "sha256", "state", "mark", "added_at")
    where = [case.number, page.slot, page.key]
    return {
        **{name: getattr(page, name) for name in same},
        "name": page.name if is_named else "",
        "fault": page.fault or None,
        "is_asked_again": page.is_asked_again,
        "said": wording(papers.why(page)) if page.is_asked_again else None,
        "file": reverse("api:paper-file", args=where) if page.is_clean else None,
    }


class OfPapers(OfApplication):
    """A route of the papers of an application."""

    tag = "papers"
    largest_body = MOST_BYTES + AROUND
    answer = PaperStandsOut

    def of_person(self) -> Application:
        """Return the person's own application; who else sees the case is told no (403)."""
        case = self.case()
        if not is_of_applicant(self.who, case):
            raise NotPermitted
        return self.application(case)

    def page(self, case: Case) -> PaperPage:
        """Return the page of the address."""
        counting = PaperPage.objects.filter(case=case, slot=self.kwargs["slot"]).counting()
        found: PaperPage = get_object_or_404(counting, key=self.kwargs["page"])
        return found

    def arrived(self) -> Arrived:
        """Return the file that was sent; raises `NotValid` where it broke off or there is none."""
        collecting.check_often(self.who, now=self.now)
        data = self.request.data
        found = data.get(FILE) if isinstance(data, dict) else None
        if found is None:
            slot = self.kwargs["slot"][:40]
            is_empty = self.request.META.get("CONTENT_LENGTH") in (None, "", "0")
            fault = Fault.EMPTY if is_empty else Fault.BROKEN_OFF
            raise NotValid({f"{PREFIX}{slot}": wording(SAYS[fault])})
        return found

    def told(self, application: Application, status: int = 200) -> Response:
        """Answer with the paper as it stands now."""
        slot, case = self.kwargs["slot"], application.case
        stands = {each.paper.slot: each for each in papers.of(application)}
        if slot not in stands:
            return Response(status=204)
        return Response(
            PaperStandsOut(paper_row(stands[slot], case, by=self.who)).data, status=status
        )


class CasePapers(OfPapers):
    """The papers that an application needs or has, and how each page stands."""

    summary = _("The papers of a case")
    refusals = (409,)  # of a service that asks for none
    answer = PaperStandsOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List them."""
        case = self.case()
        self.let_in(case)
        rows = [paper_row(each, case, by=self.who) for each in papers.of(self.application(case))]
        return Response(PaperStandsOut(rows, many=True).data)


class AddPage(OfPapers):
    """Send a page: the file itself as the body, or a form with it in the field `file`.

    The same bytes again are the page that is there. It is checked within seconds: read its `state`.
    """

    summary = _("Send a page")
    answer_status = 201
    parser_classes = [FormParser, RawParser]

    @extend_schema(request=KINDS)
    def post(self, request: Request, number: str, slot: str) -> Response:
        """Keep it, last of its paper."""
        case = self.case()
        self.check(Action.UPLOAD, case)
        application = self.application(case)
        collecting.add(application, slot, self.arrived(), by=self.who, now=self.now)
        return self.told(application, status=201)


class OnePage(OfPapers):
    """Send another page in the place of one, or remove one."""

    summary = _("Replace or remove a page")
    parser_classes = [FormParser, RawParser]

    @extend_schema(request=KINDS)
    def put(self, request: Request, number: str, slot: str, page: str) -> Response:
        """Send another one in its place."""
        application = self.of_person()
        old = self.page(application.case)
        edge = {"by": self.who, "now": self.now, "instead_of": old.key}
        collecting.add(application, slot, self.arrived(), **edge)
        return self.told(application)

    def delete(self, request: Request, number: str, slot: str, page: str) -> Response:
        """Remove it; once more changes nothing."""
        application = self.of_person()
        if slot not in {each.slot for each in application.service.papers}:
            raise Http404
        collecting.remove(application, page, by=self.who, now=self.now)
        return self.told(application)


class PaperFile(OfPapers):
    """A page as it was checked: a picture without what a telephone adds, or the PDF."""

    summary = _("Download a page")
    renderer_classes = [FileRenderer, JSONRenderer]

    def get(self, request: Request, number: str, slot: str, page: str) -> Any:
        """Hand it out, and note that somebody of an agency read it."""
        case = self.case()
        reason = self.check(Action.DOWNLOAD, case)
        found = self.page(case)
        if not found.is_clean:
            raise NotValid({"page": _("Nobody opens a page before it was checked.")})
        looking.looked(case, Looked.DOCUMENT, by=self.who, now=self.now, reason=reason)
        name = f"{case.number}-{slot}-{found.place}.{found.ending}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        blocks = paper_files.read(found.file)
        return StreamingHttpResponse(blocks, content_type=found.kind, headers=headers)
