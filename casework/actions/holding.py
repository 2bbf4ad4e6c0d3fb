"""Decisions that wait while letters are stopped: kept as duties, carried out in their order."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import SYSTEM, Actor, actor_of, actor_of_client
from agencies.models import Agency
from casework.actions import moving
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.errors import IssuingStopped, MoveNotPossible
from casework.models import Case, Duty, Event, HeldAct
from kit.errors import NotPermitted, Refusal

Done = TypeVar("Done")
TAKEN_BACK = "taken back"
ALREADY = gettext_lazy("A decision in this case waits already until letters may go out again.")


def do_or_hold(
    case: Case,
    act: str,
    said: dict[str, Any],
    run: Callable[[], Done],
    *,
    agency: Agency,
    by: Actor,
    now: datetime,
) -> Done | HeldAct:
    """Carry a decision out; while letters are stopped, keep it in the line of those that wait.

    What may not be done, or does not hold, is refused here and now in either case.
    """
    check_none_held(case)
    try:
        with transaction.atomic():
            done = run()
            if others_wait(agency):
                raise IssuingStopped(agency.pk)
            return done
    except IssuingStopped:
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        return hold_back(fresh, act, said, agency=agency, by=by, now=now)


@transaction.atomic
def hold_back(
    case: Case, act: str, said: dict[str, Any], *, agency: Agency, by: Actor, now: datetime
) -> HeldAct:
    """Keep a decision until letters may go out again; meanwhile the terms run on."""
    moving.hold(case, None)
    moving.turn_page(case)
    held = HeldAct.objects.create(
        case=case,
        agency=agency,
        act=act,
        said=json.dumps(said, ensure_ascii=False),
        version=case.version,
        by_user=by.user,
        by_client=by.client,
        held_at=now,
    )
    key = f"issue:{held.pk}"
    Duty.objects.create(key=key, kind=Duty.Kind.ISSUE, case=case, held_act=held, due_at=now)
    record(case, Event.Kind.HELD, by=by, now=now, data={"act": act})
    return held


@transaction.atomic
def take_back(held: HeldAct, *, by: Actor, now: datetime) -> None:
    """Let a decision that waits fall, so that another can be made."""
    if by.agency is None or by.agency.pk != held.agency_id or not by.acts_for_agency:
        raise NotPermitted
    moving.hold(held.case, None)
    if not HeldAct.objects.waiting().filter(pk=held.pk).update(ended_at=now, refusal=TAKEN_BACK):
        raise MoveNotPossible(_("This decision waits no longer."))
    Duty.objects.waiting().filter(held_act=held).update(done_at=now)
    moving.turn_page(held.case)
    record(held.case, Event.Kind.OVERTAKEN, by=by, now=now, data={"act": held.act})


def check_none_held(case: Case) -> None:
    """Raise `MoveNotPossible` while a decision in the case waits for letters to go out again."""
    if HeldAct.objects.waiting().filter(case=case).exists():
        raise MoveNotPossible(ALREADY)


def others_wait(agency: Agency | int) -> bool:
    """Whether decisions of this agency wait: what is decided now queues up behind them."""
    return HeldAct.objects.waiting().filter(agency=agency).exists()


def decided_by(held: HeldAct) -> Actor:
    """Return who decided, in the post they hold today."""
    if held.by_client is not None:
        return actor_of_client(held.by_client.client_id)
    return actor_of(held.by_user)


def end(held: HeldAct, *, now: datetime, refusal: str = "") -> None:
    """Note that a decision was carried out, or why it no longer can be; its agency is told."""
    HeldAct.objects.filter(pk=held.pk).update(ended_at=now, refusal=refusal[:300])
    if not refusal:
        return
    data = {"act": held.act}
    event = record(held.case, Event.Kind.OVERTAKEN, by=SYSTEM, now=now, note=refusal, data=data)
    told = Told("held-act-failed", held.agency, data)
    tell(held.case, [told], now=now, occasion=f"overtaken:{event.sequence}")


def carry_out(duty: Duty, now: datetime, *, do: Callable[..., object]) -> None:
    """Carry out a decision that was held; if the case has moved on, say so and go on.

    `do` is called with the held act, what was said with it, and `by`, `now` and `version`: which
    acts there are is known further up.
    """
    held = duty.held_act
    if held is None or held.ended_at is not None:
        return
    edge = {"by": decided_by(held), "now": now, "version": held.version}
    try:
        with transaction.atomic():
            do(held, json.loads(held.said), **edge)
    except IssuingStopped:
        raise  # stopped again: the duty stays
    except Refusal as refusal:
        end(held, now=now, refusal=str(refusal.reason))
        return
    end(held, now=now)
