"""Months paid twice, as programs read them."""

from typing import Any

from agencies.actors import Actor
from transfers import clearing_shown
from transfers.api.form_rows import yuan
from transfers.models import Transfer


def clearing_of_case(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what a program reads of months paid twice.

    The whole account number is for the system of the agency that pays, and for nobody else.
    """
    seen = clearing_shown.shown(transfer)
    if seen is None:
        return None
    found = seen["clearing"]
    own = ("keep", "bank_name", "masked_account", "answered_at", "prepared_at", "approved_at")
    return {
        **{name: getattr(found, name) for name in own},
        "state": seen["state"],
        "account_number": found.account_number if reads_account(transfer, who) else None,
        "amount": None if found.amount_fen is None else yuan(found.amount_fen),
        "choices": [_clearing_choice(each) for each in seen["choices"]],
        "cleared": [_double_months(each) for each in seen["rows"]],
    }


def reads_account(transfer: Transfer, who: Actor) -> bool:
    """Whether this is the system of the agency that pays, and there is an account to read."""
    said = getattr(transfer, "clearing", None)
    pays = who.client is not None and who.agency == transfer.new_agency
    return pays and said is not None and said.has_account


def _clearing_choice(choice: clearing_shown.Choice) -> dict[str, Any]:
    return {
        "keep": choice.keep,
        "title": choice.title,
        "amount": yuan(choice.amount_fen),
        "cleared": [_double_months(each) for each in choice.rows],
        "articles": choice.articles,
    }


def _double_months(row: clearing_shown.Row) -> dict[str, Any]:
    names = ("place", "scheme", "first_month", "last_month", "months")
    money = {"base": yuan(row.base_fen), "amount": yuan(row.amount_fen)}
    return {**{name: getattr(row, name) for name in names}, **money}
