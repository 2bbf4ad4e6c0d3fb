"""Retiring for programs: one's own forecast, one's determinations, what is made public."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from applications.api.answering import OfApplication
from applications.known import known_of
from casework.api.views import OwnView, PublicView
from kit.api.errors import BadParameter
from kit.spelling import wording
from law.money import from_fen, spell_yuan
from records.rules.retirement import Category
from services.retirement import serializers
from services.retirement.actions import publishing
from services.retirement.forecast_questions import GROWTHS, QUESTIONS
from services.retirement.forecasting import Forecast, forecast, outlook_of
from services.retirement.models import Determination, Finding
from services.retirement.rules.comparing import Row

GROWTH_NAMES = {f"{number.normalize():f}": number for number in GROWTHS.values()}


class RetiringView(OwnView):
    """What is about the caller, and nobody else."""

    tag = "retirement"


class MyForecast(RetiringView):
    """When the caller may retire and on how much, by what the agencies hold: an estimate."""

    summary = gettext_lazy("Read your own forecast")
    answer = serializers.ForecastOut
    parameters = frozenset({"growth", "category"})
    described = {"growth": None, "category": None}

    def get(self, request: Request) -> Response:
        """Reckon it, for each growth that is named."""
        known = known_of(self.person, today=self.today)
        found = {each.name: each.known(known) for each in QUESTIONS}
        answers = {name: value for name, value in found.items() if value is not None}
        answers["category"] = self._category(answers.get("category"))
        if answers.get("born") is None or answers.get("place") is None:
            raise Http404
        outlook = outlook_of(answers, self.today)
        found_ones = [(name, forecast(outlook, growth)) for name, growth in self._growths()]
        return Response(serializers.ForecastOut(_forecast(found_ones)).data)

    def _category(self, held: str | None) -> str:
        said = self.request.query_params.get("category", held)
        if said not in set(Category):
            raise BadParameter("category", _("This value is not possible here."))
        return str(said)

    def _growths(self) -> list[tuple[str, Decimal]]:
        names = dict.fromkeys(self.request.query_params.get("growth", "0").split(","))
        if not set(names) <= set(GROWTH_NAMES):
            raise BadParameter("growth", _("This value is not possible here."))
        return [(name, GROWTH_NAMES[name]) for name in names]


class MyDeterminations(RetiringView):
    """How the caller's pension was determined, the newest first, with what it came from."""

    summary = gettext_lazy("List how your pension was determined")
    answer = serializers.DeterminationOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are few."""
        own = Determination.objects.visible_to(self.who).filter(person=self.person)
        rows = [_determination(each) for each in own.select_related("case").order_by("-at", "-pk")]
        return Response(serializers.DeterminationOut(rows, many=True).data)


class Findings(OfApplication):
    """What was judged of the personal file in a case, the kinds together and the earliest first."""

    tag = "retirement"
    summary = gettext_lazy("List what was found in a personal file")
    answer = serializers.FindingOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List what counts; what was judged anew is left out."""
        case = self.case()
        self.let_in(case)
        own = Finding.objects.visible_to(self.who).counting(case.person_id)
        rows = [_finding(each) for each in own]
        return Response(serializers.FindingOut(rows, many=True).data)


class Publications(PublicView):
    """What is public today: special work before it is confirmed, names partly hidden."""

    tag = "retirement"
    summary = gettext_lazy("List what is made public before it is decided")
    answer = serializers.PublicationOut(many=True)

    def get(self, request: Request) -> Response:
        """List it; what is over is taken down by itself."""
        rows = publishing.running(self.today)
        return Response(serializers.PublicationOut(rows, many=True).data)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "from_month": _month(each.from_month) if each.from_month else None,
        "to_month": _month(each.to_month) if each.to_month else None,
        "value": each.value,
        "proof_page": each.proof_page,
        "counts": each.counts,
        "judged_at": each.judged_at,
        "is_confirmed": each.confirmed_at is not None,
    }


def _forecast(found: list[tuple[str, Forecast]]) -> dict[str, Any]:
    of = found[0][1].window
    return {
        "earliest": _month(of.earliest),
        "statutory": _month(of.statutory),
        "latest": _month(of.latest),
        "is_estimate": True,
        "growths": [
            {"growth": name, "months": [_row(row) for row in each.rows]} for name, each in found
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "month": _month(row.month),
        "way": row.when.value,
        "total": spell_yuan(row.total),
        "counted_months": row.counted_months,
        "minimum_months": row.minimum,
        "notice_by": row.notice_by,
        "lines": [
            {
                "name": line.name,
                "title": wording(line.title),
                "amount": spell_yuan(line.amount),
                "formula": wording(line.formula),
                "is_sure": line.is_sure,
            }
            for line in row.found.lines
        ],
    }


def _determination(made: Determination) -> dict[str, Any]:
    kept = made.facts
    return {
        "case": made.case.number,
        "from_month": _month(made.from_month),
        "total": spell_yuan(from_fen(made.total_fen)),
        "region": made.region,
        "is_provisional": made.is_provisional,
        "born": kept["born"] and kept["born"][:7],
        "retires": kept["retires"][:7],
        "paid_months": kept["paid"],
        "deemed_months": kept["deemed"],
        "average_index": kept["index"],
        "account": kept["account"],
        "at": made.at,
    }
