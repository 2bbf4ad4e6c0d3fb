"""The effect of a registration: written once, announced; changed, cancelled, proven."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import Position
from applications import known
from applications.declaring import Deed
from applications.fields import Asked
from applications.known import answers_of
from casework.errors import MoveNotPossible
from casework.models import Case
from services.care.actions import announcing, following
from services.care.facts import CareFacts, facts_for, facts_of_changing, facts_of_lateness
from services.care.models import Registration
from services.care.rules.kinds import LONG_TERM, Kind
from services.care.rules.proving import promise_due
from services.care.rules.registering import Proof, locked_until


def register_as(kind: Kind | None = None) -> Callable[[Deed], None]:
    """Return the effect of a service that registers as one kind, or as the kind that was chosen."""

    def effect(deed: Deed) -> None:
        register(deed, kind)

    return effect


def register_late(deed: Deed) -> None:
    """Register from the day of admission on."""
    case = deed.application.case
    with transaction.atomic():
        hold(case)
        _write_in_place(facts_of_lateness(asked_of(deed)), deed)


@transaction.atomic
def register(deed: Deed, kind: Kind | None = None) -> Registration:
    """Write the registration, and owe its announcement and its reminders.

    Raises `MoveNotPossible` where another one counts on the same days and nobody has looked: of
    two devices at once the second one finds what the first has written. A clerk who grants it puts
    it in the place of the other.
    """
    case = deed.application.case
    hold(case)
    return _write_in_place(facts_of(deed, kind), deed)


def hold(case: Case) -> None:
    """Keep the person of a case from everybody else until this transaction ends."""
    Person.objects.select_for_update().get(pk=case.person_id)


def facts_of(deed: Deed, kind: Kind | None) -> CareFacts:
    """Return the facts of what was asked for, as the records stand now."""
    return facts_for(kind, asked_of(deed))


def asked_of(deed: Deed) -> Asked:
    """Return what the rules are asked in the moment of the decision."""
    application, today = deed.application, timezone.localdate(deed.now)
    held = known.known_for(application.case, today=today)
    return known.asked(application.service, answers_of(application), held, today=today)


def _write_in_place(facts: CareFacts, deed: Deed) -> Registration:
    others = [each for each in facts.overlapping if facts.stands_alone or each.stands_alone]
    if others and deed.by.position == Position.SYSTEM:
        raise MoveNotPossible(_("You are registered for these days already."))
    begins = max(facts.span.from_, timezone.localdate(deed.now))
    for each in others:
        stop(each, Registration.State.REPLACED, on=max(begins, each.from_day))
    made = write(facts, deed.application.case, deed.now)
    for each in others[:1]:
        Registration.objects.filter(pk=each.pk).update(replaced_by=made)
    for each in others:
        announcing.owe_announcement(each, now=deed.now)
    return made


def write(facts: CareFacts, case: Case, now: datetime) -> Registration:
    """Write a registration and what is owed for it; raises `MoveNotPossible` beside another."""
    promised = promise_due(facts.today, region=facts.insured, book=facts.book)
    owes = facts.proof is Proof.PROMISE and facts.kind in LONG_TERM
    try:
        with transaction.atomic():
            made = Registration.objects.create(
                person_id=case.person_id,
                case=case,
                kind=facts.kind.value,
                scheme=facts.scheme.value,
                insured_area_id=facts.insured,
                places=list(facts.places),
                from_day=facts.span.from_,
                until=facts.span.until,
                proof=facts.proof.value,
                stands_alone=facts.stands_alone,
                locked_until=lock_of(facts),
                paper_due_on=promised.on if owes and promised else None,
                made_at=now,
            )
    except IntegrityError as error:  # the other device was faster
        raise MoveNotPossible(_("You are registered for these days already.")) from error
    announcing.owe_announcement(made, now=now)
    following.owe_days(made, now=now)
    return made


def lock_of(facts: CareFacts) -> date | None:
    """Return the first day on which it may be changed by oneself."""
    begins = facts.span.from_
    return locked_until(facts.kind, facts.proof, begins, region=facts.insured, book=facts.book)


# --- What is registered already ----------------------------------------------------------------
def active_of(person: Person, *, today: date) -> list[Registration]:
    """Return what somebody is registered as and what has not run out, the newest first."""
    active = Registration.objects.active().of(person)
    return [each for each in active if each.until is None or each.until >= today]


@transaction.atomic
def change(deed: Deed) -> None:
    """Put a new registration in the place of the one that counts."""
    case, today = deed.application.case, timezone.localdate(deed.now)
    hold(case)
    facts = facts_of_changing(asked_of(deed))
    old = facts.current
    if old is not None:
        stop(old, Registration.State.REPLACED, on=max(facts.span.from_, today, old.from_day))
    made = write(facts, case, deed.now)
    if old is not None:
        Registration.objects.filter(pk=old.pk).update(replaced_by=made)
        announcing.owe_announcement(old, now=deed.now)


@transaction.atomic
def cancel(deed: Deed) -> None:
    """End the registration that counts; today it still does."""
    case, today = deed.application.case, timezone.localdate(deed.now)
    hold(case)
    old = facts_of_changing(asked_of(deed)).current
    if old is not None:
        stop(old, Registration.State.CANCELLED, on=max(today, old.from_day) + timedelta(days=1))
        announcing.owe_announcement(old, now=deed.now)


@transaction.atomic
def take_paper(deed: Deed) -> None:
    """Note that the promised paper is there: the registration is proven by it from now on."""
    case, today = deed.application.case, timezone.localdate(deed.now)
    hold(case)
    owing = [each for each in active_of(case.person, today=today) if each.owes_paper]
    mine = Registration.objects.filter(pk__in=[each.pk for each in owing])
    mine.update(paper_came_on=today, locked_until=None)


def stop(registration: Registration, state: Registration.State, *, on: date) -> bool:
    """Let a registration count until the day before `on`; whether it was this that stopped it."""
    active = Registration.objects.active().filter(pk=registration.pk)
    return bool(active.update(state=state.value, stopped_on=on))
