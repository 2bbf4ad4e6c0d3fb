"""An office beside the running portal: `open` makes people with drafts, `judge` looks at the end.

`open PEOPLE [LATE SECONDS URL]` also makes cases whose term ends while the portal works, one after
the other within so many seconds, money, pensions, and a system of an agency that is told of events
at that address. `hurry` lets nothing wait for the pauses that a webhook makes.

Run as `python -m tests.chaos.office`, with the settings and the database of the running portal.
"""

import json
import sys
from datetime import date, timedelta
from email.parser import Parser
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 -- nothing of Django can be imported before
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from agencies.models import Post  # noqa: E402
from casework.actions.owing import owe  # noqa: E402
from casework.actions.rescheduling import follow_the_calendar  # noqa: E402
from casework.models import (  # noqa: E402
    Case,
    Dispatch,
    Duty,
    Escalation,
    Event,
    Notice,
    Step,
)
from feeds.actions import managing, placing  # noqa: E402
from feeds.models import Call, Entry, Fare, Unplaced, Webhook  # noqa: E402
from journal import verifying  # noqa: E402
from journal.verifying import Tally  # noqa: E402
from kit import clock, wall  # noqa: E402
from letters.models import Letter  # noqa: E402
from records.models import Relationship  # noqa: E402
from tests.cast import (  # noqa: E402
    insure,
    make_clerk,
    make_draft,
    make_person,
    make_verified_user,
    make_world,
)
from tests.chaos.money import money_stands, open_money  # noqa: E402
from tests.chaos.pensions import open_pensions, pensions_stand  # noqa: E402
from transfers.actions import applying  # noqa: E402
from transfers.management.commands.check_invariants import violations  # noqa: E402
from transfers.models import Transfer  # noqa: E402


def open_office(people, late=0, seconds=0, url=""):
    """Make the cast and so many people with a complete draft; say how each of them signs in."""
    call_command("migrate", verbosity=0)
    world = make_world()
    follow_the_calendar(now=clock.now())  # or every term that runs is counted anew meanwhile
    secret = _let_be_told(world, url) if url else ""
    applicants = [_applicant(world, number) for number in range(people)]
    for number in range(late):
        _late(world, people + number, timedelta(seconds=seconds * (number + 1) / late))
    payers = open_money(world, seconds) if seconds else []
    if seconds:
        open_pensions(world, seconds)
    clerks = [_signed_in(getattr(world, f"pension_new_{letter}")) for letter in "ab"]
    return {"applicants": applicants, "clerks": clerks, "payers": payers, "secret": secret}


def _let_be_told(world, url):
    """Let a system of the new agency be told of all that happens there; return its secret."""
    head = make_clerk("head-of-new", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)
    return managing.make(url, by=head, now=clock.now())[1]


def hurry():
    """Let each webhook be called at once with what is left, whatever pause it makes."""
    Fare.objects.update(rests_until=None)
    left = Call.objects.waiting()
    left.update(due_at=clock.now())
    hooks = set(left.order_by().values_list("webhook", flat=True).distinct())
    owe([placing.owed_call(hook, f"hurry:{clock.now()}", clock.now()) for hook in hooks], None)
    return len(hooks)


def _applicant(world, number):
    person = make_person(f"申请{number:02}", date(1990, 6, 1) + timedelta(days=number))
    new, old = world.agency("pension", "guangzhou"), world.agency("pension", "chengdu")
    insure(person, old, "pension", range(2014, 2025))
    active = Relationship.Status.ACTIVE
    insure(person, new, "pension", range(2025, 2027), status=active, last_month=8)
    world.people["applicant"] = make_verified_user(f"applicant-{number}", person)
    draft = make_draft(world, "pension", now=clock.now())
    return {"number": draft.case.number, "session": _signed_in(world.applicant)}


def _late(world, number, after):
    """Make a case whose term has ended, of which everybody is told in a while."""
    made = _applicant(world, number)
    transfer = Transfer.objects.whole().get(case__number=made["number"])
    applying.submit(transfer, by=world.applicant, now=clock.now())
    yesterday = clock.today() - timedelta(days=1)
    turns = Step.objects.filter(case=transfer.case)
    turns.update(starts_on=yesterday - timedelta(days=21), due_on=yesterday)
    told = Duty.objects.waiting().filter(step__in=turns, kind=Duty.Kind.LATE)
    told.update(due_at=clock.now() + after)
    Duty.objects.waiting().filter(step__in=turns, kind=Duty.Kind.REMIND).delete()


