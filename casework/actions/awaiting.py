"""An answer that is awaited in a thread: whoever owes it is reminded twice, and then no more."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone

from agencies import work_calendar
from agencies.models import Agency
from casework.actions.owing import Owed, owe
from casework.actions.telling import Told, tell
from casework.models import Case, Duty, Message
from casework.rules.wishes import SHANGHAI
from law.workdays import add_workdays

REMINDERS = (3, 10)  # working days after the message; a choice of ours
IN_THE_MORNING = time(9)


def expect(message: Message, reader: Agency, *, now: datetime, owed: Owed | None = None) -> None:
    """Owe the reminders of an answer to a message: of the person to the agency, or of `reader`."""
    owe(_reminders(message, reader, now), owed)


def _reminders(message: Message, reader: Agency, now: datetime) -> Iterator[Duty]:
    calendar, today = work_calendar.of(reader), timezone.localdate(now, SHANGHAI)
    for days in REMINDERS:
        day = add_workdays(today, days, calendar)
        yield Duty(
            key=f"answer:{message.pk}:{days}",
            kind=Duty.Kind.AWAIT_ANSWER,
            case=message.case,
            subject=str(message.pk),
            milestone=days,
            due_at=datetime.combine(day, IN_THE_MORNING, SHANGHAI),
        )


def remind(duty: Duty, now: datetime) -> None:
    """Remind whoever has not answered a message; once for several that wait, and never late twice.

    Where the second reminder is due as well, the first one was missed and is dropped.
    """
    message = Message.objects.select_related("case").get(pk=int(duty.subject))
    case = message.case
    if not case.is_open or _is_answered(message) or _is_outdated(duty, now):
        return
    since = timezone.localdate(message.at, SHANGHAI).isoformat()
    if message.agency_id is None:
        told = Told("answer-owed", reader_of(case), {"since": since})
    elif case.answer_due_on is None:
        return
    else:
        told = Told("answer-awaited", None, {"since": since, "due_on": str(case.answer_due_on)})
    tell(case, [told], now=now, occasion=duty.key)


def _is_answered(message: Message) -> bool:
    """Whether the other side has written since; or whether an earlier message already reminds."""
    thread = Message.objects.filter(case=message.case, is_internal=False)
    is_ours = message.agency_id is not None
    if thread.filter(pk__gt=message.pk, agency__isnull=is_ours).exists():
        return True
    last_other = thread.filter(pk__lt=message.pk, agency__isnull=is_ours).order_by("-pk").first()
    earlier = thread.filter(pk__lt=message.pk, pk__gt=last_other.pk if last_other else 0)
    awaited = Duty.objects.filter(
        kind=Duty.Kind.AWAIT_ANSWER, subject__in=[str(each.pk) for each in earlier]
    )
    return awaited.exists()


def _is_outdated(duty: Duty, now: datetime) -> bool:
    further = Duty.objects.filter(subject=duty.subject, kind=duty.kind, due_at__lte=now)
    return further.filter(milestone__gt=duty.milestone or 0).exists()


def reader_of(case: Case) -> Agency | None:
    """Return the agency whose turn it is, or was last: it answers; nothing where none had any."""
    turns = case.steps.of_the_way().filter(opened_at__isnull=False).order_by("-pk")
    turn = turns.filter(closed_at=None).first() or turns.first()
    return turn.agency.in_office if turn else None
