"""Who looked at whose data, for those who supervise it (row 26)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccessEntry, Looked
from agencies.actors import Actor, Position
from agencies.models import Agency, Post
from casework.models import Case
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid

# What a file may hold; a page shows fewer (casework.desk.waiting).
MOST_IN_A_FILE = 10_000
# What was looked at, as one says it of somebody else: `Looked` speaks to the person themselves.
KINDS = (
    (Looked.CASE, gettext_lazy("The case")),
    (Looked.SEARCH, gettext_lazy("Found by the identity number or the name")),
    (Looked.NUMBER, gettext_lazy("The full identity number")),
    (Looked.ACCOUNT, gettext_lazy("The number of a bank account")),
    (Looked.HISTORY, gettext_lazy("Contributions and amounts")),
    (Looked.DOCUMENT, gettext_lazy("A document")),
    (Looked.LETTER, gettext_lazy("A letter")),
    (Looked.LIST, gettext_lazy("A list with the case in it")),
    (Looked.EXPORT, gettext_lazy("A list taken along as a file")),
    (Looked.COUNTER, gettext_lazy("The identity document, at the counter")),
)


def looks_visible_to(by: Actor) -> QuerySet[AccessEntry]:
    """Return what a supervisor or an auditor may read of who looked.

    Every look at a case that they may see, whoever's; and every look that somebody of a
    supervisor's own agency took, at whatever. Raises `NotPermitted` for all others.
    """
    if not by.is_staff or by.agency is None or not may_generally(by, Action.WHO_LOOKED):
        raise NotPermitted
    cases = Case.objects.visible_to(by).filter(number=OuterRef("case_number"))
    theirs = Q(Exists(cases))
    if by.position == Position.SUPERVISOR:
        theirs |= Q(Exists(_posts_then(by.agency))) | Q(agency_name=by.agency.name)
    found = AccessEntry.objects.filter(theirs)
    if by.kept_from:
        found = found.exclude(person__in=by.kept_from)
    return found.select_related("user").order_by("-at", "-pk")


def looks_wanted(by: Actor, wanted: Mapping[str, Any], *, today: date) -> QuerySet[AccessEntry]:
    """Return the looks that fit what is asked: `since`, `until`, `what`, `case`, `who`.

    Both days count. Without any, the last thirty.
    """
    until = wanted.get("until") or today
    since = wanted.get("since") or until - timedelta(days=30)
    found = looks_visible_to(by).filter(at__gte=_begin(since), at__lt=_begin(until, days=1))
    if wanted.get("what"):
        found = found.filter(what=wanted["what"])
    if wanted.get("case"):
        found = found.filter(case_number=wanted["case"].strip())
    if wanted.get("who"):
        found = found.filter(user=wanted["who"])
    return found


def _posts_then(agency: Agency) -> QuerySet[Post]:
    """Return the posts at an agency that whoever looked held when they did."""
    looked_at = OuterRef("at")
    posts = Post.objects.filter(user=OuterRef("user"), agency__in=agency.offices)
    return posts.filter(Q(ended_at=None) | Q(ended_at__gte=looked_at), started_at__lte=looked_at)


def _begin(day: date, days: int = 0) -> datetime:
    """Return when a day begins in Shanghai."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time()))


def what_of(what: str) -> str:
    """Return what was looked at, in the reader's language."""
    return str(dict(KINDS)[Looked(what)])


def table(found: QuerySet[AccessEntry]) -> Iterator[Sequence[object]]:
    """Yield looks as rows of a table, its head first; raises `NotValid` for too many.

    The reason goes along: whoever supervises judges it.
    """
    if found[: MOST_IN_A_FILE + 1].count() > MOST_IN_A_FILE:
        raise NotValid({"since": too_many()})
    return _rows(found)


def _rows(found: QuerySet[AccessEntry]) -> Iterator[Sequence[object]]:
    yield [_("When"), _("Who"), _("Agency"), _("What"), _("Case"), _("Reason")]
    for look in found.iterator(chunk_size=500):
        at = timezone.localtime(look.at)
        who = str(look.user) if look.user else _("a system of the agency")
        what = what_of(look.what)
        yield [
            f"{at:%Y-%m-%d %H:%M:%S}",
            who,
            look.agency_name,
            what,
            look.case_number,
            look.reason,
        ]


def too_many() -> str:
    """Say that a file would be too long, and what to do."""
    return _("These are more than %(most)s rows. Choose fewer days.") % {
        "most": f"{MOST_IN_A_FILE:,}"
    }
