"""A daughter files for her mother from a phone; the mother sees it, ends it, and it is gone."""

import pytest

from accounts.models import User
from casework.models import Case
from kit import clock
from tests.browser.people import signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import MONDAY
from tests.mandates.giving import again, give, with_daughter

pytestmark = pytest.mark.browser


@pytest.fixture
def mandate(world):
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    with_daughter(world)
    return give(world.applicant, world.daughter, now=clock.now())


@pytest.mark.parametrize(
    ("language", "device"), [("zh-hans", PHONE), told_at_length("en", DESKTOP)]
)
def test_a_daughter_files_for_her_mother_until_the_mother_ends_it(
    world, mandate, window, language, device
):
    daughter = signed_in(window(language, device), again(world.daughter))
    mother = signed_in(window(language, device), again(world.applicant))

    daughter.open("/my/")
    daughter.look()
    daughter.open(f"/acting/{mandate.number}/")
    daughter.look()
    daughter.open(f"/transfer/?insurance=pension&for={mandate.number}")
    daughter.press("Continue")
    daughter.look()
    case = Case.objects.get()
    assert case.person == world.person

    mother.open(f"/mandates/{mandate.number}/done/")
    mother.look()
    assert case.number in mother.page.content()
    mother.follow("End it")
    mother.press("End it now")
    mother.look()

    gone = daughter.page.goto(f"{daughter.address}/acting/{mandate.number}/")
    assert gone.status == 404
