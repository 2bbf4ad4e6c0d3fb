"""A clerk's own help says of every state whose it is, and of every act where and by which key."""

import pytest
from django.urls import reverse

from applications.acts.doing import acts_of
from casework.rules.procedures import procedures
from casework.rules.statuses import ENDS
from kit.spelling import wording
from tests.desk.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_and_every_key_of_each_service_stands_in_the_help(world, language):
    desk = Desk(world.pension_new_a, language)

    for service in procedures():
        answer = desk.open(f"{reverse('desk_help')}?service={service.name}")
        page = answer.content.decode()
        lines = answer.context["lines"]
        assert answer.status_code == 200
        assert len(lines) >= len(service.statuses - ENDS)
        assert not [line for line in lines if line.is_gap]
        shown = {act["key"] for act in answer.context["acts"]}
        acts = acts_of(service.name).by_name.values()
        here = [a for a in acts if a.only_for in ("", service.name) and set(a.at) - ENDS]
        assert {a.key for a in here if set(a.at) & set(service.labels)} <= shown
        assert page.count("<kbd") > 3


def test_a_service_that_is_not_there_shows_the_first(world):
    answer = Desk(world.pension_new_a, "en").open(f"{reverse('desk_help')}?service=nothing")

    assert answer.status_code == 200
    assert wording(answer.context["service"].title)
