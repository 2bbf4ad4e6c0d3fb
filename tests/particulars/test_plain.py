"""Plain particulars: at once, by one clerk where another register holds them too, with history."""

import pytest

from applications import filings
from applications.actions import applying, listing
from applications.employee_files import lines_of
from applications.known import rules_say
from applications.models import Application, Employer
from casework.rules.statuses import Status
from services.particulars.invariants import records_hold_what_was_decided_last
from services.particulars.models import PersonVersion, plain_of
from services.particulars.plain_change import PLAIN_CHANGE
from services.particulars.rules.plain import (
    NATION,
    NOTHING_LISTED,
    changed,
    is_for_a_clerk,
    listed,
    spell,
)
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


# --- From an employer's list ----------------------------------------------------------------------
def test_an_employer_writes_codes_or_words_and_a_line_that_is_neither_is_named():
    assert listed({"education": "大学本科", "marriage": "20", "occupation": " 焊工 "}) == {
        "what": ["education", "marriage", "occupation"],
        "education": "20", "marriage": "20", "occupation": "焊工",
    }  # fmt: skip
    assert listed({"nation": "han"}) == {"what": ["nation"], "nation": "01"}
    assert "学历" in listed({"education": "博士后"}).zh
    assert listed({}) is NOTHING_LISTED
    assert "职业" in listed({"occupation": "焊" * 61}).zh


def test_what_an_employer_lists_stands_in_the_draft_and_its_person_decides(world):
    employer = employer_of(world)
    rows = "姓名,证件号码,手机号,学历,职业\n{0.name},{0.number},13800138001,大学本科,焊工\n"
    data = rows.format(world.person).encode("gb18030")
    lines = lines_of(data, PLAIN_CHANGE.listed.columns)

    taken = listing.take_in(employer, PLAIN_CHANGE.name, lines, by=employer.user, now=MONDAY)
    assert (taken.good, taken.wrong) == (1, [])
    assert plain_of(world.person)["education"] == ""
    found = listing.waiting_for(world.person, now=MONDAY)[0]
    case = filings.begin(
        found.service, employer.name, found.answers, by=world.applicant, now=MONDAY
    )
    application = Application.objects.whole().get(pk=case.pk)
    applying.submit(application, by=world.applicant, now=MONDAY)

    assert plain_of(world.person)["education"] == "20"
    assert plain_of(world.person)["occupation"] == "焊工"


def employer_of(world):
    """An employer that two of an agency have let in, with the account of its contact."""
    one, two = world.pension_new_a, world.pension_new_b
    return Employer.objects.create(
        agency=one.agency, name="广州样例有限公司", credit_code="91440101MA5AXXXX1X",
        contact_name="王示例", proposed_by=one.user, proposed_at=MONDAY,
        approved_by=two.user, approved_at=MONDAY, user=world.other_person.user,
    )  # fmt: skip
