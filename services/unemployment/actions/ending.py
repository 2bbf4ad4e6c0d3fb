"""The end of a spell: what is not drawn is kept, what was paid for later months is asked back."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Person
from agencies.actors import Actor
from payouts import standing
from payouts.actions import entitling
from payouts.models import Entitlement
from records.rules.contributions import month_number
from services.unemployment.models import Spell

NAME = "unemployment"


@transaction.atomic
def end(
    spell: Spell, because: Spell.Ended, *, on: date, now: datetime, by: Actor | None = None
) -> Spell:
    """End a spell on a day: the month of that day is the last one that is paid.

    Ending it once more changes nothing.
    """
    held = Spell.objects.select_for_update().get(pk=spell.pk)
    if not held.is_running:
        return held
    last = min(max(on.replace(day=1), _month_before(held.first_month)), held.planned_last)
    drawn = max(0, month_number(last) - month_number(held.first_month) + 1)
    held.ended_because, held.ended_on = because.value, on
    held.last_month = last
    held.kept = max(0, held.months - drawn)
    held.save(update_fields=["ended_because", "ended_on", "last_month", "kept"])
    for each in standing.entitlements_of(held.person):
        if each.benefit == NAME:
            entitling.end(each, last_month=last, reason=because.value, at=now, by=by)
    return held


# What ended the money by another room, and what that is to the spell.
ENDED_BY = {"death": Spell.Ended.DIED, "pension": Spell.Ended.PENSION}


def end_with_it(entitlement: Entitlement, reason: str, at: datetime) -> None:
    """End a spell whose money was ended elsewhere: by a death, or by a pension that begins."""
    because = ENDED_BY.get(reason)
    if because is None or entitlement.until_month is None:
        return
    for spell in Spell.objects.of(entitlement.person_id).running():
        end(spell, because, on=entitlement.until_month, now=at)


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def close_run_out(person: Person, *, on: date) -> None:
    """Close the spell of which every month was drawn, so that another one may begin."""
    for spell in Spell.objects.of(person).running():
        if spell.planned_last < on.replace(day=1):
            Spell.objects.filter(pk=spell.pk).update(
                ended_because=Spell.Ended.DRAWN.value,
                ended_on=spell.planned_last,
                last_month=spell.planned_last,
                kept=0,
            )
