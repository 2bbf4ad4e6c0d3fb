"""An agency may have its second persons approve on the pages only."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.acts.doing import acts_of
from casework.actions import systems
from casework.models import Notice
from casework.rules.procedures import procedures
from kit.errors import NotPermitted
from tests.accounts.steps import sign_in
from tests.api.calling import program_of
from tests.api.conftest import delivered
from tests.cast import MONDAY, make_clerk
from transfers.actions import accepting, preparing_form
from transfers.models import Transfer

MONEY = {"reference": "B-1", "sent_on": f"{MONDAY:%Y-%m-%d}"}


@pytest.fixture
def prepared(world, submitted):
    accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
    transfer = delivered(submitted)
    preparing_form.prepare_form(transfer, by=world.pension_original_a, now=MONDAY)
    return Transfer.objects.get(pk=submitted.pk).case.number


@pytest.fixture
def head(world):
    return make_clerk("head-of-chengdu", world.agency("pension", "chengdu"), "supervisor")


def test_the_head_takes_approving_by_token_away_and_gives_it_back(world, prepared, head):
    second = program_of(world.pension_original_b)
    browser = Client()
    sign_in(browser, head.user.email)
    address = reverse("desk_token_rule")

    browser.post(address, {"approve": "pages"})
    refused = second.act(prepared, "send-form", **MONEY)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    assert second.act(prepared, "send-back-form", note="noch einmal").status_code == 200
    assert "tokens-approve-no-more" in Notice.objects.values_list("kind", flat=True)

    browser.post(address, {"approve": "token"})
    assert program_of(world.pension_original_a).act(prepared, "prepare-form").status_code == 200
    assert second.act(prepared, "send-form", **MONEY).status_code == 200


def test_another_agency_and_the_pages_are_not_touched(world, prepared, head):
    other = make_clerk("head-of-guangzhou", world.agency("pension", "guangzhou"), "supervisor")
    systems.rule_tokens(may_approve=False, by=other, now=MONDAY)

    assert program_of(world.pension_original_b).act(prepared, "send-form", **MONEY).json()[
        "status"
    ] == ("handed-over")
    with pytest.raises(NotPermitted):
        systems.rule_tokens(may_approve=False, by=world.pension_new_a, now=MONDAY)


def test_every_act_by_which_a_second_person_lets_something_count_is_one_of_theirs():
    acts = {
        act.name: act for service in procedures() for act in acts_of(service.name).by_name.values()
    }
    prepared = {act.prepares for act in acts.values() if act.prepares}
    lets_count = {
        name
        for name, act in acts.items()
        if (act.prepared and act.issuer) or name.startswith(("approve-", "confirm-"))
    }

    assert {name for name, act in acts.items() if act.is_second} >= prepared | lets_count
    assert {"refuse", "approve-extension", "confirm-death", "confirm-proceeding"} <= lets_count
