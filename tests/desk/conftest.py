"""The desk's cast at work: who is signed in, which case lies before them."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from casework.actions.duties import do_what_is_due
from casework.models import Case
from tests.cast import MONDAY, make_draft, make_world
from tests.kept import kept
from transfers.actions import applying
from transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """Regions, agencies, people."""
    return make_world()


@pytest.fixture(autouse=True)
def monday():
    """It is Monday morning; `monday.shift` lets time pass."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


class Desk:
    """A clerk before their screen."""

    def __init__(self, who, language="en"):
        self.who = who
        self.client = Client(headers={"accept-language": language})

    def sign_in(self):
        """Sign in anew: a sign-in lasts a working day."""
        self.client.force_login(self.who.user)
        return self.client

    def open(self, path):
        """Follow a link."""
        return self.sign_in().get(path)

    def page(self, transfer):
        """Open the case."""
        return self.open(f"/desk/cases/{transfer.case.number}/")

    def act(self, transfer, name, *, version=None, **data):
        """Press a button of the case page."""
        seen = Case.objects.get(pk=transfer.pk).version if version is None else version
        address = f"/desk/cases/{transfer.case.number}/{name}/"
        return self.sign_in().post(address, {"version": seen, **data})

    def issue(self, transfer, name, **data):
        """Press, read what will be written, and press again with the mark of what was read."""
        seen = self.act(transfer, name, **data).context["seen"]
        return self.act(transfer, name, confirmed="yes", seen=seen, **data)


@pytest.fixture
def desk(world):
    """Return the desk of a member of the cast."""
    return lambda name, language="en": Desk(getattr(world, name), language)


def fresh(transfer):
    """Return the transfer as the database has it."""
    return Transfer.objects.whole().get(pk=transfer.pk)


def work(monday, days=0):
    """Let days pass and the worker do what is due."""
    monday.shift(timedelta(days=days))
    do_what_is_due(now=MONDAY + timedelta(days=days))


def submitted(world, insurance="pension"):
    """Return a transfer that has just been sent."""

    def submit():
        transfer = applying.submit(make_draft(world, insurance), by=world.applicant, now=MONDAY)
        do_what_is_due(now=MONDAY)
        return fresh(transfer)

    return kept(("submitted", insurance, world.applicant.user.pk), submit)


@pytest.fixture
def waiting(world):
    """Return a transfer that waits for review."""
    return submitted(world)


def text_of(response):
    """Return what a reader sees of a page."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", text))
