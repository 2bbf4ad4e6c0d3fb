"""The wall in the database: what is a stranger's is not there, even for a query that forgot to ask.

The policies stand on PostgreSQL alone; that somebody must be asking is so on both databases.
"""

import json
from contextlib import suppress
from threading import Thread

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import Person
from agencies.actors import ANONYMOUS, SYSTEM
from agencies.middleware import WallMiddleware
from applications.models.application import ApplicationQuerySet
from casework import tasks
from casework.models import Case, Event, Step
from casework.models.case import CaseQuerySet
from casework.models.duties import NoticeQuerySet
from casework.models.steps import StepQuerySet
from kit import wall, wall_policies
from letters.models.letters import LetterQuerySet
from portal.celery import app
from portal.walls import OPEN, WALLED
from privacy.schema import text_of
from records.models import Relationship
from records.models.bank import OfAgencyQuerySet
from tests import owner
from tests.authorisation.cast import make_everybody
from tests.authorisation.doors import ROUTES, Scene, Visitor
from tests.authorisation.expected import sees
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY
from tests.story import at_stage
from transfers.models import Allotment
from transfers.models.transfer import TransferQuerySet

pytestmark = pytest.mark.django_db
needs_policies = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no policies"
)
WHO_SEES_WHAT = (
    *(ApplicationQuerySet, CaseQuerySet, StepQuerySet, NoticeQuerySet),
    *(LetterQuerySet, OfAgencyQuerySet, TransferQuerySet),
)
STRANGERS = (
    *("other_person", "pension_stranger", "auditor_elsewhere", "administrator"),
    "client_stranger",
)
CONCERNED = (
    *("applicant", "pension_new_a", "pension_original_a", "auditor_here"),
    *("client_new", "client_original"),
)


@pytest.fixture
def world(db):
    return make_everybody()


@pytest.fixture
def story(world, monkeypatch):
    """A case whose money has arrived: every table has a row of it."""
    print_blank_letters(monkeypatch)
    return at_stage(world, "money arrived")


def asked_by(who):
    """Let what follows be asked for by somebody."""
    return wall.asked_by(lambda: who.asker)


def seen_by(who, **only):
    """Return of each walled table how many rows somebody finds who asks for all of them."""
    with asked_by(who):
        return {label: rows_of(label, only).count() for label in WALLED}


def rows_of(label, only):
    """Return the rows of a table, of those alone to which it applies what is asked for."""
    model = apps.get_model(label)
    columns = {each.name for each in model._meta.concrete_fields}
    asked = {name: value for name, value in only.items() if name.split("__")[0] in columns}
    return model._base_manager.filter(**asked)


# --- Which tables stand behind it -----------------------------------------------------------------
def test_every_table_is_walled_or_open_for_a_reason():
    every = apps.get_models(include_auto_created=True)
    tables = {each._meta.label for each in every if each._meta.managed and not each._meta.proxy}

    assert not set(WALLED) & set(OPEN)
    assert tables == set(WALLED) | set(OPEN)
    assert all(OPEN.values())


@needs_policies
def test_a_wall_that_does_not_stand_is_named_and_put_up_again():
    assert not wall_policies.missing()
    with owner.as_owner():
        owner.run("ALTER TABLE letters_letter DISABLE ROW LEVEL SECURITY")
        owner.run("DROP POLICY wall ON casework_event")
    assert wall_policies.missing() == ["casework_event", "letters_letter"]

    with owner.as_owner():
        wall_policies.put_up()

    assert not wall_policies.missing()


# --- Who sees what ------------------------------------------------------------------------------
@needs_policies
def test_a_stranger_who_asks_for_everything_finds_nothing(world, story):
    found = {
        name: {label for label, rows in seen_by(getattr(world, name)).items() if rows}
        for name in ("other_person", "pension_stranger", "auditor_elsewhere", "client_stranger")
    }

    assert seen_by(SYSTEM)["casework.Event"] > 5
    own = {"accounts.Person"}  # that of the other person, and of staff who are insured themselves
    open_to_all = {"casework.Duty"}
    assert {label for labels in found.values() for label in labels} <= own | open_to_all
    with asked_by(world.pension_stranger):
        assert not Person.objects.filter(pk=world.person.pk).exists()


@needs_policies
@pytest.mark.parametrize("name", CONCERNED)
def test_whom_a_case_concerns_finds_it_whole(world, story, name):
    of_case = [label for label, said in WALLED.items() if "wall_case" in said]
    of_some = {"case__isnull": False}  # a mandate is told of as well, and that to its two alone
    there, found = seen_by(SYSTEM, **of_some), seen_by(getattr(world, name), **of_some)

    assert {label: found[label] for label in of_case} == {label: there[label] for label in of_case}
    assert found["records.InsuredPeriod"] > 0


@needs_policies
def test_the_books_of_an_agency_are_its_own(world, story):
    seen = {
        name: seen_by(getattr(world, name))["records.BankEntry"]
        for name in ("pension_new_a", "client_new", "pension_original_a", "auditor_here")
    }

    assert seen == {"pension_new_a": 1, "client_new": 1, "pension_original_a": 0, "auditor_here": 0}


