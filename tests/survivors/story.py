"""How the tests bury somebody and share what the family gets, by the real actions."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from agencies.models import RuleValue
from applications.models import Application
from records.models import InsuredPeriod, Relationship
from tests.cast import MONDAY, identity_number, make_person, make_user
from tests.unemployment.story import act, decide, file, fresh

NAME, BORN, DIED = "刘守业", date(1956, 3, 1), date(2026, 7, 15)
NUMBER = identity_number(BORN, sequence="001")
SERVICE = "survivors"
__all__ = ["act", "decide", "file", "fresh"]


def approve_income(region="440000", amount=57732, year=2026, until=None):
    """Let two administrators approve the income that counts for deaths of a year."""
    first, second = (
        User.objects.filter(email=f"{name}@people.example").first() or make_user(name)
        for name in ("income-a", "income-b")
    )
    RuleValue.objects.create(
        rule="survivors.income",
        region_id=region,
        number=amount,
        document_number="统计公报",
        document="统计公报",
        document_en="Statistical report",
        effective_on=date(year, 1, 1),
        valid_from=date(year, 1, 1),
        valid_to=until or date(year, 12, 31),
        proposed_by=first,
        proposed_at=MONDAY,
        approved_by=second,
        approved_at=MONDAY,
    )


def bury(world, months=187, *, on_record=True, place="guangzhou"):
    """Write down somebody who has paid so many months and has died."""
    person = make_person(NAME, BORN, number=NUMBER, deceased_on=DIED if on_record else None)
    held = Relationship.objects.create(
        person=person,
        agency=world.agency("pension", place),
        insurance="pension",
        status="active",
        personal_number="S0001",
        opened_month=date(2000, 1, 1),
    )
    left, month = months, 0
    while left:
        count = min(12, left)
        year = 2000 + month // 12
        InsuredPeriod.objects.create(
            relationship=held,
            first_month=date(year, 1, 1),
            last_month=date(year, count, 1),
            base_fen=500_000,
            employer_rate=Decimal("0.16"),
            personal_rate=Decimal("0.08"),
            account_rate=Decimal("0.08"),
        )
        left, month = left - count, month + 12
    return person


def answers(*payees, **others):
    """Return what a family answers; a payee is a person and their parts."""
    rows = [
        {"name": str(who.name), "number": str(who.number), "relation": "child", "parts": parts}
        for who, parts in payees
    ]
    return {
        "died_on": DIED,
        "deceased_name": NAME,
        "deceased_number": NUMBER,
        "cause": "illness",
        "place": "440100",
        "payees": rows,
        "agreed": True,
        **others,
    }


def prepared(world):
    """Write down a death, and let the income of the place be known: what a walk needs."""
    approve_income()
    bury(world)


def fresh_of(application):
    return Application.objects.whole().get(pk=application.pk)
