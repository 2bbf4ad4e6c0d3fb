"""Run day: two clerks pay a month; what the bank sends back is mended by its payee on a phone."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from agencies.actions.reference import load_terms
from applications.models import Offer
from casework.models import Step
from payouts.actions import answering, entitling
from payouts.models import Batch, Entitlement, Payable, Recovery
from services.particulars.pay_account import PAY_ACCOUNT
from tests.browser.people import signed_in, worker_works
from tests.browser.reading import DESKTOP, PHONE
from tests.browser.test_particulars import send
from tests.cast import MONDAY, PASSWORD, make_clerk, make_person
from tests.payouts.story import SEPTEMBER, answer_of, give, lines, pay_to, run_month, sent

pytestmark = pytest.mark.browser
GONE = "6222021234567901"  # no such account, says the bank
NEW = "6217000000000000006"


@pytest.fixture
def month(world):
    """Two people are owed their September; the account of one of them does not exist."""
    load_terms(now=MONDAY)
    Offer.objects.create(
        service=PAY_ACCOUNT.name, agency=world.agency("pension", "guangzhou"), since=MONDAY
    )
    agency = world.agency("pension", "hangzhou")
    for desk in "ab":
        world.people[f"payer_{desk}"] = make_clerk(f"pension-supervisor-{desk}", agency)
    other = make_person("何嘉敏", date(1980, 1, 2), phone="+8613800000002")
    for person, number in ((world.person, GONE), (other, "6222021234567100")):
        drawn = give(world, person=person)
        # As of every benefit, its case was decided there: so the desk may see who is paid.
        Step.objects.create(case=drawn.case, kind="review", agency=agency, opened_at=MONDAY)
        pay_to(person, number)
    run_month(world)
    return world


def test_two_clerks_pay_a_month_and_bring_what_the_bank_answers(month, window):
    first = signed_in(window("zh-hans", DESKTOP), month.payer_a)
    first.open("/desk/payouts/")
    first.press("Prepare batches")
    batch = Batch.objects.get()
    first.follow(batch.number, within="main")
    assert first.reads("You prepared this batch, so another person has to release it.")

    second = signed_in(window("en", DESKTOP), month.payer_b)
    second.open("/desk/payouts/")
    second.follow("Look at it, then release it", within="main")
    with second.page.expect_navigation():
        second.page.locator("button[value=release]").click()
    second.look()
    file = second.fetch(f"/desk/payouts/batches/{batch.number}/file/").decode()
    assert file.startswith("H|1|")

    batch.refresh_from_db()
    answer = {"name": "answer.txt", "mimeType": "text/plain", "buffer": answer_of(batch)}
    second.page.set_input_files("input[name=file]", {**answer, "buffer": b"H|1|B1\n"})
    second.press("Take it in")
    second.page.set_input_files("input[name=file]", answer)
    second.press("Take it in")
    assert second.reads("What came back")
    second.follow("What becomes of them", within="main")
    second.open(f"/desk/payouts/entitlements/{Entitlement.objects.first().pk}/")
    assert sorted(Payable.objects.values_list("state", flat=True)) == ["paid", "returned"]


def test_a_returned_payment_is_mended_by_its_payee_on_a_phone(month, window):
    (batch,) = sent(month)
    answering.take(batch, answer_of(batch), by=None, now=MONDAY)
    User.objects.filter(pk=month.applicant.user.pk).update(real_person_at=MONDAY)
    person = signed_in(window("zh-hans", PHONE), month.applicant)
    person.open("/my/benefits/")
    person.follow("Name another account", within="main")
    person.fill(password=PASSWORD)
    person.press("Continue")
    person.press("Begin")
    person.page.select_option("main [name=bank]", "102")
    person.tick("kind", "bank-card")
    person.fill(number=NEW)
    person.press("Continue")
    person.tick("is_own")
    person.press("Continue")
    worker_works()
    send(person)

    later = MONDAY + timedelta(days=7)
    (again,) = sent(month, now=later)
    answering.take(again, answer_of(again), by=None, now=later)
    assert set(Payable.objects.values_list("state", flat=True)) == {"paid"}
    drawn = Entitlement.objects.get(person=month.person)
    entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1700.00"), at=MONDAY)
    person.open("/my/benefits/")
    person.follow("See why, and how it can come back", within="main")
    person.tick("way", "set-off")
    person.press("Write it down")
    assert Recovery.objects.get().way == "set-off"


def test_a_debt_of_which_nobody_has_said_how_it_comes_back_lies_before_a_clerk(month, window):
    for batch in sent(month):
        answering.take(batch, answer_of(batch), by=None, now=MONDAY)
    for drawn in Entitlement.objects.all():
        entitling.new_rate(drawn, from_month=SEPTEMBER, lines=lines("1700.00"), at=MONDAY)
    Recovery.objects.update(due_on=MONDAY.date() - timedelta(days=1))
    clerk = signed_in(window("en", PHONE), month.payer_a)

    clerk.open("/desk/payouts/recoveries/")
    clerk.unfold_all()
    clerk.look()
    clerk.fill(untouched="1650.00")
    clerk.press("Propose it")

    assert Recovery.objects.get().ordered_by == month.payer_a.user
