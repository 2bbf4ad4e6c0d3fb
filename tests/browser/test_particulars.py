"""New contact data and a corrected name: from the guide to the sealed letter, on each side."""

import re

import pytest

from accounts import sms
from accounts.models import Person
from agencies.actions.reference import load_terms
from applications.acts import naming, table
from applications.acts_of_papers import JUDGE
from applications.models import Offer
from law.wording import Text
from letters.models import Letter
from services.particulars.contact_change import CONTACT_CHANGE
from services.particulars.key_change import KEY_CHANGE
from tests import papers
from tests.browser.people import latest_code, signed_in, worker_works
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import MONDAY, PASSWORD
from tests.particulars.story import real_person

pytestmark = pytest.mark.browser
OLD_PHONE, NEW_PHONE = "+8613800000000", "139 1111 2222"
VALID = Text("此函有效。", "This letter is valid.")
WAYS = pytest.mark.parametrize(
    ("language", "device"),
    [("zh-hans", PHONE), told_at_length("en", DESKTOP)],
    ids=["phone", "desktop"],
)


@pytest.fixture
def open_online(world):
    """Have Guangzhou change particulars online."""
    load_terms(now=MONDAY)
    agency = world.agency("pension", "guangzhou")
    for service in (CONTACT_CHANGE, KEY_CHANGE):
        Offer.objects.create(service=service.name, agency=agency, since=MONDAY)
    Person.objects.exclude(pk=world.person.pk).update(phone_index="")


def begin(person, world, service):
    """Read the guide, sign in, and begin."""
    person.open(f"/services/{service.name}/")
    person.follow("Sign in and begin", within="main")
    person.fill(login=world.applicant.user.email, password=PASSWORD)
    person.press("Sign in")
    person.press("Begin")


def send(person):
    """Send what was filled in; return the case number."""
    person.tick("declared")
    person.press("Send it")
    return person.page.locator(".receipt__number code").inner_text()


def phone_on_record(world):
    """Return what the agencies' record says now."""
    return Person.objects.get(pk=world.person.pk).phone


def verify(reader, number):
    """Check the last letter of a case by its printed code, as anybody can."""
    letter = Letter.objects.filter(case__number=number).order_by("pk").last()
    assert reader.fetch(letter.get_absolute_url()).startswith(b"%PDF")
    reader.open(f"/verify/{letter.code}/")
    assert reader.page.locator(".verdict__sentence").inner_text() == reader.words(VALID)


@WAYS
def test_a_new_phone_is_on_the_record_at_once(world, open_online, window, language, device):
    person = window(language, device)
    begin(person, world, CONTACT_CHANGE)
    person.tick("what", "phone")
    person.press("Continue")
    person.fill(phone=NEW_PHONE)
    person.tick("is_family", "no")
    person.tick("sign_in_too", "no")
    person.press("Send me a code")
    person.fill(phone_code="000000")
    person.press("Continue")  # the page says that this is not the code
    person.fill(phone_code=latest_code())
    person.press("Continue")
    number = send(person)

    assert person.reads("It is done")
    assert phone_on_record(world) == "+8613911112222"
    worker_works()
    person.follow("To the case")
    verify(person, number)
    undo(window(language, device), number)
    assert phone_on_record(world) == OLD_PHONE


def undo(owner, number):
    """Undo it with what the old phone was told, without a sign-in."""
    told = [text for to, text in sms.outbox if to == OLD_PHONE]
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", told[-1])[0]
    owner.open("/undo/")
    owner.fill(number=number, code=code)
    owner.press("Undo it")
    assert owner.reads("It is undone")


@WAYS
def test_a_corrected_name_is_decided_by_two(world, open_online, window, language, device):
    real_person(world)
    person = window(language, device)
    begin(person, world, KEY_CHANGE)
    fill_in_a_name(person)
    number = send(person)
    first, second = (
        signed_in(window(language, device), who)
        for who in (world.pension_new_a, world.pension_new_b)
    )

    prepare(first, number)
    approve(second, number)
    worker_works()
    person.open(f"/cases/{number}/")
    assert person.reads("Decided as you asked")
    verify(person, number)


def fill_in_a_name(person):
    person.tick("what", "name")
    person.press("Continue")
    person.fill(name="王异燕")  # the register says otherwise, so a clerk decides
    person.press("Continue")
    person.tick("claim", "recorded-wrongly")
    person.fill(explanation="单位登记时写错了一个字。")
    person.tick("others_show", "yes")
    person.press("Continue")
    person.tick("is_true")
    person.press("Continue")
    worker_works()
    send_a_page(person)


def send_a_page(person):
    """Send a photograph of the page that is asked for, as the register says otherwise."""
    person.open(person.page.url)
    page = {"name": "page.jpg", "mimeType": "image/jpeg", "buffer": papers.photograph()}
    person.page.locator("[name=files]").first.set_input_files([page])
    person.page.locator("form[data-sending] button").first.click()
    person.page.locator(".pages__item").wait_for()
    worker_works()
    person.open(person.page.url)
    person.follow("Continue", within="main")


def find_good(clerk):
    """Look at the page, and find it good."""
    clerk.follow(table.ACTS[JUDGE].title)
    clerk.page.locator("input[type=radio][value=good]").check()
    clerk.press("Note what I found")


def prepare(clerk, number):
    clerk.open("/desk/cases/")
    clerk.follow(number)
    find_good(clerk)
    clerk.follow(table.ACTS[naming.PREPARE].title)
    clerk.tick("outcome", "granted")
    clerk.press("Continue to the preview")
    clerk.press(table.ACTS[naming.PREPARE].title)


def approve(clerk, number):
    clerk.open(f"/desk/cases/{number}/")
    clerk.follow("Check and approve")
    clerk.press(table.ACTS[naming.APPROVE].title)
