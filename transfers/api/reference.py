"""The code list of reasons, for everybody."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.rules.terms import Insurance
from casework.api.views import PublicView
from kit.api.errors import BadParameter
from transfers.api import verdict_rows
from transfers.rules.reasons import REASONS, Use
from transfers.serializers import told_record


class ReasonCodes(PublicView):
    """Why a transfer is refused, held, sent back or made in part, each with its article."""

    summary = _("The code list of reasons")
    answer = told_record.ReasonOut(many=True)
    parameters = frozenset({"insurance", "use"})
    described = {
        "insurance": [each.value for each in Insurance],
        "use": [each.value for each in Use],
    }

    def get(self, request: Request) -> Response:
        """List them."""
        asked = {name: request.query_params.get(name) for name in self.described}
        for name, value in asked.items():
            if value is not None and value not in self.described[name]:
                raise BadParameter(name, _("This value is not possible here."))
        rows = [
            verdict_rows.reason_row(reason)
            for reason in REASONS.values()
            if asked["insurance"] in (None, reason.insurance) or reason.insurance is None
            if asked["use"] is None or asked["use"] in reason.uses
        ]
        return Response(told_record.ReasonOut(rows, many=True).data)
