"""The wall in the database knows mandates: each row is looked up once more, whoever asks."""

import pytest
from django.db import connection

from accounts.models import AccessEntry, IdentityCheck, Mandate, Person
from casework.actions import mandating
from casework.models import Case, Event
from kit import clock, wall
from records.models import Relationship
from tests.mandates.giving import again, give, make_family
from transfers.actions import drafting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no policies"),
]


def seen(who, model):
    """Return how many rows of a table the database shows somebody, whatever is asked."""
    with wall.asked_by(lambda: who.asker):
        return model.objects.count()


def test_a_mandate_opens_what_it_covers_and_nothing_after_its_end():
    family, now = make_family(), clock.now()
    drafting.start("pension", by=family.applicant, now=now)
    drafting.start("medical", by=family.applicant, now=now)
    mandate = give(family.applicant, family.daughter, now=now, services=("pension-transfer",))
    daughter = again(family.daughter)
    assert (seen(daughter, Case), seen(daughter, Event)) == (1, 1)
    assert seen(daughter, Person) == 2
    assert seen(daughter, Relationship) > 0
    assert seen(daughter, Mandate) == 1
    AccessEntry.objects.create(
        person=family.person, agency_name="某中心", what="case", at=now, within=now
    )
    IdentityCheck.objects.create(
        user=family.applicant.user, person=family.person, document_index="x", started_at=now
    )
    assert (seen(daughter, AccessEntry), seen(daughter, IdentityCheck)) == (0, 0)
    assert seen(family.other_person, Mandate) == 0

    mandating.end(mandate.number, by=family.applicant, now=now)

    # The same actor as before: what she says of herself is old, and the database knows better.
    assert (seen(daughter, Case), seen(daughter, Event), seen(daughter, Person)) == (0, 0, 1)
    assert seen(daughter, Mandate) == 1  # what she held stays hers to read


def test_by_mandate_one_writes_into_the_case_of_another():
    family, now = make_family(), clock.now()
    mandate = give(family.applicant, family.daughter, now=now)
    daughter = again(family.daughter)
    with wall.asked_by(lambda: daughter.asker):
        transfer = drafting.start("pension", by=daughter, now=now, mandate=mandate)
        drafting.save(transfer, {"contact_phone": "+8613800000077"}, by=daughter, now=now)
    assert transfer.case.person_id == family.person.pk
