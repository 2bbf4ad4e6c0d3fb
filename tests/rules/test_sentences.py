"""What people are told holds every word and number it should, in both languages."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from agencies.rules.notices import calendar_after, changes, check_notice
from agencies.rules.terms import Insurance
from law.identity_number import DOCUMENT_TYPES, REASONS, check_identity_number
from law.names import check_name
from law.phone import check_phone, mask_phone
from law.wording import Text, article_place
from law.workdays import Calendar, ExceptionDay, published_calendar
from records.rules import cover
from records.rules.contributions import AccountYear
from records.rules.cover_gaps import Gap
from tests.rules.test_amounts import amounts, period, yuan
from transfers.rules import medical, pension
from transfers.rules.checks import checks_for
from transfers.rules.facts import MedicalFacts
from transfers.rules.form_checks import check_form
from transfers.rules.verdicts import REASONS as GROUNDS

TODAY = date(2026, 11, 22)


def texts(found):
    """Return every text in an answer, at any depth."""
    if isinstance(found, Text):
        return [found]
    if isinstance(found, tuple | list):
        return [text for each in found for text in texts(each)]
    if is_dataclass(found):
        return [text for each in fields(found) for text in texts(getattr(found, each.name))]
    return []


def english(found):
    """Return the English sentences; none may have an empty place, in either language."""
    for text in texts(found):
        assert not {"None", "{", "XX"} & set(text.en.replace("{", " { ").split()), text.en
        assert "None" not in text.zh + text.en
    return [text.en for text in texts(found)]


@pytest.mark.parametrize(
    ("off", "worked", "said"),
    [
        (
            ["2026-11-23"],
            [],
            "2026 should have 13 public holidays, but weekdays off less weekend days worked make "
            "14. Please compare with the notice.",
        ),
        (
            ["2026-11-23"],
            ["2026-11-24"],
            "2026-11-24 is no Saturday or Sunday and cannot be a day worked in place of a holiday.",
        ),
        (
            ["2026-01-04", "2026-11-23"],
            ["2026-11-28"],
            "2026-01-04 stands both among the days off and the days worked.",
        ),
        (
            ["2028-01-03"],
            ["2026-11-28"],
            "2028-01-03 is not in 2026, nor in the last days of December before it.",
        ),
    ],
)
def test_a_mistyped_notice_is_told_with_its_day(off, worked, said):
    moved = [day for day in published_calendar().exceptions.values() if day.date.year == 2026]
    days = [{day.date for day in moved if day.is_workday is works} for works in (False, True)]

    found = check_notice(
        2026,
        off=days[0] | set(map(date.fromisoformat, off)),
        worked=days[1] | set(map(date.fromisoformat, worked)),
    )

    assert english(found) == [said]
    assert found[0].day == (None if found[0].code == "sum" else date.fromisoformat(said[:10]))


@pytest.mark.parametrize(
    ("year", "code"), [(1999, "no-rule"), (2000, "sum"), (2100, "sum"), (2101, "no-rule")]
)
def test_a_notice_of_a_year_without_a_rule_is_told(year, code):
    found = check_notice(year, off=[], worked=[])

    assert [each.code for each in found] == [code]
    assert str(year) in english(found)[0]


def test_the_calendar_after_a_notice_has_its_days_and_its_year():
    monday, saturday, sunday = (date(2027, 3, day) for day in (1, 6, 7))
    name = Text("元旦", "New Year's Day")
    stands = {monday: ExceptionDay(monday, False, name), sunday: ExceptionDay(sunday, True, name)}
    comes = [ExceptionDay(saturday, True, name), stands[sunday]]
    before = Calendar(frozenset({2026}), stands)

    changed = changes(stands, comes)
    after = calendar_after(before, 2027, changed)

    assert [(each.date, each.before, each.after) for each in changed] == [
        (monday, stands[monday], None),
        (saturday, None, comes[0]),
    ]
    assert after == Calendar(frozenset({2026, 2027}), {saturday: comes[0], sunday: stands[sunday]})
    assert before.exceptions == stands


@pytest.mark.parametrize(
    ("gap", "on", "said"),
    [
        (
            Gap(date(2025, 12, 1), date(2026, 3, 1), 30, "employee", "employee"),
            TODAY,
            "Cover ended with December 2025 and began again with March 2026: a gap of 2 months. "
            "The gap is not longer than 3 months: it may be paid by the rules of the new place."
            " Benefits begin with the month of payment, and those of the gap are owed after all.",
        ),
        (
            Gap(date(2025, 6, 1), date(2026, 3, 1), 30, "employee", "employee"),
            TODAY,
            "Cover ended with June 2025 and began again with March 2026: a gap of 8 months. "
            "The gap is longer than 3 months: the new place may ask for a waiting period of up to"
            " 6 months without benefits from the pooled fund. How long is decided there.",
        ),
        (
            Gap(date(2025, 12, 1), date(2026, 3, 1), 23, "resident", "employee"),
            TODAY,
            "Cover ended with December 2025 and began again with March 2026: a gap of 2 months. "
            "The gap is not longer than 3 months, but there were fewer than 24 months without"
            " a break before the change of scheme: the new place decides whether it may be paid;"
            " a waiting period lasts 6 months at most.",
        ),
        (
            Gap(date(2026, 8, 1), None, 30, "employee", "employee"),
            TODAY,
            "Cover ended with August 2026; nothing is recorded since then. Enrol again by December"
            " 2026: then the gap is not longer than 3 months, may be paid and keeps its benefits."
            " Later the new place may ask for a waiting period of up to 6 months.",
        ),
        (
            Gap(date(2026, 7, 1), None, 30, "employee", "employee"),
            date(2026, 11, 1),
            "Cover ended with July 2026; nothing is recorded since then. Enrol again by November"
            " 2026: then the gap is not longer than 3 months, may be paid and keeps its benefits."
            " Later the new place may ask for a waiting period of up to 6 months.",
        ),
        (
            Gap(date(2026, 6, 1), None, 30, "employee", "employee"),
            TODAY,
            "Cover ended with June 2026; nothing is recorded since then. The gap is longer than 3"
            " months: the new place may ask for a waiting period of up to 6 months without"
            " benefits from the pooled fund. How long is decided there.",
        ),
        (
            Gap(date(2020, 6, 1), date(2029, 3, 1), 30, "resident", "resident"),
            date(2029, 3, 1),
            "Cover ended with June 2020 and began again with March 2029: a gap of 104 months. "
            "Residents who enrol outside the yearly period, or after a break, wait 3 months. 4"
            " years missed: that adds 4 months, 7 months in all; each year missed that is paid"
            " afterwards takes a month away. After 4 years or more missed in a row, at least"
            " 6 months stay as a rule. Newborns and certain other groups do not wait.",
        ),
    ],
)
def test_a_gap_in_cover_is_told_with_its_months(gap, on, said):
    found = cover.advise(gap, on=on)

    assert " ".join(english(found.sentences)) == said
    assert found.basis
    assert found.longest_wait == {"MAY": 0, "RES": 7}.get(found.kind.name[:3], 6)


def test_cover_without_a_gap_is_told_too():
    found = cover.went_on(date(2026, 6, 1), date(2026, 7, 1))

    assert english(found.sentences) == [
        "Cover at the old place ended with June 2026 and began at the new one with July 2026: "
        "there is no gap and no waiting period."
    ]
    assert (found.kind, len(found.basis), found.longest_wait) == (None, 1, 0)
    assert found.basis[0].document == "医保办发〔2021〕43号"


FORM = amounts(period("2025-01", "2026-03"), balance="4900.00")
LINE = FORM.lines[0]


@pytest.mark.parametrize(
    ("form", "kind", "line", "said"),
    [
        (
            replace(FORM, personal_account=yuan("6100.01"), total=yuan("15100.01")),
            "sum-account",
            None,
            "④ should be ①+②+③ (6100.00 yuan) but is 6100.01.",
        ),
        (
            replace(FORM, months_counted=16),
            "sum-months",
            None,
            "The lines have 15 months together, the form says 16 months.",
        ),
        (
            replace(FORM, lines=(LINE._replace(months=13), FORM.lines[1])),
            "months-exceed",
            0,
            "2025-01 – 2025-12: 13 months is more than the 12 months of the period.",
        ),
        (
            replace(FORM, lines=(*FORM.lines, FORM.lines[1])),
            "overlap",
            2,
            "2026-01 – 2026-03: months of the line before appear again.",
        ),
        (
            replace(FORM, lines=(LINE._replace(credited=yuan("6600.00")), FORM.lines[1])),
            "ratio",
            0,
            "2025-01 – 2025-12: by the prescribed share of the base 4800.00 yuan move; the form "
            "says 6600.00.",
        ),
        (
            replace(FORM, lines=(LINE._replace(last_month=date(2026, 1, 1)), FORM.lines[1])),
            "period",
            0,
            "2025-01 – 2026-01: the period is reversed, crosses a year, or ends after the "
            "transfer.",
        ),
    ],
)
def test_what_is_wrong_with_a_form_is_told_with_its_place(form, kind, line, said):
    found = check_form(form, insurance=Insurance.PENSION, transfer_on=TODAY)

    one = next(each for each in found if each.kind == kind)
    assert [said] == english(one)
    assert (one.line, one.code) == (line, "F05")


def test_money_that_differs_is_told_with_all_three_sums():
    found = check_form(
        FORM, insurance=Insurance.PENSION, transfer_on=TODAY, arrived=yuan("15000.00")
    )

    assert english(found) == [
        "15000.00 yuan arrived; the form says 15100.00; the difference is 100.00."
    ]
    assert [(each.code, each.kind) for each in found] == [("F03", "money")]


@pytest.mark.parametrize(
    "change",
    [
        {"pre_1998_personal": Decimal("-0.01")},
        {"balance_to_last_year_end": Decimal("-0.01")},
        {"current_year_principal": Decimal("-0.01")},
        {"personal_account": Decimal("-0.01")},
        {"pooled": Decimal("-0.01")},
        {"total": Decimal("-0.01")},
    ],
)
def test_no_sum_of_a_form_may_be_below_zero(change):
    for form, expected in ((replace(FORM, **change), True), (FORM, False)):
        kinds = [
            each.kind for each in check_form(form, insurance=Insurance.MEDICAL, transfer_on=TODAY)
        ]
        assert ("negative" in kinds) is expected


def test_every_check_says_its_question_its_answer_and_where_that_stands():
    facts = MedicalFacts(
        applied_on=TODAY,
        from_scheme="employee",
        to_scheme="employee",
        original_area="330100",
        new_area="440100",
        stopped_at_original=False,
        enrolled_at_new=True,
    )

    for check in checks_for(Insurance.MEDICAL, facts):
        ground = GROUNDS[check.code]
        failed = check.code == "OUT_NOT_STOPPED"
        assert check.basis == ground.basis
        assert check.question.zh.endswith("？")
        assert check.reason == (ground if failed else None)
        assert isinstance(check.detail, Text)


@pytest.mark.parametrize(
    "condition", [*pension.CONDITIONS, *medical.CONDITIONS], ids=lambda each: each.code
)
def test_a_check_speaks_to_a_clerk_about_the_insured_person(condition):
    for said in (condition.question, condition.met, condition.unmet):
        assert "您" not in said.zh
        assert not re.search(r"\byou(r|rs)?\b", said.en, re.IGNORECASE)


def test_a_number_of_another_document_is_told_which():
    found = check_identity_number("resident-id", "810000199001010019", TODAY)
    whose = DOCUMENT_TYPES["hmt-residence-permit"]

    assert (found.valid, found.reason) == (False, "id_other_document")
    assert found.message == Text(
        REASONS["id_other_document"].zh.format(document=whose.zh),
        REASONS["id_other_document"].en.format(document=whose.en),
    )


@pytest.mark.parametrize(
    ("kind", "number", "valid", "reason"),
    [
        ("foreign-permanent-resident", "ABC123456789012", True, ""),
        ("foreign-permanent-resident", "811124198108030024", False, "id_region"),
        ("foreign-permanent-resident", "990124198108030024", False, "id_checksum"),
        ("foreign-permanent-resident", "110105194912310020", False, "id_other_document"),
        ("hmt-residence-permit", "110105194912310020", False, "id_other_document"),
        ("hmt-residence-permit", "840000199001010019", False, "id_region"),
        ("hk-macao-pass", "H12345678", True, ""),
        ("hk-macao-pass", "X12345678", False, "id_form"),
        ("resident-id", "110105202611220017", False, "id_checksum"),
    ],
)
def test_every_document_has_its_own_form(kind, number, valid, reason):
    found = check_identity_number(kind, number, TODAY)

    assert (found.valid, found.reason, found.number) == (valid, reason, number if valid else "")
    assert found.message == (None if valid else found.message)
    assert bool(found.message) is not valid


@pytest.mark.parametrize(
    ("check", "good", "bad", "reason"),
    [
        (check_name, "张三", "", "name_missing"),
        (check_name, "张" * 100, "张" * 101, "name_too_long"),
        (check_name, "ABC", "abcж", "name_mixed_scripts"),
        (check_phone, "13812345678", "123", "phone_not_mobile"),
        (check_phone, "+85212345678", "+852123", "phone_not_mobile"),
        (check_phone, "+44123456789", " ", "phone_missing"),
    ],
)
def test_a_check_says_yes_or_why_not(check, good, bad, reason):
    assert (check(good).valid, check(good).message) == (True, None)
    refused = check(bad)
    assert (refused.valid, refused.reason) == (False, reason)
    assert english(refused)


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+8613812345678", "138****5678"),
        ("+85212345678", "+85*****5678"),
        ("+1234567", "+12*4567"),
        ("1234567", "*******"),
        ("123", "***"),
    ],
)
def test_a_phone_number_is_masked_whatever_its_length(number, masked):
    assert mask_phone(number) == masked


def test_a_place_in_a_document_is_said_as_people_say_it():
    assert article_place("8(2)") == Text("第八条第（二）项", "article 8(2)")
    assert article_place("32") == Text("第三十二条", "article 32")
    assert article_place("annex") == Text("annex", "annex")


def test_the_account_of_a_year_stands_on_the_forms_last_line_of_it():
    closing = AccountYear(2025, *map(Decimal, ("100.00", "4800.00", "8.00", "4908.00")))

    found = amounts(period("2025-01", "2026-03"), balance=None, closings=[closing])

    assert [(line.interest, line.closing) for line in found.lines] == [
        (Decimal("8.00"), Decimal("4908.00")), (Decimal("0.00"), Decimal("0.00")),
    ]  # fmt: skip
    assert found.balance_to_last_year_end == Decimal("4908.00")
