"""The calculators as people use them: a short form, a sentence, the working, the articles."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.urls import reverse

from agencies.actions import reference
from portal.calculators.pages import PAGES

GOOD = {
    "retirement-age": {"category": "male", "born_year": "1972", "born_month": "9"},
    "benefit-place": {
        "hukou_region": "410000",
        "region_1": "310000",
        "months_1": "120",
        "region_2": "440000",
        "months_2": "119",
    },
    "pension-estimate": {
        "age_years": "60",
        "age_months": "3",
        "contribution_months": "300",
        "local_base": "8000.00",
        "average_index": "1.2",
        "personal_account": "１３７３００",
    },
    "deadline": {
        "received_on_year": "2026",
        "received_on_month": "2",
        "received_on_day": "９",
        "working_days": "15",
    },
    "unemployment-term": {"contribution_months": "70", "unused_months": "3"},
    "identity-number": {"document_type": "resident-id", "number": "11010519491231002x"},
}
SAYS = {
    "retirement-age": "62 years is reached in September 2034",
    "benefit-place": "The pension is drawn in Shanghai",
    "pension-estimate": "About 3200.00 yuan a month",
    "deadline": "6 March 2026",
    "unemployment-term": "at most 21 months",
    "identity-number": "31 December 1949",
}


@pytest.fixture(scope="module", autouse=True)
def installation(django_db_setup, django_db_blocker):
    """Load the reference data once, and undo that at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        reference.load(now=datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def asked(client, name, typed, language="en"):
    """Send a form the way its page does."""
    client.cookies["django_language"] = language
    send = client.post if PAGES[name].is_personal else client.get
    return send(reverse("calculator", args=[name]), typed)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_form_opens_without_an_error_in_both_languages(client, name, language):
    client.cookies["django_language"] = language

    answer = client.get(reverse("calculator", args=[name]))

    assert answer.status_code == 200
    assert "data-invalid" not in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_answer_stands_in_a_sentence_with_its_articles(client, name):
    answer = asked(client, name, GOOD[name])

    page = answer.content.decode()
    assert answer.status_code == 200
    assert SAYS[name] in page
    assert "Legal basis" in page


@pytest.mark.parametrize("name", PAGES)
def test_the_answer_is_there_in_chinese(client, name):
    page = asked(client, name, GOOD[name], "zh-hans").content.decode()

    assert "法律依据" in page


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_field_is_told_at_the_field(client, name):
    typed = dict.fromkeys(GOOD[name], "")

    answer = asked(client, name, typed)

    assert answer.status_code == 422
    assert "data-invalid" in answer.content.decode()


def test_what_the_rules_refuse_is_told_at_the_field(client):
    answer = asked(client, "pension-estimate", GOOD["pension-estimate"] | {"age_years": "30"})

    assert answer.status_code == 422
    assert "at least 40" in answer.content.decode()


def test_a_number_of_a_document_never_stays_in_an_address(client):
    address = reverse("calculator", args=["identity-number"])

    answer = client.get(address, GOOD["identity-number"])

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert 'method="post"' in client.get(address).content.decode()


def test_only_what_is_personal_is_posted(client):
    assert client.post(reverse("calculator", args=["deadline"])).status_code == 405


def test_a_calculator_that_is_none_has_no_page(client):
    assert client.get("/calculators/horoscope/").status_code == 404


def test_every_page_stands_in_the_index(client):
    page = client.get(reverse("calculators")).content.decode()

    assert all(reverse("calculator", args=[name]) in page for name in PAGES)
