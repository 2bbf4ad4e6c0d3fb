"""The lines of a correction: written and dropped by one person, for a second one to approve."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import of_agency
from applications import corrections
from applications.models import Application
from casework.actions import moving, preparing
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records import correcting
from records.models import RecordCorrection, Relationship


def _line(
    application: Application, by: Actor, now: datetime, of: str, reason: str, **what: Any
) -> RecordCorrection:
    insurance, scheme = of.split("-")
    relationship = _relationship(application, insurance, scheme)
    if by.user is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    return RecordCorrection(
        relationship=relationship,
        case_number=application.case.number,
        scheme=scheme,
        reason=reason.strip(),
        written_by=by.user,
        written_at=now,
        **what,
    )


def _relationship(application: Application, insurance: str, scheme: str) -> Relationship:
    """Return the record that this very agency holds: nobody puts another agency's record right."""
    if application.agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    held = Relationship.objects.filter(
        of_agency(application.agency), person=application.case.person_id, insurance=insurance
    )
    found = held.filter(scheme=scheme).first() or held.first()
    if found is None:
        raise NotValid({"record": _("Your agency holds no such record of this person.")})
    return found


@transaction.atomic
def write(
    application: Application,
    kind: str,
    *,
    record_of: str,
    reason: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
    **what: Any,
) -> RecordCorrection:
    """Write one line of what is put right; it counts when two persons have decided on it.

    `what` are the fields of the line; without `amount_fen` the account gains or loses what base
    and rates make of it. Raises `NotValid` where the record does not bear it.
    """
    _take_up(application, by=by, version=version)
    line = _line(application, by, now, record_of, reason, kind=kind, **what)
    correcting.check(line, beside=corrections.lines_of(application.case.number))
    line.reckoned_fen = correcting.reckoned(line)
    if "amount_fen" not in what:
        line.amount_fen = line.reckoned_fen
    if kind == RecordCorrection.Kind.ADD and line.amount_fen and not line.reckoned_fen:
        said = _("The books of these years are open: they follow the months by themselves.")
        raise NotValid({"amount": said})
    line.save()
    moving.turn_page(application.case)
    return line


@transaction.atomic
def drop(
    application: Application, key: int, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Take a line out again; dropped twice it stays dropped."""
    _take_up(application, by=by, version=version)
    lines = RecordCorrection.objects.filter(case_number=application.case.number, pk=key)
    if not lines.exists():
        raise NotValid({"line": _("There is no such line.")})
    if lines.filter(dropped_at=None, applied_at=None).update(dropped_at=now):
        moving.turn_page(application.case)


def _take_up(application: Application, *, by: Actor, version: int | None) -> None:
    case = application.case
    at = (Status.SUBMITTED,)
    moving.take_up(case, Action.PREPARE_DECISION, by=by, version=version, at=at)
    if preparing.waiting_in(case, application.agency) is not None:
        raise MoveNotPossible(
            _("A decision is prepared with these lines. Send it back before you change them.")
        )
