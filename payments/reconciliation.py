"""The nightly comparison for an agency's system: the signed sheet of a day, and what differs.

It is read here. Two persons settle what differs, at the desk: a system is nobody's second hand.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.views import PortalView
from kit.api.asked import day_needed
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
