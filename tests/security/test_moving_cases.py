"""Nobody takes a case where it does not belong: by changing it under way, or by being quick."""

import pytest

from agencies.models import Agency
from casework.actions.duties import do_what_is_due
from casework.actions.steps import current_step
from kit.errors import Refusal
from letters.models import Letter
from tests.cast import MONDAY, make_draft
from transfers.actions import accepting, applying, drafting, reviewing
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


def fresh(transfer):
    return Transfer.objects.whole().get(pk=transfer.pk)


def submitted(world):
    transfer = make_draft(world, "pension")
    applying.submit(transfer, by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)
    return fresh(transfer)


def test_an_agency_signs_no_letter_in_the_name_of_another(world):
    """The person is asked for a correction and names another new place."""
    transfer = submitted(world)
    reviewing.ask_for_correction(
        transfer, {"new_region": "?"}, note="?", by=world.pension_new_a, now=MONDAY
    )
    elsewhere = {"new_region": "330100"}
    try:
        applying.answer_correction(fresh(transfer), elsewhere, by=world.applicant, now=MONDAY)
        accepting.accept(fresh(transfer), by=world.pension_new_a, now=MONDAY)
    except Refusal:
        pass

    agency = world.pension_new_a.agency
    signed = Letter.objects.filter(issued_by=world.pension_new_a.user)
    assert not signed.exclude(agency=agency).exists()


def test_whose_turn_it_is_is_the_agency_that_is_asked(world):
    """The draft is changed in one window while it is sent in another."""
    seen = make_draft(world, "pension")
    elsewhere = {"new_region": "330100"}
    drafting.save(fresh(seen), elsewhere, by=world.applicant, now=MONDAY)
    try:
        applying.submit(seen, by=world.applicant, now=MONDAY)
    except Refusal:
        return
    there = fresh(seen)
    assert current_step(there.case).agency == there.new_agency


def test_a_correction_of_something_else_stays_with_the_agency_that_asked(world):
    """Meanwhile another agency has come to serve the place."""
    transfer = submitted(world)
    reviewing.ask_for_correction(
        transfer, {"employer_name": "?"}, note="?", by=world.pension_new_a, now=MONDAY
    )
    Agency.objects.filter(pk=transfer.new_agency_id).update(is_active=False)

    answers = {"employer_name": "广州"}
    applying.answer_correction(fresh(transfer), answers, by=world.applicant, now=MONDAY)

    assert fresh(transfer).new_agency == transfer.new_agency


def test_the_original_place_may_still_be_corrected(world):
    transfer = submitted(world)
    reviewing.ask_for_correction(
        transfer, {"original_region": "?"}, note="?", by=world.pension_new_a, now=MONDAY
    )
    elsewhere = {"original_region": "330100"}

    applying.answer_correction(fresh(transfer), elsewhere, by=world.applicant, now=MONDAY)

    assert fresh(transfer).original_agency == world.agency("pension", "hangzhou")
