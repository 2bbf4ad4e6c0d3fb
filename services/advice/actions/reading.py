"""What readers leave: whether an answer helped, what they missed, what they want to hear of."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit import crypto
from kit.errors import TooOften
from kit.limits import limit
from services.advice.models import Alert, Answer, MissedWords, Rating
from services.advice.rules.masking import mask

LONGEST_NOTE = 500
LONGEST_WORDS = 60
CONTEXT = "advice.missed"


def rate(answer: Answer, kind: str, note: str, *, address: str, now: datetime) -> bool:
    """Keep what a reader says of an answer; a second time from the same address counts nothing.

    Raises `TooOften` where somebody rates without end. Call it outside a transaction.
    """
    if not limit("advice.rating", address, now=now).passes():
        raise TooOften(_("That is a lot of ratings for today. Thank you; come back tomorrow."))
    if not limit("advice.rating-once", f"{address}:{answer.slug}", now=now).passes():
        return False
    said = mask(note[:LONGEST_NOTE], today=timezone.localdate(now)).text
    Rating.objects.create(answer=answer, kind=kind, note=said, at=now)
    return True


def missed(words: str, *, address: str, now: datetime) -> None:
    """Count words that found nothing; numbers of people in them are not kept.

    Of one address some are counted and no more: a program that tries words fills no table.
    """
    if not limit("advice.missed", address, now=now).passes():
        return
    said = mask(" ".join(words.split())[:LONGEST_WORDS], today=timezone.localdate(now)).text
    if not said:
        return
    index = crypto.blind_index(said.casefold(), context=CONTEXT)
    day = timezone.localdate(now)
    counted = MissedWords.objects.filter(words_index=index, day=day)
    if counted.update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            MissedWords.objects.create(words=said, words_index=index, day=day)
    except IntegrityError:  # somebody typed the same in this moment
        counted.update(number=F("number") + 1)


def want_to_hear(user: User, slug: str, *, now: datetime) -> None:
    """Remember that somebody wants to hear when an answer changes."""
    Alert.objects.get_or_create(user=user, slug=slug, defaults={"since": now})


def hear_no_more(user: User, slug: str) -> None:
    """Forget it again."""
    Alert.objects.filter(user=user, slug=slug).delete()
