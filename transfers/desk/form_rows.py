"""The sums and lines of an information form, as the desk draws them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.rules.terms import Insurance
from records.models import Relationship, Scheme
from transfers.desk.told import Row, in_yuan
from transfers.models import FormLine, InformationForm, Transfer


def sum_rows(form: InformationForm, transfer: Transfer) -> list[Row]:
    """Return the sums of the information form: ① to ⑥ of F4, for medical only what moves."""
    if transfer.insurance != Insurance.PENSION:
        return _medical_sums(form)
    return _pension_sums(form, _pooled_note(form, transfer))


def _medical_sums(form: InformationForm) -> list[Row]:
    """Return the account, which is all the money that moves (医保办发〔2021〕43号)."""
    return [
        {"label": _("Balance of the personal account"), "values": [form.account_fen]},
        {"label": _("Total of the transfer"), "values": [form.total_fen], "is_sum": True},
    ]


def _interest_note(form: InformationForm) -> str:
    """Say which years' interest is in ② though the books had not closed them."""
    years = [_interest_of(form, year, fen) for year, fen in sorted(form.interest.items())]
    joined = " · ".join(years)
    return _("With interest of years nobody closed: %(years)s") % {"years": joined} if years else ""


def _interest_of(form: InformationForm, year: str, fen: int) -> str:
    amount = f"{year}: {in_yuan(fen)}"
    is_stated = int(year) in form.interest_stated
    return _("%(amount)s (stated by the agency)") % {"amount": amount} if is_stated else amount


def _pooled_note(form: InformationForm, transfer: Transfer) -> str:
    """Say by which rule ⑤ is what it is: it moves between employee schemes only."""
    if {transfer.from_scheme, transfer.to_scheme} != {Scheme.EMPLOYEE.value}:
        return _(
            "From or to a resident scheme the personal account moves whole and no pooled money. "
            "人社部发〔2014〕17号, articles 5 and 6."
        )
    if form.account_kind == Relationship.AccountKind.TEMPORARY:
        return _(
            "All that was paid beside the personal account: a temporary account moves whole. "
            "国办发〔2009〕66号, article 5(2)."
        )
    return _("Bases actually paid on, times 12%. 国办发〔2009〕66号, article 4.")


def _pension_sums(form: InformationForm, pooled_note: str) -> list[Row]:
    return [
        {"mark": "①", "label": _("Paid personally before 1998"), "values": [form.pre_1998_fen]},
        {
            "mark": "②",
            "label": _("Personal account up to the end of last year"),
            "note": _interest_note(form),
            "values": [form.balance_fen],
        },
        {
            "mark": "③",
            "label": _("Principal credited this year"),
            "note": _("Its interest is reckoned by the new agency."),
            "values": [form.current_year_fen],
        },
        {
            "mark": "④",
            "label": _("Personal account: ① + ② + ③"),
            "values": [form.account_fen],
            "is_sum": True,
        },
        {
            "mark": "⑤",
            "label": _("Share of the pooled fund"),
            "note": pooled_note,
            "values": [form.pooled_fen],
        },
        {
            "mark": "⑥",
            "label": _("Total of the transfer: ④ + ⑤"),
            "values": [form.total_fen],
            "is_sum": True,
        },
    ]


def line_rows(lines: Iterable[FormLine]) -> list[Row]:
    """Return the yearly lines of the information form."""
    return [
        {
            "place": str(line.agency.region),
            "first_month": line.first_month,
            "last_month": line.last_month,
            "months": line.months,
            "base_fen": line.base_fen,
            "rates": " / ".join(
                f"{rate * 100:.2f}".rstrip("0").rstrip(".") + " %"
                for rate in (line.employer_rate, line.personal_rate, line.account_rate)
            ),
            "credited_fen": line.credited_fen,
            "interest_fen": line.interest_fen,
            "closing_fen": line.closing_fen,
            "remark": line.remark,
        }
        for line in lines
    ]
