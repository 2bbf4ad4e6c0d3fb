"""Every calculator answers the examples of the law texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.catalogue import CALCULATORS, calculate
from tests.calculators.conftest import KNOWN
from tests.calculators.questions import GOOD, MEDICAL_CASE, MONTH, PENSION_CASE

LANGUAGES = ("zh-hans", "en")
CATEGORIES = ("male", "female-55", "female-50")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALCULATORS)
def test_an_answer_has_a_result_articles_and_sentences_without_blanks(name, language):
    answer = calculate(name, GOOD[name], language, KNOWN)

    assert list(answer) == ["result", "basis", "explanation"]
    assert all(answer.values())
    assert all(set(each) == {"document", "article", "effective_on"} for each in answer["basis"])
    assert not any("{" in sentence or "Text(" in sentence for sentence in answer["explanation"])


def test_months_are_said_in_years_only_from_a_year_on():
    month, year = (
        {"region": "330100", "from": "2020-01", "to": to, "scheme": "employee"}
        for to in ("2020-01", "2021-01")
    )
    said = [
        calculate(
            "cumulative-months", {"insurance": "pension", "segments": [each]}, language, KNOWN
        )["explanation"][0]
        for each in (month, year)
        for language in LANGUAGES
    ]

    assert [each.split("，")[0].split(";")[0] for each in said] == [
        "累计1个月",
        "1 month in all",
        "累计13个月（1年1个月）",
        "13 months (1 year 1 month) in all",
    ]


def test_the_calculators_are_those_of_the_contract():
    assert set(CALCULATORS) == set(GOOD)


# 2.3.10: the last day that a term of fifteen reaches with certainty, and the first beyond.
@pytest.mark.parametrize(
    ("received_on", "number", "due_on", "provisional"),
    [
        ("2026-12-10", 15, "2026-12-31", False),
        ("2026-12-11", 15, "2027-01-01", True),
        ("2026-12-30", 3, "2027-01-04", True),
        ("2024-02-08", 1, "2024-02-09", False),
        ("2026-02-13", 1, "2026-02-14", False),
    ],
)
def test_a_deadline_counts_the_days_of_the_notices(ask, received_on, number, due_on, provisional):
    found = ask("deadline", received_on=received_on, working_days=number)

    assert (found["due_on"], found["provisional"]) == (due_on, provisional)
    assert [each["day"] for each in found["days"]] == list(range(1, number + 1))


@pytest.mark.parametrize(
    ("received_on", "documents"),
    [
        ("2020-12-31", ["主席令第37号", "主席令第7号"]),
        ("2021-01-01", ["主席令第45号", "主席令第7号"]),
    ],
)
def test_a_term_is_counted_by_the_law_of_the_day_on_which_it_began(received_on, documents):
    found = calculate("deadline", {"received_on": received_on, "working_days": 5}, "en", KNOWN)

    assert [each["document"] for each in found["basis"]] == documents


def test_a_day_left_out_says_why_in_the_language_asked_for(ask):
    found = ask("deadline", "zh-hans", received_on="2026-09-30", working_days=1)

    assert found["skipped"][0] == {"date": "2026-10-01", "reason": "国庆节放假"}


@given(st.dates(KNOWN.today.replace(2005), KNOWN.today), st.integers(1, 60))
def test_one_day_more_moves_the_deadline_by_one_working_day(day, number):
    shorter, longer = (
        calculate("deadline", {"received_on": day.isoformat(), "working_days": n}, "en", KNOWN)
        for n in (number, number + 1)
    )

    assert longer["result"]["days"][:-1] == shorter["result"]["days"]
    assert longer["result"]["due_on"] > shorter["result"]["due_on"]


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_working_days_of_its_notice(ask, year, count):
    found = ask("working-days", year=year)

    assert (found["count"], found["published"]) == (count, True)


def test_a_year_without_a_notice_says_so(ask):
    assert ask("working-days", year=2027)["published"] is False


# 3.4 of the law text, row by row.
@pytest.mark.parametrize(
    ("category", "born", "years", "months", "retires"),
    [
        ("male", "1964-12", 60, 0, "2024-12"),
        ("male", "1965-01", 60, 1, "2025-02"),
        ("male", "1965-04", 60, 1, "2025-05"),
        ("male", "1965-05", 60, 2, "2025-07"),
        ("male", "1972-09", 62, 0, "2034-09"),
        ("male", "1976-08", 62, 11, "2039-07"),
        ("male", "1976-09", 63, 0, "2039-09"),
        ("female-55", "1970-05", 55, 2, "2025-07"),
        ("female-55", "1981-09", 58, 0, "2039-09"),
        ("female-50", "1975-03", 50, 2, "2025-05"),
        ("female-50", "1984-10", 54, 11, "2039-09"),
        ("female-50", "1984-11", 55, 0, "2039-11"),
    ],
)
def test_the_retirement_age_is_that_of_the_annexed_tables(
    ask, category, born, years, months, retires
):
    found = ask("retirement-age", category=category, born=born)

    assert (found["age_years"], found["age_months"]) == (years, months)
    assert found["retirement_month"] == retires


@given(st.sampled_from(CATEGORIES), st.dates(KNOWN.today.replace(1950), KNOWN.today))
def test_a_later_birth_never_retires_earlier(category, day):
    born = [f"{day:%Y-%m}", f"{day.year - 1}-{day:%m}"]
    later, earlier = (
        calculate("retirement-age", {"category": category, "born": each}, "en", KNOWN)["result"]
        for each in born
    )

    assert later["retirement_month"] > earlier["retirement_month"]
    assert later["minimum_contribution_months"] >= earlier["minimum_contribution_months"]


@pytest.mark.parametrize(
    ("born", "months"),
    [("1966-12", 180), ("1969-06", 186), ("1970-01", 192), ("1976-09", 240), ("1990-01", 240)],
)
def test_the_months_needed_rise_by_half_a_year_from_2030(ask, born, months):
    found = ask("retirement-age", category="male", born=born)

    assert found["minimum_contribution_months"] == months


# 4.4 and 4.5: whole ages of the annex, and determinations between them.
@pytest.mark.parametrize(
    ("years", "months", "divisor"),
    [
        (60, 0, "139.0"), (60, 1, "138.4"), (60, 3, "137.3"), (60, 6, "135.5"),
        (50, 1, "194.6"), (50, 3, "193.8"), (47, 0, "208.0"), (70, 0, "56.0"), (40, 0, "233.0"),
    ],
)  # fmt: skip
def test_the_divisor_goes_by_month_of_age(ask, years, months, divisor):
    found = ask(
        "pension-estimate", **GOOD["pension-estimate"] | {"age_years": years, "age_months": months}
    )

    assert found["divisor"] == divisor


def test_an_estimate_adds_its_three_parts(ask):
    deemed = {"deemed_months": 60, "transition_coefficient": "0.013"}

    found = ask("pension-estimate", **GOOD["pension-estimate"] | deemed)

    # (8000 + 9600) / 2 x 25 x 1%; 137300 / 137.3; 9600 x 5 x 1.3%
    assert found["basic_pension"] == "2200.00"
    assert found["account_pension"] == "1000.00"
    assert found["transitional_pension"] == "624.00"
    assert found["monthly_total"] == "3824.00"


def test_an_estimate_takes_deemed_years_with_decimals(ask):
    deemed = {"deemed_years": "5.25", "transition_coefficient": "0.013"}

    found = ask("pension-estimate", **GOOD["pension-estimate"] | deemed)

    assert found["transitional_pension"] == "655.20"  # 9600 x 5.25 x 1.3%


def test_an_estimate_uses_a_second_base_for_the_transitional_part_alone():
    two = {"deemed_months": 60, "transition_coefficient": "0.013", "second_base": "7000.00"}

    answer = calculate("pension-estimate", GOOD["pension-estimate"] | two, "en", KNOWN)

    assert answer["result"]["basic_pension"] == "2200.00"
    assert answer["result"]["transitional_pension"] == "546.00"  # 7000 x 1.2 x 5 x 1.3%
    assert any("7000.00 yuan for the transitional" in each for each in answer["explanation"])


def test_an_estimate_takes_years_as_a_province_rounds_them(ask):
    asked = GOOD["pension-estimate"] | {"contribution_years": "25.33"}
    del asked["contribution_months"]

    assert ask("pension-estimate", **asked)["basic_pension"] == "2229.04"


def test_a_derived_balance_names_where_the_rates_stand():
    asked = GOOD["pension-transfer-amount"] | {
        "transfer_on": "2025-05-20",
        "months": [MONTH | {"month": "2024-01"}],
    }

    def documents(balance):
        question = asked | {"balance_at_last_year_end": balance}
        answer = calculate("pension-transfer-amount", question, "en", KNOWN)
        return [each["document"] for each in answer["basis"]]

    assert "人社部发〔2017〕31号" in documents(None)
    assert "人社部发〔2017〕31号" not in documents("100.00")


def test_an_estimate_doubts_what_can_hardly_be_meant():
    asked = GOOD["pension-estimate"]

    def said(**other):
        return " ".join(calculate("pension-estimate", asked | other, "en", KNOWN)["explanation"])

    deemed = {"deemed_months": 840, "transition_coefficient": "0.013"}
    assert "Please check" not in said(average_index="3")
    assert "between 0.6 and 3" in said(average_index="8")
    assert "more deemed months than months in all" in said(**deemed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_estimate_always_says_that_it_is_one(language):
    answer = calculate("pension-estimate", GOOD["pension-estimate"], language, KNOWN)

    assert any("估算" in each or "estimate" in each for each in answer["explanation"])


@pytest.mark.parametrize(
    ("paid", "unused", "months"),
    [(11, 0, 0), (11, 5, 5), (12, 0, 12), (59, 0, 12), (60, 0, 18), (119, 0, 18), (120, 0, 24),
     (70, 3, 21), (130, 9, 24)],
)  # fmt: skip
def test_the_unemployment_term_goes_by_the_bands_of_the_law(ask, paid, unused, months):
    found = ask("unemployment-term", contribution_months=paid, unused_months=unused)

    assert found == {"months": months}


@pytest.mark.parametrize(
    ("kind", "number", "born_on", "sex"),
    [
        ("resident-id", "11010519491231002X", "1949-12-31", "female"),
        ("resident-id", "440524188001010014", "1880-01-01", "male"),
        ("hmt-residence-permit", "810000199001010019", "1990-01-01", "male"),
        ("foreign-permanent-resident", "911124198108030024", "1981-08-03", "female"),
        ("hk-macao-pass", "H12345678", None, None),
        ("passport", "E12345678", None, None),
    ],
)
def test_an_identity_number_says_what_its_document_says(ask, kind, number, born_on, sex):
    found = ask("identity-number", document_type=kind, number=number)

    assert (found["born_on"], found["sex"]) == (born_on, sex)
    assert found["valid"] is (found["reason"] is None)


def test_the_pension_is_drawn_by_the_four_items_of_article_6(ask):
    def rule(*segments, **other):
        found = ask(
            "benefit-place",
            hukou_region="410000",
            segments=[
                {"region": region, "months": months, "account": account}
                for region, months, account in segments
            ],
            **other,
        )
        return found["rule"], found["region"]

    assert rule(("410000", 1, "general")) == ("66/6/1", "410000")
    assert rule(("440000", 120, "general")) == ("66/6/2", "440000")
    assert rule(("310000", 120, "general"), ("440000", 119, "general")) == ("66/6/3", "310000")
    assert rule(("310000", 119, "general"), ("440000", 9, "general")) == ("66/6/4", "410000")
    assert rule(("310000", 60, "general"), ("440000", 200, "temporary")) == ("66/6/4", "410000")


def test_without_a_hukou_the_longest_place_pays(ask):
    segments = [
        {"region": "440000", "months": 60, "account": "general"},
        {"region": "310100", "months": 60, "account": "general"},
    ]

    found = ask("benefit-place", hukou_region=None, segments=segments)

    assert found == {"region": "310000", "rule": "no-hukou"}


def test_a_transfer_moves_account_and_twelve_per_cent(ask):
    found = ask("pension-transfer-amount", **GOOD["pension-transfer-amount"])

    assert found["personal_account"] == "12000.00"
    assert (found["pooled"], found["total"]) == ("1200.00", "13200.00")
    assert (found["months_counted"], found["account_principal_transferred"]) == (1, "800.00")


def test_months_in_a_row_count_as_if_they_stood_alone(ask):
    months = [MONTH | {"month": f"2026-0{n}"} for n in (3, 1, 2)]

    found = ask("pension-transfer-amount", **GOOD["pension-transfer-amount"] | {"months": months})

    assert (found["months_counted"], found["current_year_principal"]) == (3, "2400.00")


AMOUNTS = st.integers(0, 5_000_000).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
HISTORIES = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.dates(KNOWN.today.replace(1990), KNOWN.today).map(lambda d: f"{d:%Y-%m}"),
            "base": AMOUNTS,
            "account_rate": st.sampled_from(["0.08", "0.11", "0.05"]),
            "employer_rate": st.sampled_from(["0.16", "0.20"]),
            "personal_rate": st.just("0.08"),
            "paid": st.booleans(),
            "personal_arrears": st.booleans(),
        }
    ),
    max_size=30,
)


@given(HISTORIES, AMOUNTS, AMOUNTS, st.sampled_from(["general", "temporary"]))
def test_the_six_sums_add_up_to_the_cent(months, before, balance, account):
    asked = {
        "transfer_on": "2026-11-22",
        "account": account,
        "pre_1998_personal": before,
        "balance_at_last_year_end": balance,
        "months": months,
    }

    found = calculate("pension-transfer-amount", asked, "en", KNOWN)["result"]

    fen = {name: int(found[name].replace(".", "")) for name in list(found)[:6]}
    one, two, three, four, five, six = fen.values()
    assert one + two + three == four
    assert four + five == six


@given(st.integers(0, 400), st.integers(1, 100), st.integers(0, 99))
def test_splitting_a_segment_never_changes_the_months(first, length, cut):
    def month(number):
        return f"{1990 + number // 12}-{number % 12 + 1:02d}"

    def segment(from_, to):
        there = {"region": "330000", "scheme": "employee"}
        return there | {"from": month(from_), "to": month(to)}

    cut = min(cut, length - 1)
    whole = [segment(first, first + length)]
    split = [segment(first, first + cut), segment(first + cut + 1, first + length)]
    asked = ({"insurance": "pension", "segments": each} for each in (whole, split))
    one, other = (calculate("cumulative-months", each, "en", KNOWN)["result"] for each in asked)

    assert one == other


def test_overlaps_and_gaps_are_named(ask):
    segments = [
        {"region": "330000", "from": "2020-01", "to": "2020-06", "scheme": "employee"},
        {"region": "440000", "from": "2020-05", "to": "2020-12", "scheme": "employee"},
        {"region": "440000", "from": "2021-03", "to": "2021-03", "scheme": "employee"},
    ]

    found = ask("cumulative-months", insurance="medical", segments=segments)

    assert (found["months"], found["overlapping_months"], found["gap_months"]) == (13, 2, 2)
    assert found["overlaps"] == [{"from": "2020-05", "to": "2020-06"}]
    assert found["gaps"] == [{"from": "2021-01", "to": "2021-02"}]


def test_the_last_gap_in_medical_cover_is_explained_and_one_in_a_pension_is_not():
    segments = [
        {"region": "330000", "from": "2020-01", "to": "2025-12", "scheme": "employee"},
        {"region": "440000", "from": "2026-03", "to": "2026-10", "scheme": "employee"},
    ]

    found = [
        calculate("cumulative-months", {"insurance": each, "segments": segments}, "en", KNOWN)
        for each in ("medical", "pension")
    ]

    medical, pension = (" ".join(each["explanation"]) for each in found)
    assert "it may be paid by the rules of the new place" in medical
    assert "医保办发〔2021〕43号" in [each["document"] for each in found[0]["basis"]]
    assert "benefits" not in pension.lower()


def test_both_ways_of_interest_agree_on_twelve_equal_credits(ask):
    credits = [{"month": month, "amount": "800.00"} for month in range(1, 13)]
    common = {"opening": "10000.00", "credits": credits, "rate": "0.0831"}

    by_month = ask("account-interest", method="month-product", **common)
    by_year = ask("account-interest", method="annual", **common)

    assert by_month["interest_on_opening"] == by_year["interest_on_opening"] == "831.00"
    # 9600 x 0.0831 x 6.5 / 12, and with the factor as printed: three decimals of 1.08333
    assert by_month["interest_on_credits"] == "432.12"
    assert by_year["interest_on_credits"] == "431.99"


@pytest.mark.parametrize(
    ("changed", "outcome", "codes"),
    [
        ({}, "accept", []),
        ({"drawing_benefit": True}, "refuse", ["A01"]),
        ({"new_region": "330200"}, "not-needed", ["A02"]),
        ({"born_on": "1975-01-01"}, "not-needed", ["A03"]),
        ({"born_on": "1975-01-01", "approved_move": True}, "accept", []),
        ({"born_on": "1975-01-01", "hukou_region": "440000"}, "accept", []),
        ({"enrolled_and_paid_at_new": False}, "refuse", ["A04"]),
        ({"active_at_original": True}, "hold", ["A06"]),
        ({"arrears_months_at_original": 2}, "hold", ["A07"]),
        ({"deceased": True}, "refuse", ["E02"]),
    ],
)
def test_a_pension_case_is_judged_with_its_codes(ask, changed, outcome, codes):
    found = ask("pension-eligibility", **PENSION_CASE | changed)

    assert found["outcome"] == outcome
    assert [each["code"] for each in found["reasons"]] == codes
    assert all(set(each) == {"code", "sentence", "way_forward"} for each in found["reasons"])


@pytest.mark.parametrize(
    ("changed", "outcome", "codes"),
    [
        ({}, "accept", []),
        ({"stopped_at_original": False}, "refuse", ["OUT_NOT_STOPPED"]),
        ({"medical_retiree": True}, "refuse", ["RETIREE"]),
        ({"new_area": "330100"}, "not-needed", ["SAME_POOLING_AREA"]),
        ({"account_balance": "-0.01"}, "refuse", ["ACCOUNT_NEGATIVE"]),
    ],
)
def test_a_medical_case_is_judged_with_its_codes(ask, changed, outcome, codes):
    found = ask("medical-eligibility", **MEDICAL_CASE | changed)

    assert [each["code"] for each in found["reasons"]] == codes
    assert found["outcome"] == outcome


@pytest.mark.parametrize(
    ("more", "due_on"),
    [({}, "2017-04-06"), ({"place": "450000"}, "2017-04-10"), ({"place": "440000"}, "2017-04-06")],
)
def test_a_place_may_have_days_off_of_its_own(ask, more, due_on):
    found = ask("deadline", received_on="2017-03-29", working_days=5, **more)

    assert found["due_on"] == due_on


def test_days_off_that_were_not_checked_say_so():
    said = calculate("working-days", {"year": 2017, "place": "450100"}, "en", KNOWN)

    assert said["result"]["count"] == 247
    assert said["explanation"][1:] == [
        "The days off of Guangxi alone are taken into account.",
        "The days off of Guangxi alone were not checked against the official text; ask the agency "
        "there.",
    ]
    assert said["basis"][-1]["article"] == "4"
