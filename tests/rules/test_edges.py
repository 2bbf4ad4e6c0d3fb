"""The first and the last day, month and year to which a rule applies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agencies.rules.terms import Insurance
from casework.rules.reasons import Use
from casework.rules.statuses import Party, Status
from law.documents import PENSION_TRANSFER, RESIDENTS_FROM_OUTSIDE, cite
from law.identity_number import check_identity_number, mask, normalise_typed
from law.names import check_name, is_same_name, tidy_name
from law.wording import Text
from law.workdays import (
    Calendar,
    ExceptionDay,
    count_deadline,
    notice_year,
    published_calendar,
    seed_days,
    seed_years,
    working_year,
)
from records.rules.benefit_place import PlaceSegment, benefit_place
from records.rules.contributions import AccountYear
from records.rules.interest import RateNotPublished
from records.rules.months import MonthState, Segment, history_grid
from tests.rules.test_amounts import MOVED, amounts, findings, period, yuan
from transfers.rules import procedures
from transfers.rules.amounts import current_year_principal, medical_amounts
from transfers.rules.facts import PensionFacts, same_province
from transfers.rules.flow import MOVES
from transfers.rules.pension import account_at_new
from transfers.rules.reasons import may_be_chosen
from transfers.rules.stages import TURN
from transfers.rules.voiding import CLOCKS, Clock, VoidingRule, clock_after

CALENDAR = published_calendar()
ONE = Calendar(frozenset({2026}), {})


# Working days


@pytest.mark.parametrize(
    ("start", "number", "provisional", "may_move"),
    [
        ("2026-12-24", 1, False, False),
        ("2026-12-25", 1, False, True),
        ("2026-12-31", 1, True, True),
        ("2025-12-31", 1, False, False),
        ("2025-12-25", 1, True, True),
        ("2027-03-01", 1, True, True),
    ],
)
def test_a_term_knows_which_notice_it_still_waits_for(start, number, provisional, may_move):
    found = count_deadline(date.fromisoformat(start), number, ONE)

    assert (found.provisional, found.may_still_move) == (provisional, may_move)


def test_a_term_between_two_known_years_is_settled():
    found = count_deadline(date(2025, 12, 25), 10, CALENDAR)

    assert (found.provisional, found.may_still_move) == (False, False)
    assert CALENDAR.may_still_move(date(2027, 1, 4))


@pytest.mark.parametrize(("day", "year"), [("2026-12-25", 2026), ("2026-12-26", 2027)])
def test_late_december_belongs_to_the_notice_of_the_new_year(day, year):
    assert notice_year(date.fromisoformat(day)) == year


def test_the_seed_says_of_every_day_whether_it_is_worked_and_why():
    days = {day.date: day for day in seed_days()}

    assert seed_years() == range(2004, 2027)
    assert not days[date(2026, 10, 1)].is_workday
    assert days[date(2026, 10, 10)].is_workday
    assert days[date(2026, 10, 1)].reason.en == "National Day holiday"
    assert days[date(2026, 10, 10)].reason.zh == "国庆节调休上班"
    assert working_year(2026, CALENDAR).year == 2026


def test_a_calendar_keeps_the_later_of_two_rows_for_a_day():
    day, name = date(2026, 11, 23), Text("节", "Feast")

    found = Calendar.of([2026], [ExceptionDay(day, False, name), ExceptionDay(day, True, name)])

    assert found == Calendar(frozenset({2026}), {day: ExceptionDay(day, True, name)})


# Money


def test_the_first_year_of_the_account_is_1998():
    found = amounts(period("1998-01", "1998-12", account_rate="0.16"), balance="9600.00")

    assert found.balance_to_last_year_end == yuan("6600.00")
    assert ["recorded: 12." in each.en for each in found.adjustments] == [True]
    wrong = replace(found, lines=(found.lines[0]._replace(credited=yuan("1.00")),))
    assert "ratio" in findings(wrong)


def test_months_recorded_above_and_below_the_share_are_told_apart():
    found = amounts(
        period("2004-01", "2004-06", account_rate="0.11"),
        period("2007-01", "2007-06", account_rate="0.11"),
        period("2008-01", "2008-02", account_rate="0.11"),
        period("2009-01", "2009-03", account_rate="0.05"),
        balance="100000.00",
    )

    assert [each.en for each in found.adjustments] == [
        "Months for which 11% of the base was recorded: 8. What exceeds 8% does not move and the "
        "record stays as it is.",
        "Months for which 5% of the base was recorded: 3. 8% moves, and the original agency makes "
        "up the difference and corrects the record.",
    ]


def test_the_year_of_the_transfer_is_no_earlier_year():
    found = amounts(period("2026-01", "2026-03", account_rate="0.05"), balance="1000.00")

    assert found.balance_to_last_year_end == yuan("1000.00")
    assert found.current_year_principal == yuan("1200.00")


def test_what_lies_in_an_account_without_new_months_earns_on():
    months = [period("2019-01", "2019-12")]
    closing = AccountYear(2021, *map(Decimal, ("0.00", "0.00", "0.00", "10000.00")))
    later = AccountYear(2024, *map(Decimal, ("0.00", "0.00", "0.00", "77777.00")))
    moved = {"balance": None, "transfer_on": date(2024, 5, 4)}

    assert amounts(*months, closings=[closing], **moved).balance_to_last_year_end == yuan(
        "11033.30"  # 10000 x 1.0612 = 10612.00, x 1.0397
    )
    assert amounts(*months, closings=[closing, later], **moved).balance_to_last_year_end == yuan(
        "11033.30"
    )
    derived = amounts(*months, balance=None, transfer_on=date(2022, 1, 1))
    # 4997.86 at the end of 2019, with 6.04% and 6.69%
    assert derived.balance_to_last_year_end == yuan("5654.28")
    assert amounts(balance=None).balance_to_last_year_end == yuan("0.00")


def test_each_derived_year_is_written_on_its_line():
    found = amounts(period("2019-01", "2020-12"), balance=None, transfer_on=date(2021, 3, 1))

    assert [(line.interest, line.closing) for line in found.lines] == [
        (yuan("197.86"), yuan("4997.86")),  # 4800 x 0.0761 x 6.5 / 12
        (yuan("458.91"), yuan("10256.77")),  # 4997.86 x 0.0604 + 4800 x 0.0604 x 6.5 / 12
    ]


def test_a_year_without_a_rate_is_told_by_its_number():
    with pytest.raises(RateNotPublished) as raised:
        amounts(period("2015-01", "2015-12"), balance=None)

    assert raised.value.year == 2015
    assert raised.value.message.en == (
        "No national interest rate is published for 2015. Please give the account balance at the "
        "end of last year."
    )


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2026-11", "2026-11", 1), ("2026-12", "2026-12", 0), ("2026-10", "2026-11", 2)],
)
def test_the_month_of_the_transfer_is_the_last_that_counts(first, last, months):
    found = amounts(period(first, last))

    assert (found.months_counted, len(found.lines)) == (months, int(months > 0))
    assert findings(found, transfer_on=date(2026, 11, 1)) == []


def test_months_beyond_the_transfer_hide_none_before_it():
    found = amounts(period("2026-12", "2027-01"), period("2026-01", "2026-02"))

    assert found.months_counted == 2


def test_what_is_owed_takes_no_month_from_what_was_paid():
    owed = period("2026-01", "2026-06", paid=False)

    found = amounts(owed, period("2026-03", "2026-04", base="9000.00"))

    assert found.months_counted == 2
    assert [line.region for line in found.lines] == ["440300", "440300"]
    assert "overlap" not in findings(found)


def test_the_persons_own_part_is_what_the_person_paid_and_never_more_than_moves():
    found = amounts(
        period("2026-01", "2026-01", personal_rate="0.05"),
        period("2026-02", "2026-02", personal_rate="0.11"),
    )

    assert [line.credited_personal for line in found.lines] == [yuan("250.00"), yuan("400.00")]


def test_the_principal_of_the_running_year_follows_the_share_that_moves():
    months = [period("2026-01", "2026-02", account_rate="0.05"), period("2025-12", "2025-12")]

    assert current_year_principal(months, MOVED) == yuan("800.00")


def test_a_medical_form_tells_months_owed_and_moves_what_was_recorded():
    found = medical_amounts(
        transfer_on=MOVED,
        periods=[
            period("1997-12", "1997-12", account_rate="0.02"),
            period("2026-01", "2026-02", account_rate="0.02"),
            period("2026-03", "2026-03", paid=False),
        ],
        account_balance=yuan("-5.00"),
    )

    assert found.total == yuan("0.00")
    assert [line.credited for line in found.lines] == [
        yuan("100.00"), yuan("200.00"), yuan("0.00"),
    ]  # fmt: skip
    assert [each.en for each in found.adjustments] == [
        "Months owed: 1. They do not count and move no money."
    ]


# Places and persons


def test_the_articles_behind_a_benefit_place_are_cited():
    at_home = benefit_place("330000", [PlaceSegment("330100", 1)], on=MOVED)
    nowhere = benefit_place("330000", [], on=MOVED)
    without = benefit_place(None, [PlaceSegment("440300", 1)], on=MOVED)

    assert at_home.basis == cite(PENSION_TRANSFER, "6(1)")
    assert (nowhere.region, nowhere.rule) == ("330000", "66/6/4")
    assert nowhere.basis == cite(PENSION_TRANSFER, "6(4)")
    assert without.basis == cite(RESIDENTS_FROM_OUTSIDE)
    assert without.basis.verified is False


def test_without_a_hukou_general_accounts_go_before_temporary_ones():
    places = [PlaceSegment("440300", 10), PlaceSegment("310000", 90, "temporary")]

    assert benefit_place(None, places, on=MOVED).region == "440000"
    assert benefit_place(None, places[1:], on=MOVED).region == "310000"


def test_a_single_month_that_stands_twice_goes_back():
    form = amounts(period("2026-01", "2026-02"), period("2026-03", "2026-04", base="6000.00"))
    first, second = form.lines
    twice = replace(form, lines=(first, second._replace(first_month=date(2026, 2, 1))))

    assert "overlap" in findings(twice)
    assert "overlap" not in findings(form)


def test_a_relationship_without_months_is_followed_all_the_same():
    places = [PlaceSegment("310000", 120)]

    found = benefit_place("330000", places, "440300", on=MOVED)
    assert (found.rule, found.region) == ("66/6/3", "310000")
    assert benefit_place("330000", [], "440300", on=MOVED).rule == "66/6/4"
    assert benefit_place("330000", [], "330100", on=MOVED).rule == "66/6/1"


@pytest.mark.parametrize(
    ("enrolled_on", "account"), [(date(2009, 12, 31), "general"), (date(2010, 1, 1), "temporary")]
)
def test_temporary_accounts_began_with_the_measures(enrolled_on, account):
    facts = PensionFacts(
        sex="male",
        born_on=date(1950, 1, 1),
        applied_on=MOVED,
        hukou_region=None,
        new_region="440300",
        original_region="310000",
        enrolled_and_paid_at_new=True,
        first_enrolment_at_new=enrolled_on,
    )

    assert account_at_new(facts) == account
    assert not same_province(None, "440300")


def test_the_history_grid_ends_with_the_first_and_the_last_month():
    def month(number):
        return date(2026, number, 1)

    (year,) = history_grid([Segment("1", month(2), month(2)), Segment("1", month(5), month(5))])

    states = [each.state for each in year.months]
    assert states[:6] == [
        MonthState.OUTSIDE, MonthState.INSURED, MonthState.GAP, MonthState.GAP,
        MonthState.INSURED, MonthState.OUTSIDE,
    ]  # fmt: skip
    assert (year.year, year.counted) == (2026, 2)
    assert [each.month for each in year.months] == [month(number) for number in range(1, 13)]


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "110105********002X"),
        ("1234567", "12***67"),
        ("123456", "1*****"),
        ("1", "1"),
    ],
)
def test_a_number_is_masked_whatever_its_length(number, masked):
    assert mask(number) == masked


def test_who_is_born_today_has_a_number():
    found = check_identity_number("resident-id", "110105202611220016", MOVED)

    assert found.reason != "id_birth_in_future"


def test_what_is_not_plain_is_left_as_it_was_typed():
    assert normalise_typed("ж1x") == "ж1x"
    assert normalise_typed("１ x") == "1X"


def test_a_name_is_trimmed_and_folded_only_where_it_should_be():
    assert tidy_name("\u3000张三 ") == "张三"
    assert is_same_name("Ann Lee", "ANNLEE")
    assert check_name("张" * 100).valid


def test_a_citation_is_verified_only_where_text_and_article_are():
    assert cite(PENSION_TRANSFER, "4").verified is True
    assert cite(PENSION_TRANSFER, "4", verified=False).verified is False
    assert cite(replace(PENSION_TRANSFER, verified=False)).verified is False


def test_a_letter_voided_for_a_better_one_starts_the_clock_again():
    for insurance in ("pension", "medical"):
        assert clock_after(insurance, MOVED) is Clock.STARTS_AGAIN
    found = VoidingRule(Clock.GOES_ON, cite(PENSION_TRANSFER), date(2026, 1, 1), date(2026, 1, 31))

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [found.is_in_force(day) for day in days] == [False, True, True, False]
    assert replace(found, valid_to=None).is_in_force(date(2050, 1, 1))


def test_the_clock_after_voiding_follows_the_rule_of_the_day(monkeypatch):
    rules = (VoidingRule(Clock.GOES_ON, cite(PENSION_TRANSFER), date(2027, 1, 1)),)
    monkeypatch.setitem(CLOCKS, Insurance.PENSION, rules)

    assert clock_after("pension", date(2027, 1, 1)) is Clock.GOES_ON
    assert clock_after("pension", date(2026, 12, 31)) is Clock.STARTS_AGAIN


def test_each_party_moves_a_case_only_in_its_turn():
    assert TURN[Status.SUBMITTED] is Party.HANDLING
    assert Status.LETTER_ISSUED in procedures.PENSION.next_from(Status.SUBMITTED, Party.HANDLING)
    assert procedures.PENSION.next_from(Status.SUBMITTED, Party.OTHER) == []
    assert set(procedures.PENSION.next_from(Status.SUBMITTED, Party.HANDLING)) == {
        to for (here, to), who in MOVES.items() if (here, who) == ("submitted", Party.HANDLING)
    }


def test_a_reason_may_be_chosen_only_for_its_use_and_its_insurance():
    assert may_be_chosen("A04", Use.REFUSAL, Insurance.PENSION)
    assert not may_be_chosen("A04", Use.DISPUTE, Insurance.PENSION)
    assert not may_be_chosen("A04", Use.REFUSAL, Insurance.MEDICAL)
    assert not may_be_chosen("RETIREE", Use.REFUSAL, Insurance.PENSION)
