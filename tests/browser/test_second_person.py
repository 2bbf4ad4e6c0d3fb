"""What waits for another person, as that person sees it: an account, a refusal, a stop."""

import pytest

from accounts.models import User
from agencies.models import Post
from casework.actions import accounts, halting
from casework.models import AccountProposal
from tests.blank_letters import print_blank_letters
from tests.browser.people import signed_in
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import MONDAY, make_clerk
from tests.story import at_stage

pytestmark = pytest.mark.browser


@pytest.fixture
def story(world, monkeypatch):
    """A refusal, a new account and the lifting of a stop, each of which waits."""
    print_blank_letters(monkeypatch)
    agency = world.agency("pension", "guangzhou")
    heads = [make_clerk(f"pension-new-{each}", agency, Post.Role.SUPERVISOR) for each in "xy"]
    world.people["head"], world.people["second_head"] = heads
    User.objects.filter(is_superuser=True).update(display_name="pension-supervisor")
    new = AccountProposal(
        agency=agency, account_name="0001", bank_name="0002", bank_account="0003", reason="0004"
    )
    accounts.propose(new, by=world.administrator.user, now=MONDAY)
    accounts.approve(new, by=world.second_administrator.user, now=MONDAY)
    return at_stage(world, "refusal prepared")


@pytest.mark.parametrize(
    ("language", "device"),
    [("zh-hans", PHONE), told_at_length("en", DESKTOP)],
    ids=["phone", "desktop"],
)
def test_another_person_decides(world, story, window, language, device):
    clerk = signed_in(window(language, device), world.pension_new_b)
    clerk.open("/desk/cases/?whose=second")
    clerk.follow(story.case.number)
    clerk.follow("Check and approve")
    clerk.unfold("Send it back with a note")
    clerk.press("Approve and issue")
    assert story.case.status == "refused"

    head = signed_in(window(language, device), world.head)
    head.open("/desk/account/")
    head.unfold("Reject it")
    head.press("Confirm the new account")
    assert "0003" in head.page.locator("main").inner_text()

    halt = halting.stop(head_agency(world), reason="0005", by=world.head, now=MONDAY)
    halting.ask_to_lift(halt, reason="0006", by=world.head, now=MONDAY)
    head.open("/desk/issuing/")
    second = signed_in(window(language, device), world.second_head)
    second.open("/desk/issuing/")
    second.press("Confirm: let them go on")


def head_agency(world):
    """Return the agency whose letters are stopped."""
    return world.agency("pension", "guangzhou")
