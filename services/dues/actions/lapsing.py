"""Each day: who is reminded that a last day is near, and what has lapsed since."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Person
from casework.actions.telling import tell_person
from casework.models import Duty
from services.dues.models import Due
from services.dues.rules.reckoning import due_again

IN_THE_MORNING = time(8, 30)


def owe_day(*, now: datetime) -> None:
    """Owe the reminders of the day, once; safe to repeat."""
    today = timezone.localdate(now)
    key = f"remind-dues:{today}"
    if Duty.objects.filter(key=key).exists():
        return
    due = datetime.combine(today, IN_THE_MORNING, timezone.get_default_timezone())
    duty = Duty(key=key, kind=Duty.Kind.REMIND_DUES, subject=str(today), due_at=due)
    Duty.objects.bulk_create([duty], ignore_conflicts=True)


def do_day(duty: Duty, now: datetime) -> None:
    """Let lapse what ended the day before, and remind of what ends soon; once for each day."""
    today = date.fromisoformat(duty.subject)
    lapse(today, now=now)
    remind(today, now=now)


def lapse(today: date, *, now: datetime) -> int:
    """End what could be paid until yesterday; what lies in an order keeps its half-hour."""
    over = list(Due.objects.filter(state=Due.State.OPEN, last_day__lt=today).values("pk", "person"))
    gone = Due.objects.filter(pk__in=[each["pk"] for each in over], state=Due.State.OPEN)
    count = gone.update(state=Due.State.LAPSED)
    for person in sorted({each["person"] for each in over}):
        _tell(person, "due-lapsed", today - timedelta(days=1), today, now)
    return count


def remind(today: date, *, now: datetime) -> int:
    """Tell everybody once a day of what can be paid for a few days more; return how many."""
    soon: dict[int, date] = {}
    near = Due.objects.filter(state=Due.State.OPEN, last_day__in=due_again(today))
    for person, last in near.order_by("-last_day").values_list("person", "last_day"):
        soon[person] = last
    told: dict[date, int] = defaultdict(int)
    for person, last in sorted(soon.items()):
        told[last] += _tell(person, "due-ending", last, today, now)
    return sum(told.values())


def _tell(person: int, kind: str, last: date, today: date, now: datetime) -> bool:
    data = {"last": last.isoformat()}
    try:
        with transaction.atomic():
            who = Person.objects.get(pk=person)
            tell_person(who, kind, data, now=now, occasion=f"dues:{today}")
    except IntegrityError:  # told already
        return False
    return True
