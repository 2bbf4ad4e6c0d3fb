"""The calculators in a browser: every form, every answer and every mistake, looked at."""

import pytest

from agencies.actions import reference
from calculators.examples import EXAMPLES
from calculators.themes import PAGES
from kit import clock
from tests.browser.reading import DESKTOP, PHONE, told_at_length

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(window):
    """Open a window where the notices are loaded."""
    reference.load(now=clock.now())
    return window


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
def test_every_calculator_can_be_used_on_a_phone(reader, language):
    person = reader(language, PHONE)
    person.open("/calculators/")

    for name in PAGES:
        person.open(f"/calculators/{name}/?example=1")
        assert person.reads("Legal basis"), name
        person.page.goto(f"/calculators/{name}/")
        person.press("Work it out")
        assert person.reads("Please check these answers"), name


def test_every_answer_can_be_read_in_large_letters(reader):
    person = reader("zh-hans", PHONE, elder=True)

    for name in PAGES:
        person.open(f"/calculators/{name}/?example=1")


@pytest.mark.long
def test_every_answer_can_be_read_at_a_desk(reader):
    person = reader("zh-hans", DESKTOP)

    for name in PAGES:
        person.open(f"/calculators/{name}/?example=1")


def test_a_number_is_checked_without_standing_in_the_address(reader):
    person = reader("zh-hans", PHONE)
    person.open("/calculators/identity-number/")

    person.fill(number="11010519491231002x")
    person.press("Work it out")

    assert "1949年12月31日" in person.page.locator("main").inner_text()
    assert person.page.url.endswith("/calculators/identity-number/")


def test_periods_are_added_and_taken_out_without_a_script(reader):
    person = reader("en", PHONE, java_script_enabled=False)
    person.open("/calculators/cumulative-months/")
    person.tick("insurance", "pension")
    person.fill(first_1_year="2015", first_1_month="1")

    person.press("Add another one")
    person.fill(first_3_year="2019")
    person.press("Take out Period 2")

    typed = {name: person.page.locator(f"[name={name}]").input_value() for name in (
        "first_1_year", "first_2_year",
    )}  # fmt: skip
    assert typed == {"first_1_year": "2015", "first_2_year": "2019"}


def test_enter_works_it_out_and_takes_nothing_out(reader):
    person = reader("en", DESKTOP)
    person.open("/calculators/benefit-place/?example=1")

    with person.page.expect_navigation():
        person.page.locator("[name=months_2]").press("Enter")

    assert (
        person.page.locator("[name=months_2]").input_value()
        == EXAMPLES["benefit-place"]["months_2"]
    )
    assert "The pension is drawn in Shanghai" in person.page.locator("main").inner_text()


def test_on_paper_stand_answer_questions_and_articles_but_no_form(reader):
    person = reader("en", DESKTOP)
    person.open("/calculators/pension-transfer-amount/?example=1")

    person.page.emulate_media(media="print")

    paper = person.page.locator("body").inner_text()
    assert all(words in paper for words in ("¥62,049.46", "What was asked", "Legal basis"))
    assert not any(words in paper for words in ("Change your answers", "Work it out", "Sign in"))