@needs_policies
def test_without_visible_to_a_stranger_still_finds_nothing(world, story, monkeypatch):
    """Somebody forgot it everywhere: each address is asked, and none tells of the case."""
    for each in WHO_SEES_WHAT:
        monkeypatch.setattr(each, "visible_to", lambda self, actor: self.all())
    scene, person = Scene(story), world.person
    letters = [each.number for each in story.case.letters.all()]
    secrets = (person.name, str(person.number), person.masked_number, scene.number, *letters)
    leaks, asked = [], 0

    for name in STRANGERS:
        visitor = Visitor(world, name)
        for route in ROUTES:
            for answer in visitor.knocks(route, scene):
                asked += 1
                told = answer.body.replace(scene.address(route), "")
                if answer.status < 400 and any(each in told for each in secrets):
                    leaks.append(str(answer))

    assert not [name for name in STRANGERS if sees(name, "handed over")]
    assert not leaks, "\n".join(leaks)
    assert asked > 1000


@needs_policies
def test_nobody_writes_what_they_may_not_see(world, story):
    case, elsewhere = story.case, world.agency("medical", "guangzhou")
    with asked_by(world.pension_stranger):
        changed = Case.objects.update(version=99)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Step.objects.create(case=case, kind="review", agency=elsewhere)

    assert changed == 0


# --- Who is asking ------------------------------------------------------------------------------
def test_whoever_is_nobody_may_not_even_ask(world):
    with asked_by(ANONYMOUS), pytest.raises(wall.NobodyAsks):
        Case.objects.count()
    with asked_by(ANONYMOUS), pytest.raises(wall.NobodyAsks):
        Relationship.objects.filter(person__number_index="x").exists()


def test_where_nothing_was_said_nobody_asks(world, monkeypatch):
    monkeypatch.setattr(wall, "outside", wall.NOBODY)

    with pytest.raises(wall.NobodyAsks):
        Event.objects.exists()


@needs_policies
def test_a_statement_past_the_portal_sees_nothing(world, story):
    """A connection of which nothing was said: somebody came by another way than the portal."""
    with connection.connection.cursor() as cursor:
        cursor.execute("RESET portal.kind")
        cursor.execute("SELECT count(*) FROM casework_case")
        cases = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM accounts_person")
        persons = cursor.fetchone()

    assert (cases, persons) == ((0,), (0,))


def said_now():
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('portal.kind', true)")
        return cursor.fetchone()[0] or ""


@pytest.fixture
def shared_world(transactional_db):
    """A world outside any transaction; its triggers would refuse to be emptied."""
    owner.put_up()
    yield make_everybody()
    owner.take_down()


@needs_policies
def test_no_asker_is_carried_from_one_request_to_the_next(shared_world):
    """On one kept connection: through answers, errors, transactions and cursors of the server."""
    world, seen = shared_world, []

    def page(request):
        seen.append(sorted(Person.objects.values_list("pk", flat=True)))
        if request.path == "/broken/":
            with transaction.atomic():
                Case.objects.count()
                raise ZeroDivisionError
        return HttpResponse(len(list(Case.objects.iterator())))

    answered = WallMiddleware(page)
    for path, who in (("/", "applicant"), ("/broken/", "other_person"), ("/", "applicant")):
        request = RequestFactory().get(path)
        request.user = getattr(world, who).user
        request.session = {}
        with suppress(ZeroDivisionError):
            answered(request)
        assert said_now() == ""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(wall.NobodyAsks):
        answered(request)

    assert seen == [[world.person.pk], [world.other_person.person_id], [world.person.pk]]


def test_a_thread_is_not_asked_for_by_whoever_started_it(world, monkeypatch):
    monkeypatch.setattr(wall, "outside", wall.NOBODY)
    kinds = []
    with asked_by(world.applicant):
        thread = Thread(target=lambda: kinds.append(wall.asker().kind))
        thread.start()
        thread.join()

    assert kinds == [wall.Kind.NOBODY]


def test_whatever_stands_in_keys_cannot_say_more_than_keys():
    with pytest.raises(ValueError, match="invalid literal"):
        _said = wall.Asker(wall.Kind.PERSON, person="1'; RESET ALL; --").said


def test_whoever_is_nobody_yet_takes_away_what_is_held_of_them(world):
    """Also the checks that matched no record, of which the wall knows no owner."""
    unverified = world.people["unverified"].user
    unverified.identity_checks.create(document_index="x", started_at=MONDAY)

    with wall.as_house("put together what is held of somebody"):  # as the duty does
        taken = json.loads(b"".join(text_of(unverified, now=MONDAY)))

    checks = taken["sections"]["identity_checks"]
    assert [each["started_at"] for each in checks] == [MONDAY.isoformat()]


# --- The portal by itself -----------------------------------------------------------------------
def test_tasks_are_the_house(world, story, monkeypatch):
    monkeypatch.setattr(wall, "outside", wall.NOBODY)
    names = [name for name in app.tasks if not name.startswith("celery.")]
    for name in names:
        app.tasks[name]()

    assert tasks.tick.name in names


def test_commands_are_the_house(world, story, monkeypatch):
    """`manage.py` says so for all of them; a program that calls one says it itself."""
    monkeypatch.setattr(wall, "outside", wall.NOBODY)

    with wall.as_house("manage.py check_invariants"):
        call_command("check_invariants")
    with pytest.raises(wall.NobodyAsks):
        call_command("check_invariants")


@needs_policies
def test_the_owner_who_migrates_is_not_bound(world, story):
    with owner.as_owner(), connection.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM casework_case")
        assert cursor.fetchone()[0] > 0


@needs_policies
def test_a_part_of_the_banks_line_is_counted_by_whose_line_it_is(world, story):
    """Sums over the agency's books must not depend on which cases the reader may see."""
    with asked_by(world.pension_new_a):
        assert Allotment.objects.count() == 1
