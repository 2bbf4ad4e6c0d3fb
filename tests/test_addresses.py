"""Addresses hold nothing about a person: they stay in histories, logs and on screens."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

TEMPLATES = settings.BASE_DIR / "templates"
# Every form whose answers stand in the address, with what they are.
IN_THE_ADDRESS = {
    "advice/answer.html": "a place for which an answer is read",
    "advice/search_box.html": "words for which an answer is looked for",
    "applications/guide.html": "the place whose agency is looked for",
    "applications/search.html": "a word for which a service is looked for",
    "care/hospitals.html": "a place and the name of a hospital",
    "casework/notice_list.html": "the number of a case and what is new",
    "components/filter_bar.html": "the columns of a list",
    "contributions/record.html": "a year and an insurance",
    "enrolments/ahead.html": "a rate of growth that somebody supposes",
    "letters/verify/verify.html": "the code of a letter, as its own QR code has it",
    "pages/agency_directory.html": "a place",
    "pages/rule.html": "a day and a place of which a number of the law is read",
    "pages/rules.html": "a day and a place of which numbers of the law are read",
    "styleguide.html": "invented",
}
# A desk works behind its own doors, with a list of its own that is tested there.
DESK = "desk/"
GETS = re.compile(r"<form(?=[^>]*method=[\"']?get)|<form(?![^>]*method=)", re.IGNORECASE)


def test_every_form_that_stands_in_an_address_is_about_nobody():
    found = {
        str(each.relative_to(TEMPLATES))
        for each in TEMPLATES.rglob("*.html")
        if GETS.search(each.read_text())
    }

    assert {name for name in found if not name.startswith((DESK, "library/"))} == set(
        IN_THE_ADDRESS
    )


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["care_which", "care_compare"])
def test_whether_somebody_is_ill_stands_in_no_address(client, db, name):
    page = client.get(reverse(name), {"why": "treatment", "scheme": "resident", "grade": "3"})

    assert not page.context["form"].is_bound
    assert 'method="post"' in page.content.decode()


@pytest.mark.one_database
def test_what_is_posted_about_treatment_is_kept_in_the_other_language(client, db):
    typed = {"why": "treatment", "is_long": "no", "drawn": "why is_long is_referred scheme"}

    page = client.post(reverse("care_which"), typed | {"language": "en"})

    assert page.status_code == 200
    assert page.context["form"]["why"].value() == "treatment"
