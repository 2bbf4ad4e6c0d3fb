"""An information form and its money, as programs read them."""

from typing import Any

from law.money import from_fen, spell_yuan
from transfers.models import FormLine, InformationForm, Remittance, SurplusReturn
from transfers.rules.form_lines import RATES

SUMS = ("pre_1998", "balance", "current_year", "account", "pooled", "total")
LINE_SUMS = ("base", "credited", "credited_personal", "interest", "closing")


def yuan(fen: int) -> str:
    """Return an amount as programs exchange it."""
    return spell_yuan(from_fen(fen))


def form_row(form: InformationForm) -> dict[str, Any]:
    """Return an information form with its lines."""
    names = ("version", "transfer_on", "account_kind", "months", "remark", "prepared_at", "sent_at")
    return {
        **{name: getattr(form, name) for name in names},
        **{name: yuan(getattr(form, f"{name}_fen")) for name in SUMS},
        "interest": [
            {"year": int(year), "amount": yuan(fen), "is_stated": int(year) in form.interest_stated}
            for year, fen in sorted(form.interest.items())
        ],
        "lines": [_line(line) for line in form.lines.all()],
    }


def _line(line: FormLine) -> dict[str, Any]:
    names = ("agency", "scheme", "first_month", "last_month", "months", "remark")
    return {
        **{name: getattr(line, name) for name in names},
        **{name: f"{getattr(line, name):f}" for name in RATES},
        **{name: yuan(getattr(line, f"{name}_fen")) for name in LINE_SUMS},
    }


def money_row(remittance: Remittance) -> dict[str, Any]:
    """Return a remittance."""
    arrived = remittance.arrived_fen
    return {
        "reference": remittance.reference,
        "amount": yuan(remittance.amount_fen),
        "sent_on": remittance.sent_on,
        "arrived_amount": None if arrived is None else yuan(arrived),
        "arrived_on": remittance.arrived_on,
        "bounced_on": remittance.bounced_on,
    }


def return_row(returned: SurplusReturn) -> dict[str, Any]:
    """Return money that went back."""
    return {
        "reference": returned.reference,
        "amount": yuan(returned.amount_fen),
        "returned_on": returned.returned_on,
    }
