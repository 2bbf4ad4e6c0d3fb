"""People who draw money, and how the tests give, run and answer; by the real actions."""

from datetime import UTC, date, datetime
from decimal import Decimal

from casework.models import Case
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.wording import Text
from payouts import registry, sandbox
from payouts.actions import entitling, preparing, releasing, running
from payouts.models import Batch, Entitlement, PaymentAccount, Run
from payouts.registry import Benefit
from payouts.rules.amounts import Line
from tests.cast import MONDAY, make_clerk, make_person, make_world

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
BASIS = cite(SOCIAL_INSURANCE_LAW, "47")
JOBLESS = Benefit(
    name="test-jobless",
    title=Text("失业保险金", "Unemployment benefit"),
    fund="unemployment",
    is_monthly=True,
    purpose_code="SYBX",
)
PENSION = Benefit(
    name="test-pension",
    title=Text("基本养老金", "Basic pension"),
    fund="pension",
    is_monthly=True,
    purpose_code="YLBX",
    excludes=frozenset({"test-jobless"}),
    proves_every=12,
)
GRANT = Benefit(
    name="test-grant",
    title=Text("丧葬补助金", "Funeral grant"),
    fund="pension",
    is_monthly=False,
    purpose_code="SZBZ",
)
for each in (JOBLESS, PENSION, GRANT):
    registry.declare(each)


def moment(month, day=7, hour=2):
    return datetime(month.year, month.month, day, hour, tzinfo=UTC)


def lines(yuan="1840.00", name="base"):
    return (
        Line(
            name=name,
            title=Text("标准", "Standard"),
            amount=Decimal(yuan),
            formula=f"{yuan} × 100%",
            basis=BASIS,
        ),
    )


def case_of(person, number):
    return Case.objects.create(
        number=number,
        service="pension-transfer",
        matter=number,
        person=person,
        created_at=MONDAY,
    )


def give(world, *, benefit=JOBLESS, since=SEPTEMBER, until=None, yuan="1840.00", **how):
    """Let somebody draw money from a month on."""
    person = how.pop("person", world.person)
    number = f"U{Case.objects.count() + 1}"
    at = how.pop("at", MONDAY)
    return entitling.entitle(
        how.pop("case", None) or case_of(person, number),
        benefit=benefit.name,
        person=person,
        agency=world.agency("pension", "hangzhou"),
        from_month=since,
        until_month=until,
        lines=lines(yuan),
        at=at,
    )


def pay_to(person, number="6222021234567890", bank="102", since=date(2026, 1, 1)):
    """Give somebody an account to be paid to."""
    return PaymentAccount.objects.create(
        person=person,
        bank=bank,
        number=number,
        kind="bank-card",
        proof="same",
        valid_from=since,
        first_paid_on=since,
        case=case_of(person, f"A{Case.objects.count() + 1}"),
    )


def fresh(entitlement):
    return Entitlement.objects.get(pk=entitlement.pk)


# --- A month --------------------------------------------------------------------------------------
FUND = JOBLESS.fund
PAY_DAY = moment(date(2026, 9, 15), day=15)


def make_paying():
    """A world with two clerks who pay at Hangzhou."""
    made = make_world()
    agency = made.agency("pension", "hangzhou")
    for name in ("payer_a", "payer_b"):
        made.people[name] = make_clerk(name, agency)
    return made


def somebody(world, number, suffix="100", **how):
    person = make_person(f"领{number}", date(1980, 1, 1 + number), phone=f"+86138000{number:05d}")
    give(world, person=person, **how)
    if suffix:
        pay_to(person, f"62220212345{number:03d}{suffix}")
    return person


def run_month(world, month=SEPTEMBER, now=None):
    run = running.open_run(
        world.agency("pension", "hangzhou"), FUND, month, now=now or moment(month)
    )
    while not running.work_off(run, now=now or moment(month), chunks=1):
        pass
    return Run.objects.get(pk=run.pk)


def sent(world, now=MONDAY):
    made = preparing.prepare(FUND, by=world.payer_a, now=now).made()
    for batch in made:
        releasing.release(batch, by=world.payer_b, now=now)
    return [Batch.objects.get(pk=each.pk) for each in made]


def answer_of(batch, now=PAY_DAY):
    content = bytes(batch.files.get(kind="order").content)
    return sandbox.answer_to(batch.number, content, booked_on=batch.pay_on, now=now)
