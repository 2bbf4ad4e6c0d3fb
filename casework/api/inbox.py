"""What waits and what was told: the queue of a desk, a search, letters, notices."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import NotPermitted
from accounts.models import Looked
from agencies import clock
from agencies.actors import Actor
from agencies.api_auth import caller
from agencies.models import TermKind
from casework import notices, serializers
from casework.actions import looking, steps
from casework.actions.letters import in_language
from casework.api.errors import BadParameter
from casework.api.once import once
from casework.api.views import PAGING, OfCase, PagedList, tagged
from casework.desk.waiting import steps_waiting
from casework.models import Case, Letter, LetterFile, Notice, Step
from casework.policies import check_may, may_generally, may_read_note
from casework.rules.authorisation import Action

QUESTION = "question"


class QueueFilter(django_filters.FilterSet):
    """What is wanted of the queue."""

    step = django_filters.ChoiceFilter(
        label=_("Whose turn of the procedure"),
        choices=[
            *[
                (kind.value, kind.value)
                for kind in TermKind
                if kind.value != "tell-not-transferable"
            ],
            (QUESTION, QUESTION),
        ],
    )
    insurance = django_filters.ChoiceFilter(
        label=_("Insurance"), choices=[("pension", "pension"), ("medical", "medical")]
    )
    due = django_filters.ChoiceFilter(
        label=_("Due"), choices=[(each, each) for each in ("late", "today", "soon")]
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose"), choices=[(each, each) for each in ("mine", "unassigned", "waiting")]
    )

    def filter_queryset(self, queryset: QuerySet[Step]) -> QuerySet[Step]:
        """Ask as the desk asks, so that both see the same."""
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        if "insurance" in wanted:
            wanted["insurance"] += "-transfer"
        found = steps_waiting(caller(self.request), wanted, today=clock.today())
        return found.select_related("case", "agency__region")


class Queue(PagedList):
    """The turns that wait at the desk of the caller's agency, the most urgent first."""

    tag = "desk"
    summary = _("What waits at your agency")
    queryset = Step.objects.none()
    serializer_class = serializers.QueueStepOut
    filterset_class = QueueFilter
    parameters = PAGING | {"step", "insurance", "due", "whose"}
    orderings = {"due_on": F("due_on").asc(nulls_last=True), "-opened_at": F("opened_at").desc()}

    def get_queryset(self) -> QuerySet[Step]:
        """Let in whoever works for an agency; the filter asks for what waits."""
        if not (self.who.is_staff or self.who.client):
            raise NotPermitted(_("The desk is for the staff and systems of the agencies."))
        return Step.objects.none()

    def row(self, thing: Step) -> dict[str, Any]:
        """Show a turn as the caller sees it."""
        return queue_row(thing, self.who, self.today)


def step_row(step: Step) -> dict[str, Any]:
    """Return a turn; whether it is taken on is told, by whom is not."""
    names = ("kind", "agency", "opened_at", "starts_on", "working_days", "due_on")
    more = ("is_provisional", "paused_on", "closed_at")
    said = {name: getattr(step, name) for name in (*names, *more)}
    return {**said, "is_claimed": step.clerk_id is not None}


def queue_row(step: Step, who: Actor, today: date) -> dict[str, Any]:
    """Return a turn as it stands in the queue."""
    mine = who.user is not None and step.clerk_id == who.user.pk
    return {
        **step_row(step),
        "case": step.case,
        "insurance": step.case.service.removesuffix("-transfer"),
        "is_mine": mine,
        "is_late": step.is_late(today),
    }


class Turn(OfCase):
    """A turn that a clerk takes on or gives back."""

    tag = "desk"
    body = serializers.NothingBody
    answer = serializers.StepOut
    is_once = True

    def post(self, request: Request, number: str) -> Response:
        """Take on, or give back."""
        case = get_object_or_404(Case.objects.visible_to(self.who), number=number)
        check_may(self.who, Action.CLAIM, case)
        return once(self, lambda: self._answer(case))

    def _answer(self, case: Case) -> Response:
        self.read(self.body)
        step = steps.current_step(case)
        if step is None:
            raise NotPermitted(_("Nobody's turn is open in this case."))
        self.act(step)
        return tagged(serializers.StepOut(step_row(step)).data, case.version)


class Claim(Turn):
    """Take the open turn of a case on; of two clerks one wins."""

    summary = _("Take a turn on")

    def act(self, step: Step) -> None:
        """Take it on."""
        steps.claim(step, by=self.who, now=self.now)


class Release(Turn):
    """Give the turn back to the agency's queue."""

    summary = _("Give a turn back")

    def act(self, step: Step) -> None:
        """Give it back."""
        steps.release(step, by=self.who, now=self.now)


# --- Letters ------------------------------------------------------------------------------------
# A letter is in Chinese; with English beneath it is a translation, and the Chinese prevails.
LANGUAGES = ("zh", "bilingual")


class NotReady(APIException):
    """A letter that is decided and not yet printed."""

    status_code = 409
    default_code = "not_ready"
    default_detail = _("The letter is being made. Try again in a moment.")


