"""Making public what is asked for, hearing who objects, and going on when the days are over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from applications.models import Application
from casework.actions import extending, moving
from casework.errors import MoveNotPossible
from casework.models import Case, TermExtension
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import wall
from kit.errors import NotPermitted, NotValid
from law.names import mask_name
from law.workdays import add_workdays
from services.retirement.models import Publication, PublicationObjection
from services.retirement.rules.values import PUBLICATION_DAYS, PUBLICATION_ROUNDS

MOST_OBJECTIONS = 3  # of one person to one publication
LONGEST = 1000
DOCUMENT_LENGTH = 80
ANSWERS = "know who objects to what was made public, at the agency that decides"


@transaction.atomic
def publish(
    application: Application,
    *,
    employer: str = "",
    what: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Publication:
    """Make public for the days of the place who has done which work; the name partly hidden."""
    case, agency = application.case, application.agency
    moving.take_up(case, Action.PREPARE_DECISION, by=by, version=version, at=(Status.SUBMITTED,))
    if by.user is None or agency is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    today = timezone.localdate(now)
    number = _next_round(case, today, agency)
    days = PUBLICATION_DAYS.on(today, rule_book.current(), region=str(agency.region_id))
    until = add_workdays(today, int(days.number), work_calendar.of(agency))
    made = Publication.objects.create(
        case=case,
        round=number,
        person_id=case.person_id,
        agency=agency,
        name=mask_name(str(case.person.name)),
        employer=employer.strip(),
        what=what.strip(),
        from_day=today,
        until_day=until,
        made_by=by.user,
        made_at=now,
    )
    moving.turn_page(case)
    # Nothing can be decided meanwhile, so these days are none of the review's.
    extending.take_out(
        case,
        ground=TermExtension.Ground.PUBLICATION,
        document=days.basis.title.zh[:DOCUMENT_LENGTH],
        first_day=today + timedelta(days=1),
        last_day=until,
        by=by,
        now=now,
    )
    return made


def _next_round(case: Case, today: date, agency: Agency) -> int:
    """Return which time it is; raises `MoveNotPossible` when it was, or still is, public."""
    last = Publication.objects.filter(case=case).order_by("-round").first()
    if last is None:
        return 1
    if today <= last.until_day:
        raise MoveNotPossible(_("It is still public: go on when the days are over."))
    if last.round >= rounds(today, agency):
        raise MoveNotPossible(_("It has been made public already."))
    return last.round + 1


def rounds(today: date, agency: Agency) -> int:
    """Return how often something is made public at an agency before it is decided."""
    return PUBLICATION_ROUNDS.count(today, rule_book.current(), region=str(agency.region_id))


@wall.as_house("show what is made public to everybody")
def running(today: date) -> list[Publication]:
    """Return what is public today; what is over is taken down by itself."""
    found = Publication.objects.filter(from_day__lte=today, until_day__gte=today)
    return list(found.select_related("agency", "agency__region").order_by("until_day", "pk"))


@wall.as_house("keep an objection to what is made public")
@transaction.atomic
def object_to(key: int, text: str, *, person: Person, now: datetime) -> PublicationObjection:
    """Object to something that is public; the person it is about explains it at the agency."""
    today = timezone.localdate(now)
    public = Publication.objects.filter(from_day__lte=today, until_day__gte=today)
    found = public.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotPermitted(_("This is not public any more."))
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise NotValid({"text": _("Say in at most 1,000 characters what is not right.")})
    if found.person_id == person.pk:
        raise NotPermitted(_("It is about yourself: tell the agency in your case."))
    if found.objections.filter(person=person).count() >= MOST_OBJECTIONS:
        raise NotPermitted(_("You have objected to this already."))
    return PublicationObjection.objects.create(
        publication=found, case_id=found.case_id, person=person, text=words, at=now
    )


@wall.as_house(ANSWERS)
@transaction.atomic
def answer(
    application: Application,
    *,
    is_right: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Answer every objection that is open: what was looked at, and whether it is right."""
    case = application.case
    moving.take_up(case, Action.PREPARE_DECISION, by=by, version=version, at=(Status.SUBMITTED,))
    if by.user is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    waiting = PublicationObjection.objects.filter(case=case, answered_at=None)
    for each in waiting.select_for_update():
        each.answer, each.answered_by, each.answered_at = note.strip(), by.user, now
        each.is_right = is_right == "yes"
        each.save(update_fields=["answer", "answered_by", "answered_at", "is_right"])
    moving.turn_page(case)


@wall.as_house(ANSWERS)
def has_open_objections(application: Application) -> bool:
    """Whether somebody waits for an answer."""
    return PublicationObjection.objects.filter(case=application.case, answered_at=None).exists()


@wall.as_house(ANSWERS)
def check_published(case: Case, now: datetime, *, is_needed: bool = True) -> None:
    """Raise `MoveNotPossible` until it was public for all its days and everybody is answered."""
    today = timezone.localdate(now)
    found = (
        Publication.objects.filter(case=case).select_related("agency").order_by("-round").first()
    )
    if found is None:
        if is_needed:
            raise MoveNotPossible(_("It has to be made public first."))
        return
    if today <= found.until_day:
        raise MoveNotPossible(_("It is still public: decide when the days are over."))
    if found.round < rounds(today, found.agency):
        raise MoveNotPossible(_("Here it is made public twice: make it public once more."))
    if PublicationObjection.objects.filter(case=case, answered_at=None).exists():
        raise MoveNotPossible(_("Somebody has objected and waits for an answer."))
