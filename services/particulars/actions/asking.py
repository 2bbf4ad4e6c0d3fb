"""Asking another authority as a duty: which one, its key says."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from applications.actions.applying import application_of
from applications.known import answers_of, gaps
from applications.models import Application
from casework.models import Duty
from payouts import banks
from payouts.models import AccountCheck
from payouts.rules.accounts import Answer
from services.particulars.actions.comparing import DAILY, ask_of_record, ask_the_police
from services.particulars.actions.owing import owe_question
from services.particulars.pay_facts import question_in

BANK, POLICE = "bank", "police"


def owe_account_check(application: Application, now: datetime) -> None:
    """Owe the question to the bank once everything is answered."""
    if gaps(application.service, answers_of(application), today=timezone.localdate(now)):
        return
    owe_question(application.case, _key(application), now)


def _key(application: Application) -> str:
    return f"{BANK}:{application.case.pk}:{question_in(application).index}"


def ask_the_bank(duty: Duty, now: datetime) -> None:
    """Ask whether the account works and is in the person's name; keep the answer.

    Raises `OSError` while the bank is out of reach; the duty is then tried again later.
    """
    if duty.case is None or duty.case.closed_at is not None:
        return
    question = question_in(application_of(duty.case))
    if duty.key != f"{BANK}:{duty.case.pk}:{question.index}":
        return  # another account has been named since
    answer = banks.check(question)
    if answer is not Answer.NO_ANSWER:
        said = {"asked_index": question.index, "answer": answer.value, "at": now}
        AccountCheck.objects.create(case=duty.case, **said)


ASKERS: dict[str, Callable[[Duty, datetime], None]] = {
    BANK: ask_the_bank,
    POLICE: ask_the_police,
    DAILY: ask_of_record,
}


def ask_elsewhere(duty: Duty, now: datetime) -> None:
    """Ask whom the key of the duty names."""
    ASKERS[duty.key.partition(":")[0]](duty, now)
