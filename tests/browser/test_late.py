"""The demo clock in the footer: days pass until somebody above is told."""

import pytest

from tests.browser.people import signed_in, worker_works
from tests.browser.reading import DESKTOP, PHONE, told_at_length
from tests.cast import MONDAY, make_draft
from transfers.actions import accepting, applying
from transfers.models import Transfer

pytestmark = pytest.mark.browser


@pytest.fixture
def accepted(world):
    """A transfer whose letter is with the original agency."""
    transfer = make_draft(world, "pension")
    applying.submit(transfer, by=world.applicant, now=MONDAY)
    transfer = Transfer.objects.whole().get(pk=transfer.pk)
    accepting.accept(transfer, by=world.pension_new_a, now=MONDAY, version=transfer.case.version)
    worker_works()
    return transfer.case.number


@pytest.mark.parametrize("language", ["zh-hans", told_at_length("en")])
def test_a_late_case_comes_before_the_supervisor(world, accepted, window, language):
    supervisor = signed_in(window(language, DESKTOP), world.pension_supervisor)
    clerk = signed_in(window(language, DESKTOP), world.pension_original_a)
    person = signed_in(window(language, PHONE), world.applicant)

    supervisor.open("/desk/escalations/")
    assert supervisor.reads("No late case")
    supervisor.press("+15 working days", within="footer")
    assert supervisor.reads("No late case")
    supervisor.press("+1 working day", within="footer")
    supervisor.press("+5 working days", within="footer")

    assert accepted in supervisor.page.locator("main").inner_text()
    clerk.open("/desk/")
    clerk.open("/desk/notices/")
    clerk.open(f"/desk/cases/{accepted}/")
    assert clerk.page.locator(".turn[data-late]").count() == 1
    person.open(f"/cases/{accepted}/")
    assert person.page.locator(".turn[data-late]").count() == 1
    supervisor.follow(accepted)
    supervisor.open("/desk/escalations/")
    supervisor.unfold("Close it with what came of it")
    supervisor.fill(outcome="12333")
    supervisor.press("Close the enquiry")
