"""How punctual agencies are, for everybody: by agency, service and month, as page and as file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.models import Agency
from casework import figures_shown as shown
from casework.actions import counting
from casework.rules.figures import FEWEST_SHOWN, Figures
from casework.rules.procedures import procedures
from kit import clock, held, tables
from kit.spelling import wording
from kit.tables import CONTENT_TYPES, Format

MONTHS = 12  # whole ones: that of today is not over
BAD_REQUEST = 400


class PunctualityFilter(forms.Form):
    """Of which agency."""

    use_required_attribute = False

    agency = forms.ChoiceField(
        label=gettext_lazy("Agency"),
        error_messages={"invalid_choice": gettext_lazy("Choose an agency from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = sorted(held.rows_of(Agency).values(), key=lambda each: each.code)
        now = [(each.code, str(each)) for each in found if each.successor_id is None]
        self.fields["agency"].choices = [("", _("All agencies")), *now]


@require_safe
def punctuality(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Show how many turns were done within their terms; `?file=csv` hands the figures over."""
    form = PunctualityFilter(request.GET if request.GET.get("agency") else None)
    is_wrong = form.is_bound and not form.is_valid()
    code = form.cleaned_data.get("agency", "") if form.is_bound else ""
    agency = next((each for each in held.rows_of(Agency).values() if each.code == code), None)
    months = shown.months_back(clock.today(), MONTHS + 1)[:-1]
    if request.GET.get("file") == Format.CSV and not is_wrong:
        return _file(agency, months)
    query = urlencode({"agency": code} if code else {})
    context = {"form": form, "agency": agency, "months": months, "query": query}
    context |= {"fewest": FEWEST_SHOWN, **_sections(agency, months)}
    status = BAD_REQUEST if is_wrong else 200
    return render(request, "casework/punctuality.html", context, status=status)


def _found(agency: Agency | None, months: list[date], *by: str) -> dict[tuple[Any, ...], Figures]:
    """Return the figures that are large enough to be public."""
    keys = agency.offices if agency else None
    period = {"since": months[0], "until": months[-1], "today": clock.today()}
    found = counting.figures(keys, *by, **period)
    return {key: each for key, each in found.items() if each.is_public}


def _sections(agency: Agency | None, months: list[date]) -> dict[str, Any]:
    by_month = shown.by_month(_found(agency, months, "month"), months)
    by_service = shown.by_service(_found(agency, months, "service"))
    sections = [(_("By month"), by_month), (_("By service"), by_service)]
    if agency is None:
        sections.append((_("By agency"), shown.by_agency(_found(None, months, "agency"))))
    return {"sections": [_section(title, rows) for title, rows in sections]}


def _section(title: str, rows: list[shown.Row]) -> dict[str, Any]:
    enough = [row for row in rows if row["figures"].is_public]
    return {"title": title, "rows": enough, "bars": shown.punctual_bars(enough)}


def _file(agency: Agency | None, months: list[date]) -> StreamingHttpResponse:
    spool = tables.write(_rows(agency, months), Format.CSV)
    answer = StreamingHttpResponse(tables.pieces(spool), content_type=CONTENT_TYPES[Format.CSV])
    name = f"punctuality-{months[-1]:%Y%m}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(agency: Agency | None, months: list[date]) -> Iterator[Sequence[object]]:
    yield [
        _("Agency code"), _("Agency"), _("Service"), _("Month"), _("Decided"), _("In time"),
        _("Percent in time"), _("Median of working days"), _("Nine of ten within working days"),
    ]  # fmt: skip
    titles = {each.name: wording(each.title) for each in procedures()}
    agencies = held.rows_of(Agency)
    found = _found(agency, months, "agency", "service", "month")
    for (pk, service, month), each in sorted(found.items()):
        office = agencies[pk].in_office
        yield [
            office.code, str(office), titles.get(service, service), f"{month:%Y-%m}", each.decided,
            each.in_time, each.in_time_percent, each.median, each.ninetieth,
        ]  # fmt: skip
