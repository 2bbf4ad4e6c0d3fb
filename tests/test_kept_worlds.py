"""What is laid down is what would have been built, and is laid only where nobody can tell."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection

from letters.actions import issuing
from tests import owner
from tests.cast import make_person, make_world
from tests.kept import ground
from tests.rows import rows_of, tables
from tests.story import Story, at_stage

pytestmark = pytest.mark.django_db
told = {}


@pytest.mark.parametrize("time", [1, 2, 3])
def test_a_story_is_the_same_each_time(time):
    story = at_stage(make_world(), "handed over")

    now = rows_of(), story.now, story.references, [mail.subject for mail in mail.outbox]
    if ground.laid:  # the first test of a run finds a database that was just made
        assert told.setdefault("handed over", now) == now
    assert told or time == 1
    assert story.tell("record_arrival prepare_settlement complete").case.status == "completed"


def test_what_is_numbered_anew_when_a_database_is_emptied_is_not_kept():
    assert not {Permission, ContentType} & set(tables())


def is_laid(story):
    """Whether the story was kept, or taken from what is kept."""
    laid = ground.laid
    story.tell("submit")
    return ground.laid != laid


def test_a_story_on_known_ground_is_kept():
    assert is_laid(Story(make_world()))


def test_after_a_write_of_the_test_a_story_is_told_anew():
    story = Story(make_world())
    make_person("赵一", date(1990, 1, 1))

    assert not is_laid(story)


def test_where_the_test_has_patched_something_a_story_is_told_anew(monkeypatch):
    story = Story(make_world())
    monkeypatch.setattr(issuing, "token_bytes", issuing.token_bytes)

    assert not is_laid(story)


def test_where_the_test_has_settings_of_its_own_a_story_is_told_anew(settings):
    assert not is_laid(Story(make_world()))


def test_where_a_person_stands_already_the_world_is_built():
    make_person("赵一", date(1991, 1, 1))
    make_world()

    assert not ground.laid


def test_where_others_look_on_the_world_is_built(transactional_db):
    connection.ensure_connection()

    assert not ground.is_known()
    owner.take_down()  # or the database could not be emptied
