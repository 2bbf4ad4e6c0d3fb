"""An application filed in other ways: without script, by keys alone, in large type, enlarged."""

import pytest

from tests.browser.people import ADDRESS, EMPLOYER, fill_in, send, sign_in, signed_in
from tests.browser.reading import DESKTOP, PHONE, TWICE_AS_LARGE

pytestmark = pytest.mark.browser

MOST_TABS = 60
HAS_FOCUS = "selector => document.activeElement.matches(selector)"
SHOWS_FOCUS = """() => {
  const marked = (node) => {
    const { outlineStyle, boxShadow } = getComputedStyle(node);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  const here = document.activeElement;
  return marked(here) || marked(here.closest(".choice, .steps__item") ?? here);
}"""


def test_without_script_an_application_reaches_its_receipt(world, window):
    person = window("zh-hans", PHONE, java_script_enabled=False)

    sign_in(person, world.applicant.user.email)
    fill_in(person, "pension")

    assert send(person)


def test_large_type_for_the_old_shows_the_same_way(world, window):
    person = signed_in(window("zh-hans", PHONE, elder=True), world.applicant)

    fill_in(person, "pension")
    number = send(person)
    person.open(f"/cases/{number}/")

    assert person.page.locator("html[data-elder]").count() == 1


def test_enlarged_to_200_percent_nothing_is_cut_off(world, window):
    person = signed_in(window("en", TWICE_AS_LARGE), world.applicant)
    clerk = signed_in(window("en", TWICE_AS_LARGE), world.medical_new_a)

    fill_in(person, "medical")
    number = send(person)

    person.open(f"/cases/{number}/")
    clerk.open("/desk/")
    clerk.open(f"/desk/cases/{number}/")


def test_keys_alone_suffice(world, window):
    person = signed_in(window("en", DESKTOP), world.applicant)
    person.open("/transfer/")

    tab_to(person, "[name=insurance]")
    person.page.keyboard.press("Space")
    enter(person)
    tab_to(person, "[name=original]")  # the place the records suggest is chosen already
    enter(person)
    enter(person)
    for field, text in {
        "employer_name": EMPLOYER,
        "contact_phone": "138 0000 0000",
        "contact_address": ADDRESS,
    }.items():
        tab_to(person, f"[name={field}]")
        person.page.keyboard.press("ControlOrMeta+a")
        person.page.keyboard.type(text)
    enter(person)
    tab_to(person, "[name=declared]")
    person.page.keyboard.press("Space")
    enter(person)

    assert person.reads("Your application has been sent")


def tab_to(person, selector):
    """Press Tab until this has the focus; on the way the focus is always to be seen."""
    for _step in range(MOST_TABS):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(SHOWS_FOCUS), "the focus cannot be seen"
        if person.page.evaluate(HAS_FOCUS, selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def enter(person):
    """Press the page's one main button by its key."""
    tab_to(person, "main .button[data-size=large]")
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.look()
