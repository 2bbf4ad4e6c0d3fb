"""How what was paid too much comes back: the person chooses, an agency books or withdraws it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from agencies import rule_book
from agencies.actors import Actor
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from law.money import to_fen
from payouts.actions import posting, telling
from payouts.actions.answering import count_back
from payouts.errors import NotNow
from payouts.models import Instalment, Recovery
from payouts.rules.recovering import MOST_INSTALMENTS, days_of, parts_of
from payouts.rules.states import Recovered, Way


# --- The person -----------------------------------------------------------------------------------
def agree(recovery: Recovery, way: Way, *, by: Actor, now: datetime, parts: int = 1) -> None:
    """Choose how it comes back; whoever was paid may choose anew while nothing is back."""
    if by.person_id is None or by.person_id != recovery.person_id:
        raise NotPermitted
    most = MOST_INSTALMENTS.count(day_of(now), rule_book.current())
    if way is Way.INSTALMENTS and not 2 <= parts <= most:
        said = _("Choose between 2 and %(most)d months.") % {"most": most}
        raise NotValid({"parts": said})
    with wall.as_house("write down how money comes back"):
        _agree(recovery, way, parts if way is Way.INSTALMENTS else 1, by, now)


@transaction.atomic
def _agree(recovery: Recovery, way: Way, parts: int, by: Actor, now: datetime) -> None:
    held = Recovery.objects.select_for_update().get(pk=recovery.pk)
    if held.status not in (Recovered.DEMANDED, Recovered.AGREED):
        raise NotNow(_("Nothing has to come back any more."))
    if held.instalments.exists():
        raise NotNow(_("How it comes back is agreed already. Ask your agency to change it."))
    held.state, held.way = Recovered.AGREED.value, way.value
    held.agreed_at, held.agreed_by = now, by.user
    held.save(update_fields=["state", "way", "agreed_at", "agreed_by"])
    if way is not Way.SET_OFF:
        amounts = parts_of(held.amount_fen, parts)
        days = days_of(max(held.due_on, day_of(now)), len(amounts))
        Instalment.objects.bulk_create(
            Instalment(
                recovery=held,
                person_id=held.person_id,
                agency_id=held.agency_id,
                due_on=day,
                amount_fen=fen,
            )
            for day, fen in zip(days, amounts, strict=True)
        )


# --- The agency -----------------------------------------------------------------------------------
def _check(recovery: Recovery, by: Actor) -> None:
    if by.user is None or by.agency is None or not may_generally(by, Action.CHANGE_ENTITLEMENT):
        raise NotPermitted
    if not Recovery.objects.at_desk_of(by).filter(pk=recovery.pk).exists():
        raise NotPermitted


def book_back(
    recovery: Recovery, amount: Decimal, reference: str, *, by: Actor, now: datetime
) -> Instalment:
    """Book what has come in from the person; the same reference of the bank is booked once."""
    _check(recovery, by)
    if not reference.strip():
        raise NotValid({"reference": _("Write the number of the bank's entry.")})
    with wall.as_house("book what a person has paid back"):
        return _book_back(recovery, to_fen(amount), reference.strip()[:40], by, now)


@transaction.atomic
def _book_back(
    recovery: Recovery, fen: int, reference: str, by: Actor, now: datetime
) -> Instalment:
    held = Recovery.objects.select_for_update().get(pk=recovery.pk)
    there = held.instalments.filter(reference=reference).first()
    if there is not None:
        return there
    if held.status not in (Recovered.DEMANDED, Recovered.AGREED) or not 0 < fen <= held.left_fen:
        said = _("No more can come back than is still asked for.")
        raise NotValid({"amount": said})
    _make_room(held, fen)
    made = Instalment.objects.create(
        recovery=held,
        person_id=held.person_id,
        agency_id=held.agency_id,
        due_on=day_of(now),
        amount_fen=fen,
        reference=reference,
        booked_by=by.user,
        back_at=now,
    )
    count_back(made, now)
    posting.recovered(made, now)
    return made


def _make_room(recovery: Recovery, fen: int) -> None:
    """Take what came in off the parts that were agreed, the earliest first."""
    for part in recovery.instalments.filter(back_at=None, payable=None).order_by("due_on", "pk"):
        taken = min(fen, part.amount_fen)
        if taken == part.amount_fen:
            part.delete()
        elif taken:
            part.amount_fen -= taken
            part.save(update_fields=["amount_fen"])
        fen -= taken


@transaction.atomic
def withdraw(recovery: Recovery, *, by: Actor, now: datetime) -> bool:
    """Say that it is no debt; the second person who says so withdraws it. Return whether it is."""
    _check(recovery, by)
    with wall.as_house("withdraw what was demanded"):
        held = Recovery.objects.select_for_update().get(pk=recovery.pk)
        if held.status not in (Recovered.DEMANDED, Recovered.AGREED):
            raise NotNow(_("Nothing has to come back any more."))
        if held.instalments.filter(back_at__isnull=False).aggregate(n=Sum("amount_fen"))["n"]:
            raise NotNow(_("Part of it is back already: it cannot be withdrawn."))
        if held.withdrawal_by_id is None:
            held.withdrawal_by = by.user
            held.save(update_fields=["withdrawal_by"])
            return False
        if by.user is None or held.withdrawal_by_id == by.user.pk:
            raise NotPermitted(_("A second person has to agree."))
        held.state, held.withdrawn_by, held.settled_at = (
            Recovered.WITHDRAWN.value,
            by.user,
            now,
        )
        held.save(update_fields=["state", "withdrawn_by", "settled_at"])
        return True


@transaction.atomic
def order_set_off(recovery: Recovery, untouched: Decimal, *, by: Actor, now: datetime) -> bool:
    """Decide that it is kept back of later payments; the second person's word makes it so.

    Only once its day has passed without a choice, and while nobody objects. `untouched`: what is
    left of each month's money at least, the minimum living allowance of the place. Return whether
    it is decided. Raises `NotNow`, `NotPermitted`.
    """
    _check(recovery, by)
    with wall.as_house("decide that money is kept back"):
        held = Recovery.objects.select_for_update().get(pk=recovery.pk)
        _check_may_be_ordered(held, day_of(now))
        if by.user is None:
            raise NotPermitted
        if held.ordered_by_id is None:
            held.ordered_by, held.untouched_fen = by.user, to_fen(untouched)
            held.save(update_fields=["ordered_by", "untouched_fen"])
            return False
        if held.ordered_by_id == by.user.pk:
            raise NotPermitted(_("A second person has to agree."))
        if held.untouched_fen != to_fen(untouched):
            said = _("The other person left another amount untouched. Speak to each other.")
            raise NotValid({"untouched": said})
        held.ordered_with, held.ordered_at = by.user, now
        held.state, held.way = Recovered.AGREED.value, Way.SET_OFF.value
        held.save(update_fields=["ordered_with", "ordered_at", "state", "way"])
        telling.ordered(held, now)
        return True


def _check_may_be_ordered(recovery: Recovery, today: date) -> None:
    if recovery.status is not Recovered.DEMANDED or recovery.due_on >= today:
        raise NotNow(_("The person can still choose how it comes back."))
    if Recovery.objects.contested().filter(pk=recovery.pk).exists():
        raise NotNow(_("Somebody objects to it: it rests until that is decided."))
