"""A case whose person and agency are told things, with gateways that can be made to fail."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts import sms
from accounts.models import User
from casework.actions.telling import Told, tell
from casework.models import Case, Dispatch
from tests import owner
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.story import Story, send_all

SHANGHAI = ZoneInfo("Asia/Shanghai")
PHONE = "+8613800000000"
NOON = MONDAY.astimezone(SHANGHAI).replace(hour=12, minute=0)


@pytest.fixture(autouse=True)
def letters_are_plain(monkeypatch):
    """What a letter looks like is tested elsewhere; here it only has to arrive."""
    print_blank_letters(monkeypatch)


@pytest.fixture
def shared_story(transactional_db):
    """A case that other connections see too."""
    yield a_story()
    owner.take_down()


@pytest.fixture
def story(db):
    """A case under way, of a person with an e-mail address and a phone; nothing is left to send."""
    return a_story()


def a_story():
    made = Story(make_world(), now=NOON)
    made.submit()
    user = account_of(made)
    user.phone, user.phone_verified = PHONE, True
    user.save()
    made.work()
    sms.outbox.clear()
    return made


def account_of(story):
    return User.objects.get(pk=story.world.applicant.user.pk)


def tell_person(story, kind="arrived", *, at=None, occasion="test", data=None):
    """Tell the person something, and return its messages by their way."""
    now = at or story.now
    case = Case.objects.get(pk=story.pk)
    (notice,) = tell(case, [Told(kind, None, data or {})], now=now, occasion=occasion)
    return {each.way: each for each in notice.dispatches.all()}


def states(**filters):
    """Return how far the messages have come, by their way."""
    return dict(Dispatch.objects.filter(**filters).values_list("way", "state"))


def send(at):
    return send_all(now=at)


def clock(hour, minute=0, *, days=0):
    return NOON.replace(hour=hour, minute=minute) + timedelta(days=days)


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
