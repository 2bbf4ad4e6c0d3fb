"""Plain particulars: at once, by one clerk where another register holds them too, with history."""

import pytest

from applications.known import rules_say
from casework.rules.statuses import Status
from services.particulars.invariants import records_hold_what_was_decided_last
from services.particulars.models import PersonVersion, plain_of
from services.particulars.plain_change import PLAIN_CHANGE
from services.particulars.rules.plain import NATION, changed, is_for_a_clerk, spell
from tests.cast import MONDAY
from tests.particulars.story import act, draft, send


def test_there_are_fifty_six_groups_and_each_code_reads_both_ways():
    assert len(NATION) == 56
    assert spell("nation", "11").zh == "满族"
    assert spell("nation", "46").en == "De'ang"
    assert spell("education", "").en == "Not on the record"


def test_only_what_is_another_counts_and_the_police_hold_the_group():
    assert changed({"marriage": "10"}, {"marriage": "10", "education": "20", "nation": ""}) == {
        "education": "20"
    }
    assert is_for_a_clerk({"nation": "11"})
    assert not is_for_a_clerk({"education": "20", "marriage": "20"})


def filed(world, **said):
    return send(world, draft(world, PLAIN_CHANGE, {"what": list(said), **said}))


@pytest.mark.django_db
def test_what_nobody_else_holds_is_recorded_at_once_with_its_history(world):
    application = filed(world, education="20", occupation="车工")

    assert application.case.state is Status.COMPLETED
    assert plain_of(world.person)["education"] == "20"
    kept = {each.field: (each.old, each.new) for each in PersonVersion.objects.all()}
    assert kept == {"education": ("", "20"), "occupation": ("", "车工")}
    assert not list(records_hold_what_was_decided_last())


@pytest.mark.django_db
def test_another_group_is_compared_and_granted_by_one_clerk(world):
    application = filed(world, nation="11")
    assert application.case.state is Status.SUBMITTED
    assert plain_of(world.person)["nation"] == ""

    act("grant", application, world.pension_new_a)

    assert plain_of(world.person)["nation"] == "11"


@pytest.mark.django_db
def test_what_the_record_says_already_is_no_change(world):
    filed(world, marriage="20")
    again = draft(world, PLAIN_CHANGE, {"what": ["marriage"], "marriage": "20"})

    found = rules_say(again, today=MONDAY.date())
    assert [each.code for each in found.verdict.reasons] == ["PAR09"]
