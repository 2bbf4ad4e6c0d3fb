"""A list of cases as one file for programs: CSV or XLSX, masked, noted at each case (row 25)."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from casework.actions import exporting
from casework.api.views import PortalView, stated_reason
from casework.desk.files import as_file
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.api.asked import day_needed
from kit.api.errors import BadParameter
from kit.api.filters import WORDS
from kit.api.renderers import FileRenderer
from kit.errors import NotPermitted
from kit.tables import Format


class CaseList(PortalView):
    """The cases of some days (`since`, `until`) as a table; `open=true` leaves those that run.

    Of a person all their own. Staff say why in the header Access-Reason, and the persons read it.
    """

    tag = "cases"
    summary = gettext_lazy("Take a list of cases along")
    parameters = frozenset({"since", "until", "service", "open", "file"})
    described = dict.fromkeys(sorted(parameters))
    renderer_classes = [FileRenderer, JSONRenderer]

    def get(self, request: Request) -> HttpResponseBase:
        """Hand it over."""
        if not may_generally(self.who, Action.EXPORT_LIST):
            raise NotPermitted
        kind, now = self._file(), self.now
        if self.who.person_id is not None and not self.who.acts_for_agency:
            return as_file(lambda: exporting.table_of_own(self.who), kind, "my-cases")
        wanted, reason = self._wanted(), stated_reason(request)
        return as_file(
            lambda: exporting.table_for_staff(self.who, wanted, reason=reason, now=now),
            kind,
            f"cases-{now:%Y%m%d}",
        )

    def _file(self) -> Format:
        said = self.request.query_params.get("file", Format.CSV.value)
        if said not in list(Format):
            raise BadParameter("file", _("This value is not possible here."))
        return Format(said)

    def _wanted(self) -> dict[str, Any]:
        asked = self.request.query_params
        opened = asked.get("open", "false")
        if opened not in WORDS:
            raise BadParameter("open", _("This value is not possible here."))
        service = asked.get("service", "")
        return {
            "since": day_needed(self.request, "since"),
            "until": day_needed(self.request, "until"),
            "services": [service] if service else [],
            "open": WORDS[opened],
        }
