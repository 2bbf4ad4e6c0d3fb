"""Whoever sits down at the same computer next finds nothing in its browser."""

import pytest

from tests.cast import MONDAY, make_draft
from transfers.actions import applying

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "page", ["", "cases/", "cases/{number}/", "cases/{number}/prepare-refusal/"]
)
def test_no_browser_keeps_a_page_of_the_desk(world, client, page):
    transfer = make_draft(world, "pension")
    applying.submit(transfer, by=world.applicant, now=MONDAY)
    client.force_login(world.pension_new_a.user)

    answer = client.get(f"/desk/{page.format(number=transfer.case.number)}")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", ["/account/email/", "/settings/", "/my/"])
def test_no_browser_keeps_a_page_of_an_account(world, client, page):
    client.force_login(world.applicant.user)
    assert "no-store" in client.get(page)["Cache-Control"]


def test_public_pages_may_be_kept(world, client):
    assert "no-store" not in client.get("/help/").get("Cache-Control", "")
