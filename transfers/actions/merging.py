"""Joining what moved to what the new agency holds: each month once, every fen where it belongs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from casework.errors import MoveNotPossible
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules.months import Segment, merge_records
from transfers import facts
from transfers.models import FormLine, InformationForm, Transfer


@dataclass(frozen=True)
class Merged:
    """What the new agency holds after a transfer; months are counted once."""

    months: int
    months_before: int
    months_arrived: int
    months_added: int
    overlapping_months: int
    balance_fen: int


def merge(transfer: Transfer, form: InformationForm, *, now: datetime) -> Merged:
    """Copy the form's months to the new relationship and credit its account.

    社会保险法 arts. 19, 32: the periods add up. 人社部发〔2010〕70号 art. 10: months paid twice
    move first and are cleared afterwards, so they are kept and counted once. A second call is
    refused by the database.
    """
    new = transfer.new_relationship
    if new is None:
        raise MoveNotPossible(_("The person is not enrolled at the new agency."))
    before = facts.segments_of(new)
    arrived = _copy_months(transfer, form, new)
    year = facts.day_of(now).year
    balance = _credit(new, year, form.account_fen)
    if transfer.original_relationship is not None:
        _empty(transfer.original_relationship, year)
    _joined, count = merge_records(arrived, before)
    held_before = merge_records([], before)[1].months
    return Merged(
        months=count.months,
        months_before=held_before,
        months_arrived=form.months,
        months_added=count.months - held_before,
        overlapping_months=count.overlapping_months,
        balance_fen=balance,
    )


def _copy_months(transfer: Transfer, form: InformationForm, new: Relationship) -> list[Segment]:
    lines = [line for line in form.lines.select_related("agency") if line.months]
    InsuredPeriod.objects.bulk_create(
        InsuredPeriod(
            relationship=new,
            first_month=line.first_month,
            last_month=line.last_month,
            base_fen=line.base_fen,
            employer_rate=line.employer_rate,
            personal_rate=line.personal_rate,
            account_rate=line.account_rate,
            came_from=line.agency,
            case_number=transfer.case.number,
        )
        for line in lines
    )
    return [_segment(line, new.insurance, transfer.from_scheme) for line in lines]


def _segment(line: FormLine, insurance: str, scheme: str) -> Segment:
    region = line.agency.region_id
    return Segment(region, line.first_month, line.last_month, insurance, scheme)


def _year_of(relationship: Relationship, year: int) -> AccountYear:
    """Return the account's line for a year, opened with what the last line closed with."""
    last = relationship.account_years.order_by("-year").first()
    if last is not None and last.year == year:
        return last
    opening = last.closing_fen if last else 0
    return AccountYear(
        relationship=relationship, year=year, opening_fen=opening, closing_fen=opening
    )


def _credit(relationship: Relationship, year: int, fen: int) -> int:
    line = _year_of(relationship, year)
    line.arrived_fen += fen
    line.closing_fen += fen
    line.save()
    return line.closing_fen


def _empty(relationship: Relationship, year: int) -> None:
    line = _year_of(relationship, year)
    line.moved_out_fen += line.closing_fen
    line.closing_fen = 0
    line.save()
