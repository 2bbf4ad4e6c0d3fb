"""Several clerks act on one case at the same moment: one succeeds, the others are told so."""

from collections import Counter

import pytest

from casework.actions import steps
from kit.errors import Refusal
from letters.models import Letter
from tests.cast import make_clerk
from tests.deadlines.conftest import letters_are_plain, shared_world  # noqa: F401 -- fixtures
from tests.deadlines.test_at_once import at_once
from tests.story import Story
from transfers.actions import accepting, handing_over, preparing_form, refusing
from transfers.management.commands.check_invariants import violations


def outcomes(acts):
    """Let everybody act at once and return how often it went well and how often it was refused."""
    waiting = iter(acts)

    def act():
        try:
            next(waiting)()
        except Refusal as refusal:
            return refusal.status
        return 200

    return Counter(at_once(act, len(acts)))


def clerks_of(world, place, number):
    agency = world.agency("pension", place)
    return [make_clerk(f"{place}-{each}", agency) for each in range(number)]


@pytest.mark.parametrize("number", [2, 10])
def test_one_acceptance_of_many_counts(shared_world, number):  # noqa: F811
    story = Story(shared_world).tell("submit wait")
    seen = [(story.transfer, clerk) for clerk in clerks_of(shared_world, "guangzhou", number)]

    found = outcomes(
        [lambda t=t, c=c: accepting.accept(t, by=c, now=story.now, version=3) for t, c in seen]
    )

    assert found == {200: 1, 409: number - 1}
    assert Letter.objects.filter(kind=Letter.Kind.ACCEPTANCE).count() == 1
    assert not list(violations())


def test_accepting_and_refusing_at_once_is_one_of_the_two(shared_world):  # noqa: F811
    story = Story(shared_world).tell("submit wait")
    story.prepare_refusal()
    seen = [story.transfer for _each in range(2)]
    first, second = clerks_of(shared_world, "guangzhou", 2)
    prepared = story.prepared

    found = outcomes(
        [
            lambda: accepting.accept(seen[0], by=first, now=story.now),
            lambda: refusing.refuse(prepared, seen[1], by=second, now=story.now),
        ]
    )

    assert found == {200: 1, 409: 1}
    assert not list(violations())


def test_a_turn_is_claimed_by_one(shared_world):  # noqa: F811
    story = Story(shared_world).tell("submit wait")
    clerks = clerks_of(shared_world, "guangzhou", 6)
    turns = [steps.current_step(story.case) for _clerk in clerks]

    found = outcomes(
        [
            lambda s=s, c=c: steps.claim(s, by=c, now=story.now)
            for s, c in zip(turns, clerks, strict=True)
        ]
    )

    assert found == {200: 1, 409: 5}


def test_a_form_prepared_by_many_at_once_is_one_form_and_sent_once(shared_world):  # noqa: F811
    story = Story(shared_world).tell("submit wait accept wait")
    clerks = clerks_of(shared_world, "chengdu", 4)
    seen = [story.transfer for _clerk in clerks]
    prepared = outcomes(
        [
            lambda t=t, c=c: preparing_form.prepare_form(t, by=c, now=story.now)
            for t, c in zip(seen, clerks, strict=True)
        ]
    )
    assert prepared == {200: 1, 409: 3}
    forms = [story.prepared_form for _clerk in clerks]

    sent = outcomes(
        [
            lambda f=f, c=c: handing_over.send_form(
                f, reference=f"B{c.user.pk}", sent_on=story.now.date(), by=c, now=story.now
            )
            for f, c in zip(forms, clerks, strict=True)
        ]
    )

    assert sent[200] == 1
    assert sent[200] + sent[403] + sent[409] == 4
    assert story.transfer.remittances.count() == 1
    assert not list(violations())
