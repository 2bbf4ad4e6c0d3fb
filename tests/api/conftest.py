"""The cast, and their programs."""

import pytest

from casework.actions.duties import do_what_is_due
from tests.api.calling import program_of, program_of_agency
from tests.cast import MONDAY, make_draft, make_world
from tests.kept import kept
from transfers.actions import accepting, applying, handing_over, preparing_form
from transfers.models import Transfer


@pytest.fixture
def world(db, time_machine):
    """Everybody, on a Monday."""
    time_machine.move_to(MONDAY, tick=False)
    return make_world()


@pytest.fixture
def person(world):
    """The applicant's program."""
    return program_of(world.applicant)


@pytest.fixture
def clerk(world):
    """The program of a clerk of the new agency."""
    return program_of(world.pension_new_a)


@pytest.fixture
def system(world):
    """The system of the new agency."""
    return program_of_agency(world.agency("pension", "guangzhou"))


@pytest.fixture
def draft(world):
    """A complete draft."""
    return kept(("draft",), lambda: make_draft(world, "pension"))


@pytest.fixture
def submitted(world, draft):
    """A case that waits for its review."""

    def submit():
        applying.submit(draft, by=world.applicant, now=MONDAY)
        return delivered(draft)

    return kept(("submitted",), submit)


@pytest.fixture
def handed_over(world, submitted):
    """A case whose form and money are under way."""

    def hand_over():
        accepting.accept(submitted, by=world.pension_new_a, now=MONDAY)
        transfer = delivered(submitted)
        form = preparing_form.prepare_form(transfer, by=world.pension_original_a, now=MONDAY)
        handing_over.send_form(
            form,
            reference="B-1",
            sent_on=MONDAY.date(),
            by=world.pension_original_b,
            now=MONDAY,
        )
        return Transfer.objects.whole().get(pk=submitted.pk)

    return kept(("handed over",), hand_over)


def delivered(transfer):
    """Let the worker do what is due, and return the transfer as the database has it."""
    do_what_is_due(now=MONDAY)
    return Transfer.objects.whole().get(pk=transfer.pk)
