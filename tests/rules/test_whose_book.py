"""Whoever hands a rule book is answered from it, and from no other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from law import values
from law.values import RuleBook, Unit, Value, ValueNotInForce, rule, value
from law.wording import Text
from records.rules import benefit_place, cover, interest, pension_estimate, retirement, unemployment
from records.rules.benefit_place import PlaceSegment
from records.rules.contributions import AccountYear, ContributionPeriod
from records.rules.cover_gaps import Gap
from records.rules.usual_shares import EMPLOYER_SHARE, usual_share
from transfers.rules import amounts, form_checks, form_lines, medical, pension
from transfers.rules.facts import PensionFacts

TODAY = date(2026, 11, 22)
BASIS = medical.BASIS[0]


class Deaf:
    """A release that must not be asked."""

    def value(self, asked, *_day, **_where):
        raise AssertionError(f"the release was asked for {asked.name}")

    values = value


@pytest.fixture
def book(monkeypatch):
    """A book with the numbers of the release, while the release itself is not to be asked."""
    monkeypatch.setattr(values, "RELEASE", Deaf())
    return RuleBook()


def period(first, last):
    months = (date.fromisoformat(f"{month}-01") for month in (first, last))
    shares = map(Decimal, ("5000.00", "0.08", "0.16", "0.08"))
    return ContributionPeriod("440300", *months, *shares)


HISTORY = (period("2016-02", "2018-12"), period("2021-01", "2024-06"))


def test_the_sums_of_a_transfer(book):
    found = amounts.pension_amounts(transfer_on=date(2025, 3, 1), periods=HISTORY, book=book)

    closings = amounts.pension_amounts(
        transfer_on=date(2025, 3, 1),
        periods=HISTORY,
        closings=[AccountYear(2020, *map(Decimal, ("0", "0", "0", "9.00")))],
        book=book,
    )
    assert found.balance_to_last_year_end > closings.balance_to_last_year_end > 0
    told = {"transfer_on": date(2025, 3, 1), "insurance": form_checks.Insurance.PENSION}
    assert form_checks.check_form(found, book=book, **told) == ()
    assert amounts.current_year_principal(HISTORY, date(2024, 7, 1), book) == Decimal("2400.00")


def test_the_shares_that_move(book):
    assert form_lines.moving_rate(2005, book) == Decimal("0.11")
    assert form_lines.moving_rate(1997, book) == 0
    assert form_lines.moving_share(Decimal("100.05"), 2006, book) == Decimal("8.00")


def test_the_benefit_place_and_the_account(book):
    places = [PlaceSegment("440300", 120)]
    case = PensionFacts(
        sex="male",
        born_on=date(1970, 1, 1),
        applied_on=TODAY,
        hukou_region="330000",
        new_region="440300",
        original_region="310000",
        enrolled_and_paid_at_new=True,
        book=book,
    )

    assert benefit_place.benefit_place("330000", places, on=TODAY, book=book).rule == "66/6/2"
    assert pension.account_at_new(case) == "temporary"


def test_interest_retirement_and_unemployment(book):
    born = date(1984, 11, 1)

    assert interest.rate_for(2016, book) == Decimal("0.0831")
    with pytest.raises(interest.RateNotPublished):
        interest.rate_for(2015, book)
    assert list(interest.published_rates(book)) == list(range(2024, 2015, -1))
    found = retirement.retirement_of(retirement.Category.FEMALE_50, born, book)
    assert (found.delay_months, found.minimum_contribution_months) == (60, 240)
    assert unemployment.longest_term(70, 3, on=TODAY, book=book) == 21


def test_usual_shares(book):
    assert usual_share(EMPLOYER_SHARE, TODAY, book) == Decimal("0.16")


def test_an_estimate_of_the_pension(book):
    found = pension_estimate.estimate_pension(
        age_years=60,
        age_months=3,
        local_base=Decimal("8000.00"),
        average_index=Decimal("1.2"),
        contribution_years=Decimal(25),
        personal_account=Decimal("137300.00"),
        on=TODAY,
        book=book,
    )

    assert (found.basic_pension, found.account_pension) == (Decimal("2200.00"), Decimal("1000.00"))
    assert (found.transitional_pension, found.divisor) == (Decimal("0.00"), Decimal("137.3"))


@pytest.mark.parametrize("begins_in", [None, date(2026, 2, 1), date(2026, 9, 1)])
@pytest.mark.parametrize("scheme", ["employee", "resident"])
@pytest.mark.parametrize("stopped_in", [date(2021, 12, 1), date(2025, 12, 1)])
def test_gaps_in_medical_cover(book, begins_in, scheme, stopped_in):
    gap = Gap(stopped_in, begins_in, 12, "employee", scheme)

    assert cover.advise(gap, on=TODAY, book=book) == cover.advise(gap, on=TODAY, book=RuleBook())


# The book itself.
SHARE = rule("a.share", Text("比例", "Share"), Unit.RATE, Value(Decimal("0.10"), BASIS, TODAY))


def test_a_value_is_in_force_from_its_first_day_to_its_last():
    found = Value(Decimal(1), BASIS, date(2020, 1, 1), date(2020, 12, 31))

    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [found.is_in_force(day) for day in days] == [False, True, True, False]
    assert replace(found, valid_to=None).is_in_force(date(2050, 1, 1))


def test_a_value_more_is_told_by_the_new_book_and_leaves_the_old_one_alone():
    old = RuleBook()
    new = old.with_value(SHARE, Value(Decimal("0.20"), BASIS, TODAY))
    newest = new.with_value(SHARE, Value(Decimal("0.30"), BASIS, date(2027, 1, 1)))

    assert [book.value(SHARE, TODAY).number for book in (old, new, newest)] == [
        Decimal("0.10"), Decimal("0.20"), Decimal("0.20"),
    ]  # fmt: skip
    numbers = [each.number for each in newest.values(SHARE)]
    assert numbers == [Decimal("0.30"), Decimal("0.20"), Decimal("0.10")]
    assert SHARE.number(date(2027, 1, 1), newest) == Decimal("0.30")


def test_before_its_first_value_a_rule_says_which_day_it_was_asked_about():
    day = date(2026, 11, 21)

    with pytest.raises(ValueNotInForce, match=r"a\.share has no value on 2026-11-21") as raised:
        SHARE.on(day)
    assert (raised.value.rule, raised.value.day) == (SHARE, day)


@pytest.mark.parametrize(
    ("unit", "number", "zh", "en"),
    [
        (Unit.RATE, "0.12", "12%", "12%"),
        (Unit.RATE, "0.0831", "8.31%", "8.31%"),
        (Unit.WORKING_DAYS, "15", "15个工作日", "15 working days"),
        (Unit.YEARS, "50", "50岁", "50 years"),
        (Unit.MONTHS, "120", "120个月", "120 months"),
        (Unit.CALENDAR_YEAR, "2029", "2029年", "2029"),
        (Unit.NUMBER, "1.0830", "1.083", "1.083"),
    ],
)
def test_a_number_is_spelled_with_its_unit(unit, number, zh, en):
    found = rule("a.number", Text("数", "Number"), unit).spell(Decimal(number))

    assert (found.zh, found.en) == (zh, en)


def test_a_number_of_an_office_is_a_decimal_in_force_with_its_document():
    found = value("0.12", BASIS)

    assert (found.number, found.valid_from, found.valid_to) == (
        Decimal("0.12"), BASIS.effective_on, None,
    )  # fmt: skip
    assert found.is_verified is BASIS.verified
