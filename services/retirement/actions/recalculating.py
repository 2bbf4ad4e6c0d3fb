"""Working a pension out anew: when the base of its year is published, and when a person asks.

A rise is carried out by the portal itself: two persons have approved the base, and the rules say
the rest. A fall is never: it waits for two persons of the agency.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from applications.fields import Shown
from applications.models import Application
from casework.actions.telling import Told, ToPerson, tell, tell_people
from casework.models import Duty
from kit import wall
from law.money import from_fen, to_fen
from law.values import RuleBook, ValueNotInForce
from law.wording import Text, say_yuan
from letters.actions.issuing import ToBeIssued, issue, issue_all
from letters.actions.numbering import next_number, next_numbers
from letters.models import Letter
from letters.rules.numbers import LetterNumber, Series
from payouts.actions import entitling
from payouts.actions.raising import NewRate, raise_all
from payouts.models import Entitlement, EntitlementRate
from services.retirement.actions import rising
from services.retirement.actions.determining import line_of
from services.retirement.figures import sheet_figures
from services.retirement.letters import INDEXED, NOT_PROVISIONAL, PROVISIONAL, sheet
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

    Each chunk is a transaction of its own: whoever stops this begins again where it stood.
    """
    region, year_text, after = duty.subject.split("|")
    book, last = rule_book.current(), int(after)
    waiting = provisional().filter(region=region, for_year=int(year_text))
    for _chunk in range(CHUNKS_AT_ONCE):
        chunk = list(next_of(waiting, last))
        if not chunk:
            return
        work_out_some(chunk, book=book, now=now)
        last = chunk[-1].pk
    rest = Duty(
        key=f"{duty.key.rpartition(':')[0]}:{last}",
        kind=Duty.Kind.RECALCULATE,
        subject=f"{region}|{year_text}|{last}",
        due_at=now,
    )
    Duty.objects.bulk_create([rest], ignore_conflicts=True)


def next_of(waiting: Any, last: int) -> Iterable[Determination]:
    """Return the next of those that wait, after the last one that was looked at."""
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


# --- Very many ------------------------------------------------------------------------------------
@transaction.atomic
def work_out_some(some: Sequence[Determination], *, book: RuleBook, now: datetime) -> None:
    """Work out some pensions, those of one office by few statements.

    One by one goes whatever is not plain: a fall, a rise that it holds, somebody who acts for the
    person.
    """
    held = Entitlement.objects.filter(pk__in=[each.entitlement_id for each in some])
    list(held.select_for_update().order_by("pk").values_list("pk"))
    followed = Determination.objects.filter(follows__in=some).values_list("follows_id", flat=True)
    done, begins = set(followed), _only_rates(some)
    plain: dict[int, list[tuple[Determination, Anew]]] = defaultdict(list)
    for each in (each for each in some if each.pk not in done):
        found = anew(each, book)
        is_plain = begins.get(each.entitlement_id) == each.from_month
        if found is not None and not found.is_lower and is_plain and not _has_others(each):
            plain[each.agency_id].append((each, found))
        elif found is not None:
            work_out_anew(each, book=book, now=now)
    for of_office in plain.values():
        _carry_out(of_office, now)


def _has_others(of: Determination) -> bool:
    """Whether somebody who acts for the person may have to be told as well."""
    return bool(of.case.person.in_mandates)


def _only_rates(some: Sequence[Determination]) -> dict[int, date]:
    """Return from when each is drawn that has one rate and no other."""
    keys = [each.entitlement_id for each in some]
    standing = EntitlementRate.objects.filter(entitlement__in=keys, replaced_by=None)
    found: dict[int, list[date]] = defaultdict(list)
    for key, month in standing.values_list("entitlement_id", "from_month"):
        found[key].append(month)
    return {key: months[0] for key, months in found.items() if len(months) == 1}


def _carry_out(found: Sequence[tuple[Determination, Anew]], now: datetime) -> None:
    """Let the higher sums of an office count, issue the sheets anew, and tell each person."""
    made = Determination.objects.bulk_create(_following(of, each, now) for of, each in found)
    raise_all(
        [
            NewRate(
                entitlement=of.entitlement_id,
                from_month=of.from_month,
                lines=[line_of(line) for line in each.found.lines],
            )
            for of, each in found
        ],
        at=now,
    )
    agency = found[0][0].agency
    numbers = next_numbers(agency, len(found), now, of=Series.DECISIONS)
    before = _sheets([of for of, _each in found])
    applications = _applications([of for of, _each in found])
    sheets = (
        ToBeIssued(
            of.case,
            number,
            _content(applications[of.case_id], each, of.for_year, number, before, now),
            to_person=True,
            replaces=before.get(of.case_id),
        )
        for (of, each), number in zip(found, numbers, strict=True)
    )
    issue_all(sheets, Letter.Kind.DETERMINATION, agency=agency, by=SYSTEM, now=now)
    told = zip(found, made, strict=True)
    tell_people((_to_person(of, each, new, now) for (of, each), new in told), now=now)


