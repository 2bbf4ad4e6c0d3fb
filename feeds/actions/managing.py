"""Webhooks of an agency, kept by its head: made, tried, given another secret, ended, replayed."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.owing import owe
from casework.actions.telling import tell_agency
from casework.policies import may_generally
from casework.rules.authorisation import Action
from feeds.actions import delivering
from feeds.actions.placing import owed_call
from feeds.models import Call, Fare, Webhook
from feeds.rules import signing
from feeds.rules.addresses import BadAddress, read_url
from feeds.sending import resolve
from kit.errors import NotPermitted, NotValid

MOST = 5
OVERLAP = timedelta(hours=24)


def check_may(by: Actor) -> tuple[User, Agency]:
    """Return who looks after the systems of which agency (row 52); raise for anybody else."""
    if by.user is None or by.agency is None or not may_generally(by, Action.OWN_SYSTEMS):
        raise NotPermitted
    return by.user, by.agency


@transaction.atomic
def make(url: str, *, by: Actor, now: datetime) -> tuple[Webhook, str]:
    """Let an address be told of what happens; return it and its secret, which is shown once."""
    user, agency = check_may(by)
    check_address(url)
    if Webhook.objects.of(by).filter(ended_at=None).count() >= MOST:
        raise NotValid({"url": _("An agency has at most five webhooks. End one first.")})
    secret = signing.new_secret()
    made = Webhook.objects.create(
        agency=agency,
        name=f"hook-{secrets.token_hex(4)}",
        url=url,
        secret=secret,
        made_at=now,
        made_by=user,
    )
    Fare.objects.create(webhook=made)
    _tell(made, "webhook-made", by=by, now=now)
    return made, secret


def check_address(url: str) -> None:
    """Raise `NotValid` for an address that is not called."""
    said = {
        "form": _("This is no web address."),
        "scheme": _("Webhooks are sent by https only."),
        "port": _("Webhooks are sent to port 443 or 8443 only."),
        "private": _("This address leads into a private network."),
        "unknown-host": _("There is no such host."),
    }
    inside = settings.WEBHOOKS_INSIDE
    try:
        resolve(read_url(url, inside=inside), inside=inside)
    except BadAddress as error:
        raise NotValid({"url": said[error.code]}) from error


@transaction.atomic
def change_secret(hook: Webhook, *, by: Actor, now: datetime) -> str:
    """Return another secret; the old one signs beside it for a day."""
    check_may(by)
    secret = signing.new_secret()
    held = Webhook.objects.select_for_update().get(pk=hook.pk, ended_at=None)
    held.old_secret, held.old_until, held.secret = held.secret, now + OVERLAP, secret
    held.save(update_fields=["old_secret", "old_until", "secret"])
    _tell(held, "webhook-secret-changed", by=by, now=now)
    return secret


@transaction.atomic
def try_out(hook: Webhook, *, by: Actor, now: datetime) -> Call:
    """Send a trial at once; it is tried once and stands among the calls."""
    check_may(by)
    call = Call.objects.create(webhook=hook, owed_at=now, due_at=now)
    Fare.objects.filter(webhook=hook).update(rests_until=None)
    owe([owed_call(hook.pk, f"trial:{call.pk}", now)], None)
    return call


@transaction.atomic
def replay(hook: Webhook, *, by: Actor, now: datetime) -> int:
    """Owe once more what was given up, the oldest first; return how much it was."""
    check_may(by)
    if hook.ended_at is not None:
        return 0
    dead = Call.objects.dead().filter(webhook=hook).exclude(entry=None)
    again = dead.update(dead_at=None, tries=0, owed_at=now, due_at=now, answer="")
    Fare.objects.filter(webhook=hook).update(rests_until=None)
    if again:
        owe([owed_call(hook.pk, f"replay:{now.isoformat()}", now)], None)
    return again


def stop(hook: Webhook, *, by: Actor, now: datetime) -> None:
    """End a webhook."""
    check_may(by)
    delivering.end(hook, why="stopped", now=now)


def _tell(hook: Webhook, kind: str, *, by: Actor, now: datetime) -> None:
    data = {"name": hook.name, "who": str(by.user)}
    occasion = f"{kind}:{hook.pk}:{now.isoformat()}"
    tell_agency(hook.agency, kind, data, now=now, occasion=occasion)
