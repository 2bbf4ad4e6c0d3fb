"""The cost list of a claim for programs of agencies."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from applications.api.answering import OfApplication, answer_whole
from applications.api.serializers import ApplicationOut
from casework.api.once import once
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.serializers.bodies import NothingBody
from kit.api.reading import StrictSerializer, StrictText
from kit.errors import NotValid
from services.reimbursement.actions import listing
from services.reimbursement.acts import is_claim
from services.reimbursement.rules.reading_lists import (
    COLUMNS,
    MOST_LINES,
    ListNotUnderstood,
    read_rows,
)


class CostLineBody(StrictSerializer):
    """A line of a cost list; numbers are texts, so that none is rounded on its way."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """Return the columns of a list; `class` is no name of Python."""
        optional = {"limit_price", "first_share_rate"}
        return {
            name: StrictText(
                max_length=120, required=name not in optional, allow_blank=name in optional
            )
            for name in COLUMNS
        }


class LinesBody(NothingBody):
    """The whole list; it takes the place of the one before."""

    lines = CostLineBody(many=True, max_length=MOST_LINES)


class Lines(OfApplication):
    """The cost list of a claim by hand, entered whole."""

    tag = "desk"
    summary = gettext_lazy("Enter the cost list of a claim")
    action = Action.CORRECT_FIGURE
    body = LinesBody
    answer = ApplicationOut
    is_once = True
    names_version = True

    def put(self, request: Request, number: str) -> Response:
        """Enter it, and answer with the case as it stands then."""
        case = self.case()
        self.let_in(case)
        application = self.application(case)
        if not is_claim(application):
            raise MoveNotPossible(gettext_lazy("This service does not know this step."))
        return once(self, lambda: self._enter(application))

    def _enter(self, application: Any) -> Response:
        said = self.read(self.body)
        version = self.version(said, needed=True)
        try:
            lines = read_rows(said["lines"])
        except ListNotUnderstood as error:
            raise NotValid({listing.FIELD: listing.said(error.faults)}) from error
        edge = {"by": self.who, "now": self.now, "version": version}
        listing.enter_lines(application, lines, **edge)
        return answer_whole(application, self)
