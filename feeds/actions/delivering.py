"""Telling webhooks what has happened: each event until it is taken, those of a case in order."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min

from casework.actions.claiming import hold_on
from casework.actions.owing import owe
from casework.actions.telling import tell_agency
from casework.models import Duty, Notice
from feeds.actions.placing import owed_call
from feeds.models import Call, Fare, Webhook
from feeds.rules import patience, signing
from feeds.sending import AGENT, Post, Told, post_all
from kit import clock, wall
from kit.traces import here

AT_ONCE = 100
ROUNDS = 10  # of one duty; then the others have their turn
GONE = 410
BUSY = (429, 503)


@wall.as_house("tell systems of agencies what has happened")
def do_owed(duty: Duty, now: datetime) -> None:
    """Tell the webhook of a duty what waits for it, and owe the rest."""
    open_ones = Webhook.objects.filter(pk=int(duty.subject), ended_at=None)
    hook = open_ones.select_related("fare").first()
    if hook is None or (hook.fare.rests_until and hook.fare.rests_until > now):
        return  # over; or owed for when it has rested
    for _round in range(ROUNDS):
        calls = _next_calls(hook, now)
        if not calls:
            break
        hold_on(duty, now=now)
        told = post_all(
            hook.url,
            [_post(each, hook, now) for each in calls],
            inside=settings.WEBHOOKS_INSIDE,
        )
        if not _note(hook, calls, told, now=now):
            break
    _owe_rest(hook, now=now)


def _next_calls(hook: Webhook, now: datetime) -> list[Call]:
    """Return what is told next: of each case the first that waits, if it is its time."""
    waiting = Call.objects.waiting().filter(webhook=hook)
    of_cases = waiting.exclude(entry=None).order_by().values("entry__case")
    first = of_cases.annotate(first=Min("pk")).values_list("first", flat=True)
    ready = waiting.filter(due_at__lte=now).select_related("entry")
    trials = list(ready.filter(entry=None)[:AT_ONCE])
    return trials + list(ready.filter(pk__in=first).order_by("pk")[: AT_ONCE - len(trials)])


def message_of(call: Call) -> str:
    """Return the number of a message: the same whenever it is sent again."""
    return f"msg_{call.pk}"


def body_of(call: Call) -> bytes:
    """Return what is told: nothing of the person, only where something has happened."""
    entry = call.entry
    if entry is None:
        said = {"type": "trial", "timestamp": call.owed_at.isoformat(), "data": {}}
    else:
        names = ("number", "service", "sequence", "kind", "moved_from", "moved_to")
        data = {"place": entry.written, **{name: getattr(entry, name) for name in names}}
        data["case"] = data.pop("number")
        said = {"type": f"case.{entry.kind}", "timestamp": entry.at.isoformat(), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _post(call: Call, hook: Webhook, now: datetime) -> Post:
    body = body_of(call)
    # Whoever checks it knows no other clock than their own.
    sent_at = clock.outside(now)
    signed = signing.headers(hook.secrets_at(now), message_of(call), sent_at, body)
    plain = {"Content-Type": "application/json", "User-Agent": AGENT}
    trace = here()
    if trace is not None:
        plain["traceparent"] = trace.parent
    return Post(call.pk, body, plain | signed)


@transaction.atomic
def _note(hook: Webhook, calls: Sequence[Call], told: dict[int, Told], *, now: datetime) -> bool:
    """Write down how each call went; say whether it is worth going on at once."""
    tried = [each for each in calls if each.pk in told]
    taken = [each.pk for each in tried if told[each.pk].is_taken]
    Call.objects.filter(pk__in=taken).update(told_at=now, tries=F("tries") + 1, answer="")
    for each in tried:
        if each.pk not in taken:
            _put_off(each, told[each.pk], now=now)
    if any(told[each.pk].status == GONE for each in tried):
        end(hook, why="gone", now=now)
        return False
    mine = Fare.objects.filter(webhook=hook)
    if taken:
        mine.update(failures=0, rests_until=None, last_error="", last_sent_at=now)
    elif tried:
        last = told[tried[-1].pk].said
        rests = now + patience.rest(hook.fare.failures + 1)
        mine.update(failures=F("failures") + 1, rests_until=rests, last_error=last)
    return bool(taken)


def _put_off(call: Call, told: Told, *, now: datetime) -> None:
    """Try again later, or give it up; whoever asks for time is given some."""
    tries = call.tries + 1
    due = patience.next_try(tries, owed_at=call.owed_at, now=now)
    if due is not None and told.status in BUSY and told.retry_after:
        wished = min(timedelta(seconds=told.retry_after), patience.LONGEST_WISH)
        due = max(due, now + wished)
    changes = {"dead_at": now} if due is None or call.entry_id is None else {"due_at": due}
    Call.objects.filter(pk=call.pk).update(tries=tries, answer=told.said[:60], **changes)
    if "dead_at" in changes and call.entry_id is not None:
        _tell_of_dead(call, now=now)


def _tell_of_dead(call: Call, *, now: datetime) -> None:
    """Tell the agency once a day that something was given up."""
    hook = call.webhook
    kind, occasion = "webhook-given-up", f"webhook-dead:{hook.pk}:{now:%Y-%m-%d}"
    told = Notice.objects.filter(to_agency=hook.agency, kind=kind, at__gt=now - timedelta(days=1))
    if not told.exists():
        tell_agency(hook.agency, kind, {"name": hook.name}, now=now, occasion=occasion)


def _owe_rest(hook: Webhook, *, now: datetime) -> None:
    """Owe what is left, for when it is due and the receiver has rested."""
    fares = Fare.objects.filter(webhook=hook, webhook__ended_at=None)
    rests = fares.values_list("rests_until", flat=True)
    due = Call.objects.waiting().filter(webhook=hook).aggregate(due=Min("due_at"))["due"]
    if due is None or not rests:
        return
    at = max(filter(None, (due, rests[0], now)))
    key = owed_call(hook.pk, f"again:{at.isoformat()}", at)
    if not Duty.objects.filter(key=key.key).exists():
        owe([key], None)


def end(hook: Webhook, *, why: str, now: datetime) -> None:
    """End a webhook: nothing more is told to it."""
    open_one = Webhook.objects.filter(pk=hook.pk, ended_at=None)
    if open_one.update(ended_at=now, ended_why=why):
        Call.objects.waiting().filter(webhook=hook).update(dead_at=now, answer=why)
        data = {"name": hook.name, "why": why}
        occasion = f"webhook-ended:{hook.pk}"
        tell_agency(hook.agency, "webhook-ended", data, now=now, occasion=occasion)
