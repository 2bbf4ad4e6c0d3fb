"""A list of cases to take along as a file (row 25): masked, for a reason, noted at each case."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from casework.actions import looking
from casework.actions.looks import MOST_IN_A_FILE, too_many
from casework.models import Case, Step
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from law.names import mask_name

BATCH = 500
LONGEST_PERIOD = timedelta(days=366)


def cases_wanted(by: Actor, wanted: Mapping[str, Any]) -> QuerySet[Case]:
    """Return the submitted cases of some days that an actor may see: `since`, `until`, `service`.

    `open` leaves out those that have ended. Raises `NotValid` for days that are no period.
    """
    since, until = wanted["since"], wanted["until"]
    if until < since:
        raise NotValid({"until": _("The last day lies before the first.")})
    if until - since > LONGEST_PERIOD:
        raise NotValid({"until": _("Choose a year at most.")})
    found = Case.objects.visible_to(by).filter(submitted_at__isnull=False)
    found = found.filter(submitted_at__date__range=(since, until))
    if wanted.get("services"):
        found = found.filter(service__in=wanted["services"])
    return found.filter(closed_at=None) if wanted.get("open") else found


def table_for_staff(
    by: Actor, wanted: Mapping[str, Any], *, reason: str, now: datetime
) -> Iterator[Sequence[object]]:
    """Yield the cases of some days as `table_of_cases` does, by what `cases_wanted` takes."""
    _check_may_export(by)
    return table_of_cases(by, cases_wanted(by, wanted), reason=reason, now=now)


def _check_may_export(by: Actor) -> None:
    is_of_agency = by.is_staff or by.client is not None
    if not is_of_agency or not may_generally(by, Action.EXPORT_LIST):
        raise NotPermitted


def table_of_cases(
    by: Actor, found: QuerySet[Case], *, reason: str, now: datetime
) -> Iterator[Sequence[object]]:
    """Yield cases as rows of a table, its head first; the person of each reads who took it along.

    Raises `NotPermitted`, or `NotValid` where no reason is given or the file would be too long.
    """
    _check_may_export(by)
    if by.client is None:  # a system takes along what its agency works with; people say why
        reason = looking.needed_reason(reason)
    if found[: MOST_IN_A_FILE + 1].count() > MOST_IN_A_FILE:
        raise NotValid({"until": too_many()})
    return _rows_for_staff(by, found, reason, now)


def _rows_for_staff(
    by: Actor, found: QuerySet[Case], reason: str, now: datetime
) -> Iterator[Sequence[object]]:
    yield [
        _("Case"), _("Service"), _("Name"), _("Identity number"), _("Status"), _("Agency"),
        _("Clerk"), _("Submitted"), _("Due"), _("Ended"),
    ]  # fmt: skip
    rows = _with_turns(found).select_related("person").order_by("submitted_at", "pk")
    coming = rows.iterator(chunk_size=BATCH)
    while some := list(islice(coming, BATCH)):
        looking.exported(some, by=by, now=now, reason=reason)
        clerks = User.objects.in_bulk({case.turn_clerk for case in some if case.turn_clerk})
        yield from (_row(case, str(clerks.get(case.turn_clerk, ""))) for case in some)


def _with_turns(found: QuerySet[Case]) -> Any:
    """Fetch along whose turn it is and by when."""
    turns = Step.objects.open().filter(case=OuterRef("pk")).order_by("-pk")
    return found.annotate(
        turn_agency=Subquery(turns.values("agency__name")[:1]),
        turn_clerk=Subquery(turns.values("clerk")[:1]),
        turn_due=Subquery(turns.values("due_on")[:1]),
    )


def _row(case: Any, clerk: str) -> Sequence[object]:
    person = case.person
    return [
        case.number, case.service_title, mask_name(str(person.name)), person.masked_number,
        case.status_label, case.turn_agency, clerk, _day(case.submitted_at), case.turn_due,
        _day(case.closed_at),
    ]  # fmt: skip


def table_of_own(by: Actor) -> Iterator[Sequence[object]]:
    """Yield somebody's own cases as rows of a table, its head first."""
    if by.person_id is None or by.is_staff:
        raise NotPermitted
    found = Case.objects.filter(person=by.person_id, submitted_at__isnull=False)
    rows = _with_turns(found).order_by("submitted_at", "pk")
    yield [
        _("Case"), _("Service"), _("Status"), _("Agency"), _("Submitted"), _("Due"), _("Ended"),
    ]  # fmt: skip
    for case in rows.iterator(chunk_size=BATCH):
        yield [
            case.number, case.service_title, case.status_label, case.turn_agency,
            _day(case.submitted_at), case.turn_due, _day(case.closed_at),
        ]  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
