"""Whether a message goes out now, and to which address: decided when it would leave."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person, User
from agencies.models import Post
from casework.models import Dispatch, Wishes
from casework.rules import patience
from casework.rules.wishes import MUST, Topic, Way, chosen_ways, is_quiet, when_awake
from law.phone import check_phone

What, Why = Dispatch.What, Dispatch.Why


@dataclass(frozen=True)
class Address:
    """Where it goes, and in which language; what a room sends finds its contact by itself."""

    contact: str
    language: str


@dataclass(frozen=True)
class NotSent:
    """It does not go out, and why."""

    why: Dispatch.Why


@dataclass(frozen=True)
class Waits:
    """It goes out later."""

    until: datetime


@dataclass(frozen=True)
class Gathered:
    """It goes out with the summary of the day."""

    user: User


Decision = Address | NotSent | Waits | Gathered
CHINESE = "zh-hans"  # what agencies are written in


def decide(dispatch: Dispatch, now: datetime) -> Decision:
    """Return what becomes of a message that is due."""
    if dispatch.to_agency is not None:
        contact = dispatch.to_agency.email
        return Address(contact, CHINESE) if contact else NotSent(Why.NO_CONTACT)
    user = dispatch.to_user or getattr(dispatch.to_person, "user", None)
    if dispatch.what in (What.OLD_CONTACT, What.CODE):
        owner = user if dispatch.what == What.CODE else None
        return Address("", owner.language if owner else CHINESE)
    if _has_died(dispatch.to_person or (user and user.person)):
        return NotSent(Why.DECEASED)
    if user is None:
        return _without_account(dispatch, now)
    if not user.is_active:
        return NotSent(Why.NO_ACCOUNT)
    if dispatch.what in (What.ACCOUNT, What.DESK_DIGEST):
        return _to(user, Way(dispatch.way))
    return _of_a_notice(dispatch, user, now)


def _without_account(dispatch: Dispatch, now: datetime) -> Decision:
    """A text message reaches whoever has no account, where a counter knows their phone."""
    phone = check_phone(str(dispatch.to_person.phone or "")) if dispatch.to_person else None
    if dispatch.way != Way.SMS or phone is None or not phone.valid:
        return NotSent(Why.NO_ACCOUNT)
    if dispatch.topic != Topic.SECURITY and is_quiet(now):
        return Waits(when_awake(now))
    return Address(phone.number, CHINESE)


def _has_died(person: Person | None) -> bool:
    return person is not None and person.deceased_on is not None


def _of_a_notice(dispatch: Dispatch, user: User, now: datetime) -> Decision:
    topic, way = Topic(dispatch.topic), Way(dispatch.way)
    if topic is not Topic.SECURITY and is_quiet(now):
        return Waits(when_awake(now))
    if topic is Topic.REMINDER and now - dispatch.made_at > patience.REMINDER_HOLDS:
        return NotSent(Why.OUTDATED)
    reachable, wishes = reachable_ways(user), wishes_of(user)
    if way not in reachable:
        return NotSent(Why.NO_CONTACT)
    if dispatch.what == What.DIGEST:
        return _to(user, way)
    if way not in chosen_ways(topic, reachable, off_of(wishes)):
        return NotSent(Why.NOT_WISHED)
    is_gathered = wishes.digest == Wishes.Digest.DAILY and topic not in MUST
    return Gathered(user) if is_gathered and way is Way.MAIL else _to(user, way)


def _to(user: User, way: Way) -> Decision:
    contact = reachable_ways(user).get(way)
    return Address(contact, user.language) if contact else NotSent(Why.NO_CONTACT)


def reachable_ways(user: User) -> dict[Way, str]:
    """Return by which ways an account is reached, and where; a number nobody confirmed is none."""
    ways: dict[Way, str] = {}
    if user.email:
        ways[Way.MAIL] = user.email
    if user.phone and user.phone_verified:
        ways[Way.SMS] = str(user.phone)
    return ways


def wishes_of(user: User) -> Wishes:
    """Return somebody's wishes; of whoever never said any, the usual ones."""
    return getattr(user, "wishes", None) or Wishes(user=user)


def off_of(wishes: Wishes) -> dict[Way, list[str]]:
    """Return what somebody switched off, by the way."""
    return {Way.MAIL: wishes.mail_off, Way.SMS: wishes.sms_off}


def works_at_a_desk(user: User) -> bool:
    """Whether somebody has a post: summaries of what waits are for them."""
    return Post.objects.current().filter(user=user).exists()
