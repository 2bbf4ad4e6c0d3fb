"""What one person has prepared and nobody has approved yet is followed up until somebody does."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from agencies.models import Agency
from casework.actions import following
from casework.actions.following import Waiting
from casework.models import AfterDeath, Case, Event, PreparedAct, Proceeding, TermExtension
from casework.rules.clocks import SECOND_PERSON

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# What was prepared in a case, and when, that waits for a second person; rooms above add theirs.
Prepared = Callable[[Case], Iterable[datetime]]


def expect(event: Event) -> Event:
    """Follow up what was prepared with this entry of the history, for the agency that did."""
    if event.actor_agency is not None:
        expect_in(event.case, event.actor_agency, now=event.at)
    return event


def expect_in(case: Case, agency: Agency, *, now: datetime) -> None:
    """Follow up what an agency has prepared at this moment, with no entry of the history."""
    subject = f"{agency.pk}:{(now - EPOCH) // MICROSECOND}"
    following.follow(SECOND_PERSON, case, subject, agency=agency, now=now)


def find(case: Case, subject: str) -> Waiting | None:
    """Return what was prepared at that moment, if nobody has approved or dropped it since."""
    agency, moment = subject.split(":")
    prepared_at = EPOCH + int(moment) * MICROSECOND
    if not any(prepared_at in at(case) for at in PREPARED):
        return None
    return Waiting(wait=SECOND_PERSON, whose=Agency.objects.get(pk=int(agency)).in_office)


def _in_any_case(case: Case) -> Iterator[datetime]:
    waiting = PreparedAct.objects.waiting().filter(case=case)
    yield from waiting.values_list("prepared_at", flat=True)
    proposed = {"case": case, "approved_at": None, "turned_down_at": None}
    for kind in (AfterDeath, TermExtension):
        yield from kind.objects.filter(**proposed).values_list("proposed_at", flat=True)
    recorded = {"case": case, "confirmed_at": None, "turned_down_at": None}
    yield from Proceeding.objects.filter(**recorded).values_list("recorded_at", flat=True)


PREPARED: list[Prepared] = [_in_any_case]
