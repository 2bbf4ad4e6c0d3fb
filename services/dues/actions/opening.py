"""Opening what is due: for one relationship, or each month for all that pay by themselves.

Flexible workers are found on the record itself: an active relationship of the employee scheme
without an employer, with terms that the person has chosen (records.paying_alone), or whose last
months they paid alone: then base and rates go on. Residents pay by the year what they chose.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies import rule_book
from casework.models import Duty
from law.values import RuleBook
from records.models import InsuredPeriod, Relationship, Scheme
from records.paying_alone import Terms, YearTerms, terms_of, years_of
from records.rules.contributions import month_number, month_of
from services.dues.models import Due
from services.dues.rules.reckoning import last_day_of_month, parts_of, years_in

YEARS = "years-"
CHUNK = 1000
CHUNKS_AT_ONCE = 20


def open_dues(relationship: Relationship, month: date, now: datetime) -> Due | None:
    """Open the due of one month for a flexible worker, or return the one that is there.

    None where the month is insured already, where nobody pays alone, or where no earlier month
    says with which base and rates.
    """
    if month.day != 1:
        raise ValueError("a month is named by its first day")
    _open_for([relationship], month, rule_book.current(), now)
    live = (Due.State.OPEN, Due.State.IN_ORDER, Due.State.PAID)
    return Due.objects.filter(relationship=relationship, period=month, state__in=live).first()


def flexible() -> QuerySet[Relationship]:
    """Return the active relationships whose persons pay by themselves, in the order of keys."""
    return Relationship.objects.filter(
        status=Relationship.Status.ACTIVE,
        scheme=Scheme.EMPLOYEE,
        employer_name="",
        person__deceased_on=None,
    ).order_by("pk")


def owe_month(*, now: datetime) -> None:
    """Owe the opening of the running month and of the years of residents; safe to repeat."""
    month = timezone.localdate(now).replace(day=1)
    if not Duty.objects.filter(key=f"open-dues:{month}:0").exists():
        duties = [_duty(str(month), 0, now), _duty(f"years-{month}", 0, now)]
        Duty.objects.bulk_create(duties, ignore_conflicts=True)


def _duty(what: str, after: int, now: datetime) -> Duty:
    return Duty(
        key=f"open-dues:{what}:{after}",
        kind=Duty.Kind.OPEN_DUES,
        subject=f"{what}|{after}",
        due_at=now,
    )


def do_open(duty: Duty, now: datetime) -> None:
    """Open a month, or the years of a month, in chunks, and owe the rest; safe to repeat."""
    what, _bar, after = duty.subject.partition("|")
    last, is_years = int(after), what.startswith(YEARS)
    month, book = date.fromisoformat(what.removeprefix(YEARS)), rule_book.current()
    for _chunk in range(CHUNKS_AT_ONCE):
        chunk = list((residents() if is_years else flexible()).filter(pk__gt=last)[:CHUNK])
        if not chunk:
            return
        if is_years:
            for year in years_in(month):
                _open_years(chunk, year, now)
        else:
            _open_for(chunk, month, book, now)
        last = chunk[-1].pk
    Duty.objects.bulk_create([_duty(what, last, now)], ignore_conflicts=True)


def when_chosen(relationship: Relationship, month: date, now: datetime) -> None:
    """Open at once what somebody has just chosen to pay; what begins later waits for its day."""
    today = timezone.localdate(now)
    if relationship.scheme == Scheme.RESIDENT:
        for year in years_in(today.replace(day=1)):
            if month.year <= year:
                _open_years([relationship], year, now)
        return
    book = rule_book.current()
    for number in range(month_number(month), month_number(today) + 1):
        _open_for([relationship], month_of(number), book, now)


@transaction.atomic
def _open_for(chunk: list[Relationship], month: date, book: RuleBook, now: datetime) -> None:
    """Open a month for some relationships with as many questions as for one."""
    keys = [each.pk for each in chunk]
    there = set(
        Due.objects.filter(relationship__in=keys, period=month)
        .exclude(state__in=[Due.State.CANCELLED, Due.State.LAPSED])
        .values_list("relationship_id", flat=True)
    )
    insured, paid = _record_of(keys, month)
    terms = paid | terms_of(chunk, month)  # what was chosen since goes before what was paid last
    dues = [
        _due(each, month, terms[each.pk], book, now)
        for each in chunk
        if each.pk in terms and each.pk not in there | insured and each.employer_name == ""
    ]
    Due.objects.bulk_create((each for each in dues if each.amount_fen), ignore_conflicts=True)


def _record_of(keys: list[int], month: date) -> tuple[set[int], dict[int, Terms]]:
    """Return who is insured in the month already, and base and rates of each one's last months."""
    insured: set[int] = set()
    terms: dict[int, Terms | None] = {}
    names = ("relationship_id", "first_month", "last_month", "base_fen")
    rates = ("employer_rate", "personal_rate", "account_rate")
    periods = InsuredPeriod.objects.lying_there().filter(relationship__in=keys)
    for row in periods.order_by("first_month").values_list(*names, *rates).iterator():
        pk, first, last, base, employer, personal, account = row
        if first <= month <= last:
            insured.add(pk)
        # An employer whose name is not on the record has paid a share: then nobody pays alone.
        alone = Terms(base_fen=base, rate=personal, account_rate=account)
        terms[pk] = None if employer else alone
    return insured, {pk: found for pk, found in terms.items() if found}


