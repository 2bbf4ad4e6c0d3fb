"""Judging a fact of the personal file; the second person confirms all of them with the decision."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from applications.models import Application
from casework.actions import moving, preparing
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from services.retirement.models import Finding
from services.retirement.rules.findings import MANY, fault_of, tidied

COUNTS, DOES_NOT = "yes", "no"


@transaction.atomic
def judge(
    application: Application,
    *,
    kind: str = "",
    proof_page: str = "",
    from_month: date | None = None,
    to_month: date | None = None,
    value: str = "",
    counts: str = COUNTS,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Finding:
    """Write down what the file says, with its page; what was judged before stays, replaced."""
    case = application.case
    moving.take_up(case, Action.CORRECT_FIGURE, by=by, version=version, at=(Status.SUBMITTED,))
    agency, clerk = _judges(application, by)
    first = from_month.replace(day=1) if from_month else None
    last = to_month.replace(day=1) if to_month else None
    first, last, value = tidied(kind, first, last, value.strip())
    wrong = fault_of(kind, first, last, value, timezone.localdate(now))
    if wrong is not None:
        raise NotValid({"kind": wording(wrong)})
    before = _judged_before(case, kind, first)
    made = Finding.objects.create(
        case=case,
        person_id=case.person_id,
        agency=agency,
        kind=kind,
        from_month=first,
        to_month=last,
        value=value,
        proof_page=proof_page.strip(),
        note=note.strip(),
        counts=counts == COUNTS,
        judged_by=clerk,
        judged_at=now,
    )
    for each in before:
        Finding.objects.filter(pk=each.pk).update(replaced_by=made)
    moving.turn_page(case)
    return made


def _judges(application: Application, by: Actor) -> tuple[Agency, User]:
    """Return the agency and the person that judge; raises where nobody may, or a decision waits."""
    agency = application.agency
    if by.user is None or agency is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    if preparing.waiting_in(application.case, agency) is not None:
        raise MoveNotPossible(
            _("A decision is prepared with these findings. Send it back before you judge anew.")
        )
    return agency, by.user


def _judged_before(case: Case, kind: str, first: date | None) -> list[Finding]:
    """Return what a new judgement takes the place of: of periods, the one that begins alike."""
    held = Finding.objects.select_for_update().counting(case.person_id).filter(kind=kind)
    return list(held.filter(from_month=first) if kind in MANY else held)[:1]


def confirm(case: Case, *, by: User | None, now: datetime) -> None:
    """Confirm what was found in a case; raises `NotPermitted` for whoever found any of it."""
    open_ones = Finding.objects.filter(case=case, confirmed_at=None, replaced_by=None)
    if by is None or open_ones.filter(judged_by=by).exists():
        raise NotPermitted(_("Nobody confirms what they have found themselves."))
    open_ones.update(confirmed_by=by, confirmed_at=now)
