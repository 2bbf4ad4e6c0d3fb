"""Nobody learns of others what the table does not let them learn."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry
from agencies.models import Post
from casework.actions.duties import do_what_is_due
from casework.models import PostProposal
from tests.api.calling import program_of
from tests.cast import MONDAY, make_clerk, make_draft, make_user
from transfers.actions import applying
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world):
    transfer = make_draft(world, "pension")
    applying.submit(transfer, by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)
    return Transfer.objects.whole().get(pk=transfer.pk)


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def test_a_clerk_reads_no_notice_to_the_agency_about_their_own_case(world, sent):
    """Their program shows what the desk hides."""
    Post.objects.create(
        user=world.applicant.user, agency=sent.new_agency, role="clerk", started_at=MONDAY
    )
    applying.withdraw(sent, by=world.applicant, now=MONDAY)

    told = program_of(world.applicant).get("notices/").json()["results"]

    assert {each["kind"] for each in told}.isdisjoint({"withdrawn", "to-review"})


def test_an_auditor_reads_what_is_checked_for_a_reason_only(world, sent):
    auditor = make_clerk("gd-auditor", world.agency("pension", "guangdong"), Post.Role.AUDITOR)
    client, page = client_of(auditor), reverse("desk_case", args=[sent.case.number])

    before = client.get(page)
    asked = client.post(
        reverse("desk_reveal", args=[sent.case.number]), {"what": "history", "reason": "审计"}
    )

    assert not before.context["known"]
    assert asked.context["known"]["to_look_at"] or asked.context["known"]["fine"]
    assert AccessEntry.objects.get(what="history").reason == "审计"


@pytest.mark.parametrize("fields", [{"is_superuser": True, "is_staff": True}, {"is_staff": True}])
def test_an_administrator_makes_no_clerk_of_an_administrator(world, fields):
    """Who keeps the reference data sees no personal data (row 30)."""
    second = make_user("second", **fields)
    typed = {"account": second.email, "agency": world.agency("pension", "guangzhou").pk}

    answer = client_of(world.administrator).post(
        reverse("admin:casework_postproposal_add"), {**typed, "role": "clerk"}
    )

    assert answer.status_code in (200, 422)
    assert not PostProposal.objects.filter(user=second).exists()
