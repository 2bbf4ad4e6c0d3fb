"""Personal accounts for programs: how they stand, where each number is from, what they will be."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import rule_book
from casework.api.views import OwnView
from kit.api.errors import BadParameter
from kit.spelling import wording
from law.money import from_fen, spell_yuan
from services.enrolments import books, looking_ahead
from services.enrolments.api import serializers
from services.enrolments.own import own_relationship

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
GROWTH = re.compile(r"0(\.\d{1,4})?", re.ASCII)
NOT_POSSIBLE = _("This value is not possible here.")


class AccountView(OwnView):
    """The accounts of whoever calls, and of nobody else."""

    tag = "person"


class Accounts(AccountView):
    """How each insurance of the caller stands."""

    summary = _("List your accounts")
    answer = serializers.AccountOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are few."""
        rows = [_account_row(each) for each in books.cards_of(self.person)]
        return Response(serializers.AccountOut(rows, many=True).data)


class AccountYears(AccountView):
    """The years of an account, each number with the lines it is made of."""

    summary = _("Read an account year by year")
    answer = serializers.AccountYearOut(many=True)

    def get(self, request: Request, relationship: int) -> Response:
        """Show them, the latest first."""
        held = own_relationship(self.person, relationship)
        rows = [_year_row(each) for each in books.years_of(held, rule_book.current())]
        return Response(serializers.AccountYearOut(rows, many=True).data)


class AccountProjection(AccountView):
    """What an account will hold: an estimate."""

    summary = _("Look ahead at an account")
    answer = serializers.ProjectionOut
    parameters = frozenset({"until", "growth"})
    described = {"until": None, "growth": None}

    def get(self, request: Request, relationship: int) -> Response:
        """Reckon it, until a month and with a yearly growth of the monthly credit."""
        held = own_relationship(self.person, relationship)
        try:
            found = looking_ahead.projection_of(
                held,
                today=self.today,
                book=rule_book.current(),
                until=_until(request),
                growth=_growth(request),
            )
        except looking_ahead.NotAhead as error:
            raise BadParameter("until", NOT_POSSIBLE) from error
        return Response(serializers.ProjectionOut(_projection_row(found)).data)


def _until(request: Request) -> date | None:
    said = request.query_params.get("until")
    if said is None:
        return None
    found = MONTH.fullmatch(said)
    if found is None or int(found[1]) < 1:
        raise BadParameter("until", NOT_POSSIBLE)
    return date(int(found[1]), int(found[2]), 1)


def _growth(request: Request) -> Decimal:
    said = request.query_params.get("growth", "0")
    if not GROWTH.fullmatch(said) or Decimal(said) > looking_ahead.MOST_GROWTH:
        raise BadParameter("growth", NOT_POSSIBLE)
    return Decimal(said)


def _yuan(fen: int) -> str:
    return spell_yuan(from_fen(fen))


def _account_row(card: books.Card) -> dict[str, Any]:
    held = card.relationship
    return {
        "id": held.pk,
        "insurance": held.insurance,
        "scheme": held.scheme,
        "agency": held.agency.code,
        "status": held.status,
        "since": card.since,
        "base": None if card.base_fen is None else _yuan(card.base_fen),
        "months": card.months,
        "last_paid": card.last_paid,
        "balance": _yuan(card.balance_fen),
    }


def _year_row(year: books.Year) -> dict[str, Any]:
    amounts = [
        {
            "name": each.name,
            "label": wording(each.label),
            "amount": _yuan(each.fen),
            "lines": [
                {
                    "text": wording(line.what),
                    "amount": _yuan(line.fen),
                    "article": wording(line.basis.label),
                }
                for line in each.lines
            ],
            "note": wording(each.note) if each.note else "",
        }
        for each in year.amounts
    ]
    return {"year": year.year, "is_closed": year.is_closed, "amounts": amounts}


def _projection_row(found: looking_ahead.Projection) -> dict[str, Any]:
    return {
        "is_estimate": True,
        "as_of": found.as_of,
        "until": found.until,
        "monthly_credit": _yuan(found.monthly_fen),
        "growth": str(found.growth),
        "interest_rate": str(found.rate),
        "interest_rate_of": found.rate_year,
        "years": [
            {
                "year": each.year,
                "opening": _yuan(each.opening_fen),
                "credited": _yuan(each.credited_fen),
                "interest": _yuan(each.interest_fen),
                "closing": _yuan(each.closing_fen),
            }
            for each in found.rows
        ],
    }
