"""A death that the family reports: two persons find it proven, and everything stops at once."""

from datetime import date

import pytest

from accounts.models import Mandate, Person
from agencies.actors import SYSTEM
from casework.actions.living import is_stopped_by_death
from casework.models import Case, DeathReport, Event
from casework.rules.statuses import Status
from services.cards.actions import making, showing
from services.cards.rules.codes import Answer
from services.cards.rules.states import State
from tests.cast import MONDAY
from tests.survivors.story import DIED, NAME, NUMBER, bury, decide
from tests.survivors.test_granting import filed, rules_now

SERVICE = "record-stop-death"
SAID = {"died_on": DIED, "deceased_name": NAME, "deceased_number": NUMBER, "relation": "child"}
SAID |= {"place": "440100"}


@pytest.fixture
def living(world):
    person = bury(world, on_record=False)
    agency = world.agency("pension", "guangzhou")
    world.card = making.issue(
        person,
        "C1234567",
        bank="icbc",
        issuer=agency,
        issued_on=date(2020, 1, 1),
        state=State.NORMAL,
    )
    world.running = Case.objects.create(
        number="2026-RUN", person=person, service="care-long", status="submitted",
        created_at=MONDAY, submitted_at=MONDAY,
    )  # fmt: skip
    return person


def test_what_two_persons_find_proven_stops_the_card_the_cases_and_the_mandates(world, living):
    made = {"giver": living, "holder": world.stranger, "services": ["care-long"]}
    until = MONDAY.replace(year=2027)
    Mandate.objects.create(
        number="W1", proof="account", offered_at=MONDAY, offered_until=until, expires_at=until,
        accepted_at=MONDAY, **made,
    )  # fmt: skip
    code = showing.code_for(world.card, now=MONDAY)

    application = decide(world, filed(world, SAID, SERVICE))

    assert application.case.state is Status.COMPLETED
    assert Person.objects.get(pk=living.pk).deceased_on == DIED
    assert showing.check(code, by=SYSTEM, now=MONDAY).answer is Answer.NOT_USABLE
    assert is_stopped_by_death(world.running)
    assert Event.objects.filter(case=world.running, kind=Event.Kind.DEATH_CONFIRMED).exists()
    assert not Mandate.objects.live(MONDAY).filter(giver=living).exists()
    report = DeathReport.objects.get(person=living)
    assert (report.proposed_by, report.approved_by) == (
        world.pension_new_a.user,
        world.pension_new_b.user,
    )


def test_before_it_is_sent_nothing_is_learnt_and_nobody_found_is_held_and_not_refused(world):
    application = filed(world, SAID, SERVICE)

    answer, reasons, _found = rules_now(application)

    assert reasons == ["SUR20"]
    assert answer != "refuse"


def test_a_death_that_is_on_record_is_not_recorded_again(world):
    bury(world)

    assert "SUR21" in rules_now(filed(world, SAID, SERVICE))[1]


def test_nobody_reports_themselves(world):
    own = {"deceased_name": str(world.person.name), "deceased_number": str(world.person.number)}

    assert "SUR23" in rules_now(filed(world, {**SAID, **own}, SERVICE))[1]
