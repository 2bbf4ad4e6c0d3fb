"""Somebody with 45 years of insurance in four places, every month paid and written down."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from agencies.models import Agency
from bench import world
from records.models import Contribution, InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of

FIRST, YEARS, STAYS = date(1981, 12, 1), 45, 4
ELSEWHERE = ("420100", "610100")
RATES = {
    "employer_rate": Decimal("0.16"), "personal_rate": Decimal("0.08"),
    "account_rate": Decimal("0.08"),
}  # fmt: skip


def long_insured(original: Agency, new: Agency) -> User:
    """Make them, with the months in turn at each of four agencies, both insurances."""
    more = [world.make_agency(f"P{place}", place) for place in ELSEWHERE]
    agencies = [*more, original, new]
    insured = world.person(93_000_000)
    insured.save()
    email = "long-insured@bench.example"
    user = User.objects.create_user(email, "bench", person=insured, identity_verified_at=world.NOW)
    each_stay = YEARS * 12 // STAYS
    for number in range(STAYS):
        first = month_of(month_number(FIRST) + number * each_stay)
        for insurance in ("pension", "medical"):
            agency = agencies[number]
            _stay(insured.pk, agency, insurance, first, each_stay, is_last=number == STAYS - 1)
    return user


def _stay(
    person: int, agency: Agency, insurance: str, first: date, months: int, *, is_last: bool
) -> None:
    held = Relationship.objects.create(
        person_id=person,
        agency=agency,
        insurance=insurance,
        status="active" if is_last else "suspended",
        personal_number=f"45{agency.code}{insurance}",
        opened_month=first,
    )
    numbers = range(month_number(first), month_number(first) + months)
    of_years: dict[int, list[date]] = {}
    for month in map(month_of, numbers):
        of_years.setdefault(month.year, []).append(month)
    InsuredPeriod.objects.bulk_create(
        InsuredPeriod(
            relationship=held, first_month=own[0], last_month=own[-1],
            base_fen=300_000 + year * 100, **RATES,
        )
        for year, own in of_years.items()
    )  # fmt: skip
    Contribution.objects.bulk_create(
        Contribution(
            relationship=held, month=month, employer_name=f"示例单位{agency.code}",
            base_fen=300_000 + month.year * 100, employer_fen=48_000, personal_fen=24_000,
            account_fen=24_000, due_on=month.replace(day=25), arrived_on=month.replace(day=15),
            source="file", brought_with="F2026-X", brought_at=world.NOW,
        )
        for month in map(month_of, numbers)
    )  # fmt: skip
