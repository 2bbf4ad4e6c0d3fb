"""Retiring at size: one determination, a forecast, pensions worked out anew, a year's rise.

The history is long: 45 years in four places. Pensions are copies of one, made by the database.
"""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median

from django.db import transaction
from django.db.models import Count, Max

from accounts.models import Person
from agencies import rule_book
from agencies.actors import SYSTEM
from agencies.models import Agency, Post, Region, RuleValue
from applications import documents
from applications.declaring import Outcome
from applications.fields import Asked, Shown
from applications.known import known_of
from applications.models import Application
from bench import copies, world
from casework.models import Case
from kit.once import reading_once
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import Series
from payouts.models import Entitlement, EntitlementRate
from payouts.rules.amounts import Line, keep
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules.retirement import Category
from services.retirement.actions import recalculating, rising
from services.retirement.facts import PENSION, facts_of
from services.retirement.figures import figures
from services.retirement.forecasting import forecast, outlook_of
from services.retirement.letter_samples import sheet as sample
from services.retirement.models import Determination
from services.retirement.rules.values import BASE, FORMULA

PLACE, YEAR = "440000", 2026
BORN, FIRST = date(1966, 4, 12), 1981
ANSWERS = {"post": "management", "when": "statutory", "day": date(2026, 9, 10)}
TIMES = 30


def measure(pensions: int, agency: Agency) -> None:
    """Print what one determination and one forecast cost, and how many pensions go in a second."""
    person = _insured(agency)
    _say("a determination (45 years, four places)", _median(lambda: _determined(person)))
    _say("a forecast of every month, two rates of growth", _median(_forecast))
    first = _retired(person, agency)
    _copy(first, pensions)
    world.analyze()
    people = _approve(agency)
    print(f"\n{pensions:,} pensions of one place", flush=True)
    approve = {"region_id": PLACE, "people": people}
    _approve_value("pension.base", "9700", date(YEAR, 1, 1), **approve)
    _told("worked out anew, stopped once", pensions, lambda: _anew(pensions))
    _approve_value("pension.rise.fixed", "26", date(YEAR + 1, 1, 1), **approve)
    _approve_value("pension.rise.of-pension", "0.01", date(YEAR + 1, 1, 1), **approve)
    _told("raised by the rise of a year", pensions, _raised)
    _is_whole(pensions)


def _say(what: str, seconds: float) -> None:
    print(f"{what:<50} {seconds * 1000:8.1f} ms", flush=True)


def _median(step: Callable[[], object]) -> float:
    """Return the processor time of one: the machine may be busy."""
    taken = []
    for _time in range(TIMES):
        began = time.process_time()
        step()
        taken.append(time.process_time() - began)
    return median(taken)


def _told(name: str, rows: int, step: Callable[[], object]) -> None:
    began, used = time.perf_counter(), time.process_time()
    step()
    used, took = time.process_time() - used, time.perf_counter() - began
    print(f"{name:<32} {rows / took:>10,.0f}/s {used:>10.2f} s here {took:>9.2f} s", flush=True)


# --- One ------------------------------------------------------------------------------------------
def _insured(agency: Agency) -> Person:
    """Make somebody who has paid since 1981, at four agencies one after the other."""
    person = world.person(90_000_001)
    person.born_on = BORN
    person.save()
    others = [world.make_agency(f"P{code}", code) for code in ("320100", "420100", "500000")]
    ends = (1990, 2000, 2010, YEAR)
    first = FIRST
    for place, last in zip([*others, agency], ends, strict=True):
        held = Relationship.objects.create(
            person=person,
            agency=place,
            insurance="pension",
            status="suspended" if place != agency else "active",
            personal_number=place.code,
            opened_month=date(first, 1, 1),
        )
        _years(held, first, last)
        first = last + 1
    return person


def _years(held: Relationship, first: int, last: int) -> None:
    balance = 0
    for year in range(first, last + 1):
        InsuredPeriod.objects.create(
            relationship=held,
            first_month=date(year, 1, 1),
            last_month=date(year, 8 if year == YEAR else 12, 1),
            base_fen=100_000 + 10_000 * (year - FIRST),
            employer_rate=Decimal("0.16"),
            personal_rate=Decimal("0.08"),
            account_rate=Decimal("0.08"),
        )
        credited = 100_000
        AccountYear.objects.create(
            relationship=held,
            year=year,
            opening_fen=balance,
            credited_fen=credited,
            credited_personal_fen=credited,
            closing_fen=balance + credited,
            is_closed=year < YEAR,
        )
        balance += credited


def _determined(person: Person) -> object:
    today = world.NOW.date()
    with reading_once():  # as a page does
        known = known_of(Person.objects.get(pk=person.pk), today=today)
        asked = Asked(answers=ANSWERS, known=known, today=today, book=rule_book.current())
        return figures(facts_of(asked))


def _forecast() -> object:
    answers = {
        "category": Category.MALE.value,
        "born": date(1972, 9, 1),
        "place": PLACE,
        "paid_months": 260,
        "index": Decimal("0.9"),
        "account": Decimal(150_000),
    }
    outlook = outlook_of(answers, world.NOW.date())
    return [forecast(outlook, Decimal(growth)) for growth in ("0", "0.02")]


