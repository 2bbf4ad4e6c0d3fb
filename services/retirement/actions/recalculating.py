"""Working a pension out anew: when the base of its year is published, and when a person asks.

A rise is carried out by the portal itself: two persons have approved the base, and the rules say
the rest. A fall is never: it waits for two persons of the agency.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from agencies import rule_book
from agencies.actors import SYSTEM
from applications import documents
from applications.actions.applying import application_of
from applications.declaring import Outcome
from casework.actions.telling import Told, tell
from casework.models import Duty
from kit import wall
from law.money import from_fen, to_fen
from law.values import RuleBook, ValueNotInForce
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import Series
from payouts.actions import entitling
from services.retirement.actions.determining import line_of
from services.retirement.figures import sheet_figures
from services.retirement.letters import sheet
from services.retirement.models import Determination
from services.retirement.rules.counting import Counted
from services.retirement.rules.pension import Determination as Sum
from services.retirement.rules.pension import PensionFacts, pension, provisional_difference
from services.retirement.rules.profiles import profile

CHUNK = 200
CHUNKS_AT_ONCE = 10
EVERY_MINUTES = 10


def provisional() -> Any:
    """Return the determinations that wait for a base: the last ones of their pensions."""
    return Determination.objects.filter(followed_by=None).exclude(base_year=F("for_year"))


@wall.as_house("work pensions out anew when a base is published")
def owe_published(*, now: datetime) -> None:
    """Owe the work for each place and year whose base has been published since; once each."""
    if timezone.localtime(now).minute % EVERY_MINUTES:
        return
    waiting = provisional().values_list("region", "for_year", "base_year").distinct()
    book = rule_book.current()
    for region, year, base_year in waiting:
        found = published_year(region, year, book)
        if found is not None and found > base_year:
            key = f"recalculate:{region}:{year}:{found}:0"
            duty = Duty(
                key=key, kind=Duty.Kind.RECALCULATE, subject=f"{region}|{year}|0", due_at=now
            )
            Duty.objects.bulk_create([duty], ignore_conflicts=True)


def published_year(region: str, year: int, book: RuleBook) -> int | None:
    """Return of which year the base is that counts at the end of a year in a place."""
    try:
        return profile(region, date(year, 12, 1), book).base.valid_from.year
    except ValueNotInForce:
        return None


@wall.as_house("work pensions out anew when a base is published")
def do_part(duty: Duty, now: datetime) -> None:
    """Work out some pensions of a place and year, and owe the rest; safe to repeat.

    Each pension is a transaction of its own: whoever stops this begins again where it stood.
    """
    region, year_text, after = duty.subject.split("|")
    book, last = rule_book.current(), int(after)
    waiting = provisional().filter(region=region, for_year=int(year_text))
    for _chunk in range(CHUNKS_AT_ONCE):
        chunk = list(_next(waiting, last))
        if not chunk:
            return
        for each in chunk:
            work_out_anew(each, book=book, now=now)
        last = chunk[-1].pk
    rest = Duty(
        key=f"{duty.key.rpartition(':')[0]}:{last}",
        kind=Duty.Kind.RECALCULATE,
        subject=f"{region}|{year_text}|{last}",
        due_at=now,
    )
    Duty.objects.bulk_create([rest], ignore_conflicts=True)


def _next(waiting: Any, last: int) -> Iterable[Determination]:
    found = waiting.filter(pk__gt=last).select_related("case__person", "entitlement", "agency")
    return found.order_by("pk")[:CHUNK]


@dataclass(frozen=True)
class Anew:
    """A pension with another base beside what it was."""

    found: Sum
    before: Decimal

    @property
    def is_lower(self) -> bool:
        """Whether it would fall."""
        return self.found.total < self.before


def anew(of: Determination, book: RuleBook) -> Anew | None:
    """Return a pension by the base that counts now; nothing where there is none, or by hand."""
    kept = of.facts
    if kept["by_hand"] or not kept["born"]:
        return None
    try:
        here = profile(of.region, date(of.for_year, 12, 1), book)
    except ValueNotInForce:
        return None
    retires = date.fromisoformat(kept["retires"])
    facts = PensionFacts(
        born=date.fromisoformat(kept["born"]),
        retires=retires,
        counted=Counted(kept["paid"], kept["deemed"], 0, ()),
        index=Decimal(kept["index"]),
        account=Decimal(kept["account"]),
        transition_index=None
        if kept["transition_index"] is None
        else Decimal(kept["transition_index"]),
    )
    found = pension(facts, replace(here, is_provisional=False), on=retires, book=book)
    return Anew(found, from_fen(of.total_fen))


@transaction.atomic
def work_out_anew(of: Determination, *, book: RuleBook, now: datetime) -> Determination | None:
    """Let the higher sum count from the first month; the difference is owed with the next run."""
    found = anew(of, book)
    if found is None or Determination.objects.filter(follows=of).exists():
        return None
    if found.is_lower:
        _leave_to_people(of, now)
        return None
    made = Determination.objects.create(
        case_id=of.case_id,
        person_id=of.person_id,
        agency=of.agency,
        entitlement=of.entitlement,
        follows=of,
        from_month=of.from_month,
        total_fen=to_fen(found.found.total),
        facts=of.facts,
        region=of.region,
        base_year=of.for_year,
        for_year=of.for_year,
        at=now,
    )
    entitling.new_rate(
        of.entitlement,
        from_month=of.from_month,
        lines=[line_of(line) for line in found.found.lines],
        at=now,
    )
    _issue_sheet(made, found, now)
    months = months_since(of.from_month, timezone.localdate(now))
    difference = provisional_difference(found.before, found.found.total, months)
    data = {"before": str(found.before), "now": str(found.found.total), "more": str(difference)}
    tell(
        of.case,
        [Told("pension-worked-out-anew", data=data)],
        now=now,
        occasion=f"recalculated:{made.pk}",
    )
    return made


def _issue_sheet(of: Determination, found: Anew, now: datetime) -> None:
    """Issue the new sheet in the place of the old one, signed by nobody: the rules alone say it."""
    application = application_of(of.case)
    sheets = of.case.letters.filter(kind=Letter.Kind.DETERMINATION, replaced_by=None)
    number = next_number(of.agency, now, of=Series.DECISIONS)
    content = documents.decision(
        application,
        Outcome.GRANTED,
        number,
        figures=sheet_figures(found.found, found.before, of.for_year),
        decided=sheet(application),
        by=None,
        now=now,
    )
    issue(
        of.case,
        Letter.Kind.DETERMINATION,
        agency=of.agency,
        number=number,
        content=content,
        by=SYSTEM,
        now=now,
        to_person=True,
        replaces=sheets.order_by("-pk").first(),
    )


def months_since(first: date, today: date) -> int:
    """Return how many months from the first on have begun."""
    return max((today.year - first.year) * 12 + today.month - first.month + 1, 0)


def _leave_to_people(of: Determination, now: datetime) -> None:
    """Tell the agency, once, that a pension would fall: nothing is taken from anybody unasked."""
    key = f"recalculation-lower:{of.pk}"
    if not of.case.notices.filter(key__contains=key).exists():
        told = Told("pension-would-fall", agency=of.agency)
        tell(of.case, [told], now=now, occasion=key)