def _following(of: Determination, found: Anew, now: datetime) -> Determination:
    return Determination(
        case_id=of.case_id,
        person_id=of.person_id,
        agency=of.agency,
        entitlement_id=of.entitlement_id,
        follows=of,
        from_month=of.from_month,
        total_fen=to_fen(found.found.total),
        facts=of.facts,
        region=of.region,
        base_year=of.for_year,
        for_year=of.for_year,
        at=now,
    )


def _sheets(some: Iterable[Determination]) -> dict[int, Letter]:
    """Return the sheet of each case that counts now, with its facts."""
    cases = [each.case_id for each in some]
    known = Letter.objects.filter(case__in=cases, kind=Letter.Kind.DETERMINATION, replaced_by=None)
    return {each.case_id: each for each in known.order_by("pk")}


def _applications(some: Iterable[Determination]) -> dict[int, Application]:
    known = Application.objects.whole().filter(case__in=[each.case_id for each in some])
    return {each.case_id: each for each in known.select_related("agency__region")}


def _to_person(of: Determination, found: Anew, made: Determination, now: datetime) -> ToPerson:
    data = _difference(of, found, now)
    occasion = f"{of.case_id}:recalculated:{made.pk}"
    return ToPerson(of.person_id, "pension-worked-out-anew", occasion, data, of.case_id)


def _difference(of: Determination, found: Anew, now: datetime) -> dict[str, str]:
    months = months_since(of.from_month, timezone.localdate(now))
    more = provisional_difference(found.before, found.found.total, months)
    return {"before": str(found.before), "now": str(found.found.total), "more": str(more)}


# --- One ------------------------------------------------------------------------------------------
@transaction.atomic
def work_out_anew(of: Determination, *, book: RuleBook, now: datetime) -> Determination | None:
    """Let the higher sum count from the first month; the difference is owed with the next run."""
    found = anew(of, book)
    if found is None or Determination.objects.filter(follows=of).exists():
        return None
    if found.is_lower:
        _leave_to_people(of, now)
        return None
    years = rising.years_of(of.entitlement)
    made = _following(of, found, now)
    made.save(force_insert=True)
    entitling.new_rate(
        of.entitlement,
        from_month=of.from_month,
        lines=[line_of(line) for line in found.found.lines],
        at=now,
    )
    rising.raise_again(of.entitlement, years, book=book, now=now)
    _issue_sheet(of, found, now)
    told = Told("pension-worked-out-anew", data=_difference(of, found, now))
    tell(of.case, [told], now=now, occasion=f"recalculated:{made.pk}")
    return made


def _issue_sheet(of: Determination, found: Anew, now: datetime) -> None:
    """Issue the new sheet in the place of the old one, signed by nobody: the rules alone say it."""
    before, number = _sheets([of]), next_number(of.agency, now, of=Series.DECISIONS)
    application = application_of(of.case)
    issue(
        of.case,
        Letter.Kind.DETERMINATION,
        agency=of.agency,
        number=number,
        content=_content(application, found, of.for_year, number, before, now),
        by=SYSTEM,
        now=now,
        to_person=True,
        replaces=before.get(of.case_id),
    )


# --- The sheet ------------------------------------------------------------------------------------
def _content(
    application: Application,
    found: Anew,
    year: int,
    number: LetterNumber,
    before: Mapping[int, Letter],
    now: datetime,
) -> dict[str, Any]:
    old = before.get(application.case_id)
    rows = _rows_of(old, found.found) if old is not None else sheet(application)
    return documents.decision(
        application,
        Outcome.GRANTED,
        number,
        figures=sheet_figures(found.found, found.before, year),
        decided=rows,
        by=None,
        now=now,
    )


def _rows_of(letter: Letter, found: Sum) -> tuple[Shown, ...]:
    """Return the rows of a sheet as they were: the records may have changed since.

    Only what hangs on the base is worked out anew.
    """
    new = {INDEXED.zh: say_yuan(found.indexed_wage), PROVISIONAL.zh: NOT_PROVISIONAL}
    return tuple(
        Shown(label=Text(**row["label"]), value=new.get(row["label"]["zh"]) or _value(row["value"]))
        for row in json.loads(letter.content)["decided"]
    )


def _value(kept: Any) -> Text | str:
    return Text(**kept) if isinstance(kept, dict) else str(kept)


def months_since(first: date, today: date) -> int:
    """Return how many months from the first on have begun."""
    return max((today.year - first.year) * 12 + today.month - first.month + 1, 0)


def _leave_to_people(of: Determination, now: datetime) -> None:
    """Tell the agency, once, that a pension would fall: nothing is taken from anybody unasked."""
    key = f"recalculation-lower:{of.pk}"
    if not of.case.notices.filter(key__contains=key).exists():
        told = Told("pension-would-fall", agency=of.agency)
        tell(of.case, [told], now=now, occasion=key)
