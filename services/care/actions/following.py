"""The days of a registration: reminders before it ends, its end, and a promised paper.

What a person is told a day ahead is told on that day or later, never twice; time itself changes
nothing but what a duty has done.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies import rule_book
from casework.actions.owing import owe
from casework.actions.telling import Told, tell
from casework.models import Duty
from casework.rules.wishes import SHANGHAI
from services.care.actions import announcing
from services.care.models import Registration
from services.care.rules.proving import promise_due

BEFORE_THE_END = (30, 7, 1)
BEFORE_THE_PAPER = (30, 7, 1)
IN_THE_MORNING = time(9)
END, REMIND, PAPER, VOID = "end", "remind", "paper", "void"


def owe_days(registration: Registration, *, now: datetime) -> None:
    """Owe the reminders and the end of a registration, and of the paper that was promised."""
    owe(_days(registration, now), None)


def _days(registration: Registration, now: datetime) -> Iterator[Duty]:
    today, until, paper = timezone.localdate(now), registration.until, registration.paper_due_on
    if until is not None:
        for days in BEFORE_THE_END:
            if (day := until - timedelta(days=days)) > today:
                yield _duty(registration, REMIND, day, days)
        yield _duty(registration, END, until + timedelta(days=1))
    if paper is not None:
        for days in BEFORE_THE_PAPER:
            if (day := paper - timedelta(days=days)) > today:
                yield _duty(registration, PAPER, day, days)
        yield _duty(registration, VOID, paper + timedelta(days=1))


def _duty(registration: Registration, what: str, day: date, days: int | None = None) -> Duty:
    return Duty(
        key=f"registration:{registration.pk}:{what}:{day:%Y%m%d}",
        kind=Duty.Kind.ON_ITS_DAY,
        case_id=registration.case_id,
        subject=f"{registration.pk}:{what}",
        milestone=days,
        due_at=datetime.combine(day, IN_THE_MORNING, SHANGHAI),
    )


def on_its_day(duty: Duty, now: datetime) -> None:
    """Do what a day of a registration asks for, if the registration still counts."""
    key, what = duty.subject.split(":")
    active = Registration.objects.active().select_related("case__person")
    registration = active.filter(pk=key).first()
    if registration is not None:
        DONE[what](registration, duty, now)


def _remind(registration: Registration, duty: Duty, now: datetime) -> None:
    """Remind of the end; of several that were missed, only of the nearest."""
    if registration.until is None or _is_passed(duty, now):
        return
    data = {"until": registration.until.isoformat()}
    _tell(registration, "registration-ends", duty, now, data)


def _is_passed(duty: Duty, now: datetime) -> bool:
    """Whether a nearer reminder is due as well."""
    nearer = Duty.objects.filter(
        kind=duty.kind, subject=duty.subject, due_at__lte=now, milestone__lt=duty.milestone
    )
    return nearer.exists()


def _remind_of_paper(registration: Registration, duty: Duty, now: datetime) -> None:
    if registration.owes_paper and registration.paper_due_on and not _is_passed(duty, now):
        data = {"due_on": registration.paper_due_on.isoformat()}
        _tell(registration, "promised-paper-due", duty, now, data)


def _end(registration: Registration, duty: Duty, now: datetime) -> None:
    """Write that it has run out: its last day is over."""
    until = registration.until
    if until is None or timezone.localdate(now) <= until:
        return
    active = Registration.objects.active().filter(pk=registration.pk)
    active.update(state=Registration.State.ENDED.value, stopped_on=until + timedelta(days=1))
    _tell(registration, "registration-ended", duty, now, {"until": until.isoformat()})


def _void(registration: Registration, duty: Duty, now: datetime) -> None:
    """Let a registration whose promised paper never came count no more, from tomorrow on.

    Never backwards: what was settled stays settled. Where the day was not read in its text, nothing
    ends by itself, and the agency is asked to look.
    """
    if not registration.owes_paper:
        return
    if not _is_firm(registration, now):
        step = registration.case.steps.last()
        if step is not None:
            told = Told("promise-to-look-at", step.agency.in_office)
            tell(registration.case, [told], now=now, occasion=duty.key)
        return
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    active = Registration.objects.active().filter(pk=registration.pk)
    active.update(state=Registration.State.VOID.value, stopped_on=tomorrow)
    _tell(registration, "registration-void", duty, now, {"from": tomorrow.isoformat()})
    announcing.owe_announcement(registration, now=now)


def _is_firm(registration: Registration, now: datetime) -> bool:
    """Whether the number of months was read in the text that sets it."""
    made = timezone.localdate(registration.made_at)
    due = promise_due(made, region=registration.insured_area_id, book=rule_book.current())
    return due is not None and due.is_firm


def _tell(
    registration: Registration, kind: str, duty: Duty, now: datetime, data: dict[str, str]
) -> None:
    tell(registration.case, [Told(kind, None, data)], now=now, occasion=duty.key)


DONE = {END: _end, REMIND: _remind, PAPER: _remind_of_paper, VOID: _void}
