"""The contract with other programs: names, forms, and what a bad line is told."""

import json
import re

import pytest

from calculators.catalogue import CALCULATORS, calculate
from calculators.management.commands.calculate import answer_to
from tests.calculators.conftest import KNOWN
from tests.calculators.questions import GOOD

MONEY, MONTH_FORM, DAY, RATE = "14400.00", "2026-11", "2026-11-22", "138.4"
WRITTEN = {
    MONEY: re.compile(r"-?[0-9]+\.[0-9]{2}"),
    MONTH_FORM: re.compile(r"[0-9]{4}-[0-9]{2}"),
    DAY: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    RATE: re.compile(r"[0-9]+\.[0-9]"),
}
REASON = {"code": str, "sentence": str, "way_forward": str}
SPAN = {"from": MONTH_FORM, "to": MONTH_FORM}
# Each result as the contract names it: a type, or how a text is written.
RESULTS = {
    "deadline": {
        "due_on": DAY,
        "provisional": bool,
        "days": [{"day": int, "date": DAY}],
        "skipped": [{"date": DAY, "reason": str}],
    },
    "working-days": {"count": int, "published": bool, "make_up_days": [DAY], "holidays": [DAY]},
    "benefit-place": {"region": str, "rule": str},
    "pension-transfer-amount": {
        "pre_1998_personal": MONEY,
        "balance_to_last_year_end": MONEY,
        "current_year_principal": MONEY,
        "personal_account": MONEY,
        "pooled": MONEY,
        "total": MONEY,
        "months_counted": int,
        "account_principal_transferred": MONEY,
        "adjustments": [str],
    },
    "account-interest": {
        "interest_on_opening": MONEY,
        "interest_on_credits": MONEY,
        "closing": MONEY,
    },
    "cumulative-months": {
        "months": int,
        "overlapping_months": int,
        "gap_months": int,
        "by_region": [{"region": str, "months": int}],
        "overlaps": [SPAN],
        "gaps": [SPAN],
    },
    "pension-eligibility": {"outcome": str, "reasons": [REASON], "account_at_new": str},
    "medical-eligibility": {"outcome": str, "reasons": [REASON]},
    "retirement-age": {
        "original_month": MONTH_FORM,
        "delay_months": int,
        "retirement_month": MONTH_FORM,
        "age_years": int,
        "age_months": int,
        "minimum_contribution_months": int,
    },
    "pension-estimate": {
        "basic_pension": MONEY,
        "account_pension": MONEY,
        "transitional_pension": MONEY,
        "monthly_total": MONEY,
        "divisor": RATE,
    },
    "unemployment-term": {"months": int},
    "employer-dues": {
        "owed": MONEY,
        "late_fee": MONEY,
        "total": MONEY,
        "months": [
            {
                "month": MONTH_FORM,
                "owed": MONEY,
                "first_late_day": DAY,
                "days": int,
                "late_fee": MONEY,
            }
        ],
    },
    "identity-number": {"valid": bool, "reason": type(None), "born_on": DAY, "sex": str},
}
# Questions whose answers fill every list.
FULL = GOOD | {
    "cumulative-months": {
        "insurance": "pension",
        "segments": [
            {"region": "330000", "from": "2010-01", "to": "2010-06", "scheme": "employee"},
            {"region": "440300", "from": "2010-06", "to": "2010-09", "scheme": "employee"},
            {"region": "440300", "from": "2011-01", "to": "2011-02", "scheme": "employee"},
        ],
    },
    "pension-transfer-amount": GOOD["pension-transfer-amount"] | {"account": "temporary"},
    "pension-eligibility": GOOD["pension-eligibility"] | {"active_at_original": True},
    "medical-eligibility": GOOD["medical-eligibility"] | {"in_hospital": True},
}


def check_form(value, form):
    """Assert that a value has the form of the contract, down to the last field."""
    if isinstance(form, dict):
        assert list(value) == list(form)
        for name in form:
            check_form(value[name], form[name])
    elif isinstance(form, list):
        assert value, "an empty list shows no form"
        for each in value:
            check_form(each, form[0])
    elif isinstance(form, str):
        assert WRITTEN[form].fullmatch(value)
    else:
        assert type(value) is form


def test_the_contract_names_every_calculator():
    assert list(RESULTS) == list(CALCULATORS)


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_has_the_names_and_forms_of_the_contract(name):
    check_form(calculate(name, FULL[name], "en", KNOWN)["result"], RESULTS[name])


@pytest.mark.parametrize("name", RESULTS)
def test_an_answer_survives_the_way_through_a_line(name):
    line = json.dumps(GOOD[name], ensure_ascii=False).encode()

    answer = answer_to(line, name, "zh-hans", KNOWN)

    assert answer == calculate(name, GOOD[name], "zh-hans", KNOWN)
    assert json.dumps(answer)


# What a line may be besides an object: each is told, and the next line is answered.
@pytest.mark.parametrize(
    "line",
    [
        b"\xef\xbb\xbf" + json.dumps(GOOD["account-interest"]).encode(),
        b"   \n",
        b"null",
        b'"{}"',
        b"{}{}",
        b"{'method': 'annual'}",
        b'{"method": "annual", "method": "annual"}',
        b'{"credits": [{"month": 1, "month": 2}]}',
        b'{"opening": -Infinity}',
    ],
)
def test_a_line_that_is_no_object_is_told(line):
    error = answer_to(line, "account-interest", "en", KNOWN)["error"]

    assert (error["code"], error["field"]) == ("not_json", "")


@pytest.mark.parametrize(
    ("field", "written", "code", "at"),
    [
        ("method", '"Annual"', "not_a_choice", "method"),
        ("opening", "1e999", "wrong_type", "opening"),
        ("opening", "-0.0", "wrong_type", "opening"),
        ("opening", '"-0.00"', "money_form", "opening"),
        ("opening", '"+1.00"', "money_form", "opening"),
        ("opening", '"01.00"', "money_form", "opening"),
        ("opening", '" 1.00"', "money_form", "opening"),
        ("opening", '"1.000"', "money_form", "opening"),
        ("opening", '"1_000.00"', "money_form", "opening"),
        ("opening", '"1,000.00"', "money_form", "opening"),
        ("opening", '"NaN"', "money_form", "opening"),
        ("rate", "0.08", "wrong_type", "rate"),
        ("rate", '"8%"', "number_form", "rate"),
        ("rate", '".08"', "number_form", "rate"),
        ("credits", "{}", "wrong_type", "credits"),
        ("credits", "[null]", "wrong_type", "credits[0]"),
        ("credits", '[{"month": 1.0, "amount": "1.00"}]', "wrong_type", "credits[0].month"),
        ("credits", '[{"month": true, "amount": "1.00"}]', "wrong_type", "credits[0].month"),
        ("credits", '[{"month": 0, "amount": "1.00"}]', "too_small", "credits[0].month"),
        ("credits", '[{"month": 1}]', "missing_field", "credits[0].amount"),
        ("credits", '[{"month": 1, "amount": "1.00", "x": 1}]', "unknown_field", "credits[0].x"),
    ],
)
def test_a_bad_value_is_told_with_its_code_and_field(field, written, code, at):
    fields = {"method": '"annual"', "opening": '"1.00"', "credits": "[]", "rate": '"0"'}
    said = ", ".join(f'"{name}": {value}' for name, value in (fields | {field: written}).items())

    error = answer_to(f"{{{said}}}".encode(), "account-interest", "en", KNOWN)["error"]

    assert (error["code"], error["field"]) == (code, at)
    assert error["message"]
