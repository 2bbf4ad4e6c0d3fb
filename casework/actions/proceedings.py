"""Recording that another body looks at a case, and how that ended: by one, confirmed by another."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import second_persons
from casework.actions.history import record as record_event
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible, somebody_was_faster
from casework.models import Case, Event, Proceeding
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid


@transaction.atomic
def record(
    case: Case,
    *,
    kind: str,
    body: str,
    number: str,
    filed_on: date,
    stops: str = "",
    by: Actor,
    now: datetime,
) -> Proceeding:
    """Write down that somebody went to another body; it counts once a second person confirms it.

    The person of the case may report it; then one of the agency is the second.
    """
    check_may(by, Action.PROCEEDINGS, case)
    agency = by.agency if by.acts_for_agency else _last_agency(case)
    if by.user is None or agency is None:
        raise NotPermitted
    user = by.user
    if case.submitted_at is None:
        raise MoveNotPossible(_("Nothing was decided here yet."))
    if filed_on > timezone.localdate(now):
        raise NotValid({"filed_on": _("This day has not come yet. Please check it.")})
    said = {"kind": Proceeding.Kind(kind), "body": body.strip(), "number": number.strip()}
    if not by.acts_for_agency:
        _check_once(case, said["kind"])
    made = Proceeding.objects.create(
        case=case,
        agency=agency,
        filed_on=filed_on,
        stops=stops.strip(),
        recorded_by=user,
        recorded_at=now,
        **said,
    )
    if not by.acts_for_agency:
        told = Told("proceeding-reported", agency)
        tell(case, [told], now=now, occasion=f"proceeding:{made.pk}:reported")
    second_persons.expect_in(case, agency, now=now)
    return made


def _last_agency(case: Case) -> Agency | None:
    """Return the agency whose turn is or was the last one."""
    step = case.steps.filter(opened_at__isnull=False).order_by("pk").last()
    return step.agency.in_office if step else None


def _check_once(case: Case, kind: str) -> None:
    waiting = case.proceedings.filter(confirmed_at=None, turned_down_at=None, kind=kind)
    if waiting.exists():
        raise MoveNotPossible(_("You have told the agency already. It has to confirm it."))


@transaction.atomic
def record_outcome(
    proceeding: Proceeding,
    *,
    outcome: str,
    ended_on: date,
    outcome_note: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Write down how it ended; it counts once a second person confirms it."""
    user = _staff(proceeding.case, by)
    if not proceeding.filed_on <= ended_on <= timezone.localdate(now):
        text = _("Name a day from the filing until today.")
        raise NotValid({"ended_on": text})
    open_ones = Proceeding.objects.filter(pk=proceeding.pk, outcome_confirmed_at=None)
    said = {"outcome": Proceeding.Outcome(outcome), "ended_on": ended_on, "outcome_by": user}
    known = open_ones.exclude(confirmed_at=None)
    if not known.update(outcome_note=outcome_note.strip(), **said):
        raise somebody_was_faster()


@transaction.atomic
def confirm(proceeding: Proceeding, *, by: Actor, now: datetime) -> None:
    """Let what was recorded last count, as the second person; both sides are told."""
    case, user = proceeding.case, _staff(proceeding.case, by)
    if not proceeding.waits_for_second:
        raise somebody_was_faster()
    if user.pk == proceeding.last_recorded_by_id:
        raise NotPermitted(_("A second person has to approve what you prepared."))
    is_end = proceeding.confirmed_at is not None
    names = ("outcome_confirmed_by", "outcome_confirmed_at") if is_end else _CONFIRMED
    waiting = Proceeding.objects.filter(pk=proceeding.pk, turned_down_at=None)
    if not waiting.filter(**{names[1]: None}).update(**dict(zip(names, (user, now), strict=True))):
        raise somebody_was_faster()
    data: dict[str, Any] = {"proceeding": proceeding.kind}
    data |= {"outcome": proceeding.outcome} if is_end else {}
    record_event(case, Event.Kind.PROCEEDING, by=by, now=now, data=data)
    occasion = f"proceeding:{proceeding.pk}:{'end' if is_end else 'filed'}"
    told = [Told("proceeding"), Told("proceeding", proceeding.agency)]
    tell(case, told, now=now, occasion=occasion)


_CONFIRMED = ("confirmed_by", "confirmed_at")


@transaction.atomic
def turn_down(proceeding: Proceeding, *, by: Actor, now: datetime) -> None:
    """Let what was recorded last not count; whoever recorded it may take it back so too."""
    _staff(proceeding.case, by)
    if not proceeding.waits_for_second:
        raise somebody_was_faster()
    found = Proceeding.objects.filter(pk=proceeding.pk)
    if proceeding.confirmed_at is None:
        found.filter(confirmed_at=None).update(turned_down_at=now)
    else:
        nothing = {"outcome": "", "ended_on": None, "outcome_note": "", "outcome_by": None}
        found.filter(outcome_confirmed_at=None).update(**nothing)


def _staff(case: Case, by: Actor) -> User:
    check_may(by, Action.PROCEEDINGS, case)
    if by.user is None or not by.acts_for_agency:
        raise NotPermitted
    return by.user