# --- Very many ------------------------------------------------------------------------------------
@transaction.atomic
def _retired(person: Person, agency: Agency) -> Determination:
    """Make one pension that was determined with the base of the year before."""
    case = Case.objects.create(
        number="R9000",
        service="retirement",
        person=person,
        status="completed",
        created_at=world.NOW,
        submitted_at=world.NOW,
        closed_at=world.NOW,
    )
    application = Application.objects.create(case=case, agency=agency)
    _issue_sheet(application, agency)
    month = date(YEAR, 10, 1)
    drawn = Entitlement.objects.create(
        person=person,
        benefit=PENSION,
        fund="pension",
        agency=agency,
        case=case,
        from_month=month,
        begun_at=world.NOW,
    )
    fen = 300_000
    EntitlementRate.objects.create(
        entitlement=drawn,
        person=person,
        agency=agency,
        number=1,
        from_month=month,
        amount_fen=fen,
        lines=keep([Line(name="basic", title=BASE.title, amount=Decimal(3000), formula="",
                         basis=FORMULA)]),
        at=world.NOW,
    )  # fmt: skip
    facts = {
        "born": BORN.isoformat(),
        "retires": date(YEAR, 9, 1).isoformat(),
        "paid": 480,
        "deemed": 0,
        "index": "0.9",
        "account": "150000",
        "transition_index": None,
        "by_hand": False,
    }
    return Determination.objects.create(
        case=case,
        person=person,
        agency=agency,
        entitlement=drawn,
        from_month=month,
        total_fen=fen,
        facts=facts,
        region=PLACE,
        base_year=YEAR - 1,
        for_year=YEAR,
        at=world.NOW,
    )


def _issue_sheet(application: Application, agency: Agency) -> None:
    """Issue the sheet as it was printed first: another one takes its place."""
    number = next_number(agency, world.NOW, of=Series.DECISIONS)
    rows = tuple(Shown(label=each.label, value=each.value) for each in sample().decided)
    content = documents.decision(
        application, Outcome.GRANTED, number, decided=rows, by=None, now=world.NOW
    )
    issue(
        application.case,
        Letter.Kind.DETERMINATION,
        agency=agency,
        number=number,
        content=content,
        by=SYSTEM,
        now=world.NOW,
        to_person=True,
    )


def _copy(first: Determination, pensions: int) -> None:
    of_case = {"case_id": copies.KEY, "person_id": copies.KEY}
    indexes = dict.fromkeys(copies.INDEXES, copies.INDEX)
    number = f"'R' || {copies.KEY}"
    case = {"id": copies.KEY, "person_id": copies.KEY, "number": number}
    rate = {"entitlement_id": copies.KEY, "person_id": copies.KEY}
    letter = {
        "case_id": copies.KEY,
        "number": f"'L' || {copies.KEY}",
        "official_number": f"'L' || {copies.KEY}",
        "code": f"'L' || {copies.KEY}",
    }
    tables = (
        (Person, "id", first.person_id, {"id": copies.KEY, **indexes}),
        (Case, "id", first.case_id, case),
        (Application, "case_id", first.case_id, {"case_id": copies.KEY}),
        (Entitlement, "id", first.entitlement_id, {"id": copies.KEY, **of_case}),
        (EntitlementRate, "entitlement_id", first.entitlement_id, rate),
        (Determination, "id", first.pk, {**of_case, "entitlement_id": copies.KEY}),
        (Letter, "case_id", first.case_id, letter),
    )
    for begins in range(0, pensions - 1, copies.BATCH):
        part = range(begins, min(begins + copies.BATCH, pensions - 1))
        for model, column, value, given in tables:
            copies.copy(model, {column: value}, given, part, now=world.NOW, every=1)


def _approve(agency: Agency) -> tuple[int, int]:
    one, two = (world.staff(agency, Post.Role.CLERK, f"rules{n}@bench.example") for n in (1, 2))
    return one.pk, two.pk


def _approve_value(
    rule: str, number: str, since: date, *, region_id: str, people: tuple[int, int]
) -> None:
    RuleValue.objects.create(
        rule=rule,
        region_id=Region.objects.get(code=region_id).pk,
        number=Decimal(number),
        document_number="1",
        document="标准",
        document_en="Values",
        article="1",
        effective_on=since,
        is_verified=True,
        valid_from=since,
        proposed_by_id=people[0],
        proposed_at=world.NOW,
        approved_by_id=people[1],
        approved_at=world.NOW,
    )


def _anew(pensions: int) -> None:
    """Work them off in chunks; half-way the work is thrown away and begun anew."""
    waiting = recalculating.provisional().filter(region=PLACE, for_year=YEAR)
    last, is_stopped = 0, False
    while chunk := list(recalculating.next_of(waiting, last)):
        recalculating.work_out_some(chunk, book=rule_book.current(), now=world.NOW)
        last = chunk[-1].pk
        if not is_stopped and Determination.objects.filter(pk__gt=last).count() < pensions:
            last, is_stopped = 0, True


def _raised() -> None:
    now = world.NOW.replace(year=YEAR + 1)
    last: int | None = 0
    while last is not None:
        last = rising.raise_some(PLACE, YEAR + 1, last, book=rule_book.current(), now=now)


def _is_whole(pensions: int) -> None:
    """Stop where a pension was left out or changed twice."""
    anew = Determination.objects.exclude(follows=None).count()
    most = Determination.objects.values("entitlement").annotate(n=Count("pk"))
    standing = EntitlementRate.objects.filter(replaced_by=None).count()
    found = (anew, most.aggregate(most=Max("n"))["most"], standing)
    if found != (pensions, 2, 2 * pensions):
        raise SystemExit(f"doubled or missing: {found} for {pensions}")
    print(f"{pensions:,} worked out anew and raised: none twice, none left out", flush=True)
