"""Reminding of the month's word that one still looks for work, where the place asks for it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from casework.actions.telling import tell_person
from casework.dates import Entry
from casework.models import Notice
from services.unemployment.models import Spell
from services.unemployment.rules.terms import REMINDED_BEFORE, confirmed_by

KIND = "benefit-confirm"


def remind_to_confirm(today: date, now: datetime) -> None:
    """Remind, once a month, whoever has not confirmed it and is asked to; safe to repeat."""
    month, book = today.replace(day=1), rule_book.current()
    days = timedelta(days=REMINDED_BEFORE.count(today, book))
    running = Spell.objects.running().filter(first_month__lte=month)
    for region in running.order_by().values_list("region", flat=True).distinct():
        last = confirmed_by(month, region, book)
        if last is None or not last - days <= today <= last:
            continue
        of_place = running.filter(region=region, person__deceased_on=None)
        open_ones = of_place.exclude(confirmations__month=month).select_related("person")
        for spell in open_ones.order_by("pk").iterator(chunk_size=500):
            _remind(spell, month, last, now)


def _remind(spell: Spell, month: date, last: date, now: datetime) -> None:
    occasion = f"spell:{spell.pk}:{month:%Y-%m}"
    if spell.planned_last < month:
        return
    if not Notice.objects.filter(key=f"{occasion}:{KIND}:{spell.person_id}").exists():
        data = {"until": last.isoformat()}
        tell_person(spell.person, KIND, data, now=now, occasion=occasion)


def day_to_confirm(person: Person, today: date) -> Iterable[Entry]:
    """Yield until when somebody has to say that they still look, for the calendar."""
    month = today.replace(day=1)
    for spell in Spell.objects.of(person).running()[:1]:
        last = confirmed_by(month, spell.region, rule_book.current())
        is_said = spell.confirmations.filter(month=month).exists()
        if last is not None and not is_said and spell.planned_last >= month:
            yield Entry(
                key=f"still-looking-{spell.pk}-{month:%Y-%m}",
                day=last,
                plain=_("Something to confirm by"),
                about=_("Say by then that you still look for work"),
                href=reverse("service_guide", args=["unemployment-month"]),
                is_mine=True,
            )
