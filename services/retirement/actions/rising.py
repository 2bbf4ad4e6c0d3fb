"""Raising pensions once a place has published the rise of a year: all of them, piece by piece."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from agencies import rule_book
from casework.actions.telling import ToPerson, tell_people
from casework.models import Duty
from kit import wall
from law.money import from_fen
from law.values import RuleBook, within
from payouts.actions import entitling
from payouts.actions.raising import NewRate, raise_all
from payouts.models import Entitlement, EntitlementRate
from payouts.rules.amounts import Line, read
from services.retirement.facts import PENSION
from services.retirement.models import Determination
from services.retirement.rules import rising
from services.retirement.rules.rising import Raised

CHUNK = 1000
CHUNKS_AT_ONCE = 10
EVERY_MINUTES = 10
WHY = "raised"
RAISES = "raise pensions when the rise of a year is published"


@wall.as_house(RAISES)
def owe_published(*, now: datetime) -> None:
    """Owe the rise of this year in each place that has published one; once each."""
    today = timezone.localdate(now)
    if timezone.localtime(now).minute % EVERY_MINUTES:
        return
    book, january = rule_book.current(), date(today.year, 1, 1)
    places = {
        region
        for of in rising.RULES
        for (region, _key), values in book.cells(of).items()
        if any(each.is_in_force(january) for each in values)
    }
    due = [_piece(region, today.year, 0, now) for region in sorted(places)
           if rising.published(today.year, region, book)]  # fmt: skip
    if due:
        Duty.objects.bulk_create(due, ignore_conflicts=True)


def _piece(region: str, year: int, after: int, now: datetime) -> Duty:
    key = f"raise:{region}:{year}:{after}"
    subject = f"{region}|{year}|{after}"
    return Duty(key=key, kind=Duty.Kind.RAISE_PENSIONS, subject=subject, due_at=now)


@wall.as_house(RAISES)
def do_part(duty: Duty, now: datetime) -> None:
    """Raise some pensions of a place, and owe the rest; whoever was raised is left out."""
    region, year, after = duty.subject.split("|")
    last: int | None = int(after)
    for _chunk in range(CHUNKS_AT_ONCE):
        last = raise_some(region, int(year), last or 0, book=rule_book.current(), now=now)
        if last is None:
            return
    Duty.objects.bulk_create([_piece(region, int(year), last or 0, now)], ignore_conflicts=True)


@transaction.atomic
def raise_some(region: str, year: int, after: int, *, book: RuleBook, now: datetime) -> int | None:
    """Raise the next pensions of a place; return the last of them, or nothing at the end."""
    january = date(year, 1, 1)
    drawn = Entitlement.objects.running().filter(benefit=PENSION, from_month__lte=january)
    drawn = drawn.filter(agency__region__code__startswith=within(region), pk__gt=after)
    held = drawn.select_for_update(of=("self",)).order_by("pk")
    some = list(held.select_related("person", "agency")[:CHUNK])
    if not some:
        return None
    rates, facts = _rates_of(some), _facts_of(some)
    simple: list[NewRate] = []
    raised: set[int] = set()
    for each in some:
        known = facts.get(each.pk)
        if known is None or known.facts["retires"] >= january.isoformat():
            continue
        if rates[each.pk][-1].from_month <= january:
            lines = _raised(each, rates[each.pk], known, year, book)
            rate = NewRate(entitlement=each.pk, from_month=january, lines=lines)
            simple += [rate] if lines else []
        elif raise_one(each, known, year, book=book, now=now):
            raised.add(each.pk)
    raise_all(simple, at=now)
    raised |= {each.entitlement for each in simple}
    tell_people((_told(each, year) for each in some if each.pk in raised), now=now)
    return some[-1].pk


def _told(each: Entitlement, year: int) -> ToPerson:
    occasion, data = f"raise:{each.pk}:{year}", {"year": year}
    return ToPerson(each.person_id, "pension-raised", occasion, data, each.case_id)


def _rates_of(drawn: Iterable[Entitlement]) -> dict[int, list[EntitlementRate]]:
    """Return the rates that count of each, the earliest first."""
    found: dict[int, list[EntitlementRate]] = defaultdict(list)
    standing = EntitlementRate.objects.filter(entitlement__in=drawn, replaced_by=None)
    for each in standing.order_by("entitlement", "from_month"):
        found[each.entitlement_id].append(each)
    return found


def _facts_of(drawn: Iterable[Entitlement]) -> dict[int, Determination]:
    last = Determination.objects.filter(entitlement__in=drawn, followed_by=None)
    return {each.entitlement_id: each for each in last}


def _raised(
    drawn: Entitlement,
    rates: Sequence[EntitlementRate],
    known: Determination,
    year: int,
    book: RuleBook,
) -> list[Line]:
    """Return the lines of January with the rise; nothing where there is none, or there was."""
    begun = [each for each in rates if each.from_month <= date(year, 1, 1)]
    if not begun or year in rising.years_in([line["name"] for line in begun[-1].lines]):
        return []
    more = _rise(drawn, known, begun[-1].amount_fen, year, book)
    return [*read(begun[-1].lines), *more] if more else []


def _rise(
    drawn: Entitlement, known: Determination, before_fen: int, year: int, book: RuleBook
) -> list[Line]:
    kept = known.facts
    born = date.fromisoformat(kept["born"]) if kept["born"] else drawn.person.born_on
    of = Raised(born=born, months=kept["paid"] + kept["deemed"], before=from_fen(before_fen))
    return [
        Line(name=e.name, title=e.title, amount=e.amount, formula=e.formula, basis=e.basis)
        for e in rising.parts(of, year, str(drawn.agency.region_id), book)
    ]


# --- One pension ----------------------------------------------------------------------------------
@transaction.atomic
def raise_one(
    drawn: Entitlement, known: Determination, year: int, *, book: RuleBook, now: datetime
) -> bool:
    """Raise one pension from January on, whatever rates begin later; say whether it is raised."""
    rates = _rates_of([drawn])[drawn.pk]
    lines, january = _raised(drawn, rates, known, year, book), date(year, 1, 1)
    if not lines:
        return False
    more = [each for each in lines if each.name.startswith(f"{rising.PREFIX}{year}-")]
    later = [each for each in rates if each.from_month > january]
    entitling.new_rate(drawn, from_month=january, lines=lines, reason=WHY, at=now)
    for each in later:
        whole = [*read(each.lines), *more]
        entitling.new_rate(drawn, from_month=each.from_month, lines=whole, reason=WHY, at=now)
    return True


def years_of(drawn: Entitlement) -> list[int]:
    """Return the years whose rises a pension holds: another determination has to keep them."""
    rates = _rates_of([drawn])[drawn.pk]
    return rising.years_in([line["name"] for each in rates for line in each.lines])


def raise_again(drawn: Entitlement, years: Iterable[int], *, book: RuleBook, now: datetime) -> None:
    """Raise a pension that was determined anew by the rises that it held before."""
    known = _facts_of([drawn]).get(drawn.pk)
    if known is None:
        return
    for year in years:
        raise_one(drawn, known, year, book=book, now=now)
