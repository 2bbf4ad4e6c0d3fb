"""The calculators as people use them: a short form, a sentence, the working, the articles."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse

from agencies.actions import reference
from calculators.catalogue import CALCULATORS
from calculators.examples import EXAMPLES
from calculators.themes import PAGES, THEMES

SAYS = {
    "retirement-age": "62 years is reached in September 2034",
    "benefit-place": "The pension is drawn in Shanghai",
    "pension-estimate": "About 3200.00 yuan a month",
    "deadline": "The last day is Friday 6 March 2026",
    "unemployment-term": "For at most 21 months.",
    "employer-dues": "2160.00 yuan owed, 259.20 yuan late fee",
    "identity-number": "31 December 1949",
    "working-days": "2026 has 248 working days",
    "account-interest": "The account earns",
    "cumulative-months": "145 months (12 years 1 month) in all",
    "pension-transfer-amount": "from the personal account and",
    "pension-eligibility": "No transfer is needed",
    "medical-eligibility": "The insurance cannot be moved",
}
PERSONAL = [name for name, page in PAGES.items() if page.personal]
SHARED = [name for name in PAGES if name not in PERSONAL]
WITH_ROWS = ["benefit-place", "cumulative-months", "pension-transfer-amount"]


@pytest.fixture(scope="module", autouse=True)
def installation(django_db_setup, django_db_blocker):
    """Load the reference data once, and undo that at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load(now=datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def asked(client, name, typed, language="en"):
    """Send a form the way its page does."""
    client.cookies["django_language"] = language
    send = client.post if PAGES[name].personal else client.get
    return send(reverse("calculator", args=[name]), typed)


def read(answer):
    """Return a page as it reads, without marks."""
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", unescape(words))


# --- Every page ------------------------------------------------------------------------------
def test_every_calculator_has_a_page_and_stands_in_the_index_once():
    named = [name for theme in THEMES for name in theme.names]

    assert sorted(named) == sorted(PAGES) == sorted(CALCULATORS) == sorted(EXAMPLES)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_form_opens_without_an_error_in_both_languages(client, name, language):
    client.cookies["django_language"] = language

    answer = client.get(reverse("calculator", args=[name]))

    assert answer.status_code == 200
    assert "data-invalid" not in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_answer_stands_in_a_sentence_with_its_articles(client, name):
    answer = asked(client, name, EXAMPLES[name])

    page = read(answer)
    assert answer.status_code == 200
    assert SAYS[name] in page
    assert "Legal basis" in page
    assert "in force since" in page


@pytest.mark.parametrize("name", PAGES)
def test_the_answer_is_there_in_chinese(client, name):
    page = read(asked(client, name, EXAMPLES[name], "zh-hans"))

    assert "法律依据" in page


@pytest.mark.parametrize("name", PAGES)
def test_an_example_fills_the_form_and_is_answered(client, name):
    client.cookies["django_language"] = "en"

    page = read(client.get(reverse("calculator", args=[name]), {"example": "1"}))

    assert SAYS[name] in page
    assert "This is a worked example" in page


@pytest.mark.parametrize("name", PAGES)
def test_a_paper_tells_what_was_asked(client, name):
    page = read(asked(client, name, EXAMPLES[name]))

    assert "What was asked" in page
    assert "Worked out on" in page


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_field_is_told_at_the_field(client, name):
    typed = dict.fromkeys(EXAMPLES[name], "")

    answer = asked(client, name, typed)

    assert answer.status_code == 422
    assert "data-invalid" in answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_nonsense_is_refused_and_never_breaks_a_page(client, name, language):
    for nonsense in ("x", "-1", "９９９９９９９９９９９９", "1e5", "٣", "<b>", "1" * 5000):
        typed = dict.fromkeys(EXAMPLES[name], nonsense)

        assert asked(client, name, typed, language).status_code == 422


def test_a_number_that_is_not_confirmed_says_so(client):
    assert "not yet confirmed" in read(
        asked(client, "account-interest", EXAMPLES["account-interest"])
    )


def test_a_calculator_that_is_none_has_no_page(client):
    assert client.get("/calculators/horoscope/").status_code == 404


# --- What is personal ------------------------------------------------------------------------
@pytest.mark.parametrize("name", PERSONAL)
def test_what_is_personal_never_stays_in_an_address(client, name):
    address = reverse("calculator", args=[name])

    answer = client.get(address, EXAMPLES[name])

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert 'method="post"' in client.get(address).content.decode()


@pytest.mark.parametrize("name", PERSONAL)
def test_an_answer_that_is_personal_has_no_link(client, name):
    page = asked(client, name, EXAMPLES[name]).content.decode()

    assert "data-copy" not in page
    assert "there is no link to pass on" in page


# What a question may hold whose answers stand in the address: days of a calendar and places.
OF_NOBODY = {"received_on", "working_days", "place", "year"}


@pytest.mark.parametrize("name", SHARED)
def test_a_question_whose_answers_stand_in_the_address_asks_nothing_about_a_person(name):
    assert set(PAGES[name].form.base_fields) <= OF_NOBODY


@pytest.mark.parametrize("name", SHARED)
def test_the_link_to_an_answer_asks_the_same_again(client, name):
    first = asked(client, name, EXAMPLES[name] | {"from": "singlemessage"})
    link = re.search(r'data-copy="([^"]+)"', first.content.decode())[1]

    again = client.get(unescape(link))

    assert "singlemessage" not in link
    assert again.context["sentence"] == first.context["sentence"]


@pytest.mark.parametrize("name", SHARED)
def test_what_a_messenger_adds_to_an_address_is_no_question(client, name):
    answer = client.get(reverse("calculator", args=[name]), {"from": "singlemessage"})

    assert answer.status_code == 200
    assert "data-invalid" not in answer.content.decode()


@pytest.mark.parametrize("name", SHARED)
def test_only_what_is_personal_is_posted(client, name):
    assert client.post(reverse("calculator", args=[name])).status_code == 405


def test_the_number_of_a_document_is_hidden_on_paper(client):
    answer = asked(client, "identity-number", EXAMPLES["identity-number"])

    assert "110105********002X" in read(answer)


# --- Rows ------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_row_is_added_without_a_script_and_nothing_typed_is_lost(client, name):
    before = asked(client, name, EXAMPLES[name]).context["form"].number_of_rows

    answer = asked(client, name, EXAMPLES[name] | {"rows": str(before), "more": "1"})

    form = answer.context["form"]
    assert answer.status_code == 200
    assert form.number_of_rows == before + 1
    assert "data-invalid" not in answer.content.decode()
    assert all(form.data[key] == value for key, value in EXAMPLES[name].items())


def test_a_row_that_is_taken_out_leaves_the_others(client):
    typed = EXAMPLES["benefit-place"] | {"rows": "2", "less": "1"}

    form = asked(client, "benefit-place", typed).context["form"]

    assert form.number_of_rows == 1
    assert (form.data["region_1"], form.data["months_1"]) == ("440000", "119")


def test_an_empty_row_is_left_out(client):
    typed = EXAMPLES["benefit-place"] | {"rows": "4", "region_3": "", "months_3": " "}

    assert SAYS["benefit-place"] in read(asked(client, "benefit-place", typed))


def test_a_row_half_filled_is_told_at_its_field(client):
    answer = asked(client, "benefit-place", EXAMPLES["benefit-place"] | {"region_3": "330000"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["months_3"]
    assert "Place 3 Months paid there" in read(answer)


def test_there_is_an_end_to_rows(client):
    typed = EXAMPLES["benefit-place"] | {"rows": "999", "more": "1", "months_77": "5"}

    assert asked(client, "benefit-place", typed).context["form"].number_of_rows == 40


def test_a_period_that_ends_before_it_begins_is_told_at_its_end(client):
    answer = asked(
        client, "cumulative-months", EXAMPLES["cumulative-months"] | {"last_2_year": "2011"}
    )

    assert list(answer.context["form"].errors) == ["last_2"]


def test_a_period_longer_than_a_life_is_refused(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"first_1_year": "1900"}

    assert "at most 70 years" in read(asked(client, "pension-transfer-amount", typed))


# --- Each working ----------------------------------------------------------------------------
def test_full_width_digits_are_read_as_digits(client):
    typed = {"received_on_year": "２０２６", "received_on_month": "２", "received_on_day": "９"}

    page = read(asked(client, "deadline", typed | {"working_days": "１５"}))

    assert SAYS["deadline"] in page


@pytest.mark.parametrize("typed", ["137,300.00", "１３７，３００元", "￥137300", " 137300 "])
def test_an_amount_may_be_typed_as_people_write_it(client, typed):
    page = asked(
        client, "pension-estimate", EXAMPLES["pension-estimate"] | {"personal_account": typed}
    )

    assert SAYS["pension-estimate"] in read(page)


def test_a_comma_in_the_wrong_place_is_not_guessed_at(client):
    typed = EXAMPLES["pension-estimate"] | {"personal_account": "1373,00"}

    assert asked(client, "pension-estimate", typed).status_code == 422


def test_what_the_rules_refuse_is_told_at_the_field(client):
    answer = asked(client, "pension-estimate", EXAMPLES["pension-estimate"] | {"age_years": "30"})

    assert answer.status_code == 422
    assert "at least 40" in read(answer)


def test_a_year_leads_to_its_calendar(client):
    page = asked(client, "working-days", {"year": "2026"}).content.decode()

    assert reverse("calendar_year", args=[2026]) in page


def test_a_year_without_a_calendar_page_leads_nowhere(client):
    page = asked(client, "working-days", {"year": "1995"}).content.decode()

    assert "calendar/1995" not in page


def test_history_is_drawn_with_what_is_double_and_what_is_missing(client):
    page = asked(client, "cumulative-months", EXAMPLES["cumulative-months"]).content.decode()

    assert page.count('data-state="overlap"') == 2 + 1  # two months, and the legend
    assert page.count('data-state="gap"') == 3 + 1


def test_the_six_sums_carry_their_formulas(client):
    page = read(asked(client, "pension-transfer-amount", EXAMPLES["pension-transfer-amount"]))

    # 18 months on 6,000 and 26 on 7,500: 12% of 303,000; this year 8 months at 8%.
    assert "12% × ¥303,000.00" in page
    assert "¥36,360.00" in page
    assert "¥7,500.00 × 8% × 8" in page
    assert "¥4,800.00" in page


def test_the_balance_that_was_given_is_taken(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"balance": "20000", "pre_1998": "100.5"}

    page = read(asked(client, "pension-transfer-amount", typed))

    assert "¥100.50 + ¥20,000.00 + ¥4,800.00" in page
    assert "¥24,900.50" in page


def test_a_year_without_a_rate_asks_for_the_balance(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"first_1_year": "2012"}

    answer = asked(client, "pension-transfer-amount", typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["balance"]


def test_owed_months_move_nothing(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"owed_2": "on", "balance": "20000"}

    page = read(asked(client, "pension-transfer-amount", typed))

    assert "Months owed: 26." in page
    assert "¥12,960.00" in page


def test_a_temporary_account_shows_the_share_of_each_period(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"account": "temporary", "employer_rate_1": "18"}

    page = read(asked(client, "pension-transfer-amount", typed))

    assert "18% ¥12,960.00" in page  # 18 + 8 - 8 percent of twelve times 6,000
    assert "16% ¥7,200.00" in page  # the employers' usual share since May 2019


def test_a_period_after_the_transfer_is_told_at_its_end(client):
    typed = EXAMPLES["pension-transfer-amount"] | {"last_2_year": "2025"}

    answer = asked(client, "pension-transfer-amount", typed)

    assert list(answer.context["form"].errors) == ["last_2"]


def test_each_credit_shows_its_months_of_interest(client):
    page = read(asked(client, "account-interest", EXAMPLES["account-interest"]))

    assert "Jan ¥640.00 12 ¥7,680.00" in page
    assert "Jul ¥720.00 6 ¥4,320.00" in page
    assert "Dec ¥640.00 1 ¥640.00" in page


def test_another_rate_is_typed_as_a_percentage(client):
    typed = {"opening": "10000", "year": "another", "rate": "２．５％", "method": "annual"}

    page = read(asked(client, "account-interest", typed))

    assert "The account earns ¥250.00" in page


def test_another_rate_must_be_given(client):
    typed = {"opening": "10000", "year": "another", "method": "annual"}

    answer = asked(client, "account-interest", typed)

    assert list(answer.context["form"].errors) == ["rate"]


def test_a_rate_beside_the_one_of_the_year_is_not_passed_over(client):
    typed = {"opening": "10000", "year": "2024", "method": "annual"}

    another = asked(client, "account-interest", typed | {"rate": "5"})
    the_same = asked(client, "account-interest", typed | {"rate": "2.62"})

    assert list(another.context["form"].errors) == ["rate"]
    assert the_same.status_code == 200


def test_a_share_typed_for_a_percentage_is_asked_about(client):
    typed = {"opening": "10000", "year": "another", "rate": "0.0262", "method": "annual"}
    months = EXAMPLES["pension-transfer-amount"] | {"account_rate_1": "0.08"}

    rate = asked(client, "account-interest", typed)
    share = asked(client, "pension-transfer-amount", months)

    assert list(rate.context["form"].errors) == ["rate"]
    assert list(share.context["form"].errors) == ["account_rate_1"]


def test_a_verdict_names_reason_way_forward_and_article(client):
    page = read(asked(client, "medical-eligibility", EXAMPLES["medical-eligibility"]))

    assert "What you can do:" in page
    assert "医保办发〔2021〕43号" in page
    assert "What is in order" in page


def test_only_what_is_met_is_called_in_order(client):
    # A temporary account makes the months still paid at home beside the point, not in order.
    typed = EXAMPLES["pension-eligibility"] | {"active_at_original": "yes"}

    page = read(asked(client, "pension-eligibility", typed))

    assert "Contributions were paid at the new place." in page
    assert "Contributions there have stopped." not in page


def test_a_verdict_that_ends_the_matter_claims_nothing_else(client):
    typed = EXAMPLES["medical-eligibility"] | {"medical_retiree": "yes"}

    assert "What is in order" not in read(asked(client, "medical-eligibility", typed))


def test_what_may_move_leads_to_the_application(client):
    typed = EXAMPLES["pension-eligibility"] | {"born_on_year": "1990", "drawing_benefit": "no"}

    answer = asked(client, "pension-eligibility", typed)

    assert "The insurance can be moved." in read(answer)
    assert f'class="button" href="{reverse("transfer_start")}"' in answer.content.decode()


def test_months_given_up_are_no_obstacle(client):
    typed = EXAMPLES["pension-eligibility"] | {"born_on_year": "1990", "arrears": "given-up"}

    page = read(asked(client, "pension-eligibility", typed))

    assert "The insurance can be moved." in page


# --- Reading it otherwise ----------------------------------------------------------------------
@pytest.mark.parametrize("name", PERSONAL)
def test_a_posted_page_keeps_its_answers_in_the_other_language(client, name):
    before = asked(client, name, EXAMPLES[name])

    after = asked(client, name, {**EXAMPLES[name], "language": "zh-hans"})

    assert 'form="asked"' in before.content.decode()
    assert after.status_code == 200
    assert 'lang="zh-Hans"' in after.content.decode()
    assert after.context["answer"] == before.context["answer"]
    assert after.cookies["django_language"].value == "zh-hans"


def test_half_an_answer_is_kept_as_typed_and_not_judged(client):
    half = {"born_on_year": "19", "elder": "on"}

    page = client.post(reverse("calculator", args=["pension-eligibility"]), half)

    assert page.status_code == 200
    assert 'value="19"' in page.content.decode()
    assert "data-elder" in page.content.decode()
    assert not page.context["form"].errors
