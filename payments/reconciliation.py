"""The nightly comparison for programs: the signed sheet of a day, and what differs.

An agency's system reads it. What differs is settled by two persons, at the desk or by programs of
theirs: a system is nobody who could answer for it.
"""

from abc import abstractmethod
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.once import once
from casework.api.views import PortalView
from kit.api.asked import day_needed
from kit.api.reading import StrictSerializer, StrictText
from law.money import from_fen, spell_yuan
from payments.actions import settling
from payments.models import DailySheet, Difference
from payments.rules.reconciling import Kind


class SheetOut(serializers.Serializer):
    """What a provider and the portal say of a day; amounts in yuan."""

    day = serializers.DateField()
    provider = serializers.CharField()
    ours_count = serializers.IntegerField()
    ours = serializers.CharField()
    theirs_count = serializers.IntegerField()
    theirs = serializers.CharField()
    refunds = serializers.CharField()


class DifferenceOut(serializers.Serializer):
    """One line that differs: typed, with both sums, and how far it is settled."""

    id = serializers.IntegerField()
    day = serializers.DateField()
    provider = serializers.CharField()
    kind = serializers.ChoiceField(choices=[each.value for each in Kind])
    order = serializers.CharField(allow_blank=True)
    provider_no = serializers.CharField(allow_blank=True)
    ours = serializers.CharField(allow_null=True)
    theirs = serializers.CharField(allow_null=True)
    explanation = serializers.CharField(allow_blank=True)
    is_settled = serializers.BooleanField()


class ReconciliationOut(serializers.Serializer):
    """The sheets of a day, and the differences found on it that the agency may see."""

    sheets = SheetOut(many=True)
    differences = DifferenceOut(many=True)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else spell_yuan(from_fen(fen))


def _sheet(sheet: DailySheet) -> dict[str, Any]:
    return {
        **{name: getattr(sheet, name) for name in ("day", "provider", "ours_count")},
        "ours": _yuan(sheet.ours_fen),
        "theirs_count": sheet.theirs_count,
        "theirs": _yuan(sheet.theirs_fen),
        "refunds": _yuan(sheet.refunds_fen),
    }


def _row(found: Difference) -> dict[str, Any]:
    return {
        "id": found.pk,
        **{name: getattr(found, name) for name in ("day", "provider", "kind", "provider_no")},
        "order": found.order_no,
        "ours": _yuan(found.ours_fen),
        "theirs": _yuan(found.theirs_fen),
        "explanation": str(found.explanation or ""),
        "is_settled": found.settled_at is not None,
    }


class Days(PortalView):
    """The comparison of one day: `?day=2026-09-07`."""

    tag = "desk"
    summary = _("Read the nightly comparison of a day")
    answer = ReconciliationOut
    parameters = frozenset({"day"})
    described = {"day": None}

    def get(self, request: Request) -> Response:
        """Show it."""
        settling.check_may_settle(self.who)
        day = day_needed(request, "day")
        found = settling.differences_for(self.who).filter(day=day).order_by("pk")
        data = {
            "sheets": [_sheet(each) for each in DailySheet.objects.filter(day=day)],
            "differences": [_row(each) for each in found],
        }
        return Response(ReconciliationOut(data).data)


class ExplanationBody(StrictSerializer):
    """What a difference was."""

    explanation = StrictText(max_length=settling.LONGEST)


class OfDifference(PortalView):
    """One thing that a person does with a difference of their agency."""

    tag = "desk"
    answer = DifferenceOut
    is_once = True

    def post(self, request: Request, line: int) -> Response:
        """Do it, once for each key."""
        settling.check_may_settle(self.who)
        return once(self, lambda: self._done(line))

    def _done(self, line: int) -> Response:
        found = get_object_or_404(settling.differences_for(self.who), pk=line)
        self.act(found)
        found.refresh_from_db()
        return Response(DifferenceOut(_row(found)).data)

    @abstractmethod
    def act(self, found: Difference) -> None:
        """Do it."""


class Explain(OfDifference):
    """Write down what it was; a new explanation takes the place of one nobody has agreed to."""

    summary = _("Explain a difference")
    body = ExplanationBody

    def act(self, found: Difference) -> None:
        """Write it down."""
        text = self.read(ExplanationBody)["explanation"]
        settling.explain(found, text, by=self.who, now=self.now)


class Settle(OfDifference):
    """Close it as the second person; again changes nothing. A wrong sum goes back to its payer."""

    summary = _("Close a difference as the second person")

    def act(self, found: Difference) -> None:
        """Close it."""
        settling.settle(found, by=self.who, now=self.now)
