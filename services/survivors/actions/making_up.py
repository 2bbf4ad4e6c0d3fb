"""Paying the difference once the income of the year that counts is known (SUR07).

Grants were paid by the income of a year earlier for want of it; the family need not ask.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from applications import known
from applications.known import answers_of
from applications.models import Application
from kit import wall
from law.money import ZERO, from_fen, to_fen
from services.survivors.actions.paying import DIFFERENCE, pay
from services.survivors.facts import SurvivorFacts, facts_of
from services.survivors.models import Bereavement


@wall.as_house("pay families the difference once the income of a year is known")
def make_up(_today: date, now: datetime) -> None:
    """Look at each grant that was paid provisionally; safe to repeat."""
    waiting = Bereavement.objects.filter(is_provisional=True, looked_at=None)
    for key in list(waiting.order_by("made_at", "pk").values_list("pk", flat=True)[:500]):
        _make_up(key, now)


@transaction.atomic
def _make_up(key: int, now: datetime) -> None:
    held = Bereavement.objects.select_for_update().get(pk=key)
    application = Application.objects.whole().get(case=held.case_id)
    facts = _facts(application, now)
    income, found = facts.income, facts.grants
    if held.looked_at is not None or income is None or income.is_provisional or found is None:
        return
    before = from_fen(held.funeral_fen + held.condolence_fen - held.set_off_fen)
    more = max(found.paid - before, ZERO)
    held.looked_at, held.difference_fen = now, to_fen(more)
    held.save(update_fields=["looked_at", "difference_fen"])
    if more:
        pay(application, more, now=now, what=DIFFERENCE)


def _facts(application: Application, now: datetime) -> SurvivorFacts:
    today = timezone.localdate(now)
    held = known.known_for(application.case, today=today)
    return facts_of(known.asked(application.service, answers_of(application), held, today=today))
