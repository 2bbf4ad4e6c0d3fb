"""An agency's system sends the lines of its bank, reads what became of them, and matches."""

from abc import abstractmethod
from typing import Any

import django_filters
from django.db.models import F, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.models import Agency
from casework.api.once import once
from casework.api.views import PAGING, PagedList, PortalView
from casework.models import Case
from kit.api.reading import StrictSerializer
from kit.clock import day_of
from kit.errors import NotValid
from law.money import from_fen, spell_yuan
from records.models import BankEntry
from records.rules.bank_statement import Line
from transfers import bank_serializers as bodies
from transfers.actions import (
    allotting,
    banking,
    bouncing,
    reading_statements,
    taking_back,
    unallotted,
)
from transfers.matching import lines_for
from transfers.models import Allotment, Transfer


class BankFilter(django_filters.FilterSet):
    """Which lines."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=BankEntry.State.choices)


class BankLines(PagedList):
    """The lines of the agency's account; its system sends new ones here."""

    tag = "desk"
    summary = _("List lines of the bank")
    summaries = {"POST": _("Send lines of the bank")}
    queryset = BankEntry.objects.none()
    serializer_class = bodies.BankLineOut
    filterset_class = BankFilter
    parameters = PAGING | {"state"}
    orderings = {"day": F("day").asc(), "-day": F("day").desc()}
    body = bodies.BankLinesBody
    answer = bodies.WrittenOut
    answer_status = 201
    is_once = True

    def get_queryset(self) -> QuerySet[BankEntry]:
        """Ask for the own agency's lines."""
        banking.agency_of(self.who)
        stands = Q(allotments__taken_at=None)
        given = Coalesce(Sum("allotments__amount_fen", filter=stands), 0)
        paid = Prefetch("allotments", Allotment.objects.select_related("transfer__case"))
        return lines_for(self.who).annotate(given_fen=given).prefetch_related(paid)

    def cases_of(self, thing: BankEntry) -> list[Case]:
        """Return the cases it was given to: its words may name them."""
        return [each.transfer.case for each in thing.allotments.all()]

    def row(self, thing: BankEntry) -> dict[str, Any]:
        """Show one."""
        return line_row(thing, thing.amount_fen - thing.given_fen - thing.sent_back_fen)

    def post(self, request: Request) -> Response:
        """Write down what is new."""
        banking.agency_of(self.who)
        return once(self, self._write)

    def _write(self) -> Response:
        said = self.read(self.body)["lines"]
        agency = banking.agency_of(self.who)
        lines = [_line(number, each) for number, each in enumerate(said, 1)]
        if any(not line.fen for line in lines):
            raise NotValid({"lines": _("Enter an amount.")})
        if max(line.day for line in lines) > day_of(self.now):
            raise NotValid({"lines": _("A line is of a day that lies ahead.")})
        if len({(line.reference, line.day) for line in lines}) < len(lines):
            raise NotValid({"lines": _("A reference stands here twice.")})
        _check_amounts(lines, agency)
        made = reading_statements.write_lines(
            lines, agency, agency.bank_account, by=self.who, now=self.now
        )
        return Response({"written": len(made)}, status=201)


def _check_amounts(lines: list[Line], agency: Agency) -> None:
    """Raise where a system says another amount than before of a reference and its day."""
    days = {(line.reference, line.day): line for line in lines}
    there = BankEntry.objects.filter(agency=agency, account=agency.bank_account)
    for each in there.filter(reference__in=[line.reference for line in lines], statement=None):
        line = days.get((each.reference, each.day))
        if line and line.fen != each.amount_fen:
            errors = _("Line %(line)s: this reference is known with another amount.")
            raise NotValid({"lines": errors % {"line": line.number}})


def _line(number: int, said: dict[str, Any]) -> Line:
    fen = -said["amount"] if said["paid_out"] else said["amount"]
    names = ("day", "reference", "counterparty", "counter_account", "purpose")
    return Line(number=number, fen=fen, **{name: said[name] for name in names})


class OfBankLine(PortalView):
    """One thing that is done with a line of the bank and a case it names."""

    tag = "desk"
    body: type[StrictSerializer]
    answer = bodies.BankLineOut
    is_once = True

    def post(self, request: Request, line: int) -> Response:
        """Do it."""
        banking.agency_of(self.who)
        entry = get_object_or_404(lines_for(self.who), pk=line)
        return once(self, lambda: self._do(entry))

    def _do(self, entry: BankEntry) -> Response:
        said = self.read(self.body)
        visible = Transfer.objects.visible_to(self.who).whole()
        transfer = visible.filter(case__number=said.pop("case").strip()).first()
        if transfer is None:
            raise NotValid({"case": _("There is no such case at your agency.")})
        self.act(entry, transfer, {**said, "by": self.who, "now": self.now})
        return Response(bodies.BankLineOut(line_row(entry, unallotted.left_of(entry))).data)

    @abstractmethod
    def act(self, entry: BankEntry, transfer: Transfer, said: dict[str, Any]) -> None:
        """Call the action with what was said."""


class MatchBankLine(OfBankLine):
    """Give a line, or part of it, to a case."""

    summary = _("Match a line of the bank")
    body = bodies.MatchBody

    def act(self, entry: BankEntry, transfer: Transfer, said: dict[str, Any]) -> None:
        """Match it."""
        allotting.match(entry, transfer, amount_fen=said.pop("amount"), **said)


class MoneyBounced(OfBankLine):
    """Write down that a line brings back what the own agency had sent; it is owed again.

    A remittance under way comes back whole and another person sends it anew (`send-anew`). Of one
    that arrived short, what is missing comes back and nothing more is owed.
    """

    summary = _("Record money that the bank returned")
    body = bodies.BouncedBody

    def act(self, entry: BankEntry, transfer: Transfer, said: dict[str, Any]) -> None:
        """Write it down."""
        bouncing.own_money_back(entry, transfer, **said)


class SurplusTakenBack(OfBankLine):
    """Write down that a line is the surplus which the new agency sent back (`return-surplus`)."""

    summary = _("Record a surplus that came back")
    body = bodies.TookBackBody

    def act(self, entry: BankEntry, transfer: Transfer, said: dict[str, Any]) -> None:
        """Write it down."""
        taking_back.take_back(entry, transfer, **said)


def line_row(entry: BankEntry, left: int) -> dict[str, Any]:
    """Return a line as programs read it."""
    names = ("reference", "day", "counterparty", "purpose", "state", "version")
    return {
        "id": entry.pk,
        **{name: getattr(entry, name) for name in names},
        "amount": spell_yuan(from_fen(abs(entry.amount_fen))),
        "paid_out": entry.amount_fen < 0,
        "left": spell_yuan(from_fen(max(left, 0))),
    }
