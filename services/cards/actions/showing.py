"""The code of an electronic card: made without writing anything, right once and for a minute."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.actors import Actor
from casework.errors import MoveNotPossible
from kit import crypto, wall
from kit.spelling import wording
from law.names import mask_name
from services.cards.models import Card, UsedCode
from services.cards.rules.codes import Answer, is_fresh
from services.cards.rules.states import Wish
from services.cards.standing import of_card

CONTEXT = "card.code"
KEPT_FOR = timedelta(days=1)
LONGEST = 400
MICRO = 1_000_000


@dataclass(frozen=True)
class Checked:
    """What whoever checks a code is told: whether it counts, and of a good one the masked name."""

    answer: Answer
    name: str = ""
    card: str = ""


def code_for(card: Card, *, now: datetime) -> str:
    """Return a code for this moment; it tells nobody but the portal whose card it is.

    Raises `MoveNotPossible` for a card that cannot be used.
    """
    reason = of_card(card, timezone.localdate(now)).against(Wish.SHOW)
    if reason is not None:
        raise MoveNotPossible(wording(reason.sentence))
    return crypto.encrypt(_said(card.key, now), context=CONTEXT)


def _said(key: str, made_at: datetime) -> str:
    return f"{key}:{int(made_at.timestamp() * MICRO)}"


@wall.as_house("say whether the code of a card is valid")
@transaction.atomic
def check(code: str, *, by: Actor, now: datetime) -> Checked:
    """Say whether a code is valid, and use it up; a photograph of it is worth nothing then.

    The row of the card is read at this moment: one that was just reported lost is refused.
    """
    found = _read(code)
    if found is None:
        return Checked(Answer.UNKNOWN)
    key, made_at = found
    card = Card.objects.select_related("person").filter(key=key).first()
    if card is None:
        return Checked(Answer.UNKNOWN)
    if of_card(card, timezone.localdate(now)).against(Wish.SHOW) is not None:
        return Checked(Answer.NOT_USABLE)
    if not is_fresh(made_at, now):
        return Checked(Answer.EXPIRED)
    if not _use_up(card, made_at, by, now):
        return Checked(Answer.USED)
    return Checked(Answer.VALID, mask_name(str(card.person.name)), card.masked)


def _read(code: str) -> tuple[str, datetime] | None:
    if len(code) > LONGEST:
        return None
    try:
        key, made = crypto.decrypt(code, context=CONTEXT).split(":")
        return key, datetime.fromtimestamp(int(made) / MICRO, UTC)
    except (ValueError, KeyError, InvalidTag):
        return None


def _use_up(card: Card, made_at: datetime, by: Actor, now: datetime) -> bool:
    """Note that a code was checked; of two at once one alone is the first.

    It is known by what it says: the same can be written in several ways.
    """
    index = crypto.blind_index(_said(card.key, made_at), context=CONTEXT)
    try:
        with transaction.atomic():
            UsedCode.objects.create(code_index=index, card=card, agency=by.agency, at=now)
    except IntegrityError:
        return False
    return True


def forget_old(*, now: datetime) -> None:
    """Forget the codes that were used yesterday: none of them could be valid any more."""
    UsedCode.objects.filter(at__lt=now - KEPT_FOR).delete()
