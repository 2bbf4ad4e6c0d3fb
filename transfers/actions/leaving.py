"""What leaves the original place with a transfer, and what stays there with its money."""

from collections.abc import Iterable
from datetime import datetime

from records import accounts, cutting
from records.models import InsuredPeriod, Relationship
from transfers.figures import moving
from transfers.models import FormLine, InformationForm, Transfer

Gone = InsuredPeriod.Gone


def leave(transfer: Transfer, form: InformationForm, *, now: datetime) -> None:
    """Take the form's months and its account out of the original relationship.

    人社厅发〔2019〕94号 art. 3, 人社部发〔2010〕70号: what cannot be moved stays with its money and
    can be used later. Owed months that were given up end here (人社部发〔2009〕187号 opinion 2).
    """
    original = transfer.original_relationship
    if original is None:
        return
    lines = list(form.lines.all())
    number = transfer.case.number
    _take_months(original, [each for each in lines if each.months], Gone.MOVED, number)
    if transfer.arrears == Transfer.Arrears.WAIVE:
        _give_up_owed(original, number)
    _take_money(original, form, number, now=now)
    _let_rest(original)


def _take_months(
    original: Relationship, lines: Iterable[FormLine], gone: Gone, number: str
) -> None:
    """Mark every paid month that the form moves, cutting periods where it moves only a part."""
    for line in lines:
        there = original.periods.lying_there().filter(
            scheme=line.scheme, is_paid=True, is_personal_arrears=False,
            first_month__lte=line.last_month, last_month__gte=line.first_month,
        )  # fmt: skip
        for period in there:
            cutting.cut_out(period, line.first_month, line.last_month, gone, number)


def _give_up_owed(original: Relationship, number: str) -> None:
    owed = original.periods.lying_there().filter(is_personal_arrears=True)
    owed.update(gone_as=Gone.GIVEN_UP, gone_with=number)


def _take_money(
    original: Relationship, form: InformationForm, number: str, *, now: datetime
) -> None:
    """Close the years nobody closed, book the running year, make up what lacks, and move ④."""
    year = form.transfer_on.year
    lines, periods = original.account_years.all(), original.periods.all()
    for behind_in, fen in accounts.behind(lines, periods, year).items():
        accounts.credit(original, behind_in, fen)
    accounts.write_interest(original, {int(y): fen for y, fen in form.interest.items()})
    accounts.book_running_year(original, year)
    # 70号: where less than the prescribed share was recorded, the agency makes it up; whatever else
    # the account lacks has been sent and is the agency's too, but never taken from what stays.
    short = form.account_fen - accounts.balance(original)
    lacking = max(moving.made_up(original, number), short)
    if lacking > 0:
        accounts.enter(
            original, accounts.Kind.MADE_UP, lacking, year=year, case_number=number, at=now
        )
    accounts.enter(
        original,
        accounts.Kind.MOVED_OUT,
        -form.account_fen,
        pre_1998_fen=-form.pre_1998_fen,
        year=year,
        case_number=number,
        at=now,
    )


def _let_rest(original: Relationship) -> None:
    """Where months stay, the relationship does: stopped, not gone."""
    stays = original.periods.lying_there().filter(is_paid=True, is_personal_arrears=False).exists()
    status = Relationship.Status.SUSPENDED if stays else Relationship.Status.MOVED
    Relationship.objects.filter(pk=original.pk).update(status=status)
