"""Money to invented people: accounts to be paid to, the run of the month, batches, what came back.

What the stories have decided is paid as an agency pays it; the rest comes when the clock is moved.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.models import Case
from demo import staff
from kit.clock import day_of
from payouts.actions import changing, preparing, releasing, running
from payouts.models import Entitlement, Payable, PaymentAccount
from payouts.rules.accounts import AccountKind, Answer
from payouts.rules.drawing import month_of
from payouts.rules.running import run_day

# By their last digits: no such account, reported lost, and the others are paid.
ENDINGS = ("100", "901", "100", "904", "100")
WITHOUT = 4  # one in so many has named no account yet
BANKS = ("102", "105", "403")


def load(*, now: datetime) -> None:
    """Pay what the stories have decided, at each agency that has clerks."""
    _give_accounts(now)
    owed = Payable.objects.order_by("agency", "fund").values_list("agency", "fund")
    drawn = Entitlement.objects.order_by("agency", "fund").values_list("agency", "fund")
    for number, (key, fund) in enumerate(sorted({*owed.distinct(), *drawn.distinct()})):
        agency = Agency.objects.get(pk=key)
        names = [staff.sign_in_name(agency, desk) for desk in ("a", "b")]
        if User.objects.filter(email__in=names).count() == len(names):
            desks = staff.at_desk(agency, "a"), staff.at_desk(agency, "b")
            pay(agency, fund, desks, now=now, is_released=number > 0)


def pay(
    agency: Agency, fund: str, desks: tuple[Actor, Actor], *, now: datetime, is_released: bool
) -> None:
    """Run the month if its day has come, prepare by one clerk, and release by the other."""
    first, second = desks
    month, calendar = month_of(day_of(now)), work_calendar.of(agency)
    if day_of(now) >= run_day(month, calendar, rule_book.current()):
        run = running.open_run(agency, fund, month, now=now)
        while not running.work_off(run, now=now):
            run.refresh_from_db()
    for batch in preparing.prepare(fund, by=first, now=now).made():
        if is_released:
            releasing.release(batch, by=second, now=now)


@transaction.atomic
def _give_accounts(now: datetime) -> None:
    """Let most payees have an account; each is bound to the case in which they were awarded."""
    has_one = set(PaymentAccount.objects.values_list("person_id", flat=True))
    has_case = set(PaymentAccount.objects.values_list("case_id", flat=True))
    awarded = Case.objects.filter(pk__in=_awarded()).exclude(pk__in=has_case).order_by("pk")
    for number, case in enumerate(awarded.exclude(person__in=has_one)):
        if case.person_id in has_one or number % WITHOUT == WITHOUT - 1:
            continue
        has_one.add(case.person_id)
        name_account(case, number, day_of(now))


def _awarded() -> set[int]:
    drawn = set(Entitlement.objects.values_list("case_id", flat=True))
    return drawn | set(Payable.objects.values_list("case_id", flat=True))


def name_account(case: Case, number: int, today: date) -> None:
    """Let the person of a case be paid to an invented account; its last digits say how it goes."""
    changing.change(
        case,
        bank=BANKS[number % len(BANKS)],
        number=f"6222029{case.pk:09d}{ENDINGS[number % len(ENDINGS)]}",
        kind=AccountKind.BANK_CARD.value,
        proof=Answer.SAME,
        today=today,
        calendar=work_calendar.national(),
        book=rule_book.current(),
    )
