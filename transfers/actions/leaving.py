"""What leaves the original place with a transfer, and what stays there with its money."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from law.money import from_fen, to_fen
from records import accounts
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
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
            cut_out(period, line.first_month, line.last_month, gone, number)


def cut_out(period: InsuredPeriod, first: date, last: date, gone: Gone, number: str) -> None:
    """Mark the months of a period that lie in a stretch; the rest stays as periods of its own."""
    begin, end = max(period.first_month, first), min(period.last_month, last)
    rests = list(_rests(period, begin, end))
    period.first_month, period.last_month = begin, end
    period.save()
    for rest_first, rest_last in rests:
        rest = InsuredPeriod.objects.get(pk=period.pk)
        rest.pk, rest._state.adding = None, True
        rest.first_month, rest.last_month = rest_first, rest_last
        rest.save()
    period.gone_as, period.gone_with = gone, number
    period.save()


def _rests(period: InsuredPeriod, begin: date, end: date) -> Iterator[tuple[date, date]]:
    if period.first_month < begin:
        yield period.first_month, month_of(month_number(begin) - 1)
    if period.last_month > end:
        yield month_of(month_number(end) + 1), period.last_month


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
    book_running_year(original, year)
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


def book_running_year(original: Relationship, year: int) -> None:
    """Credit what was paid in the running year, where the books are behind the periods."""
    if original.insurance != "pension":
        return
    paid = original.periods.filter(
        came_from=None, is_paid=True, is_personal_arrears=False, first_month__year=year
    )
    due = sum(to_fen(from_fen(p.base_fen) * p.account_rate) * p.months for p in paid)
    line = accounts.year_of(original, year)
    behind = due - line.credited_fen if line.year == year else 0
    if behind > 0:
        line.credited_fen += behind
        line.closing_fen += behind
        line.save()


def _let_rest(original: Relationship) -> None:
    """Where months stay, the relationship does: stopped, not gone."""
    stays = original.periods.lying_there().filter(is_paid=True, is_personal_arrears=False).exists()
    status = Relationship.Status.SUSPENDED if stays else Relationship.Status.MOVED
    Relationship.objects.filter(pk=original.pk).update(status=status)
