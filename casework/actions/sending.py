"""Sending what is to leave: claimed, handed over and marked, each in a moment of its own.

No transaction is open while a gateway is spoken to. A message is written down as being sent, under
an id of its own, before the gateway hears of it; so whoever finds it in that state after a crash
asks the gateway by that id and sends nothing on a guess (docs/decisions/0075).
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts import mails, sms
from casework.actions import gateways, keeping_quiet, saying
from casework.actions.addressing import Address, NotSent, Waits, decide
from casework.models import Dispatch
from casework.rules import patience
from casework.rules.wishes import SHANGHAI, Topic, Way, next_morning
from kit import held, wall
from kit.gateways import Known, Later, Refused, Uncertain

log = logging.getLogger(__name__)
State, Why = Dispatch.State, Dispatch.Why

# Longer than a gateway is listened to (ten words of ten seconds); who finds it over asks it.
LEASE = timedelta(minutes=3)
MOST_FAULTS = 5  # of our own, before a message is given up that cannot be made
RELATED = ("notice__case", "to_user__wishes", "to_user__person", "to_person__user__wishes")
_busy = {way: threading.Lock() for way in Way}


@wall.as_house("send what is to leave")
def send_what_is_due(way: Way, *, now: datetime, seconds: float | None = None) -> int:
    """Send what is due by one way, one after the other; return how many messages moved on.

    A process sends by each way in one thread at a time: a slow mail server holds up mails alone.
    """
    if not _busy[way].acquire(blocking=False):
        return 0
    try:
        keeping_quiet.notice(now)
        return sum(1 for _each in _sending(way, now, seconds))
    finally:
        _busy[way].release()


def _sending(way: Way, now: datetime, seconds: float | None) -> Iterator[int]:
    begun = time.monotonic()
    while seconds is None or time.monotonic() - begun < seconds:
        moment = now + timedelta(seconds=time.monotonic() - begun)
        if gateways.rests(way, moment):
            return
        with held.asking_once():
            pk = _settle_one(way, moment) or send_one(way, now=moment)
        if pk is None:
            return
        yield pk


def send_one(way: Way, *, now: datetime) -> int | None:
    """Send the message that has waited longest by a way, and return its key, or nothing is due."""
    claimed = _claim(way, now)
    if claimed is None:
        return None
    dispatch, decision = claimed
    if isinstance(decision, Address):
        _send(dispatch, decision, now)
    return dispatch.pk


@transaction.atomic(durable=True)  # committed before the gateway hears of it
def _claim(way: Way, now: datetime) -> tuple[Dispatch, object] | None:
    """Take the next message on, past any that somebody is at, and decide what becomes of it."""
    due = Dispatch.objects.due(way, now).order_by("due_at", "pk")
    next_ = due.select_for_update(skip_locked=True, of=("self",)).first()
    if next_ is None:
        return None
    dispatch = Dispatch.objects.select_related(*RELATED).get(pk=next_.pk)
    decision = decide(dispatch, now)
    if isinstance(decision, Address) and not _note_reminder(dispatch, now):
        decision = Waits(next_morning(now))
    if isinstance(decision, Address):
        change = {"state": State.SENDING, "claimed_until": now + LEASE, "tries": next_.tries + 1}
    elif isinstance(decision, NotSent):
        change = {"state": State.NOT_SENT, "why": decision.why}
    elif isinstance(decision, Waits):
        change = {"due_at": decision.until}
    else:
        change = {"state": State.GATHERED, "to_user": decision.user}
    Dispatch.objects.filter(pk=next_.pk).update(**change)
    dispatch.tries = next_.tries + 1
    return dispatch, decision


def _note_reminder(dispatch: Dispatch, now: datetime) -> bool:
    """Take this day's one reminder of a person by this way; another one has it: return false."""
    today = timezone.localdate(now, SHANGHAI)
    if dispatch.topic != Topic.REMINDER or dispatch.reminder_day == today:
        return True
    try:
        with transaction.atomic():
            Dispatch.objects.filter(pk=dispatch.pk).update(reminder_day=today)
    except IntegrityError:
        return False
    return True


def _send(dispatch: Dispatch, to: Address, now: datetime) -> None:
    """Hand over what was claimed, and mark what came of it."""
    way = Way(dispatch.way)
    try:
        with translation.override(to.language):
            is_said = _hand_over(dispatch, to, now)
    except Refused as error:
        _mark(dispatch, state=State.FAILED, why=Why.REFUSED, last_error=str(error)[:80])
    except Later as error:
        _try_again(dispatch, error, now)
    except Uncertain as error:
        gateways.failed(way, error, now=now)
        _mark(dispatch, claimed_until=now + patience.BEFORE_ASKING, last_error=str(error)[:80])
    except OSError as error:
        gateways.failed(way, error, now=now)
        _try_again(dispatch, error, now)
    except Exception as error:  # a fault of ours: the message stays owed, and others go on
        _note_fault(dispatch, error, now)
    else:
        _mark_as_sent(dispatch, now) if is_said else _mark_as_nothing(dispatch)
        gateways.works(way, now=now)


def _hand_over(dispatch: Dispatch, to: Address, now: datetime) -> bool:
    """Give a message to its gateway; return false where there is nothing to say any more."""
    said = saying.SAYERS[dispatch.what](dispatch, now)
    if said is None:
        return False
    HANDING[Way(dispatch.way)](said.contact or to.contact, said, dispatch.mark)
    return True


def _by_mail(contact: str, said: saying.Said, mark: str) -> None:
    headers = {"Message-ID": mails.message_id(mark)}
    mails.send(EmailMessage(said.subject, said.text, None, [contact], headers=headers))


