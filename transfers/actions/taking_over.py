"""One agency takes another over: its open cases go on, and what is past keeps its name."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.actors import Actor, actor_of
from agencies.models import Agency, Merger, Post
from casework.actions import moving
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.models import Case, Escalation, Event, HeldAct, Step
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from transfers.models import Transfer

MERGE = "let an agency act in the place of another, in every case"
SIDES = ("original_agency", "new_agency")


@wall.as_house(MERGE)
@transaction.atomic
def propose_merger(
    old: Agency, into: Agency, *, on: date, document: str, by: Actor, now: datetime
) -> Merger:
    """Propose that one agency closes and another acts in its place."""
    user = _administrator(by)
    check_merger(old, into)
    return Merger.objects.create(
        old=old, into=into, on=on, document=document, proposed_by=user, proposed_at=now
    )


def _administrator(by: Actor) -> User:
    if by.user is None or not may_generally(by, Action.REFERENCE_DATA):
        raise NotPermitted
    return by.user


@wall.as_house(MERGE)
def check_merger(old: Agency, into: Agency) -> None:
    """Raise `NotValid` where the successor could not act for all that the old agency does."""
    if not old.is_active:
        raise NotValid({"old": _("This agency is closed already.")})
    if not into.is_active or old == into:
        raise NotValid({"into": _("The successor has to be another agency that takes cases.")})
    if set(old.insurances) - set(into.insurances):
        raise NotValid({"into": _("The successor has to handle the same insurances.")})
    between = _open_transfers(old).filter(**{f"{SIDES[0]}__in": [old, into]})
    if between.filter(**{f"{SIDES[1]}__in": [old, into]}).exists():
        raise NotValid({"into": _("Transfers between the two are under way. End these first.")})
    if HeldAct.objects.waiting().filter(agency=old).exists():
        raise NotValid({"old": _("Decisions of this agency wait until letters may go out again.")})


@wall.as_house(MERGE)
@transaction.atomic
def merge_agency(merger: Merger, *, by: Actor, now: datetime) -> None:
    """Approve a merger as the second administrator: the successor takes everything over at once."""
    if merger.approved_by_id is not None and merger.approved_by_id == (by.user and by.user.pk):
        return
    user = _administrator(by)
    both = Agency.objects.select_for_update().filter(pk__in=[merger.old_id, merger.into_id])
    agencies = {each.pk: each for each in both.order_by("pk")}
    old, into = agencies[merger.old_id], agencies[merger.into_id]
    if day_of(now) < merger.on:
        raise NotValid({"on": _("The day of the merger has not come yet.")})
    check_merger(old, into)
    approval.approve(merger, by=user, now=now)
    transfers = list(_open_transfers(old).whole().order_by("pk"))
    _close(old, into)
    # What is left to do with the money of cases that have ended is the successor's too.
    Step.objects.filter(agency=old, closed_at=None, case__closed_at__isnull=False).update(
        agency=into, clerk=None
    )
    for transfer in transfers:
        _take_over(transfer, old, into, by=actor_of(user), now=now)


def what_goes_over(merger: Merger) -> dict[str, int]:
    """Return how much a merger moves: cases under way, agencies supervised, and people.

    A post ends with its agency: whoever shall work on at the successor needs a new one there.
    """
    held = Post.objects.current()
    return {
        "cases": _open_transfers(merger.old).count(),
        "supervised": Agency.objects.filter(supervisor=merger.old).count(),
        "posts": held.filter(agency=merger.old).count(),
        "clerks": held.filter(agency=merger.into, role=Post.Role.CLERK).count(),
    }


def _open_transfers(agency: Agency) -> Any:
    there = Transfer.objects.filter(case__closed_at=None)
    return there.filter(original_agency=agency) | there.filter(new_agency=agency)


def _close(old: Agency, into: Agency) -> None:
    """Put the successor in the place of the old agency, and of all whom that one succeeded."""
    Agency.objects.filter(pk=old.pk).update(is_active=False, successor=into)
    Agency.objects.filter(successor=old).update(successor=into)
    Agency.objects.filter(supervisor=old).exclude(pk=into.pk).update(supervisor=into)
    Agency.objects.filter(supervisor=old).update(supervisor=old.supervisor)
    Escalation.objects.open().filter(supervisor=old).update(supervisor=into)


def _take_over(transfer: Transfer, old: Agency, into: Agency, *, by: Actor, now: datetime) -> None:
    """Let one case go on with the successor; terms run on, and the queue has its turns again."""
    case = transfer.case
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    Step.objects.filter(case=case, agency=old, closed_at=None).update(agency=into, clerk=None)
    late = Escalation.objects.filter(case=case, turn_of=old, step__closed_at=None)
    late.update(turn_of=into)
    side = next(each for each in SIDES if getattr(transfer, each) == old)
    Transfer.objects.filter(pk=transfer.pk).update(**{side: into})
    if case.submitted_at is None:
        return
    moving.turn_page(case)
    names = {"old": [old.name, old.name_en], "new": [into.name, into.name_en]}
    data = {**names, "agency": into.code}
    event = record(case, Event.Kind.TAKEN_OVER, by=by, now=now, data=data)
    tell(case, _told(transfer, side, into, names), now=now, occasion=f"taken-over:{event.sequence}")


def _told(transfer: Transfer, side: str, into: Agency, names: dict[str, list[str]]) -> list[Told]:
    """Tell the person, the successor, and the other agency if its turn in the case has come."""
    other = getattr(transfer, SIDES[1 - SIDES.index(side)])
    knows = transfer.case.steps.filter(agency=other, opened_at__isnull=False).exists()
    agencies = [into, *([other] if knows else [])]
    return [Told("taken-over", each, names) for each in (None, *agencies)]
