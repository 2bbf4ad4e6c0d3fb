"""The rule book of a day: by command, page and API."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_world(world):
    """The rule book of an installation that works."""


def listed(capsys, *args):
    call_command("rules", *args)
    return capsys.readouterr().out


def test_the_command_lists_numbers_and_reasons_with_their_articles(capsys):
    found = listed(capsys, "--on", "2024-03-01", "--language", "en")

    assert "pension.pooled-share-that-moves" in found
    assert "12%" in found
    assert "(国办发〔2009〕66号), article 4(2); 1998-01-01" in found
    assert "A07" in found


def test_the_command_speaks_to_programs_too(capsys):
    rows = [
        json.loads(line) for line in listed(capsys, "--on", "2005-06-01", "--json").splitlines()
    ]

    moving = next(row for row in rows if row.get("name") == "pension.account-share-that-moves")
    assert (moving["number"], moving["valid_from"], moving["valid_to"]) == (
        "0.11",
        "1998-01-01",
        "2005-12-31",
    )
    assert not any(row.get("name") == "term.pension.review" for row in rows)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="write it like"):
        call_command("rules", "--on", "2024-13-01")


@pytest.mark.parametrize(
    ("language", "title"), [("en", "The rules we go by"), ("zh-hans", "我们依据的规则")]
)
def test_the_page_shows_the_rules_of_a_day(client, language, title):
    asked = {"on_year": "2024", "on_month": "3", "on_day": "1"}
    page = client.get("/rules/", asked, headers={"accept-language": language}).content.decode()

    assert title in page
    assert "2.62%" in page
    assert "国办发〔2009〕66号" in page


@pytest.mark.parametrize(
    ("written", "status"), [("2024-03-01", 200), ("2024-13-01", 422), ("yesterday", 422), ("", 200)]
)
def test_a_day_is_read_from_a_link_as_programs_write_it(client, written, status):
    answer = client.get("/rules/", {"on": written})

    assert answer.status_code == status
    assert (answer.context["day"] == date(2024, 3, 1)) == (written == "2024-03-01")


def test_a_wrong_day_is_told_at_its_field(client):
    asked = {"on_year": "2024", "on_month": "13", "on_day": "1"}

    assert client.get("/rules/", asked).status_code == 422


def test_programs_read_the_book_of_a_day(client):
    rows = client.get("/api/v1/rules/", {"on": "2024-03-01"}).json()

    review = next(row for row in rows if row["name"] == "term.pension.review")
    assert (review["number"], review["document"], review["article"]) == (
        "15",
        "国办发〔2009〕66号",
        "8(2)",
    )
    assert client.get("/api/v1/rules/", {"on": "soon"}).status_code == 400