def letters_of(case: Case) -> list[Letter]:
    """Return the letters of a case without their texts and files: one query."""
    found = case.letters.select_related(
        "case", "agency", "to_agency", "voiding", "replaced_by", "delivery"
    )
    file = LetterFile.objects.filter(letter=OuterRef("pk"))
    return list(
        found.defer("content", "replaced_by__content").annotate(
            has_file=Exists(file), sha256=file.values("sha256")
        )
    )


def letter_row(letter: Any) -> dict[str, Any]:
    """Return a letter as programs see it."""
    replaced_by = getattr(letter, "replaced_by", None)
    delivery = getattr(letter, "delivery", None)
    voiding = getattr(letter, "voiding", None)
    return {
        "number": letter.number,
        "official_number": letter.official_number,
        "kind": letter.kind,
        "kind_label": letter.get_kind_display(),
        "case": letter.case.number,
        "agency": letter.issuer,
        "to_agency": letter.addressee,
        "to_person": letter.to_person,
        "issued_at": letter.issued_at,
        "delivered_at": delivery.delivered_at if delivery else None,
        "is_valid": voiding is None and replaced_by is None,
        "replaced_by": replaced_by.number if replaced_by else None,
        "sha256": letter.sha256,
        "file": reverse("api:letter-file", args=[letter.number]) if letter.has_file else None,
    }


class CaseLetters(OfCase):
    """The letters of a case, the earliest first, without their texts."""

    tag = "letters"
    summary = _("The letters of a case")
    answer = serializers.LetterOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List them."""
        case = get_object_or_404(Case.objects.visible_to(self.who), number=number)
        check_may(self.who, Action.READ_CASE, case)
        rows = [letter_row(letter) for letter in letters_of(case)]
        return Response(serializers.LetterOut(rows, many=True).data)


class PdfRenderer(BaseRenderer):
    """The file as it is."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        """Pass it on."""
        return data


class LetterPdf(OfCase):
    """The letter itself, as it was made once: an archive PDF (PDF/A), or its translation."""

    tag = "letters"
    summary = _("Download a letter")
    parameters = frozenset({"language"})
    described = {"language": LANGUAGES}
    renderer_classes = [PdfRenderer, JSONRenderer]

    def get(self, request: Request, letter: str) -> HttpResponse:
        """Hand the file out, and note that somebody of an agency read it."""
        language = request.query_params.get("language", LANGUAGES[0])
        if language not in LANGUAGES:
            raise BadParameter("language", _("This value is not possible here."))
        visible = Letter.objects.visible_to(self.who).select_related("case__person", "file")
        found = get_object_or_404(visible.defer("content"), number=letter)
        reason = self.check(Action.DOWNLOAD, found.case)
        if getattr(found, "file", None) is None:
            raise NotReady
        if found.case.person_id != self.who.person_id:
            looking.looked(found.case, Looked.LETTER, by=self.who, now=self.now, reason=reason)
        paper = in_language(found, language, now=self.now)
        headers = {"Content-Disposition": f'attachment; filename="{paper.filename}"'}
        return HttpResponse(bytes(paper.pdf), content_type="application/pdf", headers=headers)


# --- Notices, history ---------------------------------------------------------------------------
class Notices(PagedList):
    """What the portal has told you, or your agency, the newest first."""

    tag = "notices"
    summary = _("Your notices")
    queryset = Notice.objects.none()
    serializer_class = serializers.NoticeOut
    parameters = PAGING
    filter_backends = ()
    orderings = {"-at": F("at").desc()}

    def get_queryset(self) -> QuerySet[Notice]:
        """Ask for what was told to the caller."""
        return Notice.objects.visible_to(self.who).select_related("case")

    def row(self, thing: Notice) -> dict[str, Any]:
        """Show it in the reader's language."""
        return notice_row(thing)


def notice_row(notice: Notice) -> dict[str, Any]:
    """Return a notice with its words."""
    said = {name: getattr(notice, name) for name in ("id", "kind", "at", "read_at")}
    return {
        **said,
        "case": notice.case.number if notice.case else None,
        "title": notices.title(notice),
        "body": notices.body(notice),
    }


class Events(OfCase):
    """The history of a case, the earliest first; each line seals the one before it."""

    summary = _("The history of a case")
    answer = serializers.EventOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List it."""
        case = get_object_or_404(Case.objects.visible_to(self.who), number=number)
        events = case.events.select_related("actor_agency")
        is_own = case.person_id == self.who.person_id
        rows = [event_row(event, is_own=is_own) for event in events]
        return Response(serializers.EventOut(rows, many=True).data)


def event_row(event: Any, *, is_own: bool) -> dict[str, Any]:
    """Return one line; notes that agencies wrote to each other stay between them."""
    names = ("sequence", "kind", "at", "moved_from", "moved_to", "hash")
    return {
        **{name: getattr(event, name) for name in names},
        "kind_label": event.get_kind_display(),
        "position": event.actor_position,
        "agency": event.agency_then,
        "note": event.note if may_read_note(event, is_own=is_own) else "",
        "reasons": event.data.get("reasons", []),
    }


def check_may_search(who: Actor) -> None:
    """Raise unless callers of this position may look somebody up."""
    if not may_generally(who, Action.FIND_BY_NUMBER):
        raise NotPermitted
