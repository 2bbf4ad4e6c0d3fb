"""A question that cannot be answered names its field, and nothing is guessed."""

import contextlib
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue import CALCULATORS, calculate
from calculators.reading.refusing import MESSAGES, BadInput
from tests.calculators.conftest import KNOWN
from tests.calculators.questions import GOOD, MONTH

OPTIONAL = {"balance_at_last_year_end", "first_enrolment_at_new"}


def refusal(name, data):
    """Return what a bad question is told."""
    with pytest.raises(BadInput) as raised:
        calculate(name, data, "en", KNOWN)
    return raised.value.code, raised.value.field


@pytest.mark.parametrize("name", CALCULATORS)
def test_an_unknown_field_is_refused(name):
    assert refusal(name, GOOD[name] | {"extra": 1}) == ("unknown_field", "extra")


@pytest.mark.parametrize(
    ("name", "field"),
    [(name, field) for name in GOOD for field in GOOD[name] if field not in OPTIONAL],
)
def test_a_missing_field_is_named(name, field):
    data = {key: value for key, value in GOOD[name].items() if key != field}

    code, at = refusal(name, data)

    assert (code, at) in [("missing_field", field), ("exactly_one", "contribution_months")]


@pytest.mark.parametrize("wrong", [1.5, float("nan"), {}, [], "", "１", 10**30, "\ud800"])
@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in GOOD for field in GOOD[name]]
)
def test_a_wrong_value_never_passes_silently(name, field, wrong):
    if wrong == [] and field in {"segments", "months", "credits"}:
        return  # nobody has to have been insured
    if field == "number" and isinstance(wrong, str):
        assert calculate(name, GOOD[name] | {field: wrong}, "en", KNOWN)["result"]["valid"] is False
        return

    assert refusal(name, GOOD[name] | {field: wrong})[1].startswith(field)


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("deadline", {"received_on": "2026-02-30"}, ("date_form", "received_on")),
        ("deadline", {"received_on": "2026-2-3"}, ("date_form", "received_on")),
        ("deadline", {"received_on": "20260203"}, ("date_form", "received_on")),
        ("deadline", {"received_on": "２０２６-02-03"}, ("date_form", "received_on")),
        ("deadline", {"received_on": "2026-02-03\n"}, ("date_form", "received_on")),
        ("deadline", {"working_days": 0}, ("too_small", "working_days")),
        ("deadline", {"working_days": 10**9}, ("too_large", "working_days")),
        ("deadline", {"working_days": True}, ("wrong_type", "working_days")),
        ("deadline", {"working_days": "15"}, ("wrong_type", "working_days")),
        ("retirement-age", {"born": "1972-13"}, ("month_form", "born")),
        ("retirement-age", {"born": "2030-01"}, ("in_the_future", "born")),
        ("retirement-age", {"category": "female"}, ("not_a_choice", "category")),
        ("benefit-place", {"hukou_region": "990000"}, ("not_a_province", "hukou_region")),
        ("benefit-place", {"hukou_region": "330100"}, ("not_a_province", "hukou_region")),
        ("benefit-place", {"hukou_region": None, "segments": []}, ("no_place", "segments")),
        ("account-interest", {"opening": 100.5}, ("wrong_type", "opening")),
        ("account-interest", {"opening": "100.5"}, ("money_form", "opening")),
        ("account-interest", {"opening": "-1.00"}, ("money_form", "opening")),
        ("account-interest", {"opening": "1e9"}, ("money_form", "opening")),
        ("account-interest", {"opening": "99999999999.00"}, ("too_large", "opening")),
        ("account-interest", {"rate": "8.31"}, ("too_large", "rate")),
        ("unemployment-term", {"contribution_months": -1}, ("too_small", "contribution_months")),
        ("pension-eligibility", {"applied_on": "1979-01-01"}, ("before_birth", "applied_on")),
        (
            "pension-estimate",
            {"contribution_years": "25"},
            ("exactly_one", "contribution_months"),
        ),
        ("pension-estimate", {"age_years": 70}, ("no_divisor", "age_months")),
        ("pension-estimate", {"deemed_months": 5}, ("missing_field", "transition_coefficient")),
        ("pension-estimate", {"deemed_years": "5.5"}, ("missing_field", "transition_coefficient")),
        (
            "pension-estimate",
            {"deemed_months": 5, "deemed_years": "5.5"},
            ("exactly_one", "deemed_years"),
        ),
    ],
)
def test_what_cannot_be_true_is_refused(name, changed, said):
    assert refusal(name, GOOD[name] | changed) == said


def test_a_field_within_a_list_is_named_by_its_place():
    data = GOOD["pension-transfer-amount"] | {"months": [MONTH, MONTH | {"base": 1.0}]}

    assert refusal("pension-transfer-amount", data) == ("wrong_type", "months[1].base")


def test_a_segment_that_ends_before_it_begins_is_refused():
    data = copy.deepcopy(GOOD["cumulative-months"])
    data["segments"][0]["to"] = "2009-12"

    assert refusal("cumulative-months", data) == ("month_order", "segments[0].to")


def test_a_year_without_a_published_rate_is_told():
    months = [MONTH | {"month": "2010-05"}]
    data = GOOD["pension-transfer-amount"] | {"balance_at_last_year_end": None, "months": months}

    assert refusal("pension-transfer-amount", data)[0] == "rate_not_published"


def test_a_month_after_the_transfer_is_refused():
    data = GOOD["pension-transfer-amount"] | {"months": [MONTH | {"month": "2026-04"}]}

    assert refusal("pension-transfer-amount", data)[0] == "month_after_transfer"


@pytest.mark.parametrize("data", [None, [], "x", 1, {}])
def test_what_is_no_question_is_refused(data):
    assert refusal("deadline", data)[0] in {"not_json", "missing_field"}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_nothing_that_is_sent_breaks_a_calculator(data, name):
    field = data.draw(st.sampled_from(sorted(GOOD[name])))
    asked = GOOD[name] | {field: data.draw(ANYTHING)}

    with contextlib.suppress(BadInput):
        calculate(name, asked, "zh-hans", KNOWN)


def test_every_message_is_there_in_both_languages():
    assert all(each.zh and each.en for each in MESSAGES.values())
