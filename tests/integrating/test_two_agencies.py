"""Two agencies by their systems and the published client: what the line loses loses nothing."""

import random
from datetime import timedelta

import pytest
from portal_client import NotGenuine, verify

from casework.actions.duties import do_what_is_due
from casework.models import Case
from feeds.rules import signing
from letters.models import Letter
from tests.cast import MONDAY, make_draft, make_world
from tests.integrating.offices import Net, open_offices
from transfers.actions import applying
from transfers.management.commands.check_invariants import violations

AT_MOST = 60  # rounds of everybody


def test_two_agencies_carry_a_transfer_by_program_over_a_line_that_breaks(db, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    world = make_world()
    draft = make_draft(world, "pension")
    applying.submit(draft, by=world.applicant, now=MONDAY)
    net = Net(random.Random(7), loses=0.25)
    offices = open_offices(world, "pension", [net, net])

    for number in range(AT_MOST):
        do_what_is_due(now=MONDAY + timedelta(seconds=number))
        for office in offices:
            office.work()
        if Case.objects.get(pk=draft.pk).state.is_end:
            break

    assert Case.objects.get(pk=draft.pk).status == "completed"
    assert net.lost > 0
    kinds = list(Letter.objects.values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds)), "no letter was issued twice"
    assert not list(violations())


def test_the_client_verifies_what_the_portal_signs():
    secret, body = signing.new_secret(), b'{"type": "trial"}'
    headers = signing.headers([signing.new_secret(), secret], "msg_1", MONDAY, body)
    at = MONDAY.timestamp()

    assert verify(secret, headers, body, now=at) == {"type": "trial"}
    wrong = ((secret, body + b" ", at), (signing.new_secret(), body, at), (secret, body, at + 301))
    for key, said, now in wrong:
        with pytest.raises(NotGenuine):
            verify(key, headers, said, now=now)
