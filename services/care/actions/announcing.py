"""Announcing a registration to the place of treatment: owed, tried again, and raised when it fails.

What somebody is registered for counts from the decision on; that the hospitals there know of it is
a second thing, and is asked until it is so.
"""

import logging
from datetime import datetime, timedelta

from casework.actions.owing import owe
from casework.actions.telling import Told, tell
from casework.models import Duty
from services.care import treatment_places
from services.care.models import Registration
from services.care.treatment_places import Answer

log = logging.getLogger(__name__)
# Minutes until it is tried again; after the last one every hour, for as long as it takes.
TRIES = (1, 4, 10, 15, 30)
HOURLY = 60
ALARM_AFTER = timedelta(hours=1)


def owe_announcement(registration: Registration, *, now: datetime, number: int = 0) -> None:
    """Owe that the place of treatment is told what now counts of a registration."""
    still = Registration.objects.active().filter(pk=registration.pk)
    state = "begins" if still.exists() else "ends"
    after = timedelta(minutes=_wait(number)) if number else timedelta()
    duty = Duty(
        key=f"announce:{registration.pk}:{state}:{number}",
        kind=Duty.Kind.ANNOUNCE,
        case_id=registration.case_id,
        subject=f"{registration.pk}:{number}",
        due_at=now + after,
    )
    if not Duty.objects.filter(key=duty.key).exists():
        owe([duty], None)


def _wait(number: int) -> int:
    return TRIES[number - 1] if number <= len(TRIES) else HOURLY


def announce(duty: Duty, now: datetime) -> None:
    """Tell the place of treatment; where it does not take it over, try again, and say so.

    Raises `OSError` while it is out of reach; the duty is then tried again by itself.
    """
    key, number = map(int, duty.subject.split(":"))
    registration = Registration.objects.select_related("case__person").get(pk=key)
    answer = treatment_places.announce(registration, number)
    if answer is Answer.TAKEN:
        Registration.objects.filter(pk=key).update(announced_at=now)
        return
    _say_late(registration, number, now)
    owe_announcement(registration, now=now, number=number + 1)


def _say_late(registration: Registration, number: int, now: datetime) -> None:
    """Tell the agency, once, that a registration is not known where it is for after an hour."""
    if number == 0 or now < registration.made_at + ALARM_AFTER:
        return
    case = registration.case
    step = case.steps.last()
    occasion = f"not-taken-over:{registration.pk}"
    told = Told("registration-not-taken-over", step.agency.in_office) if step else None
    if told is None or case.notices.filter(key__startswith=f"{case.pk}:{occasion}:").exists():
        return
    log.error("registration %s is not taken over after an hour", registration.pk)
    tell(case, [told], now=now, occasion=occasion)
