"""Booking what the tax channel reports: months, account and the day of arrival; and taking it out.

A row is never edited: what stood there is struck, marked with the file, and written anew.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from intake.models import Arrival, ArrivalFile
from intake.rules.arrival_file import YEAR, Line
from intake.rules.arriving import Rates, account_fen, monthly_base_fen
from records import accounts, cutting
from records.models import AccountYear, Contribution, InsuredPeriod, Relationship
from records.rules.contributions import month_number

Were = Arrival.Were
Gone = InsuredPeriod.Gone


@transaction.atomic
def book(arrival: Arrival, held: Relationship, rates: Rates, *, now: datetime) -> None:
    """Book a payment to a relationship whose row the caller holds; `arrival` is saved with it."""
    line = arrival.as_line()
    lying = _lying_over(held, line)
    arrival.relationship, arrival.state, arrival.reason = held, Arrival.State.BOOKED, ""
    if lying is None:
        arrival.months_were = Were.NOT_THERE
        _write_months(held, line, rates)
    elif lying.is_paid:
        arrival.months_were = Were.COUNTED
    else:
        arrival.months_were = Were.OWED
        number = arrival.file.number
        cutting.cut_out(lying, line.period, line.last_month, Gone.CORRECTED, number)
        _months_of(held, line, rates, corrected_with=number).save()
    _credit(arrival, held, line, rates)
    if line.kind != YEAR:
        _contribute(arrival, held, line, account_fen(line, rates), now=now)
    arrival.save()


# --- Many at once ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Way:
    """How a plain payment is booked: a period it lengthens, or writes, or finds counted already.

    `year` is the year of the account that it is credited to, if it is; one without a key is new.
    """

    were: Arrival.Were
    lengthens: InsuredPeriod | None = None
    year: AccountYear | None = None


@dataclass(frozen=True)
class Plain:
    """A payment of a month with nothing in its way."""

    arrival: Arrival
    held: Relationship
    rates: Rates
    way: Way


def book_all(file: ArrivalFile, found: Sequence[Plain], *, now: datetime) -> None:
    """Book plain payments, of different relationships, with a few statements for all of them."""
    for each in found:
        each.arrival.relationship, each.arrival.state = each.held, Arrival.State.BOOKED
        each.arrival.months_were = each.way.were
    _write_all_months(found)
    _credit_all(found)
    Contribution.objects.bulk_create(_contribution(file, each, now) for each in found)
    Arrival.objects.bulk_create(each.arrival for each in found)


def _write_all_months(found: Sequence[Plain]) -> None:
    longer: dict[date, list[int]] = defaultdict(list)
    new = []
    for each in found:
        if each.way.lengthens is not None:
            longer[each.arrival.period].append(each.way.lengthens.pk)
        elif each.way.were == Were.NOT_THERE:
            new.append(_months_of(each.held, each.arrival.as_line(), each.rates))
    for month, keys in longer.items():
        InsuredPeriod.objects.filter(pk__in=keys).update(last_month=month)
    InsuredPeriod.objects.bulk_create(new)


def _credit_all(found: Sequence[Plain]) -> None:
    years = []
    for each in found:
        year, arrival = each.way.year, each.arrival
        if year is None:
            continue
        fen = account_fen(arrival.as_line(), each.rates)
        year.credited_fen += fen
        year.credited_personal_fen += min(fen, arrival.personal_fen)
        year.closing_fen += fen
        arrival.account_fen, arrival.account_year = fen, year.year
        years.append(year)
    names = ["credited_fen", "credited_personal_fen", "closing_fen"]
    AccountYear.objects.bulk_update([each for each in years if each.pk], names, batch_size=500)
    AccountYear.objects.bulk_create(each for each in years if not each.pk)


def _contribution(file: ArrivalFile, each: Plain, now: datetime) -> Contribution:
    line = each.arrival.as_line()
    name = each.held.employer_name if line.employer_code else ""
    said = {"employer_name": name, "due_on": None}
    return _paid(file, each.held, line, account_fen(line, each.rates), now=now, **said)


def _paid(
    file: ArrivalFile, held: Relationship, line: Line, account: int, *, now: datetime, **said: Any
) -> Contribution:
    return Contribution(
        relationship=held,
        scheme=held.scheme,
        month=line.period,
        employer_code=line.employer_code,
        base_fen=line.base_fen,
        employer_fen=line.employer_fen,
        personal_fen=line.personal_fen,
        account_fen=account,
        arrived_on=line.arrived_on,
        source=Contribution.Source.TAX,
        brought_with=file.number,
        brought_at=now,
        **said,
    )


# --- One by one -----------------------------------------------------------------------------------
def _lying_over(held: Relationship, line: Line) -> InsuredPeriod | None:
    lying = held.periods.lying_there().filter(scheme=held.scheme)
    return lying.filter(first_month__lte=line.last_month, last_month__gte=line.period).first()


def _write_months(held: Relationship, line: Line, rates: Rates) -> None:
    """Lengthen the months before where nothing differs, or write new ones."""
    before = (
        held.periods.lying_there()
        .filter(scheme=held.scheme, last_month__lt=line.period, is_paid=True)
        .filter(came_from=None, case_number="", corrected_with="")
        .order_by("-last_month")
        .first()
    )
    if before is not None and joins(before, line, rates):
        before.last_month = line.last_month
        before.save(update_fields=["last_month"])
    else:
        _months_of(held, line, rates).save()


def joins(before: InsuredPeriod, line: Line, rates: Rates) -> bool:
    """Whether a payment lengthens months: they touch, within a year, with the same terms."""
    touches = month_number(before.last_month) + 1 == month_number(line.period)
    own = (before.employer_rate, before.personal_rate, before.account_rate)
    is_same = own == (rates.employer, rates.personal, rates.account)
    same_base = before.base_fen == monthly_base_fen(line)
    return touches and is_same and same_base and before.last_month.year == line.period.year


def _months_of(
    held: Relationship, line: Line, rates: Rates, *, is_paid: bool = True, corrected_with: str = ""
) -> InsuredPeriod:
    return InsuredPeriod(
        relationship=held,
        scheme=held.scheme,
        first_month=line.period,
        last_month=line.last_month,
        base_fen=monthly_base_fen(line),
        employer_rate=rates.employer,
        personal_rate=rates.personal,
        account_rate=rates.account,
        is_paid=is_paid,
        corrected_with=corrected_with,
    )


# --- The account ----------------------------------------------------------------------------------
def _credit(arrival: Arrival, held: Relationship, line: Line, rates: Rates) -> None:
    """Credit a pension account; that of medical insurance follows its own books.

    What counted as paid before stands in the books already. A year that is closed with its interest
    stays closed: what comes later is credited to the year in which it came.
    """
    if arrival.months_were == Were.COUNTED or held.insurance != "pension":
        return
    fen = account_fen(line, rates)
    if not fen:
        return
    closed = AccountYear.objects.filter(relationship=held, year=line.period.year, is_closed=True)
    year = line.arrived_on.year if closed.exists() else line.period.year
    accounts.credit(held, year, fen, personal_fen=min(fen, line.personal_fen))
    arrival.account_fen, arrival.account_year = fen, year


def _uncredit(arrival: Arrival, held: Relationship, *, number: str, now: datetime) -> None:
    """Take it out again by an entry of its own."""
    if not arrival.account_fen or arrival.account_year is None:
        return
    accounts.enter(
        held,
        accounts.Kind.CORRECTED,
        -arrival.account_fen,
        year=arrival.account_year,
        case_number=f"{number}-{arrival.line}",
        at=now,
    )


# --- The day of arrival ---------------------------------------------------------------------------
def _contribute(
    arrival: Arrival, held: Relationship, line: Line, account: int, *, now: datetime
) -> None:
    """Say when it arrived; a debt, or what was paid here, of the same month is replaced by it."""
    number = arrival.file.number
    owed = _standing(held, line.period, line.employer_code).first()
    Contribution.objects.filter(pk=owed.pk if owed else 0).update(
        superseded_at=now, superseded_with=number
    )
    name = held.employer_name if line.employer_code else ""
    said = {
        "employer_name": owed.employer_name if owed else name,
        "due_on": owed.due_on if owed else None,
    }
    _paid(arrival.file, held, line, account, now=now, **said).save()


def _standing(held: Relationship, month: date, employer: str) -> QuerySet[Contribution]:
    standing = Contribution.objects.standing().filter(relationship=held, scheme=held.scheme)
    return standing.filter(month=month, employer_code=employer)


# --- Taken out by a corrected file ----------------------------------------------------------------
def can_be_taken_out(arrival: Arrival) -> bool:
    """Whether the months lie where they were booked, and the account still holds the money."""
    held = arrival.relationship
    if held is None:
        return True
    line = arrival.as_line()
    lying = _lying_over(held, line)
    stays = held.status not in (Relationship.Status.MOVED, Relationship.Status.ENDED)
    return (
        stays
        and lying is not None
        and lying.is_paid
        and accounts.balance(held) >= arrival.account_fen
    )


@transaction.atomic
def take_out(arrival: Arrival, *, number: str, now: datetime) -> None:
    """Undo a booking: the record is as it was before, and everything in between stays visible."""
    held = arrival.relationship
    if arrival.state == Arrival.State.BOOKED and held is not None:
        line = arrival.as_line()
        if arrival.months_were != Were.COUNTED:
            _strike_months(arrival, held, line, number)
        _uncredit(arrival, held, number=number, now=now)
        _owe_again(arrival, held, line, number=number, now=now)
    arrival.state, arrival.taken_out_with = Arrival.State.TAKEN_OUT, number
    arrival.save(update_fields=["state", "taken_out_with"])


def _strike_months(arrival: Arrival, held: Relationship, line: Line, number: str) -> None:
    lying = _lying_over(held, line)
    if lying is None:
        return
    rates = Rates(lying.employer_rate, lying.personal_rate, lying.account_rate)
    cutting.cut_out(lying, line.period, line.last_month, Gone.CORRECTED, number)
    if arrival.months_were == Were.OWED:
        _months_of(held, line, rates, is_paid=False, corrected_with=number).save()


def _owe_again(
    arrival: Arrival, held: Relationship, line: Line, *, number: str, now: datetime
) -> None:
    """Let the row of the payment go, and the debt that it had replaced stand again."""
    standing = _standing(held, line.period, line.employer_code)
    standing.filter(brought_with=arrival.file.number).update(
        superseded_at=now, superseded_with=number
    )
    replaced = Contribution.objects.filter(
        relationship=held,
        scheme=held.scheme,
        month=line.period,
        employer_code=line.employer_code,
        superseded_with=arrival.file.number,
    ).first()
    if replaced is not None:
        replaced.pk, replaced._state.adding = None, True
        replaced.superseded_at, replaced.superseded_with = None, ""
        replaced.brought_with, replaced.brought_at = number, now
        replaced.save()
