"""A flexible worker with months to pay, and what they do with them, by the real actions."""

from datetime import date, timedelta
from decimal import Decimal

from casework.actions.duties import do_what_is_due
from payments.actions import asking, receiving
from payments.models import Order
from payments.providers import sandbox
from records.models import InsuredPeriod, Relationship
from services.dues.actions import ordering
from services.dues.actions.opening import open_dues
from services.dues.models import Due
from tests.cast import MONDAY, make_world
from tests.kept import kept

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# A base of 4,775 yuan at 20 %, of which 8 % goes to the account (v1 design, example 3).
BASE, WHOLE, ACCOUNT = 477_500, Decimal("0.20"), Decimal("0.08")
MONTHS = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))


def flexible(person, agency, insurance="pension"):
    """Somebody who has paid alone until June 2026."""
    held = Relationship.objects.create(
        person=person,
        agency=agency,
        insurance=insurance,
        status=Relationship.Status.ACTIVE,
        personal_number=f"F{agency.code}{person.pk}",
        opened_month=date(2026, 1, 1),
    )
    InsuredPeriod.objects.create(
        relationship=held,
        first_month=date(2026, 1, 1),
        last_month=date(2026, 6, 1),
        base_fen=BASE,
        employer_rate=Decimal(0),
        personal_rate=WHOLE,
        account_rate=ACCOUNT,
    )
    return held


def make_owing(months=MONTHS):
    """A world in which the applicant has a quarter to pay at Hangzhou."""
    world = make_world()
    return kept(("owing", len(months)), lambda: _owing(world, months))


def _owing(world, months):
    held = flexible(world.person, world.agency("pension", "hangzhou"))
    for month in months:
        open_dues(held, month, MONDAY)
    return world


def dues(world):
    return list(Due.objects.filter(person=world.person).order_by("period"))


def order(world, count=3, now=MONDAY):
    keys = [each.pk for each in dues(world)[:count]]
    made = ordering.order(keys, provider="sandbox", mark=None, by=world.applicant, now=now)
    from_bank = asking.channels.provider_of("sandbox")
    from_bank.open(made.number, made.amount_fen, now=now)
    return made


def fresh(made):
    return Order.objects.get(pk=made.pk)


def pay(made, now=MONDAY, **how):
    """Let the provider take the money; nothing is told to anybody yet."""
    return sandbox.charge(made.number, now=now, **how)


def call_back(made, charge, now=MONDAY, signed_at=None, fen=None):
    said = (made.number, charge.provider_no, charge.amount_fen if fen is None else fen)
    headers, body = sandbox.call_back(*said, now=signed_at or now)
    return receiving.receive("sandbox", headers, body, now=now)


def work(now):
    """Let a worker do what is due, as long as something is."""
    while do_what_is_due(now=now):
        pass
