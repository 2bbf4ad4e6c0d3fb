"""A month's money beside the office day: runs work it out, clerks send it, the bank answers.

`open_money` gives people something to draw, lays batches that are with their bank already, and owes
the runs of the months that follow, one after the other within so many seconds.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.test import Client
from django.utils import timezone

from agencies.actors import SYSTEM
from casework.actions import moving
from casework.models import Duty
from kit import clock
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import to_fen
from law.wording import Text
from payments.models import DailySheet
from payouts.actions import entitling, preparing, releasing, running
from payouts.models import Batch, Entitlement, Payable, PaymentAccount, Run
from payouts.rules.amounts import Line
from payouts.rules.drawing import month_of
from payouts.rules.states import Batched, Owed
from tests.cast import make_clerk, make_person
from tests.chaos.money_months import BEFORE, MEANWHILE

FUND, BENEFIT = "unemployment", "unemployment"
YUAN = Decimal("1840.00")
PEOPLE = 60
BANKS = ("102", "103", "104", "105")


def open_money(world, seconds):
    """Lay everything; return the sessions of the two clerks who pay."""
    agency = world.agency("pension", "hangzhou")
    payers = [make_clerk(f"payer_{letter}", agency) for letter in "ab"]
    months = _months(clock.today())
    for number in range(PEOPLE):
        _drawing(agency, number, months[0])
    for month in months[:BEFORE]:
        _sent(agency, payers, month)
    _owe(months[BEFORE:], seconds)
    return [_signed_in(each) for each in payers]


def _months(today):
    """Return the months up to this one, the oldest first."""
    found = [month_of(today)]
    while len(found) < BEFORE + MEANWHILE:
        found.insert(0, month_of(found[0] - timedelta(days=1)))
    return found


def _drawing(agency, number, since):
    person = make_person(f"领取{number:02}", date(1979, 1, 1) + timedelta(days=number))
    at = _moment(since) - timedelta(days=40)
    line = Line(
        name="base",
        title=Text("标准", "Standard"),
        amount=YUAN,
        formula=str(YUAN),
        basis=cite(SOCIAL_INSURANCE_LAW, "47"),
    )
    case = moving.start(person, "pension-transfer", by=SYSTEM, now=at)
    entitling.entitle(
        case,
        benefit=BENEFIT,
        person=person,
        agency=agency,
        from_month=since,
        until_month=None,
        lines=(line,),
        at=at,
    )
    PaymentAccount.objects.create(
        person=person,
        bank=BANKS[number % len(BANKS)],
        number=f"62220212345{number:05d}",
        kind="bank-card",
        proof="same",
        valid_from=since - timedelta(days=90),
        first_paid_on=since - timedelta(days=90),
        case=case,
    )


def _moment(month, day=7):
    return datetime(month.year, month.month, day, 10, tzinfo=timezone.get_default_timezone())


def _sent(agency, payers, month):
    """Run a month in its time and give it to the banks; their answers are due under fire."""
    now = _moment(month)
    run = running.open_run(agency, FUND, month, now=now)
    while not running.work_off(run, now=now):
        pass
    Duty.objects.filter(key__startswith=f"run:{run.pk}:").update(done_at=now)
    for batch in preparing.prepare(FUND, by=payers[0], now=now).made():
        releasing.release(batch, by=payers[1], now=now)


def _owe(months, seconds):
    """Let the runs, the banks' answers and the comparison of a day fall due one after the other."""
    now = clock.now()
    answers = Duty.objects.waiting().filter(kind=Duty.Kind.ASK_BANK).order_by("pk")
    for number, duty in enumerate(answers):
        at = now + timedelta(seconds=seconds * (number + 1) / (len(answers) + 1))
        Duty.objects.filter(pk=duty.pk).update(due_at=at)
    for number, month in enumerate(months):
        at = now + timedelta(seconds=seconds * (number + 0.5) / len(months))
        Duty.objects.update_or_create(
            key=f"run-month:{month}",
            defaults={
                "kind": Duty.Kind.RUN_MONTH,
                "subject": f"open|{month}",
                "due_at": at,
                "done_at": None,
            },
        )
    Duty.objects.create(
        key="reconcile:sandbox:chaos",
        kind=Duty.Kind.RECONCILE,
        subject=f"sandbox|{clock.today() - timedelta(days=1)}",
        due_at=now + timedelta(seconds=seconds / 2),
    )


def _signed_in(who):
    client = Client()
    client.force_login(who.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def money_stands():
    """Return what the books of money to people say at the end."""
    counting = Payable.objects.counting().filter(fund=FUND)
    owed = Counter(counting.values_list("entitlement", "month"))
    months = Run.objects.filter(fund=FUND).exclude(state=Run.State.OPEN).count()
    return {
        "drawing": Entitlement.objects.filter(fund=FUND).count(),
        "runs": months,
        "runs_open": Run.objects.filter(fund=FUND, state=Run.State.OPEN).count(),
        "payments": len(owed),
        "payments_twice": [f"{who} {month}" for (who, month), n in owed.items() if n > 1],
        "unlike": counting.exclude(gross_fen=to_fen(YUAN)).count(),
        "left_over": counting.filter(state__in=[Owed.OWED, Owed.BATCHED]).count(),
        "unanswered": Batch.objects.filter(
            state=Batched.SENT.value, pay_on__lte=clock.today()
        ).count(),
        "sheets": DailySheet.objects.count(),
        "batches": list(Batch.objects.exclude(sent_at=None).values_list("number", flat=True)),
    }
