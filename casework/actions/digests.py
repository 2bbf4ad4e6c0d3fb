"""Summaries: what was told yesterday, for persons who wish one; what waits, for clerks who do."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from agencies import work_calendar
from agencies.models import Post
from casework import notices
from casework.actions import doubts
from casework.actions.saying import SAYERS, Said, ending, in_full
from casework.models import Dispatch, Step, Wishes
from casework.rules.wishes import SHANGHAI, Topic, Way
from kit import wall

# In Asia/Shanghai; the second after the quiet hours, whose messages are part of it.
BEFORE_WORK, AFTER_QUIET = time(7, 30), time(8, 30)
LONGEST = 50  # notices in one summary; the rest is counted


def owe(*, now: datetime) -> None:
    """Owe the summaries of this morning, each once, however often anybody looks."""
    at, today = timezone.localtime(now, SHANGHAI), timezone.localdate(now, SHANGHAI)
    if at.time() >= BEFORE_WORK:
        _owe_to_clerks(today, now)
    if at.time() >= AFTER_QUIET:
        _owe_to_persons(today, now)


def _summary(user: User, what: Dispatch.What, day: date, now: datetime) -> Dispatch:
    return Dispatch(
        key=f"{what}:{user.pk}:{day}",
        what=what,
        way=Way.MAIL,
        topic=Topic.PROGRESS,
        to_user=user,
        subject=day.isoformat(),
        made_at=now,
        due_at=now,
    )


# --- Clerks -------------------------------------------------------------------------------------
def _owe_to_clerks(today: date, now: datetime) -> None:
    """On a working day of their agency, to those who wish it; nobody is written to after noon."""
    if timezone.localtime(now, SHANGHAI).hour >= 12:
        return
    wish = Wishes.objects.filter(desk_digest=True).values("user")
    there = Dispatch.objects.filter(what=Dispatch.What.DESK_DIGEST, subject=today.isoformat())
    posts = Post.objects.current().filter(user__in=wish).exclude(user__in=there.values("to_user"))
    due = [
        _summary(post.user, Dispatch.What.DESK_DIGEST, today, now)
        for post in posts.select_related("user")
        if work_calendar.of(post.agency).is_workday(today)
    ]
    with doubts.about(datetime.combine(today, BEFORE_WORK, SHANGHAI), now):
        Dispatch.objects.bulk_create(doubts.mark(due), ignore_conflicts=True)


def waiting_for(user: User, today: date) -> dict[str, int]:
    """Count what waits for one clerk: their own turns whose clock runs, and what was written."""
    mine = Step.objects.running().filter(clerk=user)
    return {
        "late": mine.overdue(today).count(),
        "today": mine.filter(due_on=today).count(),
        "later": mine.filter(due_on__gt=today).count(),
        "unread": mine.filter(case__thread__unread_by_agency__gt=0).count(),
    }


def to_clerk(dispatch: Dispatch, now: datetime) -> Said | None:
    """Say what waits for a clerk this morning; where nothing does, nothing is said."""
    if dispatch.to_user is None:
        return None
    today = timezone.localdate(now, SHANGHAI)
    counted = waiting_for(dispatch.to_user, today)
    if not any(counted.values()):
        return None
    lines = "\n".join(f"{label}: {n}" for label, n in _in_words(counted) if n)
    return Said(_("What waits for you today"), in_full(lines, reverse("desk_today"), ending()))


def _in_words(counted: dict[str, int]) -> Iterable[tuple[str, int]]:
    yield _("Late"), counted["late"]
    yield _("Due today"), counted["today"]
    yield _("Due later"), counted["later"]
    yield _("Cases with a message nobody has read"), counted["unread"]


# --- Persons --------------------------------------------------------------------------------------
def _owe_to_persons(today: date, now: datetime) -> None:
    """Put what was gathered before this morning into one summary for each person."""
    morning = datetime.combine(today, AFTER_QUIET, SHANGHAI)
    gathered = Dispatch.objects.filter(state=Dispatch.State.GATHERED, gathered_in=None)
    waiting = gathered.filter(due_at__lte=morning)
    for user in User.objects.filter(pk__in=waiting.values("to_user")):
        _gather(user, waiting.filter(to_user=user), today, now)


@transaction.atomic
def _gather(user: User, waiting: object, today: date, now: datetime) -> None:
    with doubts.about(datetime.combine(today, AFTER_QUIET, SHANGHAI), now):
        [new] = doubts.mark([_summary(user, Dispatch.What.DIGEST, today, now)])
    made, is_new = Dispatch.objects.get_or_create(
        key=new.key, defaults={f.attname: getattr(new, f.attname) for f in _fields(new)}
    )
    if is_new:
        waiting.update(gathered_in=made)  # type: ignore[attr-defined]


def _fields(row: Dispatch) -> Iterable:
    return (each for each in row._meta.concrete_fields if each.name not in ("id", "key"))


@wall.as_house("say to a person what they were told")
def to_person(dispatch: Dispatch, _now: datetime) -> Said | None:
    """Say what a person was told since the last summary, by its headlines."""
    told = dispatch.gathered.select_related("notice__case").order_by("notice__at")
    rows = [each.notice for each in told[:LONGEST] if each.notice]
    if not rows:
        return None
    lines = [f"· {notices.title(each)}\n  {notices.body(each)}" for each in rows]
    more = told.count() - len(rows)
    if more:
        lines.append(ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more})
    subject = ngettext("%(n)s notice for you", "%(n)s notices for you", len(rows) + more)
    text = in_full("\n\n".join(lines), reverse("notice_list"), ending())
    return Said(subject % {"n": len(rows) + more}, text)


SAYERS[Dispatch.What.DESK_DIGEST] = to_clerk
SAYERS[Dispatch.What.DIGEST] = to_person