def _signed_in(who):
    client = Client()
    client.force_login(who.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def judge():
    """Return what stands in the database and in the mail folder."""
    State = Dispatch.State  # noqa: N806 -- a class
    mails = Dispatch.objects.filter(way="mail", due_at__lte=clock.now())
    mails = mails.exclude(why=Dispatch.Why.NO_ACCOUNT)  # whoever only draws money has none
    delivered = Event.objects.filter(kind=Event.Kind.DELIVERED)
    transfers = Case.objects.filter(service="pension-transfer")
    return {
        "cases": list(transfers.values_list("number", "status")),
        "letters": list(Letter.objects.filter(case__in=transfers).values_list("kind", flat=True)),
        "undelivered": Letter.objects.filter(delivery=None).count(),
        "without_file": Letter.objects.filter(file=None).count(),
        "deliveries": sorted(each.data["letter"] for each in delivered),
        "owed": Duty.objects.due(clock.now()).count() + _claimed() + _to_leave() + _to_tell(),
        "dead": list(Duty.objects.exclude(dead_at=None).values_list("key", flat=True)),
        "told": sorted(each.mark for each in mails.filter(state__in=[State.SENT, State.CARRIED])),
        "not_told": mails.exclude(state__in=[State.SENT, State.CARRIED]).count(),
        "mailed": sorted(_message_ids()),
        "told_late": [
            (each.due_at.timestamp(), each.done_at and each.done_at.timestamp(), each.key)
            for each in Duty.objects.filter(
                kind=Duty.Kind.LATE, due_at__lte=clock.now(), case__in=transfers
            )
        ],
        "done": sorted(
            at.timestamp()
            for at in Duty.objects.exclude(done_at=None).values_list("done_at", flat=True)
        ),
        "raised": list(Escalation.objects.values_list("case__number", flat=True)),
        "notices": list(Notice.objects.values_list("key", "kind")),
        "money": money_stands(),
        "pensions": pensions_stand(),
        "feed": feed_stands(),
        "journal": [each.line for each in verifying.findings(now=clock.now(), tally=Tally())],
        "violations": [f"{name}: {text}" for name, text in violations()],
    }


def feed_stands():
    """Return what stands in the feed of the agency whose system is told, and what it was told."""
    hook = Webhook.objects.first()
    if hook is None:
        return {"places": [], "events": 0, "entries": 0, "calls": [], "dead": 0, "unplaced": 0}
    entries = Entry.objects.filter(agency=hook.agency).order_by("place")
    theirs = Step.objects.filter(agency=hook.agency, opened_at__isnull=False)
    events = Event.objects.filter(case__in=theirs.values("case"))
    begun = Event.Kind.STARTED  # of a draft: whether the agency knew the case by then is chance
    calls = Call.objects.filter(webhook=hook).exclude(told_at=None)
    return {
        "places": list(entries.values_list("place", "number", "sequence")),
        "events": events.exclude(kind=begun).count(),
        "entries": entries.exclude(kind=begun).count(),
        "calls": [f"msg_{pk}" for pk in calls.values_list("pk", flat=True)],
        "dead": Call.objects.dead().count(),
        "unplaced": Unplaced.objects.count(),
    }


def _claimed():
    return (
        Duty.objects.waiting()
        .filter(due_at__lte=clock.now(), claimed_until__gt=clock.now())
        .count()
    )


def _to_leave():
    return Dispatch.objects.unfinished().filter(due_at__lte=clock.now()).count()


def _to_tell():
    return Call.objects.waiting().count() + Unplaced.objects.count()


def _message_ids():
    for file in Path(settings.EMAIL_FILE_PATH).glob("*.eml"):
        found = Parser().parsestr(file.read_text(encoding="utf-8"), headersonly=True)
        yield found["Message-ID"].strip("<>").partition("@")[0]


def _answer(what, *words):
    if what == "open":
        return open_office(*map(int, words[:3]), *words[3:])
    return {"hurry": hurry, "judge": judge}[what]()


if __name__ == "__main__":
    with wall.as_house("tests"):
        answer = _answer(*sys.argv[1:])
    sys.stdout.write(json.dumps(answer))
