"""Whatever shows a person to somebody of an agency leaves a line that the person can read."""

import pytest
from django.db import transaction

from accounts.models import AccessEntry
from attack.belongings import Named
from attack.planting import Planter
from portal.claims import Door
from tests.authorisation.doors import ROUTES, Visitor, claimed, is_of_a_case
from tests.story import at_stage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AT_WORK = ("pension_new_a", "pension_original_a", "new_supervisor", "auditor_here", "client_new")
DOORS = {
    *(Door.DESK, Door.TILL, Door.SUPERVISION, Door.OVERSIGHT, Door.SHARED),
    *(Door.PROGRAM, Door.DESK_PROGRAM, Door.TILL_PROGRAM),
}
BEHIND_DOORS = [route for route in ROUTES if claimed(route)[0] in DOORS]


def shows(answer, person, scene):
    """Whether an answer tells of the person; an address that repeats its own number does not."""
    words = (person.name, str(person.number), person.masked_number)
    if is_of_a_case(answer.route):
        is_read = answer.route.startswith("api/") and answer.status < 300
        return is_read or any(each in answer.body for each in words)
    return any(each in answer.body for each in (*words, scene.number))


@pytest.mark.parametrize("name", AT_WORK)
def test_every_answer_that_shows_a_person_is_noted(world, name):
    story = at_stage(world, "money arrived")
    rows = Planter(
        world.applicant, world.pension_new_a, world.delegate_elsewhere, story.case
    ).plant()
    scene, visitor = Named(story, rows), Visitor(world, name)
    person = world.person
    AccessEntry.objects.all().delete()
    unseen, seen = [], 0

    for route in BEHIND_DOORS:
        with transaction.atomic():
            for answer in visitor.asks(route, scene):
                if not shows(answer, person, scene):
                    continue
                seen += 1
                if not AccessEntry.objects.filter(person=person).exists():
                    unseen.append(str(answer))
                AccessEntry.objects.all().delete()
            transaction.set_rollback(True)

    assert not unseen, "\n".join(unseen)
    assert seen > 5
