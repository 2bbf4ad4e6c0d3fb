"""What waits and what was told: the queue of a desk, a search, notices."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actors import Actor
from agencies.api_auth import caller
from agencies.models import INSURANCE_CHOICES
from agencies.rules.terms import TermKind
from casework import delivery_shown, notices
from casework.actions import steps
from casework.api.once import once
from casework.api.showing import step_row
from casework.api.views import PAGING, OfCase, PagedList, check_service, tagged
from casework.desk.waiting import last_soon_day, steps_waiting
from casework.models import Case, Notice, Step
from casework.models.case import is_of_applicant
from casework.policies import check_may, may_generally, may_read_note
from casework.rules.authorisation import Action
from casework.rules.procedures import services_of
from casework.serializers import bodies, told
from kit import clock
from kit.api.errors import BadParameter
from kit.api.filters import YesNoFilter
from kit.errors import NotPermitted
from kit.spelling import wording

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
    service = django_filters.CharFilter(label=_("Name of the service"), validators=[check_service])
    insurance = django_filters.ChoiceFilter(label=_("Insurance"), choices=INSURANCE_CHOICES)
    due = django_filters.ChoiceFilter(
        label=_("Due"), choices=[(each, each) for each in ("late", "today", "soon")]
    )
    whose = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=[(each, each) for each in ("mine", "unassigned", "second", "waiting")],
    )

    def filter_queryset(self, queryset: QuerySet[Step]) -> QuerySet[Step]:
        """Ask as the desk asks, so that both see the same."""
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        if wanted.get("whose") == "mine" and caller(self.request).user is None:
            raise BadParameter("whose", _("A system takes no turn on: nothing is its own."))
        insurance, service = wanted.pop("insurance", ""), wanted.pop("service", "")
        who, today = caller(self.request), clock.today()
        found = steps_waiting(who, wanted, today=today, soon=last_soon_day(who, today))
        if insurance:
            found = found.filter(case__service__in=services_of(insurance))
        if service:
            found = found.filter(case__service=service)
        return found.select_related("case")


class Queue(PagedList):
    """The turns that wait at the desk of the caller's agency, the most urgent first."""

    tag = "desk"
    summary = _("What waits at your agency")
    queryset = Step.objects.none()
    serializer_class = told.QueueStepOut
    filterset_class = QueueFilter
    parameters = PAGING | {"step", "service", "insurance", "due", "whose"}
    orderings = {"due_on": F("due_on").asc(nulls_last=True), "-opened_at": F("opened_at").desc()}

    def get_queryset(self) -> QuerySet[Step]:
        """Let in whoever works for an agency; the filter asks for what waits."""
        if not (self.who.is_staff or self.who.client):
            raise NotPermitted(_("The desk is for the staff and systems of the agencies."))
        return Step.objects.none()

    def row(self, thing: Step) -> dict[str, Any]:
        """Show a turn as the caller sees it."""
        return queue_row(thing, self.who, self.today)

    def cases_of(self, thing: Step) -> list[Case]:
        """Return the case whose turn it is."""
        return [thing.case]


def queue_row(step: Step, who: Actor, today: date) -> dict[str, Any]:
    """Return a turn as it stands in the queue."""
    mine = who.user is not None and step.clerk_id == who.user.pk
    return {
        **step_row(step),
        "case": step.case,
        "title": wording(step.case.procedure.title),
        "insurance": step.case.procedure.insurance,
        "is_mine": mine,
        "is_late": step.is_late(today),
    }


class Turn(OfCase):
    """A turn that a clerk takes on or gives back."""

    tag = "desk"
    body = bodies.NothingBody
    answer = told.StepOut
    is_once = True

    def post(self, request: Request, number: str) -> Response:
        """Take on, or give back."""
        case = self.saw(get_object_or_404(Case.objects.visible_to(self.who), number=number))
        check_may(self.who, Action.CLAIM, case)
        return once(self, lambda: self._answer(case))

    def _answer(self, case: Case) -> Response:
        self.read(self.body)
        step = steps.turn_for(case, self.who)
        if step is None:
            raise NotPermitted(_("Nobody's turn is open in this case."))
        self.act(step)
        return tagged(told.StepOut(step_row(step)).data, case.version)


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


# --- Notices, history ---------------------------------------------------------------------------
class NoticeFilter(django_filters.FilterSet):
    """What is wanted of the notices."""

    case = django_filters.CharFilter(
        label=_("Number of the case, exactly"), field_name="case__number", max_length=32
    )
    unread = YesNoFilter(
        label=_("Whether they are unread"), field_name="read_at", lookup_expr="isnull"
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()


class Notices(PagedList):
    """What the portal has told you, or your agency, the newest first, and how far it was sent."""

    tag = "notices"
    summary = _("Your notices")
    queryset = Notice.objects.none()
    serializer_class = told.NoticeOut
    filterset_class = NoticeFilter
    parameters = PAGING | {"case", "unread"}
    orderings = {"-at": F("at").desc()}

    def get_queryset(self) -> QuerySet[Notice]:
        """Ask for what was told to the caller."""
        told = Notice.objects.visible_to(self.who).select_related("case")
        return told.prefetch_related(delivery_shown.along())

    def row(self, thing: Notice) -> dict[str, Any]:
        """Show it in the reader's language."""
        return notice_row(thing)

    def cases_of(self, thing: Notice) -> list[Case]:
        """Return what it is about."""
        return [thing.case] if thing.case else []


def notice_row(notice: Notice) -> dict[str, Any]:
    """Return a notice with its words."""
    said = {name: getattr(notice, name) for name in ("id", "kind", "at", "read_at")}
    return {
        **said,
        "case": notice.case.number if notice.case else None,
        "title": notices.title(notice),
        "body": notices.body(notice),
        "sent": [
            {"way": each.way, "state": each.state, "why": each.why or None, "at": each.at}
            for each in delivery_shown.of(notice)
        ],
    }


class Events(OfCase):
    """The history of a case, the earliest first; each line seals the one before it."""

    summary = _("The history of a case")
    answer = told.EventOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List it."""
        case = self.saw(get_object_or_404(Case.objects.visible_to(self.who), number=number))
        events = case.events.select_related("mandate")
        is_own = is_of_applicant(self.who, case)
        rows = [event_row(event, is_own=is_own) for event in events]
        return Response(told.EventOut(rows, many=True).data)


def event_row(event: Any, *, is_own: bool) -> dict[str, Any]:
    """Return one line; notes that agencies wrote to each other stay between them."""
    names = ("sequence", "kind", "at", "moved_from", "moved_to", "hash")
    return {
        **{name: getattr(event, name) for name in names},
        "kind_label": event.get_kind_display(),
        "position": event.actor_position,
        "agency": event.agency_then,
        "mandate": event.mandate.number if event.mandate else None,
        "note": event.note if may_read_note(event, is_own=is_own) else "",
        "reasons": event.data.get("reasons", []),
    }


def check_may_search(who: Actor) -> None:
    """Raise unless callers of this position may look somebody up."""
    if not may_generally(who, Action.FIND_BY_NUMBER):
        raise NotPermitted
