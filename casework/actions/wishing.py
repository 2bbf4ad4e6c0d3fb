"""What somebody wishes to be sent: kept as they said it, but for what must be told in any case."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from casework.actions.addressing import off_of, reachable_ways, wishes_of, works_at_a_desk
from casework.models import Wishes
from casework.rules.wishes import CHOOSABLE, MUST, Way, chosen_ways
from kit.errors import NotValid

MUST_BE_TOLD = "must"  # the topics that cannot be switched off, chosen together


@dataclass(frozen=True)
class Wished:
    """By which ways each topic goes out, and how; `must` stands for what must be told."""

    ways: Mapping[str, Collection[Way]]
    digest: str
    desk_digest: bool


def wished(user: User) -> Wished:
    """Return what goes out to somebody as things stand."""
    wishes, reachable = wishes_of(user), reachable_ways(user)
    off = off_of(wishes)
    ways = {str(each): chosen_ways(each, reachable, off) for each in CHOOSABLE}
    ways[MUST_BE_TOLD] = chosen_ways(min(MUST), reachable, off)
    in_order = {topic: [way for way in Way if way in each] for topic, each in ways.items()}
    return Wished(in_order, wishes.digest, wishes.desk_digest)


def wish(user: User, said: Wished) -> None:
    """Keep somebody's wishes; raises `NotValid` where nothing would reach them that must.

    A way by which they are not reached now keeps what was wished of it before.
    """
    reachable = reachable_ways(user)
    if reachable and not set(said.ways[MUST_BE_TOLD]) & set(reachable):
        raise NotValid({MUST_BE_TOLD: _("Choose one way at least: this has to reach you.")})
    before = off_of(wishes_of(user))
    off = {way: _off(said, way) if way in reachable else before[way] for way in Way}
    kept = {
        "mail_off": off[Way.MAIL],
        "sms_off": off[Way.SMS],
        "digest": said.digest,
        "desk_digest": said.desk_digest and works_at_a_desk(user),
    }
    Wishes.objects.update_or_create(user=user, defaults=kept)


def _off(said: Wished, way: Way) -> list[str]:
    """Return what does not go by a way."""
    off = [str(each) for each in CHOOSABLE if way not in said.ways[str(each)]]
    return off + (sorted(map(str, MUST)) if way not in said.ways[MUST_BE_TOLD] else [])


def wish_at_desk(user: User, *, is_digest: bool) -> None:
    """Keep whether a clerk is written to before work begins."""
    kept = {"desk_digest": is_digest and works_at_a_desk(user)}
    Wishes.objects.update_or_create(user=user, defaults=kept)


def forget(user: User) -> None:
    """Forget what somebody wished: nothing is sent to them any more."""
    Wishes.objects.filter(user=user).delete()
