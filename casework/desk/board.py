"""The head's board: what waits, what came, what was done and how soon; by month, clerk, service."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from agencies.actors import Actor, Position
from agencies.models import Agency
from casework import figures_shown as shown
from casework.actions import counting
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from casework.rules.figures import Figures
from kit import clock, held
from kit.errors import NotPermitted

MONTHS = (12, 6, 3, 1)


class BoardFilter(forms.Form):
    """Whose figures, and of how many months; anything unknown shows all of a year."""

    use_required_attribute = False

    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    months = forms.ChoiceField(label=gettext_lazy("Months"))

    def __init__(self, *args: Any, agencies: dict[int, Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.code, str(each)) for each in agencies.values()]
        self.fields["agency"].choices = [("", _("All of them")), *named]
        self.fields["months"].choices = [(n, _months(n)) for n in MONTHS]
        if len(named) == 1:
            del self.fields["agency"]

    @property
    def wanted(self) -> dict[str, str]:
        """The valid choices that were made."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _months(n: int) -> str:
    return _("This month") if n == 1 else _("The last %(n)s months") % {"n": n}


def agencies_of(who: Actor) -> dict[int, Agency]:
    """Return the agencies whose figures somebody sees (row 62): own and supervised, or of the
    province."""
    if who.agency is None:
        return {}
    every = [each for each in held.rows_of(Agency).values() if each.successor_id is None]
    if who.position == Position.AUDITOR:
        province = who.agency.region_id[:2]
        found = [each for each in every if each.region_id.startswith(province)]
    else:
        found = [each for each in every if who.agency.pk in (each.pk, each.supervisor_id)]
    return {each.pk: each for each in sorted(found, key=lambda each: each.code)}


@require_GET
@at_desk
def desk_board(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the figures of the agencies that somebody heads or looks after."""
    if not may_generally(who, Action.SEE_FIGURES):
        raise NotPermitted
    known = agencies_of(who)
    wanted = BoardFilter(request.GET, agencies=known).wanted
    chosen = [each for each in known.values() if wanted.get("agency", each.code) == each.code]
    months = shown.months_back(clock.today(), int(wanted.get("months", MONTHS[0])))
    context = {
        "form": BoardFilter(initial=wanted, agencies=known),
        "agencies": chosen,
        **_context(who, chosen, months),
    }
    return render(request, "desk/board.html", context)


def _context(who: Actor, chosen: list[Agency], months: list[date]) -> dict[str, Any]:
    keys = [key for each in chosen for key in each.offices]
    period = {"since": months[0], "until": months[-1], "today": clock.today()}
    by_month = shown.by_month(counting.figures(keys, "month", **period), months)
    of_services = counting.figures(keys, "service", **period)
    whole = Figures()  # each turn is of one service
    for figures in of_services.values():
        whole.add(figures)
    by_service = shown.by_service(of_services)
    sections = [_section("month", _("By month"), by_month, waits=False)]
    if len(chosen) > 1:
        by_agency = shown.by_agency(counting.figures(keys, "agency", **period))
        sections.append(_section("agency", _("By agency"), by_agency))
    if who.position == Position.SUPERVISOR and who.agency in chosen:
        ours = counting.figures(who.agency.offices, "clerk_key", **period)
        sections.append(_section("clerk", _("By clerk"), shown.by_clerk(ours)))
    sections.append(_section("service", _("By service"), by_service))
    return {
        "whole": whole,
        "percent": shown.percent(whole),
        "sections": [s for s in sections if s["rows"]],
    }


def _section(key: str, title: str, rows: list[shown.Row], *, waits: bool = True) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "rows": rows,
        "done": shown.done_bars(rows),
        "waiting": shown.waiting_bars(rows) if waits else [],
        "waits": waits,
    }
