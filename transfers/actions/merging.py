"""Joining what moved to what the new agency holds: each month once, every fen where it belongs."""

from datetime import datetime

from django.utils.translation import gettext as _

from casework.errors import MoveNotPossible
from records import accounts
from records.models import InsuredPeriod, Relationship
from records.rules.months import Segment, count_months, merge_records
from transfers.actions import leaving
from transfers.facts import periods
from transfers.merged import Merged
from transfers.models import FormLine, InformationForm, Transfer


def merge(transfer: Transfer, form: InformationForm, *, now: datetime) -> Merged:
    """Move the form's months and its account from the one relationship to the other.

    社会保险法 arts. 19, 32: the periods add up. 人社部发〔2010〕70号 art. 10: months paid twice
    move first and are cleared afterwards, so they are kept and counted once. What the form does
    not name stays where it is, with its money. A second call is refused by the database.
    """
    new = transfer.new_relationship
    if new is None:
        raise MoveNotPossible(_("The person is not enrolled at the new agency."))
    before = periods.segments_of(new)
    arrived = _copy_months(transfer, form, new)
    leaving.leave(transfer, form, now=now)
    _credit(transfer, form, new, now=now)
    _joined, count = merge_records(arrived, before, into=new.scheme)
    held_before = count_months(before, into=new.scheme).months
    return Merged(
        months=count.months,
        months_before=held_before,
        months_arrived=form.months,
        months_added=count.months - held_before,
        overlapping_months=count.overlapping_months,
        balance_fen=accounts.balance(new),
    )


def _copy_months(transfer: Transfer, form: InformationForm, new: Relationship) -> list[Segment]:
    lines = [line for line in form.lines.all() if line.months]
    InsuredPeriod.objects.bulk_create(_arrived(line, transfer, new) for line in lines)
    return [_segment(line, new.insurance) for line in lines]


def _arrived(line: FormLine, transfer: Transfer, new: Relationship) -> InsuredPeriod:
    return InsuredPeriod(
        relationship=new,
        scheme=line.scheme,
        first_month=line.first_month,
        last_month=line.last_month,
        base_fen=line.base_fen,
        employer_rate=line.employer_rate,
        personal_rate=line.personal_rate,
        account_rate=line.account_rate,
        came_from=line.agency,
        case_number=transfer.case.number,
    )


def _segment(line: FormLine, insurance: str) -> Segment:
    region = line.agency.region_id
    return Segment(region, line.first_month, line.last_month, insurance, line.scheme)


def _credit(transfer: Transfer, form: InformationForm, new: Relationship, *, now: datetime) -> None:
    """Credit ④ in the year of the form: ② has the interest up to the end of the one before."""
    accounts.enter(
        new,
        accounts.Kind.ARRIVED,
        form.account_fen,
        pre_1998_fen=form.pre_1998_fen,
        year=form.transfer_on.year,
        case_number=transfer.case.number,
        at=now,
    )
