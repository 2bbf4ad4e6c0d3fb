"""Looking at a person's data: what staff see is noted, and the person can read every note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import (
    AccessEntry,
    Looked,
    NumberSearch,
    Person,
    User,
    document_index,
    name_index,
    reason_index,
    typed_indexes,
)
from agencies.actors import Actor, Position
from agencies.models import ApiClient, of_agency
from casework.actions import alarming
from casework.models import Case, Step
from casework.models.case import mandate_over
from casework.policies import check_may, may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid, TooOften
from kit.inserting import insert_missing
from law.identity_number import IdentityDocument

MOST_SEARCHES_AN_HOUR = 60
MOST_NAMED = 50
LONGEST_REASON = 200


@dataclass(frozen=True)
class Part:
    """What somebody has in a case that may be another's: a payment to one of several heirs, say."""

    person_id: int
    number: str  # of the case


def looked(case: Case | Part, what: str, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Note once an hour that somebody looked; nothing when it is their own."""
    _note([case], what, by=by, now=now, reason=reason)


def listed(cases: Iterable[Case | Part], *, by: Actor, now: datetime, reason: str = "") -> None:
    """Note once a day that somebody read a list with these cases: one statement for a page."""
    _note(cases, Looked.LIST, by=by, now=now, reason=reason)


def exported(cases: Iterable[Case], *, by: Actor, now: datetime, reason: str) -> None:
    """Note that somebody took a list with these cases along, and why."""
    _note(cases, Looked.EXPORT, by=by, now=now, reason=reason)


def find_by_number(
    typed: str, *, by: Actor, now: datetime, reason: str = ""
) -> models.QuerySet[Case]:
    """Return the cases at the actor's agency of whoever has exactly this document number.

    With a country before it (`USA 123456789`), of whoever has this country's passport.
    """
    return _find(typed_indexes(typed), by=by, now=now, reason=reason)


def find_by_document(
    document: IdentityDocument, *, by: Actor, now: datetime, reason: str = ""
) -> models.QuerySet[Case]:
    """Return the cases at the actor's agency of whoever has exactly this document."""
    return _find([document_index(document)], by=by, now=now, reason=reason)


def _find(indexes: list[str], *, by: Actor, now: datetime, reason: str) -> models.QuerySet[Case]:
    if not may_generally(by, Action.FIND_BY_NUMBER):
        raise NotPermitted
    if by.position == Position.AUDITOR:
        reason = needed_reason(reason)
    found = Case.objects.visible_to(by).filter(person__in=Person.objects.with_index(indexes))
    found = found.exclude(person__in=by.kept_from)
    hits = list(found)
    count_search(indexes[-1], len(hits), by=by, now=now)
    alarming.raise_for_numbers(indexes, by=by, now=now)
    _note(hits, Looked.SEARCH, by=by, now=now, reason=reason)
    return found


def find_by_name(typed: str, *, by: Actor, now: datetime, reason: str = "") -> list[Case]:
    """Return the cases at the actor's own agency of whoever has this name or surname.

    The newest first, at most `MOST_NAMED`, and one more where there are others. It is counted and
    noted like a search by number. Raises `NotPermitted` for auditors, whose cases are no agency's.
    """
    if not may_generally(by, Action.FIND_BY_NUMBER) or by.agency is None or by.user is None:
        raise NotPermitted
    if not by.acts_for_agency:
        raise NotPermitted(_("Only an agency finds its own cases by name. Enter a number."))
    turns = Step.objects.filter(of_agency(by.agency), case=OuterRef("pk"), opened_at__isnull=False)
    found = Case.objects.filter(Exists(turns), submitted_at__isnull=False)
    found = found.visible_to(by).filter(person__in=Person.objects.named(typed))
    found = found.exclude(person__in=by.kept_from).order_by("-created_at", "-pk")
    hits = list(found[: MOST_NAMED + 1])
    count_search(name_index(typed), len(hits), by=by, now=now)
    _note(hits[:MOST_NAMED], Looked.SEARCH, by=by, now=now, reason=reason)
    return hits


def unmask(case: Case, *, by: Actor, now: datetime, reason: str = "") -> str:
    """Return the full document number; staff have to say why they need it."""
    check_may(by, Action.UNMASK, case)
    if by.person_id != case.person_id:
        _note([case], Looked.NUMBER, by=by, now=now, reason=needed_reason(reason))
    return str(case.person.number)


def who_looked(case: Case, *, by: Actor) -> models.QuerySet[AccessEntry]:
    """Return who looked at what of a case."""
    check_may(by, Action.WHO_LOOKED, case)
    return AccessEntry.objects.filter(person_id=case.person_id, case_number=case.number)


def needed_reason(reason: str) -> str:
    """Return a reason for looking; raises `NotValid` where there is none, or too long a one."""
    reason = reason.strip()
    if not reason:
        raise NotValid({"reason": _("Say why you need to see this. The person can read it.")})
    if len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Say it in at most 200 characters.")})
    return reason


def _note(
    cases: Iterable[Case | Part], what: str, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """Write one entry for each case; the database drops what it has of the same while already."""
    within = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
    if what == Looked.LIST:
        within = within.replace(hour=0)
    others = [case for case in cases if case.person_id != by.person_id]
    if by.agency is None and not by.mandates:
        return
    entries = [
        AccessEntry(
            person_id=case.person_id,
            user=by.user,
            mandate=mandate_over(by, case) if isinstance(case, Case) else None,
            agency_name=by.agency.name if by.agency else "",
            agency_name_en=by.agency.name_en if by.agency else "",
            what=what,
            case_number=case.number,
            reason=reason,
            reason_index=reason_index(reason),
            at=now,
            within=within,
        )
        for case in others
    ]
    with wall.as_house("note who looked, which is for the person alone to read"):
        insert_missing(entries)
    alarming.raise_for((entry.person_id for entry in entries), what, by=by, now=now)


@transaction.atomic
def count_search(index: str, found: int, *, by: Actor, now: datetime) -> None:
    """Count the search in the database, found or not, and refuse the sixty-first of an hour."""
    client = by.client.client_id if by.client else ""
    if by.user:  # one at a time, or many searches at once would pass the limit together
        User.objects.select_for_update(of=("self",)).get(pk=by.user.pk)
    if by.client:
        ApiClient.objects.select_for_update(of=("self",)).get(pk=by.client.pk)
    lately = NumberSearch.objects.filter(
        user=by.user, client=client, at__gt=now - timedelta(hours=1)
    )
    if lately.count() >= MOST_SEARCHES_AN_HOUR:
        raise TooOften(_("You have searched very often. Please wait an hour."))
    NumberSearch.objects.create(
        user=by.user, client=client, number_index=index, found=found, at=now
    )
