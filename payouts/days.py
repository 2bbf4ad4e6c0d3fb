"""Days of money in a person's calendar: when it comes, and until when it has to be shown."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from casework.dates import Entry
from kit.once import once_a_page
from kit.spelling import wording
from payouts.models import Entitlement
from payouts.rules.drawing import month_of, months, next_month
from payouts.rules.states import Drawn
from payouts.showing import pay_day_of

AHEAD = 3  # months; further ahead the calendar of working days is not published yet


def pay_days(person: Person, today: date) -> Iterable[Entry]:
    """Yield the days on which money comes, this month and the ones ahead."""
    active = [each for each in _drawn(person) if each.state == Drawn.ACTIVE]
    last = month_of(today)
    for _month in range(AHEAD - 1):
        last = next_month(last)
    for each in active:
        first = max(month_of(today), each.from_month)
        for month in months(first, min(last, each.until_month or last)):
            yield Entry(
                key=f"money-{each.pk}-{month:%Y-%m}",
                day=pay_day_of(each.agency, month),
                plain=_("Money comes to your account"),
                about=_("%(benefit)s is paid") % {"benefit": wording(each.what.title)},
                href=reverse("my_benefits"),
                is_mine=False,
            )


def days_to_prove(person: Person, today: date) -> Iterable[Entry]:
    """Yield until when somebody has to show that they may still be paid."""
    for each in _drawn(person):
        if each.proven_until is not None and each.proven_until >= today:
            yield Entry(
                key=f"prove-{each.pk}",
                day=each.proven_until,
                plain=_("Something to confirm by"),
                about=_("%(benefit)s: show by then that it goes on")
                % {"benefit": wording(each.what.title)},
                href=reverse("my_benefits"),
                is_mine=True,
            )


@once_a_page
def _drawn(person: Person) -> list[Entitlement]:
    """Return what somebody draws or has asked for, and has not ended."""
    drawn = Entitlement.objects.filter(person=person).exclude(state=Drawn.ENDED.value)
    return list(drawn.order_by("pk"))
