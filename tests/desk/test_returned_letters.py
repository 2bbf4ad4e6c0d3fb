"""The desk's page for a letter that came back."""

import json

import pytest
from django.utils import translation

from casework.actions.duties import do_what_is_due
from casework.models import Event
from letters.models import Letter
from records.models import Relationship
from tests.cast import MONDAY, insure
from tests.desk.conftest import fresh, text_of
from transfers.actions import accepting, returning
from transfers.desk.told import event_body
from transfers.models import Transfer


@pytest.fixture
def returned(world, waiting):
    """Return a transfer whose letter came back."""
    accepting.accept(waiting, by=world.pension_new_a, now=MONDAY)
    do_what_is_due(now=MONDAY)
    returning.return_letter(
        fresh(waiting), ["F01"], note="查无此人", by=world.pension_original_a, now=MONDAY
    )
    insure(world.person, world.agency("pension", "hangzhou"), "pension", range(2010, 2013))
    return fresh(waiting)


def test_the_clerk_reads_what_changes_before_the_letter_goes_elsewhere(desk, returned):
    new = desk("pension_new_a")
    asked = text_of(new.open(f"/desk/cases/{returned.case.number}/reissue-letter/"))
    assert "查无此人" in asked

    preview = text_of(new.act(returned, "reissue-letter", addressee="P330100", note=""))
    assert "The new letter goes to Hangzhou Social Insurance Fund Centre" in preview
    assert "was: Chengdu Social Insurance Fund Centre" in preview
    assert fresh(returned).original_agency_id == returned.original_agency_id

    new.act(returned, "reissue-letter", addressee="P330100", note="", confirmed="yes")
    page = text_of(new.page(returned))
    assert fresh(returned).original_agency.code == "P330100"
    assert "Addressed to: was Chengdu Social Insurance Fund Centre" in page


def test_the_letter_is_not_meant_for_an_agency_without_a_record_before_a_clerk_says_so(
    desk, returned
):
    address, clerk = f"/desk/cases/{returned.case.number}/reissue-letter/", desk("pension_new_a")
    asked = clerk.open(address).context["form"]["addressee"].initial
    Relationship.objects.filter(agency=returned.original_agency).update(status="ended")
    Transfer.objects.filter(pk=returned.pk).update(original_relationship=None)
    elsewhere = clerk.open(address).context["form"]["addressee"].initial

    assert (asked, elsewhere) == ("P510100", "P330100")


def test_the_note_and_the_desk_speak_to_the_agency_and_not_to_the_person(desk, returned):
    note = Letter.objects.get(case=returned.case, kind=Letter.Kind.RETURN)
    (reason,) = json.loads(note.content)["reasons"]
    asked = text_of(
        desk("pension_new_a").open(f"/desk/cases/{returned.case.number}/reissue-letter/")
    )

    assert reason["way_forward"]["zh"] == "请你处核对后重新发函，或转发给正确的经办机构。"
    assert "Reason F01: We cannot find this person" in asked


def test_an_agency_that_was_not_offered_is_answered_at_the_field(desk, returned):
    answer = desk("pension_new_a").act(
        returned, "reissue-letter", addressee="M510100", note="", confirmed="yes"
    )

    assert answer.status_code == 422


def test_the_other_agency_sees_no_page_to_issue_it(desk, returned):
    page = desk("pension_original_a").open(f"/desk/cases/{returned.case.number}/reissue-letter/")

    assert page.status_code == 302


def test_a_clerk_reads_a_reason_as_a_quotation_of_what_the_person_reads():
    event = Event(kind=Event.Kind.MOVED, data={"reasons": ["F01"]})

    with translation.override("en"):
        said = event_body(event, sees_amounts=False)

    assert said.startswith("Reason F01, as the person reads it: “")