def _by_sms(contact: str, said: saying.Said, mark: str) -> None:
    sms.send(contact, said.text, key=mark)


HANDING: dict[Way, Callable[[str, saying.Said, str], None]] = {
    Way.MAIL: _by_mail,
    Way.SMS: _by_sms,
}


# --- What came of it --------------------------------------------------------------------------
def _mark(dispatch: Dispatch, **changes: object) -> None:
    """Change what is still being sent; what somebody else has settled meanwhile stays settled."""
    Dispatch.objects.filter(pk=dispatch.pk, state=State.SENDING).update(**changes)


def _mark_as_sent(dispatch: Dispatch, now: datetime) -> None:
    """Note that the gateway has it; it may be asked later what the carrier did."""
    open_ = (State.SENDING, State.UNCERTAIN, State.WAITING)
    Dispatch.objects.filter(pk=dispatch.pk, state__in=open_).update(
        state=State.SENT,
        sent_at=now,
        claimed_until=None,
        last_error="",
        ask_at=now + patience.RECEIPTS[0],
        asked=0,
    )


def _mark_as_nothing(dispatch: Dispatch) -> None:
    _mark(dispatch, state=State.NOT_SENT, why=Why.NOTHING, claimed_until=None)


def _try_again(dispatch: Dispatch, error: Exception, now: datetime) -> None:
    """Let it wait, for hours and then for days; only the kind of error is kept."""
    what = str(error)[:80] if isinstance(error, Later) else type(error).__name__
    if now - dispatch.made_at > patience.GIVE_UP_AFTER:
        _mark(dispatch, state=State.FAILED, why=Why.AWAY, last_error=what)
        return
    later = now + patience.pause(dispatch.tries)
    _mark(dispatch, state=State.WAITING, claimed_until=None, due_at=later, last_error=what)


def _note_fault(dispatch: Dispatch, error: Exception, now: datetime) -> None:
    log.error("message %s could not be made: %s", dispatch.pk, type(error).__name__)
    if dispatch.tries >= MOST_FAULTS:
        _mark(dispatch, state=State.FAILED, why=Why.BROKEN, last_error=type(error).__name__)
    else:
        _try_again(dispatch, error, now)


# --- What is not known -------------------------------------------------------------------------
ASKING: dict[Way, Callable[[str], Known | None]] = {
    Way.MAIL: lambda mark: mails.asked(mark),
    Way.SMS: lambda mark: sms.asked(mark),
}


def _settle_one(way: Way, now: datetime) -> int | None:
    """Ask about one message of which it is not known whether it left, or arrived."""
    dispatch = _held_for_asking(Dispatch.objects.uncertain(way, now), now)
    if dispatch is not None:
        with _listening(way, now):
            _settle(dispatch, ASKING[way](dispatch.mark), now)
        return dispatch.pk
    sent = Dispatch.objects.filter(state=State.SENT, way=way, ask_at__lte=now)
    dispatch = sent.order_by("ask_at").first()
    if dispatch is None:
        return None
    with _listening(way, now):
        _note_receipt(dispatch, ASKING[way](dispatch.mark), now)
    return dispatch.pk


@transaction.atomic(durable=True)
def _held_for_asking(uncertain: QuerySet[Dispatch], now: datetime) -> Dispatch | None:
    """Hold one, so that nobody else asks and sends it meanwhile."""
    doubtful = uncertain.select_for_update(skip_locked=True).order_by("claimed_until").first()
    if doubtful is not None:
        Dispatch.objects.filter(pk=doubtful.pk).update(claimed_until=now + LEASE)
    return doubtful


@contextmanager
def _listening(way: Way, now: datetime) -> Iterator[None]:
    """Let a gateway that does not answer rest; what was asked stays open."""
    try:
        yield
    except OSError as error:
        gateways.failed(way, error, now=now)


def _settle(dispatch: Dispatch, known: Known | None, now: datetime) -> None:
    """End the doubt: it was taken, or it was not and goes out again, or nobody can say."""
    if known in (Known.ACCEPTED, Known.CARRIED):
        _mark_as_sent(dispatch, now)
    elif known is Known.NOTHING:
        _mark(dispatch, state=State.WAITING, claimed_until=None, due_at=now)
    elif known is Known.FAILED:
        _mark(dispatch, state=State.FAILED, why=Why.REFUSED, claimed_until=None)
    else:
        log.warning("message %s may have been sent, and nobody can be asked", dispatch.pk)
        _mark(dispatch, state=State.UNCERTAIN, claimed_until=None)


def _note_receipt(dispatch: Dispatch, known: Known | None, now: datetime) -> None:
    """Note what the carrier did with a message, and when to ask again if that is open."""
    further = patience.next_receipt(dispatch.asked + 1) if known is not None else None
    change: dict[str, object] = {"asked": dispatch.asked + 1, "ask_at": further and now + further}
    if known is Known.CARRIED:
        change = {"state": State.CARRIED, "ask_at": None}
    elif known is Known.FAILED:
        change = {"state": State.FAILED, "why": Why.REFUSED, "ask_at": None}
    Dispatch.objects.filter(pk=dispatch.pk, state=State.SENT).update(**change)


def send_again(dispatch: Dispatch, *, now: datetime) -> bool:
    """Send what failed, or perhaps left, once more; somebody has decided that by hand."""
    over = Dispatch.objects.filter(pk=dispatch.pk, state__in=[State.FAILED, State.UNCERTAIN])
    return bool(over.update(state=State.WAITING, due_at=now, made_at=now, tries=0, why=""))
