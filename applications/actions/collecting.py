"""The person's pages: added, put in order, replaced, removed, taken over from an earlier case."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications import paper_files, papers
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.rules import papers as rules
from applications.rules.papers import SAYS, Mark, State
from casework.actions.history import record_locked
from casework.errors import MoveNotPossible
from casework.models import Case, Duty, Event
from casework.policies import check_may, check_may_apply, may_apply
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import limit
from kit.spelling import wording


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A file that has come whole: what it is, and where it lies until a row names it."""

    file: str
    sha256: str
    size: int
    head: bytes
    name: str


def check_often(by: Actor, *, now: datetime) -> None:
    """Raise `TooOften` for whoever sends pages without end; call it before anything is read."""
    if not limit("papers.sent", _sender(by), now=now).passes():
        raise TooOften(_("You have sent very many pages. Please wait an hour."))


def _sender(by: Actor) -> str:
    return f"agency:{by.agency.pk}" if by.acts_for_agency and by.agency else str(by.person_id)


def add(
    application: Application,
    slot: str,
    arrived: Arrived,
    *,
    by: Actor,
    now: datetime,
    instead_of: str = "",
) -> PaperPage:
    """Keep a page, last of its paper or in the place of another one; it is checked by a duty.

    The same bytes once more are the page that is there. Whatever is refused leaves no file.
    """
    try:
        with transaction.atomic():
            page = _add(application, slot, arrived, instead_of, by=by, now=now)
    except BaseException:
        paper_files.unlink(arrived.file)
        raise
    if page.file != arrived.file:  # it was there already
        paper_files.unlink(arrived.file)
    return page


def _add(
    application: Application,
    slot: str,
    arrived: Arrived,
    instead_of: str,
    *,
    by: Actor,
    now: datetime,
) -> PaperPage:
    case = _hold(application, by, at_counter=not instead_of)
    _check_slot(application, slot)
    fault = rules.fault_of(arrived.size, arrived.head)
    if fault is not None:
        raise NotValid({f"{papers.PREFIX}{slot}": wording(SAYS[fault])})
    old = _page(application, instead_of) if instead_of else None
    counting = PaperPage.objects.filter(case=case).counting()
    same = counting.filter(slot=slot, sha256=arrived.sha256).first()
    if same is not None and not (same.is_asked_again and case.status != Status.DRAFT):
        return same
    if old is None and same is None:
        _check_room(counting, slot)
    if same is not None and same != old:
        raise NotValid({f"{papers.PREFIX}{slot}": _("This is the page that cannot be used.")})
    if not (old or by.acts_for_agency or papers.may_add(application, slot)):
        raise MoveNotPossible(_("This paper is not asked for now."))
    place = old.place if old else rules.order_after(_places(counting, slot))
    if old is not None:
        _leave(old, now=now)
    page = new_page(case, slot, place, arrived, now=now, by=by)
    if page.brought_by_id is not None:
        data = {"paper": slot, "page": place}
        record_locked(case, Event.Kind.PAPER_ADDED, by=by, now=now, data=data)
    return page


def new_page(
    case: Case, slot: str, place: int, arrived: Arrived, *, now: datetime, by: Actor
) -> PaperPage:
    """Keep a page of a case that is held, and owe its check."""
    page = _row(case, slot, place, arrived, now=now, by=by)
    key = f"paper:{page.key}"
    kind = Duty.Kind.JUDGE_PAPER
    Duty.objects.create(key=key, kind=kind, case=case, subject=page.key, due_at=now)
    return page


def _row(
    case: Case, slot: str, place: int, arrived: Arrived, *, now: datetime, by: Actor
) -> PaperPage:
    kind = rules.kind_of(arrived.head)
    return PaperPage.objects.create(
        case=case,
        slot=slot,
        place=place,
        key=paper_files.new_name(),
        file=arrived.file,
        sha256=arrived.sha256,
        size=arrived.size,
        kind=kind.value if kind else "",
        name=rules.plain_name(arrived.name),
        added_at=now,
        brought_by=by.user if by.acts_for_agency else None,
    )


def remove(application: Application, key: str, *, by: Actor, now: datetime) -> None:
    """Take a page away; one that is gone already is no fault."""
    with transaction.atomic():
        _hold(application, by)
        if PaperPage.objects.filter(case=application.case_id, key=key).exists():
            _leave(_page(application, key), now=now)


def move(application: Application, key: str, *, up: bool, by: Actor) -> None:
    """Let a page change places with the one before or behind it; at the end nothing happens."""
    with transaction.atomic():
        _hold(application, by)
        page = _page(application, key)
        own = [each for each in papers.pages_of(application) if each.slot == page.slot]
        here = own.index(page)
        other = here - 1 if up else here + 1
        if not 0 <= other < len(own):
            return
        own[here], own[other] = own[other], own[here]
        for place, each in enumerate(own, start=1):
            PaperPage.objects.filter(pk=each.pk).update(place=place)


