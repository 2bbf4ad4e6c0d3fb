"""Giving a person another account to be paid to, and taking that back."""

from datetime import date

from django.db import transaction

from accounts.models import Person
from casework.models import Case
from law.values import RuleBook
from law.workdays import Calendar
from payouts.models import PaymentAccount
from payouts.rules.accounts import Answer, first_paid_on

State = PaymentAccount.State


@transaction.atomic
def change(
    case: Case,
    *,
    bank: str,
    number: str,
    kind: str,
    proof: Answer,
    today: date,
    calendar: Calendar,
    book: RuleBook,
) -> PaymentAccount:
    """Let a person be paid to another account; the one before is paid until its wait is over.

    Done again for the same case it changes nothing.
    """
    Person.objects.select_for_update().get(pk=case.person_id)
    there = PaymentAccount.objects.filter(case=case).first()
    if there is not None:
        return there
    before = PaymentAccount.objects.of(case.person).filter(state=State.IN_FORCE).first()
    if before is not None:
        PaymentAccount.objects.filter(pk=before.pk).update(state=State.REPLACED)
    made = PaymentAccount.objects.create(
        person_id=case.person_id,
        bank=bank,
        number=number,
        kind=kind,
        proof=proof.value,
        valid_from=today,
        first_paid_on=first_paid_on(today, calendar, is_first=before is None, book=book),
        case=case,
    )
    if before is not None:
        PaymentAccount.objects.filter(pk=before.pk).update(replaced_by=made)
    return made


@transaction.atomic
def undo(case: Case) -> None:
    """Take a change back: what stood before it counts again, whatever came since.

    Whoever had entered may have changed it more than once.
    """
    Person.objects.select_for_update().get(pk=case.person_id)
    of_case = PaymentAccount.objects.filter(case=case).first()
    if of_case is None:
        return
    of_person = PaymentAccount.objects.of(case.person)
    since = of_person.filter(pk__gte=of_case.pk)
    since.update(state=State.UNDONE, replaced_by=None)
    before = of_person.filter(pk__lt=of_case.pk).counting().first()
    if before is not None:
        PaymentAccount.objects.filter(pk=before.pk).update(state=State.IN_FORCE, replaced_by=None)
