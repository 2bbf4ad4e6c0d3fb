"""Worked examples of contributions: late fees, top-ups, months joined; by their numbers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from records.rules.contributions import ContributionPeriod
from services.contributions.rules.late_fees import (
    assumed_amount,
    first_late_day,
    late_fee,
    late_fee_paid_in_parts,
)
from services.contributions.rules.top_ups import Stretch, Tier, fault_of, owed_for, top_up_tier
from services.dues.rules.paid_months import AlreadyPaid, extend
from services.dues.rules.refunding import RefundFacts, refundable


def fee(owed, first, paid):
    """Return days and fee of something paid on a day."""
    last = date.fromisoformat(paid) - timedelta(days=1)
    found = late_fee(Decimal(owed), date.fromisoformat(first), last)
    return found.days, str(found.total)


def test_v2_10_01_an_employer_pays_240_days_late():
    assert first_late_day(date(2026, 3, 1)) == date(2026, 4, 1)
    assert fee("2160.00", "2026-04-01", "2026-11-27") == (240, "259.20")


def test_v2_10_02_to_05_days_are_counted_over_leap_years_and_rounded_half_up():
    assert fee("1432.40", "2026-10-01", "2026-11-28") == (58, "41.54")
    assert fee("864.37", "2025-12-01", "2026-03-15") == (104, "44.95")
    assert fee("15000.00", "2026-01-01", "2026-02-01") == (31, "232.50")
    assert fee("512.30", "2024-02-01", "2024-03-02") == (30, "7.68")


def test_v2_10_06_the_rate_changes_with_the_law_and_each_part_is_rounded():
    found = late_fee(Decimal("1000.00"), date(2010, 5, 1), date(2012, 2, 29))

    said = [(each.days, str(each.rate.number), str(each.fee)) for each in found.parts]
    assert said == [(426, "0.002", "852.00"), (244, "0.0005", "122.00")]
    assert str(found.total) == "974.00"
    assert found.parts[1].rate.basis.article == "86"


def test_v2_10_07_a_cent_and_no_day_at_all():
    assert fee("0.01", "2026-04-01", "2026-04-02") == (1, "0.00")
    assert fee("20.00", "2026-04-01", "2026-04-02") == (1, "0.01")
    assert fee("2160.00", "2026-04-01", "2026-04-01") == (0, "0.00")


def test_v2_10_08_paid_in_parts_it_is_owed_on_what_was_left_each_day():
    paid = [(date(2026, 1, 21), Decimal(2000)), (date(2026, 1, 11), Decimal(1000))]

    found = late_fee_paid_in_parts(Decimal(3000), date(2026, 1, 1), paid)

    assert [(each.days, str(each.fee)) for each in found.parts] == [(10, "15.00"), (10, "10.00")]
    assert found.total == Decimal("25.00")


def test_v2_10_08_paid_before_it_is_late_it_costs_nothing():
    paid = [(date(2025, 12, 20), Decimal(1000)), (date(2026, 1, 11), Decimal(2000))]
    found = late_fee_paid_in_parts(Decimal(3000), date(2026, 1, 1), paid)
    assert [(each.days, str(each.owed)) for each in found.parts] == [(10, "2000")]


def test_v2_10_09_nothing_declared_is_110_percent_of_last_month():
    assert assumed_amount(Decimal("18240.37"), date(2026, 11, 1)) == Decimal("20064.41")


@pytest.mark.parametrize(
    ("first", "tier", "code"),
    [
        (date(2026, 6, 1), Tier.DIRECT, None),
        (date(2026, 5, 1), Tier.DIRECT, None),
        (date(2026, 4, 1), Tier.SIMPLE, None),
        (date(2024, 1, 1), Tier.SIMPLE, None),
        (date(2023, 12, 1), Tier.SIMPLE, None),
        (date(2023, 11, 1), Tier.LEGAL_PAPER, "CON06"),
        (date(2022, 3, 1), Tier.LEGAL_PAPER, "CON06"),
    ],
)
def test_v2_10_10_how_far_back_decides_what_a_top_up_takes(first, tier, code):
    found = top_up_tier(first, date(2026, 11, 28))
    assert (found.tier, found.reason and found.reason.code) == (tier, code)


def test_v2_10_10_past_the_age_a_clerk_looks_and_no_rule_refuses_alone():
    found = top_up_tier(date(2026, 6, 1), date(2026, 11, 28), past_age=True)
    assert (found.tier, found.reason.code) == (Tier.REFUSED, "CON07")
    assert (str(found.reason.kind), found.reason.verified) == ("hold", False)


def test_a_top_up_comes_to_its_months_and_the_employers_late_fee_by_day():
    rows = [Stretch(date(2026, 8, 1), date(2026, 9, 1), 500_000)]

    owed = owed_for(rows, Decimal("0.24"), date(2026, 11, 28))

    # 1,200.00 a month: late from 1 September (88 days) and from 1 October (58 days) to 27 November.
    assert owed.amount == Decimal("2400.00")
    assert owed.late_fee == Decimal("52.80") + Decimal("34.80")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(2026, 6, 2026, 5)], "ends before"),
        ([(2026, 1, 2026, 3), (2026, 3, 2026, 4)], "twice"),
        ([(1970, 1, 2026, 1)], "600"),
        ([(2026, 1, 2026, 3), (2026, 4, 2026, 4)], None),
        ([], None),
    ],
)
def test_rows_of_months_stand_beside_one_another(rows, said):
    found = fault_of([Stretch(date(a, b, 1), date(c, d, 1), 1) for a, b, c, d in rows])

    assert (found is None) if said is None else (said in found.en)


def months(first, last, base="5000"):
    """Return paid months of a year with a base."""
    rates = [Decimal("0.08"), Decimal("0.16"), Decimal("0.08")]
    return ContributionPeriod(
        "330000", date(2026, first, 1), date(2026, last, 1), Decimal(base), *rates
    )


def test_v2_10_11_a_month_joins_an_equal_stretch_and_is_never_paid_twice():
    four = extend([months(1, 3)], months(4, 4))
    assert four == (months(1, 4),)
    assert extend(four, months(5, 5, "5500")) == (months(1, 4), months(5, 5, "5500"))
    assert extend([months(1, 2), months(4, 5)], months(3, 3)) == (months(1, 5),)
    with pytest.raises(AlreadyPaid) as refusal:
        extend(four, months(4, 4))
    assert refusal.value.reason.code == "CON01"


def test_v2_10_11_stretches_of_two_years_stay_apart():
    before = months(1, 1)._replace(first_month=date(2025, 12, 1), last_month=date(2025, 12, 1))
    assert len(extend([before], months(1, 1))) == 2


def test_what_goes_back_is_looked_at_where_it_was_used_or_another_office_has_it():
    known = {"lines": (), "is_known": True}
    assert refundable(RefundFacts(is_used=False, by_tax_office=False, **known)).may_file
    found = refundable(RefundFacts(is_used=True, by_tax_office=True, **known))
    assert {each.code for each in found.reasons} == {"CON10", "CON11"}
