"""The time in which a system's old secret counts beside the new one."""

from datetime import datetime

from django.db import transaction

from agencies.models import ApiClient
from agencies.two_secrets import either, hashes_of


@transaction.atomic
def begin(system: ApiClient, secret: str, *, until: datetime) -> None:
    """Let a new secret count, and until a moment the one before as well; an older one ends."""
    client = system.client
    old = hashes_of(client.secret)[0]
    client.set_secret(secret)
    client.secret = either(client.secret, old)
    client.save(update_fields=["secret"])
    system.old_until, system.old_used_on = until, None
    system.save(update_fields=["old_until", "old_used_on"])


@transaction.atomic
def end(system: ApiClient) -> bool:
    """Forget the secret of before; return whether there was one, and this call ended it."""
    mine = ApiClient.objects.filter(pk=system.pk, old_until=system.old_until)
    if system.old_until is None or not mine.update(old_until=None):
        return False
    client = system.client
    client.secret = hashes_of(client.secret)[0]
    client.save(update_fields=["secret"])
    system.old_until = None
    return True


def end_if_over(system: ApiClient, *, now: datetime) -> None:
    """Forget the secret of before once its time is over."""
    if system.old_until is not None and system.old_until <= now:
        end(system)
