"""Who does a turn: heads give turns out, clerks hand on their own; a case may be put off (row 13).

Only who may take a case on is given it: nobody their own or a relative's, nobody whose decision it
speaks against, and nobody who is away.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor, Position, actor_of
from agencies.models import Post, of_agency
from casework.actions import steps
from casework.actions.history import record
from casework.actions.looking import LONGEST_REASON
from casework.actions.terms import SHANGHAI
from casework.errors import somebody_was_faster
from casework.models import Absence, Event, Step
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid, Refusal

MOST_AT_ONCE = 100


def colleagues(by: Actor, *, now: datetime) -> QuerySet[Post]:
    """Return who of the actor's agency does cases, by name, and whether they are away today."""
    if by.agency is None or not by.acts_for_agency:
        return Post.objects.none()
    found = Post.objects.current().filter(of_agency(by.agency)).exclude(role=Post.Role.AUDITOR)
    found = found.annotate(is_away=_is_away(now)).select_related("user")
    return found.order_by("user__display_name", "pk")


def receivers(by: Actor, *, now: datetime) -> QuerySet[Post]:
    """Return who of the actor's agency does cases and is there today, by name."""
    return colleagues(by, now=now).exclude(_is_away(now))


def _is_away(now: datetime) -> Exists:
    today = timezone.localdate(now, SHANGHAI)
    return Exists(Absence.objects.on(today).filter(post=OuterRef("pk")))


@transaction.atomic
def assign(step: Step, to: Post | None, *, by: Actor, now: datetime) -> None:
    """Give a turn to somebody of the agency, or with nobody named back to its queue.

    Raises `NotPermitted` where it is not the actor's to give, or not for the receiver to have;
    giving it to whoever has it changes nothing.
    """
    check_may(by, Action.CLAIM, step.case)
    steps.check_own_turn(step, by)
    _check_may_give(step, by)
    receiver = to.user if to else None
    if step.clerk_id == (receiver and receiver.pk):
        return
    if receiver is not None:
        _check_may_have(receiver, step)
    held = Step.objects.filter(pk=step.pk, clerk=step.clerk_id, closed_at=None)
    if not held.update(clerk=receiver):
        raise somebody_was_faster()
    step.refresh_from_db(fields=["clerk"])
    facts: dict[str, Any] = {"step": step.kind}
    if receiver is None:
        record(step.case, Event.Kind.RELEASED, by=by, now=now, data=facts)
        return
    facts |= {"to": receiver.pk, "name": str(receiver)}
    record(step.case, Event.Kind.ASSIGNED, by=by, now=now, data=facts)


def may_give(step: Step, by: Actor) -> bool:
    """Whether a turn is this actor's to give: a head's every one, a clerk's their own."""
    if not by.acts_for_agency or by.user is None or by.agency is None:
        return False
    if step.agency_id not in by.agency.offices:
        return False
    return by.position == Position.SUPERVISOR or step.clerk_id == by.user.pk


def _check_may_give(step: Step, by: Actor) -> None:
    if not may_give(step, by):
        raise NotPermitted(_("You can hand on what you have taken on; a head gives out the rest."))


def _check_may_have(receiver: User, step: Step) -> None:
    with wall.as_house("know whether somebody else may have a case"):
        is_fit = may(actor_of(receiver), Action.CLAIM, step.case)
    if not is_fit:  # not why: it would tell whose relative they are
        raise NotPermitted(_("%(name)s cannot be given this case.") % {"name": receiver})


def assign_many(
    keys: Iterable[int], to: int | None, *, by: Actor, now: datetime
) -> tuple[int, list[tuple[str, str]]]:
    """Give several turns to a post, each for itself; return how many, and which not and why.

    Raises `NotValid` for nobody who is there, for no turn at all and for more than `MOST_AT_ONCE`.
    """
    chosen = set(keys)
    if not chosen:
        raise NotValid({"steps": _("Tick at least one case.")})
    if len(chosen) > MOST_AT_ONCE:
        raise NotValid({"steps": _("At most %(n)d cases at once.") % {"n": MOST_AT_ONCE}})
    receiver = receivers(by, now=now).filter(pk=to).first() if to else None
    if to and receiver is None:
        raise NotValid({"to": _("Choose a colleague who is there today.")})
    turns = Step.objects.visible_to(by).open().filter(pk__in=chosen).select_related("case", "clerk")
    given, refused = 0, []
    for step in turns.order_by("pk"):
        try:
            assign(step, receiver, by=by, now=now)
            given += 1
        except Refusal as refusal:
            refused.append((step.case.number, str(refusal.reason)))
    return given, refused


@transaction.atomic
def put_off(step: Step, reason: str, *, by: Actor, now: datetime, gives_back: bool = False) -> None:
    """Put a case off until tomorrow, for a reason that stands in its history.

    "Next" does not bring it to this actor again today; with `gives_back` it is nobody's again.
    """
    check_may(by, Action.CLAIM, step.case)
    steps.check_own_turn(step, by)
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise NotValid({"reason": _("Say in at most 200 characters why it has to wait.")})
    record(step.case, Event.Kind.SKIPPED, by=by, now=now, note=said, data={"step": step.kind})
    if gives_back and by.user is not None and step.clerk_id == by.user.pk:
        steps.release(step, by=by, now=now)
