"""The worked examples of retiring, to the fen: windows, minimum, amounts, months."""

from datetime import date
from decimal import Decimal

import pytest

from law.values import RELEASE, ValueNotInForce, value
from records.rules.months import Span
from records.rules.retirement import Category, minimum_months
from services.retirement.rules import values
from services.retirement.rules.comparing import Outlook, break_even, cards, compare
from services.retirement.rules.counting import (
    Counted,
    FileDate,
    IndexYear,
    average_index,
    birth_for_retirement,
    counted,
)
from services.retirement.rules.disability import Article, disability, disability_months
from services.retirement.rules.extending import cost, extension
from services.retirement.rules.pension import (
    ACCOUNT,
    BASIC,
    TRANSITIONAL,
    PensionFacts,
    pension,
    provisional_difference,
)
from services.retirement.rules.profiles import profile
from services.retirement.rules.special import Enough, special_work
from services.retirement.rules.windows import (
    Hindrance,
    When,
    Wish,
    earliest_after,
    first_pension_month,
    may_retire,
    notice_by,
    window,
)

D = Decimal
BEIJING, HUNAN, GUANGDONG, SHENZHEN = "110000", "430000", "440000", "440300"
ZHEJIANG, JIANGSU, SICHUAN, ANHUI = "330000", "320000", "510000", "340000"
ON = date(2025, 8, 1)


def month(text: str) -> date:
    year, of = text.split("-")
    return date(int(year), int(of), 1)


def span(first: str, last: str) -> Span:
    return Span(month(first), month(last))


