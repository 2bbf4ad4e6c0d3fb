"""People who pay by themselves: a quarter that waits, a payment that was declined, one paid twice.

They are insured as flexible workers at Hangzhou; what they pay at is the invented
provider.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.models import Person, User
from agencies.actors import actor_of
from agencies.rules.terms import Insurance
from demo import applicants, staff
from demo.lives import Draw, Life, Stay
from demo.sign_ins import MA_EMAIL
from demo.stories import STORIES
from kit.clock import day_of
from payments.actions import asking
from payments.actions import ordering as paying
from payments.models import Order
from payments.providers import sandbox
from records.models import Relationship
from records.rules.contributions import month_number, month_of
from services.dues.actions import ordering
from services.dues.actions.opening import open_dues
from services.dues.models import Due

PLACE = "330100"
# Who pays alone: 20 % for the pension, 8 % of it for the account (国发〔2005〕38号); 9.5 % medical.
RATES = {
    Insurance.PENSION: (Decimal("0.20"), Decimal("0.08")),
    Insurance.MEDICAL: (Decimal("0.095"), Decimal(0)),
}
MONTHS = 3
FIRST = applicants.FIRST_STORY + len(STORIES)
BACK = timedelta(minutes=2)


@dataclass(frozen=True)
class Payer:
    """One of them: their sign-in, and what they did how many days ago."""

    email: str
    what: str = ""
    days_ago: int = 0


PAYERS = (
    Payer(MA_EMAIL),  # for visitors to try: a month of last year lacks, and nobody has objected
    Payer(f"payer-2@{staff.HOST}", "decline", 4),
    Payer(f"payer-3@{staff.HOST}", "twice", 3),
    Payer(f"payer-4@{staff.HOST}", "fen", 2),
)


@dataclass(frozen=True)
class Scene:
    """Somebody pays, at a moment."""

    payer: Payer
    at: datetime

    def play(self) -> None:
        """Order all that is due, and let the provider behave."""
        who = actor_of(User.objects.get(email=self.payer.email))
        keys = [each.pk for each in ordering.list_of(who, day_of(self.at))]
        made = ordering.order(keys, provider=sandbox.NAME, mark=None, by=who, now=self.at)
        paying.pay_at(made, now=self.at)
        PLAYED[self.payer.what](made, self.at + BACK)
        asking.ask(made.number, now=self.at + 2 * BACK)


def _decline(made: Order, now: datetime) -> None:
    sandbox.decline(made.number)
    sandbox.charge(made.number, now=now)


def _twice(made: Order, now: datetime) -> None:
    sandbox.charge(made.number, now=now)
    sandbox.charge(made.number, now=now + timedelta(seconds=30))


def _fen(made: Order, now: datetime) -> None:
    sandbox.charge(made.number, now=now, apart_fen=-1)


PLAYED = {"decline": _decline, "twice": _twice, "fen": _fen}


def lives(today: date) -> list[Life]:
    """Return the lives of those who pay alone; the last MONTHS were not paid yet."""
    return [_life(Draw(number, today)) for number, _payer in enumerate(PAYERS, FIRST)]


def _life(draw: Draw) -> Life:
    age = draw.chance.randint(30, 45)
    months = draw.chance.randint(24, (age - 22) * 12)
    last = draw.now - MONTHS
    # An employer of last year has not said anything of June to anybody.
    lacks = (date(draw.today.year - 1, 6, 1),) if draw.number == FIRST else ()
    span = month_of(last - months + 1), month_of(last)
    stay = Stay(PLACE, *span, Relationship.Status.ACTIVE, lacks=lacks)
    return draw.life(sex=draw.sex(), age=age, stays=[stay], hukou=PLACE)


def load(password: str, persons: Mapping[int, Person], *, now: datetime) -> None:
    """Let them pay by themselves, with the last months still to be paid."""
    for number, payer in enumerate(PAYERS, FIRST):
        person = persons[number]
        staff.make_verified_user(payer.email, person, password, now=now)
        for held in person.relationships.filter(status=Relationship.Status.ACTIVE):
            _pays_alone(held, now)


def scenes(*, now: datetime) -> Iterator[Scene]:
    """Yield what they did."""
    for payer in PAYERS:
        if payer.what:
            yield Scene(payer, now - timedelta(days=payer.days_ago, minutes=20))


def _pays_alone(held: Relationship, now: datetime) -> None:
    """Let a relationship have no employer, and its last months wait to be paid."""
    held.employer_name = ""
    held.save(update_fields=["employer_name"])
    this_month = day_of(now).replace(day=1)
    unpaid = [month_of(month_number(this_month) - back) for back in range(MONTHS - 1, -1, -1)]
    rate, account_rate = RATES[Insurance(held.insurance)]
    newest = held.periods.latest("first_month")
    held.periods.filter(pk=newest.pk).update(
        employer_rate=Decimal(0), personal_rate=rate, account_rate=account_rate
    )
    for month in unpaid:
        due = open_dues(held, month, now)
        if due is not None:  # it has been waiting since the month began
            Due.objects.filter(pk=due.pk).update(opened_on=month)
