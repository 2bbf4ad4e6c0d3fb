"""Many at the same moment get no more than one after the other."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from accounts.actions import identity
from accounts.models import IdentityCheck, IssuedCode, NumberSearch, User
from agencies.actors import actor_of_client
from applications.actions.drafting import start
from casework.actions import looking
from casework.actions.steps import current_step
from kit.errors import Refusal
from kit.limits import limit
from services.particulars.key_change import HOUSEHOLD_PAGE, KEY_CHANGE
from tests import papers
from tests.accounts.steps import is_signed_in, texted
from tests.api.calling import register
from tests.cast import MONDAY, PASSWORD, make_draft, make_user, make_world
from tests.particulars.story import real_person
from transfers.actions import applying, drafting
from transfers.models import Transfer

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "510104198001010003"
PHONE = "+8613900000001"


@pytest.fixture
def world(emptied):
    """Everybody."""
    return make_world()


def together(*acts: Callable[[], object]) -> int:
    """Let all of them begin at once; return how many were not refused."""
    gate, done = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=30)
            done.append(act())
        except Refusal:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return len(done)


def test_a_system_searches_no_more_often_than_it_may(world):
    register(world.agency("pension", "guangzhou"))
    who = actor_of_client("agency-system")
    for _search in range(looking.MOST_SEARCHES_AN_HOUR - 2):
        looking.find_by_number(NUMBER, by=who, now=MONDAY)

    together(*[lambda: looking.find_by_number(NUMBER, by=who, now=MONDAY)] * 10)

    assert NumberSearch.objects.count() == looking.MOST_SEARCHES_AN_HOUR


def test_of_two_accounts_one_becomes_the_person(world):
    world.applicant.user.person = world.applicant.user.identity_verified_at = None
    world.applicant.user.save()
    begun = [begin(world, make_user(f"user{n}")) for n in range(3)]

    passed = together(*[lambda each=each: identity.confirm(*each, now=MONDAY) for each in begun])

    assert passed == 1
    assert User.objects.filter(person=world.person).count() == 1


def test_of_many_tries_none_is_counted_twice_and_none_is_lost(emptied):
    counted = []
    together(*[lambda: counted.append(limit("api.person", "wang", now=MONDAY).count())] * 12)
    assert sorted(counted) == list(range(1, 13))


def test_forty_guesses_at_a_code_are_judged_no_more_often_than_five(emptied):
    User.objects.create_user(None, PASSWORD, phone=PHONE, phone_verified=True)
    client = Client()
    page = client.post("/account/login/code/", {"contact": PHONE}).url
    code = texted()

    def guess(step: int) -> None:
        double = Client()
        double.cookies.update(client.cookies)
        double.post(page, {"code": f"{(int(code) + step) % 10**6:06d}"})

    together(*[lambda step=step: guess(step) for step in range(1, 41)])

    assert IssuedCode.objects.get().tries == 5
    client.post(page, {"code": code})
    assert not is_signed_in(client)


def test_a_code_is_guessed_no_more_often_than_it_may(world):
    world.applicant.user.person = world.applicant.user.identity_verified_at = None
    world.applicant.user.save()
    check, code = begin(world, make_user("guesser"))
    wrong = [f"{(int(code) + step) % 10**6:06d}" for step in range(1, 13)]

    together(*[lambda each=each: identity.confirm(check, each, now=MONDAY) for each in wrong])

    assert IdentityCheck.objects.get(pk=check.pk).code_tries == 5


def begin(world, user):
    person = world.person
    return identity.begin(user, person.name, person.document, address="203.0.113.1/32", now=MONDAY)


def test_a_draft_is_sent_as_it_was_checked_or_not_at_all(world):
    """One window sends it while another names a different new place."""
    draft = make_draft(world, "pension")
    seen, changed = (Transfer.objects.whole().get(pk=draft.pk) for _window in range(2))
    elsewhere = {"new_region": world.agency("pension", "hangzhou").region_id}

    together(
        lambda: applying.submit(seen, by=world.applicant, now=MONDAY),
        lambda: drafting.save(changed, elsewhere, by=world.applicant, now=MONDAY),
    )

    there = Transfer.objects.whole().get(pk=draft.pk)
    step = current_step(there.case)
    assert step is None or step.agency == there.new_agency


def test_pages_sent_at_once_are_all_kept_and_the_same_one_once(world, settings, tmp_path):
    settings.PAPERS_DIR = tmp_path
    slot = HOUSEHOLD_PAGE.slot
    real_person(world)
    application = start(KEY_CHANGE, by=world.applicant, now=MONDAY)
    files = [papers.picture(colour=1), papers.picture(colour=2), papers.picture(colour=1)]

    kept = together(*(partial(papers.send_page, world, application, slot, each) for each in files))

    assert kept == 3
    assert [each.place for each in papers.pages(application)] == [1, 2]
    assert len(papers.files(tmp_path)) == 2