def _due(
    relationship: Relationship, month: date, terms: Terms, book: RuleBook, now: datetime
) -> Due:
    parts = parts_of(terms.base_fen, terms.rate, terms.account_rate)
    return Due(
        person_id=relationship.person_id,
        relationship=relationship,
        period=month,
        base_fen=terms.base_fen,
        rate=terms.rate,
        account_rate=terms.account_rate,
        amount_fen=parts.amount_fen,
        account_fen=parts.account_fen,
        opened_on=timezone.localdate(now),
        last_day=last_day_of_month(month, relationship.agency.region_id, book).day,
    )


# --- Residents ------------------------------------------------------------------------------------
def residents() -> QuerySet[Relationship]:
    """Return the active relationships of residents, in the order of keys."""
    return Relationship.objects.filter(
        status=Relationship.Status.ACTIVE, scheme=Scheme.RESIDENT, person__deceased_on=None
    ).order_by("pk")


def open_year(relationship: Relationship, year: int, now: datetime) -> Due | None:
    """Open a resident's year, or return the due that is there; None where no amount is known."""
    _open_years([relationship], year, now)
    live = (Due.State.OPEN, Due.State.IN_ORDER, Due.State.PAID)
    held = Due.objects.filter(relationship=relationship, kind=Due.Kind.RESIDENT_YEAR)
    return held.filter(period=date(year, 1, 1), state__in=live).first()


@transaction.atomic
def _open_years(chunk: list[Relationship], year: int, now: datetime) -> None:
    """Open a year for some residents with as many questions as for one."""
    keys = [each.pk for each in chunk]
    first = date(year, 1, 1)
    there = set(
        Due.objects.filter(relationship__in=keys, period=first, kind=Due.Kind.RESIDENT_YEAR)
        .exclude(state__in=[Due.State.CANCELLED, Due.State.LAPSED])
        .values_list("relationship_id", flat=True)
    )
    paid = InsuredPeriod.objects.lying_there().filter(first_month__year=year, is_paid=True)
    there |= set(paid.filter(relationship__in=keys).values_list("relationship_id", flat=True))
    terms = years_of(chunk, year)
    dues = [
        _year(each, year, terms[each.pk], now)
        for each in chunk
        if each.pk in terms and each.pk not in there
    ]
    Due.objects.bulk_create((each for each in dues if each.amount_fen), ignore_conflicts=True)


def _year(relationship: Relationship, year: int, terms: YearTerms, now: datetime) -> Due:
    return Due(
        person_id=relationship.person_id,
        relationship=relationship,
        period=date(year, 1, 1),
        kind=Due.Kind.RESIDENT_YEAR,
        base_fen=terms.amount_fen,
        account_rate=1 if terms.is_of_account else 0,
        amount_fen=terms.amount_fen,
        account_fen=terms.amount_fen if terms.is_of_account else 0,
        opened_on=timezone.localdate(now),
        last_day=date(year, 12, 31),
    )
