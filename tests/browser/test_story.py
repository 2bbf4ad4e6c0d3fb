"""Both insurances from the first click to the last month: a person, and two clerks at each side.

Every page on the way is held against tests/browser/looking.py.
"""

import pytest

from kit import clock
from tests.browser.people import (
    ADDRESS,
    fill_in,
    join,
    send,
    signed_in,
    worker_works,
)
from tests.browser.reading import DESKTOP, PHONE, told_at_length

pytestmark = pytest.mark.browser

LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}


@pytest.mark.parametrize(
    ("insurance", "language", "device", "colours"),
    [
        ("pension", "zh-hans", PHONE, LIGHT),
        told_at_length("medical", "en", DESKTOP, DARK),
    ],
)
def test_an_insurance_follows_its_person(
    world, newcomer, window, insurance, language, device, colours
):
    person = window(language, device, **colours)
    new_a, new_b, old_a, old_b = (
        signed_in(window(language, device, **colours), getattr(world, f"{insurance}_{name}"))
        for name in ("new_a", "new_b", "original_a", "original_b")
    )

    join(person, newcomer)
    learn(person)
    fill_in(person, insurance)
    number = send(person)
    worker_works()
    ask_for_a_correction(new_a, number)
    answer_it(person, number)
    letter = accept(new_a, number)
    hand_over(old_a, old_b, number, letter)
    settle(new_a, new_b, number)
    read_the_end(person, number)


def learn(person):
    """Read what is there for everybody."""
    for page in ("/how-it-works/", "/agencies/", "/calendar/", "/help/", "/settings/"):
        person.open(page)
    for page in ("/help/ask/", "/help/guide/", "/help/find/"):
        person.open(page)


def ask_for_a_correction(clerk, number):
    clerk.open("/desk/")
    clerk.open("/desk/cases/")
    clerk.follow(number)
    clerk.press("Take it on")
    clerk.follow("Ask for a correction")
    clerk.fill(wrong_contact_address="门牌号不完整。")
    clerk.press("Ask for a correction")
    worker_works()


def answer_it(person, number):
    person.open("/my/")
    person.follow("Answer now")
    assert person.fields() == ["contact_address"]
    person.fill(contact_address=ADDRESS)
    person.press("Send my answer")
    worker_works()


def accept(clerk, number):
    clerk.open(f"/desk/cases/{number}/")
    clerk.unfold("Accept and issue the letter")
    clerk.press("Accept and issue the letter")
    worker_works()
    clerk.open(f"/desk/cases/{number}/")
    letter = clerk.page.get_by_role("link", name=clerk.words("Acceptance letter")).first
    return letter.get_attribute("href")


def hand_over(first, second, number, letter):
    first.open(f"/desk/cases/{number}/")
    assert first.fetch(letter).startswith(b"%PDF")
    first.follow("Information form and remittance")
    first.press("Prepare the form")
    second.open(f"/desk/cases/{number}/")
    second.follow("Check and approve")
    second.fill(reference="BANK-4711")
    second.fill_day("sent_on", clock.today())
    second.press("Send form and money")
    worker_works()


def settle(first, second, number):
    first.open(f"/desk/cases/{number}/")
    first.follow("Match form and money")
    owed = first.page.locator(".match__amount").first.inner_text()
    first.fill(amount=owed.strip("¥").replace(",", ""))
    first.fill_day("arrived_on", clock.today())
    first.press("Record the arrival")
    first.press("Confirm the match")
    second.open(f"/desk/cases/{number}/")
    second.follow("Check and approve")
    second.press("Complete the transfer")
    worker_works()


def read_the_end(person, number):
    person.open("/my/")
    person.open("/cases/")
    person.open("/notices/")
    person.open("/who-looked/")
    person.open(f"/cases/{number}/")
    assert person.reads("Your record now")
    letters = person.page.get_by_role("link", name=person.words("Open the letter (PDF)"))
    hrefs = [each.get_attribute("href") for each in letters.all()]
    assert hrefs
    assert all(person.fetch(each).startswith(b"%PDF") for each in hrefs)
