"""Whoever applied dies: nothing of the case goes on, and two persons of its agency end it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from casework.actions import after_death, deaths
from casework.errors import MoveNotPossible
from casework.models import Event, Notice, PreparedAct
from kit.errors import NotPermitted, NotValid
from tests.applications.test_flow import act, fresh, sent
from tests.cast import MONDAY
from tests.transfers.pages import signed_in, text

pytestmark = pytest.mark.django_db


def edge(who):
    return {"by": who, "now": MONDAY}


def died(world, application):
    told = {"died_on": MONDAY.date() - timedelta(days=3), "source": "死亡登记"}
    case = fresh(application).case
    deaths.report(case, **told, **edge(world.pension_new_a))
    deaths.confirm(case, **edge(world.pension_new_b))
    return fresh(application)


def test_from_the_report_on_nothing_is_decided(world):
    application = sent(world)
    act("prepare-decision", application, world.pension_new_a, outcome="granted")
    died(world, application)

    with pytest.raises(MoveNotPossible, match=r"death|去世"):
        act("approve-decision", application, world.pension_new_b)


@pytest.mark.parametrize("is_asked", [False, True], ids=["under review", "correction asked"])
def test_two_persons_end_it_and_what_waited_falls(world, is_asked):
    application = sent(world)
    if is_asked:
        act("ask-correction", application, world.pension_new_a, wrong=["line"], note="?")
    else:
        act("prepare-decision", application, world.pension_new_a, outcome="granted")
    case = died(world, application).case

    after_death.propose(case, goes_on=False, reason="去世", **edge(world.pension_new_a))
    with pytest.raises(NotPermitted):
        after_death.approve(case, **edge(world.pension_new_a))
    after_death.approve(case, **edge(world.pension_new_b))

    case.refresh_from_db()
    assert case.status == "ended"
    assert not case.steps.open().exists()
    assert not case.corrections.filter(answered_at=None).exists()
    assert not PreparedAct.objects.waiting().exists()
    assert Notice.objects.filter(case=case, kind="ended-by-death", to_person=None).count() == 1


def test_it_can_only_end_for_nothing_was_under_way(world):
    case = died(world, sent(world)).case

    with pytest.raises(NotValid):
        after_death.propose(case, goes_on=True, reason="去世", **edge(world.pension_new_a))


def test_a_report_turned_down_lets_the_review_go_on(world):
    application = sent(world)
    told = {"died_on": MONDAY.date(), "source": "死亡登记"}
    deaths.report(application.case, **told, **edge(world.pension_new_a))
    deaths.turn_down(application.case, **edge(world.pension_new_b))

    act("prepare-decision", application, world.pension_new_a, outcome="granted")

    assert fresh(application).case.events.filter(kind=Event.Kind.SENT_BACK).exists()


def test_the_desk_leads_two_persons_through_it_and_the_page_speaks_to_the_family(world):
    case = sent(world).case
    address = reverse("desk_death", args=[case.number])

    def post(who, **said):
        case.refresh_from_db()
        answer = signed_in(who).post(address, {"version": case.version, **said})
        assert (answer.status_code, answer.url) == (302, address)

    first, second = world.pension_new_a, world.pension_new_b
    with time_machine.travel(MONDAY, tick=False):
        at_desk = signed_in(first).get(reverse("desk_case", args=[case.number]))
        assert address in at_desk.content.decode()
        day = {"died_on": "2026-09-01"}
        post(first, **day, source="Register")
        post(second, what="confirm-death")
        stopped = text(signed_in(first).get(reverse("desk_case", args=[case.number])))
        assert "See and decide" in stopped
        assert "Prepare the decision" not in stopped
        post(first, goes_on="no", reason="Died")
        post(second, what="approve-after-death")
        page = text(signed_in(world.applicant).get(reverse("case", args=[case.number])))

    case.refresh_from_db()
    assert case.status == "ended"
    assert "We are sorry for your loss" in page
    assert "Apply again" not in page


def test_programs_of_staff_do_the_same_by_the_addresses_of_every_service(world):
    case = sent(world).case
    first, second = (signed_in(who) for who in (world.pension_new_a, world.pension_new_b))

    def post(client, name, **said):
        case.refresh_from_db()
        address = reverse(f"api:{name}", args=[case.number])
        return client.post(
            address, {"version": case.version, **said}, "application/json",
            headers={"Idempotency-Key": f"{name}-{case.version}"},
        )  # fmt: skip

    with time_machine.travel(MONDAY, tick=False):
        report = {"died_on": "2026-09-01", "source": "Register"}
        assert post(signed_in(world.applicant), "report-death", **report).status_code == 403
        assert post(first, "report-death", **report).status_code == 200
        assert post(second, "confirm-death").status_code == 200
        assert post(first, "propose-after-death", goes_on=False, reason="Died").status_code == 200
        assert post(first, "approve-after-death").status_code == 403
        ended = post(second, "approve-after-death")

    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
