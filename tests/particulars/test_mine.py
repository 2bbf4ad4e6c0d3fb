"""My particulars: what is held of me, from whom, since when, and who may change it."""

import pytest

from tests.applications.reading import text_of
from tests.particulars.story import draft, send
from tests.particulars.test_pay_account import OLD, changed
from tests.particulars.test_plain import PLAIN_CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESS, ENGLISH = "/my/particulars/", {"accept-language": "en"}


def test_each_particular_says_whence_it_comes_and_shows_no_whole_number(world, client):
    changed(world, OLD)
    plain = send(world, draft(world, PLAIN_CHANGE, {"what": ["marriage"], "marriage": "20"}))
    client.force_login(world.applicant.user)

    page = text_of(client.get(ADDRESS, headers=ENGLISH))

    assert "As you have told us, since" in page
    assert plain.case.number in page
    assert "Industrial and Commercial Bank of China ****0000" in page
    assert OLD not in page
    assert str(world.person.number) not in page


def test_only_the_person_sees_it(world, client):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(world.pension_new_a.user)
    assert client.get(ADDRESS).url.startswith("/identity/")
