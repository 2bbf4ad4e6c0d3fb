"""Months paid twice on the screen: the person's one next step, and the two clerks."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry, Looked
from casework.models import Notice
from casework.rules.statuses import Status
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from tests.transfers.pages import text
from transfers.models import Clearing

pytestmark = pytest.mark.django_db
ACCOUNT = {"holder": "王小燕", "bank_name": "示例银行", "account_number": "6222000000001234"}


@pytest.fixture
def story(monkeypatch):
    print_blank_letters(monkeypatch)
    told = at_stage(make_world(), "clearing")
    with time_machine.travel(told.now, tick=False):
        yield told


@pytest.fixture
def me(story):
    return screen(story.world.applicant)


def screen(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    return client


def press(story, who, name, **data):
    seen = {"version": story.case.version, **data}
    address = f"/desk/cases/{story.case.number}/clear/{name}/"
    return screen(story.who(who)).post(address, seen)


def open_desk(story, who="new_a"):
    return text(screen(story.who(who)).get(f"/desk/cases/{story.case.number}/clear/"))


def test_the_person_sees_one_next_step_and_both_amounts(story, me):
    address = reverse("case_clearing", args=[story.case.number])
    assert address in me.get(reverse("my_page")).content.decode()
    page = text(me.get(story.case.get_absolute_url()))
    assert "Some months were paid twice" in page
    assert "The law names no term for paying back months paid twice." in page

    asked = text(me.get(address))
    assert "¥1,200.00" in asked
    assert "¥1,920.00" in asked
    assert me.post(address, {"version": story.case.version, **ACCOUNT}).status_code == 422
    answered = me.post(address, {"version": story.case.version, "keep": "arrived", **ACCOUNT})
    assert answered.status_code == 302
    page = text(me.get(story.case.get_absolute_url()))
    assert "¥1,920.00 is to be paid back to you." in page
    assert "•••• 1234" in page
    assert "6222" not in page


def test_an_account_of_somebody_else_is_refused_at_its_field(story, me):
    address = reverse("case_clearing", args=[story.case.number])

    refused = me.post(
        address, {"version": story.case.version, "keep": "here", **ACCOUNT, "holder": "李红"}
    )

    assert refused.status_code == 422
    assert "The account must be in the name of the insured person." in text(refused)


def test_two_clerks_clear_it_and_pay_again_what_came_back(story, me):
    queue = screen(story.who("new_a")).get("/desk/cases/?step=clear")
    assert story.case.number in text(queue)
    press(story, "new_a", "answer", way="phone", note="本人来电", keep="here")
    press(story, "new_a", "prepare")
    assert "Waiting for a second person" in open_desk(story)
    press(story, "new_b", "send-back", note="请核对")
    press(story, "new_a", "prepare")
    press(story, "new_b", "approve")
    assert story.case.state == Status.COMPLETED
    assert "Unpaid: account missing" in open_desk(story)
    assert "Your money waits for a bank account" in text(me.get(reverse("my_page")))
    assert "¥1,200.00 waits for you" in text(me.get(story.case.get_absolute_url()))

    me.post(
        reverse("case_clearing", args=[story.case.number]),
        {"version": story.case.version, **ACCOUNT},
    )
    assert "the agency pays your money to the account" in text(
        me.get(story.case.get_absolute_url())
    )
    case = f"/desk/cases/{story.case.number}/"
    assert "Prepare the payment" in text(screen(story.who("new_b")).get(case))
    whole = text(press(story, "new_a", "reveal"))
    assert "6222000000001234" in whole
    assert AccessEntry.objects.filter(what=Looked.ACCOUNT).exists()
    press(story, "new_a", "prepare-payment")
    told = Notice.objects.get(kind="payment-prepared")
    assert told.to_agency == story.transfer.new_agency
    press(story, "new_b", "pay")
    assert "Paid" in text(me.get(story.case.get_absolute_url()))
    on = story.now.date()
    day = {"bounced_on": on.isoformat()}
    press(story, "new_a", "bounced", note="账号有误", **day)
    assert "Your bank sent the payment back." in text(me.get(story.case.get_absolute_url()))


def test_a_stale_click_and_a_stranger_clear_nothing(story):
    story.tell("answer_clearing prepare_clearing")

    stale = press(story, "new_b", "approve", version=1)
    assert stale.status_code == 409
    assert press(story, "stranger", "approve").status_code == 404
    assert press(story, "original_a", "approve").status_code == 403
    assert Clearing.objects.get().approved_at is None
