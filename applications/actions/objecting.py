"""An objection and the case it is about: filed, confirmed, or upheld, and what follows there."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency
from applications.actions import correcting
from applications.declaring import Deed, Outcome
from applications.models import Application
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Event
from casework.models.case import is_of_applicant
from casework.rules.statuses import Status
from kit.errors import NotPermitted
from letters.actions.issuing import end_letter
from letters.models import Letter

# What tells a person no; it counts no longer once the case is open again.
TELLING_NO = (Letter.Kind.REFUSAL, Letter.Kind.REFUSED)
NEVER = (Status.DRAFT, Status.WITHDRAWN)


# --- Filing ---------------------------------------------------------------------------------------
def may_object(case: Case, who: Actor) -> bool:
    """Whether this person may speak against what was done in a case.

    Against the decision on an objection there are reconsideration and the court.
    """
    is_open = not case.procedure.decided_by_others and case.state not in NEVER
    return is_open and is_of_applicant(who, case)


def check_may_object(case: Case, who: Actor) -> None:
    """Raise unless this person may speak against what was done in a case."""
    if not is_of_applicant(who, case):
        raise NotPermitted
    if not may_object(case, who):
        raise MoveNotPossible(_("Nothing was decided here that one could object to."))


def note_filed(application: Application, *, by: Actor, now: datetime) -> None:
    """Write into the case that somebody has spoken against it; call it with the sending."""
    about = application.case.about
    if about is not None:
        record(about, Event.Kind.OBJECTED, by=by, now=now, data=_named(application))


def _named(application: Application) -> dict[str, Any]:
    return {"objection": application.case.number}


# --- What it speaks against -----------------------------------------------------------------------
def agencies_in(about: Case) -> tuple[Agency, ...]:
    """Return the agencies that have acted in a case: the one that ended it, or all that had a turn.

    Where the case can be opened again only the agency whose turn was the last one decides.
    """
    turns = [each for each in about.steps.of_the_way().order_by("pk") if each.opened_at is not None]
    if about.state in about.procedure.reopens:
        turns = turns[-1:]
    return tuple(dict.fromkeys(each.agency.in_office for each in turns))


def can_reopen(about: Case) -> bool:
    """Whether a case can go on from where it was decided: nothing took its place meanwhile."""
    if about.state not in about.procedure.reopens or about.person.deceased_on is not None:
        return False
    same = {"person": about.person_id, "service": about.service, "matter": about.matter}
    return not Case.objects.open().filter(**same).exists()


def told_on(about: Case) -> Any:
    """Return the day on which the person was last told something in writing, if they were."""
    letters = Letter.objects.filter(case=about, to_person=True).exclude(kind=Letter.Kind.RECEIPT)
    told = letters.filter(delivery__isnull=False).order_by("-delivery__delivered_at")
    at = told.values_list("delivery__delivered_at", flat=True).first()
    return timezone.localdate(at) if at else None


# --- Deciding -------------------------------------------------------------------------------------
def put_right(deed: Deed) -> None:
    """Let the case go on from before the decision; what is over is put right by another case.

    While the case is under way its own acts do it, each by two persons, as the letter says.
    """
    about = _held(deed.application)
    edge = {"by": deed.by, "now": deed.now}
    record(about, Event.Kind.UPHELD, **edge, data=_named(deed.application))
    if correcting.is_corrected_anew(about):
        what = str(deed.said.get("note") or "")
        correcting.open_for(deed.application, about, what=what, now=deed.now)
    if can_reopen(about):
        _reopen(deed, about)


def _reopen(deed: Deed, about: Case) -> None:
    edge = {"by": deed.by, "now": deed.now}
    last = about.steps.of_the_way().order_by("pk").last()
    if last is None:
        return
    agency = last.agency.in_office
    moving.reopen(about, **edge, **_named(deed.application))
    Application.objects.filter(pk=about.pk).update(decision=None)
    for letter in Letter.objects.valid().filter(case=about, kind__in=TELLING_NO):
        end_letter(letter, now=deed.now, reason=deed.application.case.number)
    step = steps.begin_step(about, last.kind, agency, now=deed.now)
    tell(about, [Told("reopened", agency)], now=deed.now, occasion=f"reopened:{step.pk}")


def tell_outcome(deed: Deed) -> None:
    """Write into the case that an objection to it came to nothing."""
    case = deed.application.case
    if not (case.procedure.decided_by_others and case.about_id):
        return
    if deed.outcome is not Outcome.REFUSED:
        return
    data = _named(deed.application)
    record(_held(deed.application), Event.Kind.CONFIRMED, by=deed.by, now=deed.now, data=data)


def _held(application: Application) -> Case:
    about = Case.objects.select_for_update(of=("self",)).select_related("person")
    return about.get(objections=application.pk)