def amounts(region, *, index, months, account=0, deemed=0, age="60-0", book=None, own=None):
    """Return the lines of a pension by their names, of somebody who has come to that age."""
    years, more = map(int, age.split("-"))
    born = date(2025 - years, 8, 1)
    found = pension(
        PensionFacts(
            born=born,
            retires=date(2025 + (7 + more) // 12, (7 + more) % 12 + 1, 1),
            counted=Counted(months - deemed, deemed, 0, ()),
            index=D(index),
            account=D(account),
            transition_index=own,
        ),
        profile(region, ON, book),
        on=ON,
        book=book,
    )
    return {line.name: line.amount for line in found.lines}, found


MAN_1972 = window(Category.MALE, month("1972-09"))


def test_the_window_and_the_notice_of_a_man_of_1972():
    assert MAN_1972.earliest == month("2032-09")
    assert MAN_1972.statutory == month("2034-09")
    assert MAN_1972.latest == month("2037-09")
    assert len(MAN_1972.months) == 61
    assert notice_by(date(2033, 3, 15)) == date(2032, 12, 15)
    assert notice_by(date(2033, 5, 31)) == date(2033, 2, 28)
    paid = first_pension_month(date(2033, 3, 15), date(2033, 3, 1), "430100")
    assert (paid.month, paid.may_lose) == (month("2033-04"), 0)


def test_the_minimum_of_the_month_really_chosen_makes_a_cliff():
    assert minimum_months(month("2029-12")) == 180
    chosen = {"2029-12": 183, "2030-01": 184, "2030-02": 185, "2030-03": 186}
    enough = [name for name, months in chosen.items() if months >= minimum_months(month(name))]
    assert enough == ["2029-12", "2030-03"]


def test_basic_and_account_part_in_guangdong():
    found, _ = amounts(GUANGDONG, index="0.8", months=306, account="150000", age="60-3")
    assert found == {BASIC: D("2178.64"), ACCOUNT: D("1092.50")}


def test_a_low_index_cuts_the_base_in_guangdong_and_not_in_shenzhen():
    found, _ = amounts(GUANGDONG, index="0.48", months=240)
    assert found[BASIC] == D("1215.10")
    elsewhere = RELEASE.with_value(values.BASE, value("9493", values.PRACTICE, ON, region=SHENZHEN))
    found, _ = amounts(SHENZHEN, index="0.48", months=240, book=elsewhere)
    assert found[BASIC] == D("1404.96")


def test_beijing():
    found, _ = amounts(BEIJING, index="1.05", months=366, account="260000", age="60-1")
    assert found == {BASIC: D("3766.82"), ACCOUNT: D("1878.61")}


def test_hunan_with_deemed_years():
    found, whole = amounts(HUNAN, index="0.9", months=390, deemed=78, account="98000", age="60-1")
    assert found == {BASIC: D("2375.52"), ACCOUNT: D("708.09"), TRANSITIONAL: D("585.13")}
    assert whole.total == D("3668.74")
    assert whole.is_sure


def test_zhejiang_without_a_transitional_part():
    found, whole = amounts(ZHEJIANG, index="0.92", months=375, account="152340", age="60-3")
    assert found == {BASIC: D("2529.90"), ACCOUNT: D("1109.54")}
    assert whole.is_sure


def test_zhejiang_leaves_deemed_years_to_a_clerk_who_has_their_index():
    _, whole = amounts(ZHEJIANG, index="0.92", months=375, deemed=12)
    assert not whole.is_sure
    _, whole = amounts(ZHEJIANG, index="0.92", months=375, deemed=12, own=D("1.1"))
    assert whole.is_sure


def test_years_are_rounded_as_the_place_does():
    found, whole = amounts(SICHUAN, index="0.9", months=221)
    assert (whole.years, found[BASIC]) == (D("18.42"), D("1480.77"))
    found, _ = amounts(SICHUAN, index="0.7", months=300, deemed=63)
    assert found[TRANSITIONAL] == D("490.90")
    found, whole = amounts(ANHUI, index="0.75", months=397)
    assert (whole.years, found[BASIC]) == (D("33.1"), D("2316.71"))


def test_the_average_index():
    rows = [
        IndexYear(2023, 12, D(6000), D(8000)),
        IndexYear(2024, 12, D(7200), D(8400)),
        IndexYear(2025, 6, D(7500), D(8600)),
    ]
    assert average_index(rows) == D("0.8173")


def test_what_was_paid_provisionally_is_made_up():
    assert provisional_difference(D("2135.96"), D("2178.64"), 5) == D("213.40")
    old = profile(GUANGDONG, date(2025, 8, 1))
    assert not old.is_provisional
    assert profile(GUANGDONG, date(2026, 8, 1)).is_provisional


def jiangsu(months: int, account: str, at: str):
    """Return the row of one month, as if it were known what stands in the account then."""
    outlook = Outlook(
        category=Category.MALE,
        born=month("1972-09"),
        region=JIANGSU,
        as_of=month("2026-11"),
        paid_months=months,
        deemed_months=0,
        index=D("0.9"),
        account=D(account),
        credit=D(0),
        goes_on=False,
    )
    return compare(outlook, [month(at)])[0]


def test_three_choices_side_by_side_and_when_waiting_has_paid_off():
    early = jiangsu(26 * 12, "180000", "2032-09")
    statutory = jiangsu(28 * 12, "205000", "2034-09")
    late = jiangsu(31 * 12, "245000", "2037-09")
    assert [row.total for row in (early, statutory, late)] == [
        D("3497.46"),
        D("4011.92"),
        D("5051.80"),
    ]
    assert break_even(early.total, statutory.total, 24) == 164
    assert break_even(statutory.total, late.total, 36) == 139
    shown = cards(MAN_1972, [early, statutory, late])
    assert [each.breaks_even_after for each in shown] == [None, 164, 139]
    assert early.notice_by == date(2032, 6, 1)


def test_the_first_paper_of_the_file_says_when_somebody_was_born():
    file = [
        FileDate(month("1990-01"), month("1966-03")),
        FileDate(month("1984-01"), month("1965-12")),
    ]
    found = birth_for_retirement(date(1966, 3, 12), file)
    assert (found.born, found.differs, found.needs_look) == (month("1965-12"), True, False)


def test_what_was_altered_in_the_file_proves_nothing():
    file = [FileDate(month("1984-01"), month("1960-01"), is_altered=True)]
    found = birth_for_retirement(date(1966, 3, 12), file)
    assert (found.born, found.needs_look) == (month("1966-03"), True)


def test_deemed_time_ends_where_payment_begins():
    found = counted([span("1995-06", "2020-12")], [span("1988-07", "1995-12")])
    assert found.deemed == 83
    assert found.deemed_spans == (span("1988-07", "1995-05"),)
    assert found.double == 7


@pytest.mark.parametrize(("paid", "most"), [(30, 12), (60, 12), (61, 15), (150, 36), (179, 42)])
def test_for_how_many_months_the_disability_allowance_runs(paid, most):
    assert disability_months(paid, ON) == most


def test_the_three_articles_of_the_disability_allowance():
    statutory = month("2032-09")
    short = disability(statutory, 150, month("2026-12"))
    assert (short.article, short.most_months) == (Article.FOR_MONTHS, 36)
    assert short.until == month("2029-11")
    found, _ = amounts(HUNAN, index="0.7", months=150)
    assert found[BASIC] == D("817.49")
    assert found[BASIC] * 36 == D("29429.64")
    far = disability(statutory, 200, month("2026-12"))
    assert (far.article, far.anew_in) == (Article.BASIC_PART, month("2027-09"))
    near = disability(statutory, 200, month("2027-09"))
    assert (near.article, near.until) == (Article.AS_PENSION, month("2032-08"))


def test_paying_on_until_there_is_enough():
    statutory = window(Category.MALE, month("1966-10")).statutory
    assert statutory == month("2027-04")
    found = extension(statutory, 162, month("2014-01"))
    assert found is not None
    assert (found.short, found.first, found.until) == (18, month("2027-05"), month("2028-10"))
    assert found.pension_from == month("2028-11")
    assert found.at_once_from is None


def test_whoever_was_insured_before_the_law_pays_the_rest_at_once_after_five_years():
    found = extension(month("2027-04"), 60, month("2009-01"))
    assert found is not None
    assert found.at_once_from == month("2032-05")
    assert extension(month("2027-04"), 60, month("2012-01")).at_once_from is None


def test_unlike_kinds_of_special_work_are_for_a_clerk():
    assert special_work({"heat": 72, "underground": 36}, ON).enough is Enough.CLERK
    assert special_work({"heat": 108}, ON).enough is Enough.YES
    assert special_work({"heat": 71, "underground": 36}, ON).enough is Enough.NO


def wish(day, when, **more):
    more = {"counted_months": 300, **more}
    return may_retire(Wish(window=MAN_1972, day=day, when=when, **more))


def test_each_thing_that_stands_in_the_way_has_its_own_situation():
    assert wish(date(2034, 9, 1), When.STATUTORY) == set()
    assert wish(date(2034, 8, 1), When.STATUTORY) == {Hindrance.NOT_OF_AGE}
    assert wish(date(2032, 8, 31), When.EARLY) == {Hindrance.BEFORE_OLD_AGE}
    assert wish(date(2033, 3, 15), When.EARLY, noticed_on=date(2032, 12, 15)) == set()
    late_notice = wish(date(2033, 3, 15), When.EARLY, noticed_on=date(2032, 12, 16))
    assert late_notice == {Hindrance.NOTICE}
    few = wish(date(2034, 9, 1), When.STATUTORY, counted_months=209)
    assert few == {Hindrance.TOO_FEW_MONTHS}
    assert wish(date(2036, 1, 1), When.LATE, is_leading=True) == {Hindrance.NOT_LATE}
    assert wish(date(2036, 1, 1), When.LATE, agreed_on=date(2034, 8, 30)) == set()
    too_late = wish(date(2036, 1, 1), When.LATE, agreed_on=date(2034, 8, 31))
    assert too_late == {Hindrance.AGREEMENT}


def test_the_first_day_that_may_be_chosen_after_a_notice():
    assert earliest_after(date(2032, 12, 15)) == date(2033, 3, 15)
    assert earliest_after(date(2032, 11, 30)) == date(2033, 3, 1)


def test_what_may_be_lost_by_filing_late_cuts_nothing_that_nobody_has_read():
    found = first_pension_month(date(2026, 2, 1), date(2026, 5, 3), "371082")
    assert (found.month, found.may_lose) == (month("2026-03"), 3)


def test_an_extension_says_what_a_month_costs_by_the_last_bases_of_the_place():
    found = cost("440100", date(2026, 9, 7))
    assert (found.least, found.most) == (Decimal("1102.00"), Decimal("5509.80"))
    assert found.of_year == 2025  # those of 2026 are not loaded


def test_where_no_base_is_loaded_no_cost_is_guessed():
    with pytest.raises(ValueNotInForce):
        cost("540000", date(2026, 9, 7))
