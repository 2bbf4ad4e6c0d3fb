"""What is wrong with an information form that arrived."""

from agencies import rule_book
from agencies.rules.terms import Insurance
from law.money import from_fen, to_fen
from transfers.figures.moving import schemes
from transfers.models import FormLine, InformationForm
from transfers.rules import amounts, form_lines
from transfers.rules.form_checks import FormFinding, check_form


def form_findings(form: InformationForm, *, arrived_fen: int | None) -> tuple[FormFinding, ...]:
    """Return what is wrong with a form that arrived: with itself, the law, or the money."""
    return check_form(
        _as_amounts(form),
        insurance=Insurance(form.transfer.insurance),
        transfer_on=form.transfer_on,
        account=form.account_kind,
        arrived=None if arrived_fen is None else from_fen(arrived_fen),
        schemes=schemes(form.transfer),
        book=rule_book.current(),
    )


def _as_amounts(form: InformationForm) -> amounts.TransferAmounts:
    lines = tuple(_as_line(line) for line in form.lines.all())
    return amounts.TransferAmounts(
        pre_1998_personal=from_fen(form.pre_1998_fen),
        balance_to_last_year_end=from_fen(form.balance_fen),
        current_year_principal=from_fen(form.current_year_fen),
        personal_account=from_fen(form.account_fen),
        pooled=from_fen(form.pooled_fen),
        total=from_fen(form.total_fen),
        months_counted=form.months,
        account_principal_transferred=from_fen(sum(to_fen(line.credited) for line in lines)),
        lines=lines,
    )


def _as_line(line: FormLine) -> form_lines.FormLine:
    return form_lines.FormLine(
        region=line.agency.region_id,
        year=line.first_month.year,
        first_month=line.first_month,
        last_month=line.last_month,
        months=line.months,
        base=from_fen(line.base_fen),
        employer_rate=line.employer_rate,
        account_rate=line.account_rate,
        personal_rate=line.personal_rate,
        credited=from_fen(line.credited_fen),
        credited_personal=from_fen(line.credited_personal_fen),
        interest=from_fen(line.interest_fen),
        closing=from_fen(line.closing_fen),
        scheme=line.scheme,
    )
