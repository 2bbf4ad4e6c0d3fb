"""What a gap in medical cover means: paid afterwards, waited for, or not there at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rules import cover, cover_gaps
from records.rules.contributions import month_of
from records.rules.cover import Kind
from records.rules.cover_gaps import Gap
from records.rules.months import Segment

TODAY = date(2026, 9, 7)


def month(text):
    return date.fromisoformat(f"{text}-01")


def seg(first, last, scheme="employee", region="510100", **more):
    return Segment(region, month(first), month(last), "medical", scheme, **more)


def judged(*segments):
    gap = cover_gaps.last_gap(segments)
    return cover.advise(gap, on=gap.begins_in)


@pytest.mark.parametrize(
    ("begins", "kind", "wait"),
    [
        ("2026-02", Kind.MAY_BE_PAID, 0),
        ("2026-04", Kind.MAY_BE_PAID, 0),  # three months: January to March
        ("2026-05", Kind.WAIT, 6),
        ("2027-05", Kind.WAIT, 6),
    ],
)
def test_three_months_may_be_paid_and_more_may_have_to_be_waited_for(begins, kind, wait):
    found = judged(seg("2020-01", "2025-12"), seg(begins, "2028-01", region="330100"))

    assert (found.kind, found.longest_wait) == (kind, wait)


@pytest.mark.parametrize(
    ("since", "kind"), [("2024-01", Kind.MAY_BE_PAID), ("2024-02", Kind.RESIDENT_WAIT)]
)
def test_a_short_gap_on_a_change_of_scheme_needs_two_steady_years(since, kind):
    found = judged(seg(since, "2025-12"), seg("2026-03", "2026-12", "resident"))

    assert found.kind == kind


def test_a_resident_who_becomes_an_employee_too_early_asks_the_new_place():
    found = judged(seg("2025-01", "2025-12", "resident"), seg("2026-02", "2026-08"))

    assert (found.kind, found.longest_wait) == (Kind.LOCAL, 6)


@pytest.mark.parametrize(
    ("begins", "years", "wait"),
    [
        ("2026-01", 1, 4),  # 2025 was missed
        ("2026-06", 1, 4),
        ("2025-06", 0, 3),
        ("2028-01", 3, 6),
        ("2029-01", 4, 7),
        ("2031-01", 6, 9),
    ],
)
def test_a_resident_waits_three_months_and_one_for_each_year_missed(begins, years, wait):
    found = judged(seg("2020-01", "2024-12", "resident"), seg(begins, "2031-12", "resident"))

    assert (found.kind, found.longest_wait) == (Kind.RESIDENT_WAIT, wait)
    assert ("6 months stay" in found.sentences[-2].en) == (years >= 4)


def test_the_years_before_the_rule_for_residents_are_not_counted():
    gap = Gap(month("2019-12"), month("2027-01"), 12, "resident", "resident")

    assert cover_gaps.missed_years(gap) == 2


def test_before_there_was_a_rule_nothing_is_said():
    assert judged(seg("2010-01", "2012-12"), seg("2014-01", "2020-12")) is None


def test_months_owed_are_no_cover():
    gap = cover_gaps.last_gap([seg("2025-01", "2026-02"), seg("2026-03", "2026-04", owed=True)])
    assert gap is None

    gap = cover_gaps.last_gap(
        [
            seg("2025-01", "2026-02"),
            seg("2026-03", "2026-04", owed=True),
            seg("2026-05", "2026-08", region="330100"),
        ]
    )
    assert gap.months == 2


def test_whoever_has_stopped_is_told_until_when_a_new_beginning_costs_no_benefits():
    lasts = cover_gaps.gap_that_lasts([seg("2020-01", "2026-07")])

    in_time = cover.advise(lasts, on=TODAY)
    too_late = cover.advise(lasts, on=date(2026, 12, 1))

    assert in_time.kind == Kind.STILL_OPEN
    assert "by November 2026" in in_time.sentences[1].en
    assert "2026年11月" in in_time.sentences[1].zh
    assert "waiting period of up to 6 months" in too_late.sentences[1].en


def test_the_sentences_have_no_blanks_left():
    found = judged(seg("2020-01", "2024-12", "resident"), seg("2030-01", "2030-12", "resident"))

    assert len(found.sentences) == 5
    assert not any("{" in each.zh + each.en for each in found.sentences)


MONTHS = st.integers(2025 * 12, 2035 * 12)


@given(MONTHS, st.integers(2, 90), st.integers(1, 60), st.booleans(), st.booleans())
def test_a_longer_gap_never_shortens_the_wait(stop, length, more, leaves_work, joins_work):
    schemes = ("employee" if leaves_work else "resident", "employee" if joins_work else "resident")

    def wait(months):
        gap = Gap(month_of(stop), month_of(stop + months), 36, *schemes)
        return cover.advise(gap, on=gap.begins_in).longest_wait

    assert wait(length) <= wait(length + more)


def test_the_gap_that_lasts_began_after_the_last_month_paid():
    owed = seg("2026-04", "2026-06", owed=True)

    found = cover_gaps.gap_that_lasts([seg("2025-03", "2026-02"), seg("2024-01", "2025-01"), owed])

    assert found == Gap(month("2026-02"), None, 12, "employee", "employee")
    assert (found.months, found.is_switch, cover_gaps.missed_years(found)) == (0, False, 0)
    assert cover_gaps.gap_that_lasts([owed]) is None


def test_a_gap_lies_between_the_schemes_of_its_neighbours():
    found = cover_gaps.last_gap([seg("2025-01", "2025-06"), seg("2025-09", "2026-02", "resident")])

    assert found == Gap(month("2025-06"), month("2025-09"), 6, "employee", "resident")
    assert (found.months, found.is_switch) == (2, True)


@pytest.mark.parametrize(
    ("stopped", "begins", "years"),
    [("2024-12", "2025-01", 0), ("2023-06", "2027-02", 2), ("2025-06", "2027-02", 1)],
)
def test_years_are_missed_only_since_the_rule_began(stopped, begins, years):
    gap = Gap(month(stopped), month(begins), 12, "resident", "resident")

    assert cover_gaps.missed_years(gap) == years
