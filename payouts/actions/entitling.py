"""What somebody draws each month: giving it, other rates, pauses, its end. All safe to repeat."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from accounts.models import Person
from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Case
from kit import wall
from kit.clock import day_of
from law.money import to_fen
from payouts.actions import telling
from payouts.actions.reckoning import mark, take_back
from payouts.errors import Excluded
from payouts.models import Entitlement, EntitlementRate, Exclusion, Suspension
from payouts.registry import benefit_of, exclude_each_other, pairs_of
from payouts.rules.amounts import Line, add_up, keep
from payouts.rules.drawing import month_of, next_month
from payouts.rules.proving import proven_until
from payouts.rules.states import Drawn

CHANGES = "change what somebody draws"


@wall.as_house("give somebody money each month, whatever they draw elsewhere")
@transaction.atomic
def entitle(
    case: Case,
    *,
    benefit: str,
    person: Person,
    agency: Agency,
    from_month: date,
    until_month: date | None,
    lines: Sequence[Line],
    at: datetime,
    by: Actor | None = None,
) -> Entitlement:
    """Give a person money each month, once for a case and benefit.

    Months that are over are owed with the next run. Raises `Excluded` where the person draws, for
    one of the months, what excludes it.
    """
    what = benefit_of(benefit)
    Person.objects.select_for_update().get(pk=person.pk)
    there = Entitlement.objects.filter(case=case, benefit=benefit, person=person).first()
    if there is not None:
        return there
    _check_excluded(person, benefit, from_month, until_month)
    made = Entitlement.objects.create(
        person=person,
        benefit=benefit,
        fund=what.fund,
        agency=agency,
        case=case,
        from_month=month_of(from_month),
        until_month=until_month and month_of(until_month),
        begun_at=at,
        proven_until=proven_until(max(from_month, day_of(at)), what.proves_every),
    )
    Exclusion.objects.bulk_create(
        Exclusion(entitlement=made, person=person, pair=pair) for pair in pairs_of(benefit)
    )
    new_rate(made, from_month=from_month, lines=lines, at=at, decided_in=case, by=by)
    return made


def _check_excluded(person: Person, benefit: str, first: date, last: date | None) -> None:
    """Refuse what is drawn already; whatever ends before lets go of what it excluded."""
    for other in Entitlement.objects.filter(person=person):
        if other.excludes(benefit, first, last):
            raise Excluded(other)
        if exclude_each_other(benefit, other.benefit):
            other.exclusions.filter(is_live=True).update(is_live=False)


@wall.as_house(CHANGES)
@transaction.atomic
def new_rate(
    entitlement: Entitlement,
    *,
    from_month: date,
    lines: Sequence[Line],
    at: datetime,
    decided_in: Case | None = None,
    reason: str = "recalculated",
    by: Actor | None = None,
) -> EntitlementRate:
    """Let another amount count from a month on, in the place of every rate from then on.

    Of months that are paid the difference is owed with the next run, or demanded back.
    """
    held = _held(entitlement)
    first, kept = max(month_of(from_month), held.from_month), keep(lines)
    before = held.rates.filter(replaced_by=None)
    for same in before.filter(from_month=first, decided_in=decided_in):
        if same.lines == kept:
            return same
    replaced = list(before.filter(from_month__gte=first).values_list("pk", flat=True))
    # They stand in for themselves until the new one is there: one rate counts for a month.
    EntitlementRate.objects.filter(pk__in=replaced).update(replaced_by=F("pk"))
    made = EntitlementRate.objects.create(
        entitlement=held,
        person_id=held.person_id,
        agency_id=held.agency_id,
        number=held.rates.count() + 1,
        from_month=first,
        amount_fen=to_fen(add_up(lines)),
        lines=kept,
        decided_in=decided_in,
        by=by.user if by else None,
        at=at,
    )
    EntitlementRate.objects.filter(pk__in=replaced).update(replaced_by=made)
    _worked_out_from(held, first, reason, at)
    return made


@wall.as_house(CHANGES)
@transaction.atomic
def suspend(
    entitlement: Entitlement,
    *,
    from_month: date,
    reason: str,
    at: datetime,
    by: Actor | None = None,
) -> Suspension | None:
    """Pay nothing from a month on, until it is resumed; the claim goes on."""
    held = _held(entitlement)
    there = held.suspensions.filter(over_at=None).first()
    if there is not None or held.status is Drawn.ENDED:
        return there
    made = Suspension.objects.create(
        entitlement=held,
        person_id=held.person_id,
        agency_id=held.agency_id,
        from_month=max(month_of(from_month), held.from_month),
        reason=reason,
        at=at,
        by=by.user if by else None,
    )
    Entitlement.objects.filter(pk=held.pk).update(state=Drawn.SUSPENDED.value)
    # Months before it that no run has come to are still owed.
    _worked_out_from(held, min(made.from_month, month_of(day_of(at))), reason, at)
    telling.suspended(made, at)
    return made


@wall.as_house(CHANGES)
@transaction.atomic
def resume(
    entitlement: Entitlement,
    *,
    from_month: date,
    at: datetime,
    pays_back: bool,
    by: Actor | None = None,
) -> None:
    """Pay again from a month on; with `pays_back` the months between as well, with the next run."""
    held = _held(entitlement)
    there = held.suspensions.filter(over_at=None).first()
    if there is None:
        return
    there.until_month = max(month_of(from_month), there.from_month)
    there.over_at, there.pays_back = at, pays_back
    there.save(update_fields=["until_month", "over_at", "pays_back"])
    if held.status is Drawn.SUSPENDED:
        Entitlement.objects.filter(pk=held.pk).update(state=Drawn.ACTIVE.value)
    _worked_out_from(held, there.from_month, "recalculated", at)
    if held.person.deceased_on is None:
        telling.resumed(there, at)


@wall.as_house(CHANGES)
@transaction.atomic
def end(
    entitlement: Entitlement,
    *,
    last_month: date,
    reason: str,
    at: datetime,
    by: Actor | None = None,
) -> None:
    """Let a month be the last; what later months were paid is demanded back.

    A last month that is still to come ends it then. Of two ends the earlier one counts.
    """
    held = _held(entitlement)
    last = month_of(last_month)
    if held.ended_because and held.until_month is not None and held.until_month <= last:
        return
    held.until_month = last if held.until_month is None else min(last, held.until_month)
    held.ended_because = reason
    held.save(update_fields=["until_month", "ended_because"])
    if held.until_month < month_of(day_of(at)):
        close(held, at)
    _worked_out_from(held, last, reason, at)
    if held.what.on_ended is not None:
        held.what.on_ended(held, reason, at)


def close(entitlement: Entitlement, at: datetime) -> None:
    """Mark as ended what has no month to come; it excludes nothing any more."""
    running = Entitlement.objects.filter(pk=entitlement.pk, ended_at=None)
    if not entitlement.ended_because:
        running.update(ended_because="ran-out")
    running.update(state=Drawn.ENDED.value, ended_at=at)
    entitlement.exclusions.filter(is_live=True).update(is_live=False)


@wall.as_house(CHANGES)
@transaction.atomic
def extend(entitlement: Entitlement, *, until_month: date, at: datetime) -> None:
    """Let an entitlement that has not ended go on until a later month."""
    held = _held(entitlement)
    if held.until_month is None or held.status is Drawn.ENDED or held.until_month >= until_month:
        return
    others = Entitlement.objects.filter(person=held.person_id).exclude(pk=held.pk)
    for other in others:
        if other.excludes(held.benefit, next_month(held.until_month), until_month):
            raise Excluded(other)
    mark(held, next_month(held.until_month))
    Entitlement.objects.filter(pk=held.pk).update(until_month=month_of(until_month))


def _held(entitlement: Entitlement) -> Entitlement:
    return Entitlement.objects.select_for_update().get(pk=entitlement.pk)


def _worked_out_from(entitlement: Entitlement, month: date, reason: str, at: datetime) -> None:
    """Take back at once what is too much; what is missing is owed by the next run."""
    take_back(entitlement, month, reason=reason, at=at)
    mark(entitlement, month)
