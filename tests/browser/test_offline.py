"""Without a connection: a page of ours, and the form is sent once there is one again."""

import pytest

from tests.browser.people import ADDRESS, fill_in, sign_in
from tests.browser.reading import PHONE
from transfers.models import Transfer

pytestmark = pytest.mark.browser
WORKS = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def leave_the_network(person):
    """Cut the connection as a tunnel does: the browser thinks that it still has one."""
    person.page.context.set_offline(True)
    person.page.evaluate("Object.defineProperty(navigator, 'onLine', {get: () => true})")


def test_a_form_that_met_no_network_is_sent_from_our_own_page(world, window):
    person = window("zh-hans", PHONE)
    page = person.page
    sign_in(person, world.applicant.user.email)
    fill_in(person, "pension")
    page.go_back()
    page.reload()
    page.wait_for_function(WORKS)
    person.fill(contact_address=ADDRESS + "四楼")

    page.context.set_offline(True)
    on_with_it = page.locator("main form button[data-size=large]")
    on_with_it.click()
    page.locator(".offline-notice").wait_for()
    assert page.locator("[name=contact_address]").input_value() == ADDRESS + "四楼"
    leave_the_network(person)
    on_with_it.click()
    page.get_by_role("heading", name="没有网络").wait_for()
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1

    page.context.set_offline(False)
    page.get_by_role("button", name="再发送一次").click()

    page.wait_for_url("**/check/")
    assert Transfer.objects.get().contact_address == ADDRESS + "四楼"
