"""Which rows of each kind are due to go: older than their rule says, and nothing freezes them.

Frozen is whatever belongs to somebody with a case that runs, an objection or a proceeding: it may
be asked for there.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import IdentityCheck, NumberSearch, Person, User
from agencies import rule_book
from casework.models import Case, Dispatch, Duty, Notice, Proceeding
from privacy.rules.keeping import CHECKS, DUTIES, NOTICES, SEARCHES, Kind


def last_moment(kind: Kind, now: datetime) -> datetime:
    """Return the moment before which rows of a kind are due to go."""
    today = timezone.localdate(now)
    months = kind.rule.count(today, rule_book.current())
    return timezone.make_aware(datetime.combine(_months_before(today, months), datetime.min.time()))


def _months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(day)


def due_of(kind: Kind, before: datetime) -> QuerySet[Any]:
    """Return the rows of a kind from before a moment that nothing freezes."""
    return _DUE[kind.name](before)


def _frozen_cases() -> QuerySet[Case]:
    """Return the cases because of which their persons' data stay."""
    proceedings = Proceeding.objects.filter(case=OuterRef("pk"), ended_on=None, turned_down_at=None)
    runs = Q(submitted_at__isnull=False, closed_at=None)
    return Case.objects.filter(runs | Q(Exists(proceedings)))


def _frozen(person: str) -> Exists:
    """Return the condition that a row's person, to whom the lookup leads, has such a case."""
    return Exists(_frozen_cases().filter(person=OuterRef(person)))


def _notices(before: datetime) -> QuerySet[Notice]:
    old = Notice.objects.filter(to_person__isnull=False, case__closed_at__lt=before, at__lt=before)
    return old.exclude(_frozen("to_person"))


def _searches(before: datetime) -> QuerySet[NumberSearch]:
    frozen = Person.objects.filter(number_index=OuterRef("number_index")).filter(_frozen("pk"))
    return NumberSearch.objects.filter(at__lt=before).exclude(Exists(frozen))


def _checks(before: datetime) -> QuerySet[IdentityCheck]:
    old = IdentityCheck.objects.filter(started_at__lt=before)
    return old.exclude(_frozen("person")).exclude(_frozen("user__person"))


def _duties(before: datetime) -> QuerySet[Duty]:
    return Duty.objects.filter(done_at__lt=before).exclude(_frozen("case__person"))


_DUE: dict[str, Callable[[datetime], QuerySet[Any]]] = {
    NOTICES.name: _notices,
    SEARCHES.name: _searches,
    CHECKS.name: _checks,
    DUTIES.name: _duties,
}


def erase_messages(user: User) -> None:
    """Erase what was sent to somebody, or waits to be, by any way."""
    whose = Q(to_user=user)
    if user.person_id is not None:
        whose |= Q(to_person=user.person_id)
    found = Dispatch.objects.filter(whose)
    found.update(gathered_in=None)
    found.delete()


def erase_notices(found: QuerySet[Notice]) -> int:
    """Erase notices with the messages that carried them; return how many."""
    keys = list(found.values_list("pk", flat=True))
    Dispatch.objects.filter(notice__in=keys).delete()
    return Notice.objects.filter(pk__in=keys).delete()[1].get("casework.Notice", 0)
