"""However many drivers there are, each looks at duties of its own, and nothing costs one look."""

from datetime import timedelta

import pytest
import yaml
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from casework.actions import claiming, duties, reminding
from casework.actions.duties import do_claimed, do_what_is_due
from casework.models import Dispatch, Duty, Escalation, Event, Notice, Tick
from portal import checks
from tests.deadlines.dates import at, told
from tests.deadlines.test_at_once import at_once
from tests.story import Story
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
NOW = at("2026-09-07", 9)
LATE = Duty.Kind.LATE


def owe(number, **more):
    return Duty.objects.bulk_create(
        Duty(key=f"some:{n}", kind=LATE, due_at=NOW - timedelta(minutes=n), **more)
        for n in range(number)
    )


def asked(act):
    """Return what was asked of the database, without where a transaction begins and ends."""
    with CaptureQueriesContext(connection) as queries:
        act()
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [each["sql"] for each in queries if not each["sql"].startswith(around)]


def test_drivers_at_once_claim_no_duty_twice(shared_world):
    owe(60)

    claimed = at_once(lambda: claiming.claim(LATE, most=10, now=NOW), workers=6)

    keys = [duty.pk for some in claimed for duty in some]
    assert len(keys) == len(set(keys)) == 60


def test_what_somebody_holds_is_passed_by_and_not_waited_for(shared_world):
    held, *_free = reversed(owe(3))  # the first in line
    if connection.vendor != "postgresql":
        return  # its writers wait for each other anyway

    with transaction.atomic():
        Duty.objects.select_for_update().get(pk=held.pk)
        [claimed] = at_once(lambda: claiming.claim(LATE, most=3, now=NOW), workers=1)

    assert [duty.key for duty in claimed] == ["some:1", "some:0"]


def test_a_claim_takes_what_has_waited_longest_and_only_what_is_due():
    owe(3)
    Duty.objects.create(key="ahead", kind=LATE, due_at=NOW + timedelta(seconds=1))

    first, rest = (claiming.claim(LATE, most=2, now=NOW) for _driver in range(2))

    assert [duty.key for duty in (*first, *rest)] == ["some:2", "some:1", "some:0"]
    assert claiming.claim(LATE, most=9, now=NOW) == []


def test_what_was_tried_before_is_claimed_by_itself():
    owe(2, attempts=1)

    assert claiming.claim(LATE, most=9, now=NOW) == []
    [alone] = claiming.claim(LATE, most=1, now=NOW, tried=True)
    assert (alone.key, alone.attempts) == ("some:1", 2)


def test_what_a_lease_might_not_last_for_is_let_go_untried(monkeypatch):
    owe(3)
    claimed = claiming.claim(LATE, most=3, now=NOW)
    monkeypatch.setattr(duties, "LEASE", timedelta(microseconds=-1))

    assert list(duties._do_all(claimed, NOW)) == []

    assert list(Duty.objects.values_list("attempts", "claimed_until")) == [(0, None)] * 3


def test_a_milestone_of_a_turn_that_has_ended_takes_three_queries(world):
    story = Story(world)
    story.tell("submit prepare_refusal refuse")
    Duty.objects.filter(kind=LATE).update(done_at=None)
    [duty] = claiming.claim(LATE, most=1, now=at("2026-10-30"))

    queries = asked(lambda: do_claimed(duty, now=at("2026-10-30")))

    assert len(queries) == 3, queries
    assert not Notice.objects.filter(kind="late").exists()


def test_a_look_at_nothing_is_one_query(world):
    Story(world).tell("submit wait")
    now = at("2026-09-07", 10)
    do_what_is_due(now=now)

    queries = asked(lambda: do_what_is_due(now=now, driver="celery"))

    assert len(queries) == 1, queries
    assert Tick.objects.get(driver="celery").at == now


def test_a_queue_that_is_at_work_holds_up_no_other_and_is_left_alone(world):
    Story(world).submit()
    late = at("2026-09-29", 9)

    with duties._busy[claiming.LETTERS]:  # a letter that takes its time, in another thread
        do_what_is_due(now=late)

    assert told("late") == ["P440100", "person"]
    assert Duty.objects.get(kind=Duty.Kind.DELIVER).attempts == 0


def test_chores_are_done_once_in_a_minute(world, monkeypatch):
    done = []
    monkeypatch.setattr(duties, "CHORES", [lambda *, now: done.append(now)])

    for seconds in (0, 30, 59, 61):
        do_what_is_due(now=NOW + timedelta(seconds=seconds))

    assert done == [NOW, NOW + timedelta(seconds=61)]


def test_every_kind_has_one_queue():
    kinds = [kind for queue in claiming.QUEUES for kind in queue.kinds]

    assert sorted(kinds) == sorted(Duty.Kind)


def test_a_claim_outlasts_what_a_worker_waits_for(settings):
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
    limits = [compose["services"][name]["environment"] for name in ("worker", "sweep")]
    in_database = settings.POSTGRESQL_LIMITS

    for most in (*(each["STATEMENT_TIMEOUT"] for each in limits), *in_database.values()):
        assert timedelta(seconds=int(most.removesuffix("s"))) < claiming.LEASE


def two_that_are_late(world):
    """Two cases of one person that are late, and the moment at which that is told."""
    for insurance in ("pension", "medical"):
        Story(world, insurance).tell("submit wait")
    return at("2026-10-12", 9)


def test_lateness_of_two_is_told_in_one_transaction_and_by_few_questions(world):
    late = two_that_are_late(world)

    queries = asked(lambda: do_what_is_due(now=late))

    assert len(told("late")) == 4
    assert Duty.objects.filter(kind=LATE, done_at__gte=late).count() == 2
    for table in (Event, Notice, Dispatch, Escalation):
        inserts = [sql for sql in queries if f'INSERT INTO "{table._meta.db_table}"' in sql]
        assert len(inserts) == 1, table
    assert not list(violations())


def test_what_cannot_be_told_takes_no_other_along(world, monkeypatch):
    late = two_that_are_late(world)
    really, wrong = reminding._whom, Duty.objects.filter(kind=LATE).order_by("pk").first()

    def break_at_one(step, *more):
        if step.pk == wrong.step_id:
            raise RuntimeError
        return really(step, *more)

    monkeypatch.setattr(reminding, "_whom", break_at_one)

    do_what_is_due(now=late)

    assert len(told("late")) == 2
    wrong.refresh_from_db()
    assert (wrong.done_at, wrong.attempts, wrong.last_error) == (None, 1, "RuntimeError")
    assert not list(violations())


def test_a_driver_that_is_there_for_some_queues_leaves_the_others(monkeypatch):
    owe(1)
    Duty.objects.create(key="card", kind=Duty.Kind.CARD, due_at=NOW)
    monkeypatch.setattr(duties.settings, "QUEUES_HERE", frozenset({"rest"}))

    do_what_is_due(now=NOW + timedelta(minutes=1))

    ours = Duty.objects.filter(key__in=["card", "some:0"])
    assert dict(ours.values_list("key", "attempts")) == {"card": 1, "some:0": 0}


def test_a_queue_that_nobody_knows_is_told_at_the_start(monkeypatch):
    monkeypatch.setattr(checks.settings, "QUEUES_HERE", frozenset({"leters", "letters"}))

    (told,) = checks.every_queue_that_is_named_is_there(None)

    assert "leters" in told.msg
    assert "letters" in told.hint
    assert len({queue.name for queue in claiming.QUEUES}) == len(claiming.QUEUES)