# --- Held already ---------------------------------------------------------------------------------
def held(application: Application, slot: str) -> list[PaperPage]:
    """Return the pages of this paper in the person's latest earlier case that has it whole."""
    earlier = PaperPage.objects.filter(
        case__person=application.case.person_id,
        case__submitted_at__isnull=False,
        slot=slot,
        state=State.CLEAN.value,
        mark__in=["", Mark.GOOD.value],
    ).counting()
    of_others = earlier.exclude(case=application.case_id)
    last = of_others.order_by("-case__submitted_at").values_list("case", flat=True).first()
    return list(of_others.filter(case=last).select_related("case").in_order()) if last else []


def take_over(application: Application, slot: str, *, by: Actor, now: datetime) -> None:
    """Use what an earlier case holds, so that nobody is asked twice; the clerk looks anew."""
    pages = held(application, slot)
    copied: list[str] = []
    try:
        with transaction.atomic():
            case = _hold(application, by)
            counting = PaperPage.objects.filter(case=case).counting()
            if counting.filter(slot=slot).exists():
                return
            if not papers.may_add(application, slot):
                raise MoveNotPossible(_("This paper is not asked for now."))
            for page in pages:
                _check_room(counting, slot)
                _copy(page, case, copied, now=now)
    except BaseException:
        paper_files.unlink(*copied)
        raise


def _copy(page: PaperPage, case: Case, copied: list[str], *, now: datetime) -> None:
    """Write a file of its own: what one case loses, the other keeps."""
    names = {}
    for name in ("file", "thumbnail"):
        there = getattr(page, name)
        names[name] = paper_files.keep(paper_files.read(there)) if there else ""
        copied.append(names[name])
    same = ("slot", "place", "sha256", "size", "kind", "sheets", "name", "state", "scanner")
    PaperPage.objects.create(
        case=case,
        key=paper_files.new_name(),
        added_at=now,
        judged_at=page.judged_at,
        taken_from=page.case,
        **names,
        **{name: getattr(page, name) for name in same},
    )


# --- What all of them ask -------------------------------------------------------------------------
def _hold(application: Application, by: Actor, *, at_counter: bool = False) -> Case:
    """Keep every other change of the case waiting; return it as it stands now."""
    is_taken_in = at_counter and not may_apply(application.case, by)
    if is_taken_in:  # an agency takes pages in, and changes none of the person's
        _check_counter(application, by)
    else:
        check_may_apply(application.case, by)
    case = Case.objects.select_for_update().get(pk=application.case_id)
    open_at = AT_COUNTER if is_taken_in else AT_HOME
    if case.state not in open_at:
        raise MoveNotPossible(_("This application can no longer be changed."))
    application.case.status = case.status
    return case


AT_HOME = (Status.DRAFT, Status.CORRECTION_ASKED)
AT_COUNTER = (Status.SUBMITTED, Status.CORRECTION_ASKED)


def _check_counter(application: Application, by: Actor) -> None:
    """Raise unless somebody of the agency may take in what is handed over there (row 12)."""
    if not by.acts_for_agency:
        raise NotPermitted
    check_may(by, Action.UPLOAD, application.case)


def _check_slot(application: Application, slot: str) -> None:
    if slot not in {each.slot for each in application.service.papers}:
        raise NotValid({f"{papers.PREFIX}{slot[:40]}": _("This paper is not asked for here.")})


def _check_room(counting: QuerySet[PaperPage], slot: str) -> None:
    in_case = counting.count()
    fault = rules.full(counting.filter(slot=slot).count(), in_case)
    if fault is not None:
        raise NotValid({f"{papers.PREFIX}{slot}": wording(SAYS[fault])})


def _places(counting: QuerySet[PaperPage], slot: str) -> list[int]:
    return list(counting.filter(slot=slot).values_list("place", flat=True))


def _page(application: Application, key: str) -> PaperPage:
    """Return a page that may be changed now."""
    found = PaperPage.objects.filter(case=application.case_id, key=key).counting().first()
    if found is None:
        raise MoveNotPossible(_("This page is no longer there."))
    found.case = application.case
    asked = application.case.corrections.filter(answered_at=None).first()
    if not papers.may_change(found, asked_at=asked.asked_at if asked else None):
        raise MoveNotPossible(_("This page is with the agency and was not asked for again."))
    return found


def _leave(page: PaperPage, *, now: datetime) -> None:
    """Let a page go: out of a draft for good; what an agency has seen stays in the case."""
    if page.case.state == Status.DRAFT or page.mark == "":
        page.delete()
        paper_files.erase(page.file, page.thumbnail)
        return
    PaperPage.objects.filter(pk=page.pk).update(replaced_at=now)
