"""Asking the police's register: owed when answers are complete, done by a worker, kept as a row."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from agencies.actors import SYSTEM
from agencies.models import Agency
from applications.actions.applying import application_of
from applications.known import answers_of, gaps
from applications.models import Application
from casework.actions.history import record
from casework.models import Duty, Event
from kit import wall
from services.particulars import police
from services.particulars.actions.owing import owe_question
from services.particulars.key_facts import asked_index, change_in, identity_of
from services.particulars.models import PoliceAnswer, PoliceComparison
from services.particulars.rules.ways import Police


def owe_comparison(application: Application, now: datetime) -> None:
    """Owe a comparison once everything is answered; what was sent is asked again after failures."""
    today = timezone.localdate(now)
    if gaps(application.service, answers_of(application), today=today):
        return
    if not change_in(application).changed:
        return
    owe_question(application.case, _key(application), now)


def _key(application: Application) -> str:
    return f"police:{application.case.pk}:{asked_index(change_in(application).new)}"


def is_being_asked(application: Application) -> bool:
    """Whether the police are asked about these particulars for the first time, just now."""
    return Duty.objects.waiting().filter(key=_key(application), attempts=0).exists()


def ask_the_police(duty: Duty, now: datetime) -> None:
    """Ask whether the particulars as they should be are those of the register; keep the answer.

    Raises `OSError` while the register is out of reach; the duty is then tried again later.
    """
    if duty.case is None or duty.case.closed_at is not None:
        return
    application = application_of(duty.case)
    new = change_in(application).new
    index = asked_index(new)
    if duty.key != f"police:{duty.case.pk}:{index}":
        return  # other particulars have been asked for since
    answer = police.compare(new)
    if answer is Police.NO_ANSWER:
        return
    case = duty.case
    PoliceAnswer.objects.create(case=case, asked_index=index, answer=answer.value, at=now)
    data = {"police": answer.value}
    record(case, Event.Kind.COMPARED, by=SYSTEM, now=now, data=data)


# --- The record as it stands, once a day ----------------------------------------------------------
DAILY = "daily-police"


@transaction.atomic
def compare_today(
    person: Person, *, agency: Agency | None = None, now: datetime
) -> PoliceComparison:
    """Have a record held against the register, or return the comparison that was asked for today.

    A worker asks; the answer stands in the row once it is there.
    """
    index = asked_index(identity_of(person))
    found, is_new = PoliceComparison.objects.get_or_create(
        person=person,
        day=timezone.localdate(now),
        defaults={"asked_index": index, "agency": agency, "asked_at": now},
    )
    if is_new:
        key, kind = f"{DAILY}:{found.pk}", Duty.Kind.ASK_ELSEWHERE
        Duty.objects.create(key=key, kind=kind, subject=str(found.pk), due_at=now)
    return found


@wall.as_house("ask the police's register about a record, whoever it is of")
def ask_of_record(duty: Duty, now: datetime) -> None:
    """Ask the register, and keep the answer; of particulars that were corrected since, it is none.

    Raises `OSError` while the register is out of reach; the duty is then tried again later.
    """
    found = PoliceComparison.objects.select_related("person").get(pk=int(duty.subject))
    held = identity_of(found.person)
    if found.answer or found.asked_index != asked_index(held):
        return
    answer = police.compare(held)
    PoliceComparison.objects.filter(pk=found.pk, answer="").update(
        answer=answer.value, answered_at=now
    )
