"""The insured person has died: two persons decide whether a case ends or is carried through."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies import approval
from agencies.actors import Actor
from casework.actions import moving, steps
from casework.actions.deaths import agencies_of, human
from casework.actions.history import record
from casework.actions.living import is_stopped_by_death
from casework.actions.second_persons import expect
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import AfterDeath, Case, Correction, Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from law.wording import Text

LONGEST_REASON = 500


def _never(_case: Case) -> bool:
    return False


def _always(_case: Case) -> bool:
    return True


def _nothing_more(_case: Case, _now: datetime) -> None:
    """Nothing else hangs on the case."""


def _no_code(_case: Case) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What a death means for the cases of some services, beside what holds for all of them.

    `reads` is what two persons read before they decide; `code` the reason that an ended case
    carries; `close` lets what hangs on it fall, in the same transaction.
    """

    reads: Text
    code: Callable[[Case], str] = _no_code
    may_end: Callable[[Case], bool] = _always
    may_go_on: Callable[[Case], bool] = _never
    close: Callable[[Case, datetime], None] = _nothing_more


PLAIN = Ending(
    reads=Text(
        "申请人去世后，本业务不再作出决定；经两人核准后终止，记录保持不变，家属可以在业务页面看到说明。",
        "Nothing is decided any more for somebody who has died. Two persons end the case, the "
        "records stay as they are, and the family reads so on the page of the case.",
    )
)
_ENDINGS: dict[str, Ending] = {}


def register(ending: Ending, *services: str) -> None:
    """Say what a death means for the cases of some services; for all others they just end."""
    _ENDINGS.update(dict.fromkeys(services, ending))


def ending_of(case: Case) -> Ending:
    """Return what a death means for a case."""
    return _ENDINGS.get(case.service, PLAIN)


def waiting_decision(case: Case) -> AfterDeath | None:
    """Return the decision that waits for a second person."""
    return AfterDeath.objects.waiting().filter(case=case).select_related("proposed_by").first()


@transaction.atomic
def propose(
    case: Case,
    *,
    goes_on: bool,
    reason: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> AfterDeath:
    """Propose that the case ends, or is carried through, for a second person to approve."""
    moving.take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    _check_possible(case, goes_on=goes_on)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Write in at most 500 characters why.")})
    if waiting_decision(case) is not None:
        raise MoveNotPossible(_("A decision waits already for a second person."))
    made = AfterDeath.objects.create(
        case=case, goes_on=goes_on, reason=reason.strip(), proposed_by=human(by), proposed_at=now
    )
    moving.turn_page(case)
    data = {"after_death": "goes-on" if goes_on else "ends"}
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, note=made.reason, data=data))
    return made


def _check_possible(case: Case, *, goes_on: bool) -> None:
    if not case.is_open or case.person.deceased_on is None or not is_stopped_by_death(case):
        raise MoveNotPossible(_("There is nothing to decide about a death in this case."))
    ending = ending_of(case)
    if not goes_on and not ending.may_end(case):
        raise NotValid(
            {"goes_on": _("Record and money have moved already, so the case can only go on.")}
        )
    if goes_on and not ending.may_go_on(case):
        raise NotValid({"goes_on": _("Nothing has been sent yet, so the case can only end.")})


@transaction.atomic
def approve(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> AfterDeath:
    """Carry the decision out, as the second person."""
    moving.take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    made = _waiting(case)
    _check_possible(case, goes_on=made.goes_on)
    approval.approve(made, by=human(by), now=now)
    if made.goes_on:
        moving.turn_page(case)
        record(case, Event.Kind.GOES_ON, by=by, now=now, note=made.reason)
    else:
        _end(case, made, by=by, now=now)
    told = "goes-on-after-death" if made.goes_on else "ended-by-death"
    occasion = f"after-death:{made.pk}"
    tell(case, [Told(told, agency) for agency in agencies_of(case)], now=now, occasion=occasion)
    return made


def _end(case: Case, made: AfterDeath, *, by: Actor, now: datetime) -> None:
    ending = ending_of(case)
    code = ending.code(case)
    why: dict[str, Any] = {"reasons": [code]} if code else {}
    moving.move(case, Status.ENDED, by=by, now=now, note=made.reason, **why)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now, done=False)
    ending.close(case, now)


@transaction.atomic
def turn_down(
    case: Case, *, note: str = "", by: Actor, now: datetime, version: int | None = None
) -> None:
    """Decide that it has to be decided anew; its proposer may take it back in the same way."""
    moving.take_up(case, Action.DECIDE_AFTER_DEATH, by=by, version=version)
    approval.turn_down(_waiting(case), now=now)
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)


def _waiting(case: Case) -> AfterDeath:
    made = waiting_decision(case)
    if made is None:
        raise MoveNotPossible(_("No decision waits for a second person."))
    return made
