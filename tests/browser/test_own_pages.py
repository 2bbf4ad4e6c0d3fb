"""The pages on which somebody decides over their own: who acts, what is told, what goes."""

import pytest
from django.urls import reverse

from accounts.models import User
from applications.actions import employing
from kit import clock
from tests.browser.people import EMPLOYER, sign_in, signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import MONDAY, PASSWORD, make_user
from tests.mandates.giving import again, with_daughter

pytestmark = pytest.mark.browser
WAYS = pytest.mark.parametrize(
    ("language", "device"), [("zh-hans", PHONE), told_at_length("en", DESKTOP)]
)
CREDIT_CODE = "91440101MA5AXXXX16"


@WAYS
def test_a_mother_lets_her_daughter_act_for_her(world, window, language, device):
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    with_daughter(world)
    mother = window(language, device)
    sign_in(mother, world.applicant.user.email)

    mother.open(reverse("mandates"))
    mother.follow("Let somebody act for me", within="main")
    mother.press("Make the code")  # nothing is filled in: the page says what is missing
    mother.fill(name=world.daughter.person.name, number=str(world.daughter.person.number))
    mother.tick("services", "medical-transfer")
    mother.press("Make the code")
    code = mother.page.locator(".mandate-code strong").inner_text()

    daughter = signed_in(window(language, device), again(world.daughter))
    daughter.open(reverse("mandate_accept"))
    daughter.fill(code=code)
    daughter.press("Go on")
    daughter.tick("agreed")
    daughter.press("Yes, I will")
    mother.open(reverse("mandates"))


@WAYS
def test_what_is_told_kept_and_closed_is_for_everybody_to_read(world, window, language, device):
    person = window(language, device)
    sign_in(person, world.applicant.user.email)
    person.open(reverse("notice_wishes"))
    person.open(reverse("my_calendar"))
    person.press("Make my address")
    person.open(reverse("my_calendar"))
    person.press("Show the address")
    person.open(reverse("my_data"))
    person.page.goto(reverse("close_account"))
    person.fill(password=PASSWORD)
    person.press("Go on")
    assert person.reads("What goes")


@WAYS
def test_an_employer_hands_in_a_list(world, window, language, device):
    first, second = world.pension_new_a, world.pension_new_b
    proposed = employing.propose(EMPLOYER, CREDIT_CODE, "周人事", by=first, now=clock.now())
    code = employing.approve(proposed, by=second, now=clock.now())
    office = window(language, device)
    user = make_user("hr")
    sign_in(office, user.email)
    office.open(reverse("employer"))
    office.fill(code=code)
    office.press("Go on")

    person = world.person
    lines = f"姓名,证件号码,手机号\n{person.name},{person.number},13912345678\n李四,1,2\n"
    listed = {"name": "list.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    office.page.locator("main [name=file]").set_input_files([listed])
    office.press("Hand it in")
    assert office.page.locator("#wrong").count() == 1
