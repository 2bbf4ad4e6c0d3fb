"""Asking the bank what became of a batch, and saying so where it does not answer in time."""

from datetime import datetime, timedelta

from django.conf import settings

from agencies import rule_book, work_calendar
from casework.models import Duty
from kit import wall
from kit.clock import day_of
from law.workdays import add_workdays
from payouts import sandbox
from payouts.actions import answering, telling
from payouts.actions.releasing import owe_question
from payouts.models import Batch, BatchFile
from payouts.rules.running import ANSWER_WAITS
from payouts.rules.states import Batched


@wall.as_house("ask a bank what became of a batch")
def do_ask(duty: Duty, now: datetime) -> None:
    """Fetch the answer to the batch that a duty names; ask again tomorrow where some is missing.

    Where files are carried by hand nothing can be fetched: then it is only watched.
    """
    key, _bar, number = duty.subject.partition("|")
    batch = Batch.objects.get(pk=int(key))
    if batch.status is not Batched.SENT:
        return
    content = CHANNELS[settings.PAYOUT_CHANNEL](batch, now)
    if content is not None:
        answering.take(batch, content, by=None, now=now)
        batch.refresh_from_db()
    if batch.status is Batched.SENT:
        alarm(batch, now)
        owe_question(batch, now + timedelta(days=1), number=int(number) + 1)


def alarm(batch: Batch, now: datetime) -> None:
    """Tell the agency, once, that lines have waited too long for an answer."""
    calendar, book = work_calendar.of(batch.agency), rule_book.current()
    last = add_workdays(batch.pay_on, ANSWER_WAITS.count(batch.pay_on, book), calendar)
    waiting = Batch.objects.filter(pk=batch.pk, alarmed_at=None)
    if day_of(now) > last and waiting.update(alarmed_at=now):
        telling.unanswered(batch, now)


def _sandbox(batch: Batch, now: datetime) -> bytes | None:
    sent = batch.files.filter(kind=BatchFile.Kind.ORDER).first()
    if sent is None or day_of(now) < batch.pay_on:
        return None
    return sandbox.answer_to(batch.number, bytes(sent.content), booked_on=batch.pay_on, now=now)


def _by_hand(_batch: Batch, _now: datetime) -> bytes | None:
    """The file is fetched and the answer brought by a clerk."""
    return None


CHANNELS = {"sandbox": _sandbox, "files": _by_hand}
