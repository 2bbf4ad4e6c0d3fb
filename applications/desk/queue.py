"""The list of the desk: what waits and what has ended, narrowed, ordered and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from agencies.models import Agency
from applications.desk import kept_numbers
from applications.desk.lists import rows_of, with_case
from applications.desk.wanted import DeskFilter, found_for
from casework.actions import assigning, keeping_lists, looking
from casework.desk.door import at_desk
from casework.desk.waiting import MOST, BoundedPaginator, CountUpToMost, last_soon_day
from casework.models import Step
from casework.models.steps import StepQuerySet
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid, Refusal
from kit.questions import Fixed, question

SORTED_BY = ("opened", "service", "due", "clerk")
NO_FILTER = {"rows", "sort"}


@dataclass(frozen=True)
class Asked:
    """The turns of a queue as a clerk asked for them; a part of them is fetched when it is."""

    by: Actor
    wanted: Fixed
    today: date
    soon: date

    def __getitem__(self, part: slice) -> list[Step]:
        """Return some of them, with what a row shows."""
        return _turns(**vars(self), part=Fixed((part.start, part.stop)))

    def count(self) -> int:
        """Return how many there are: all where that is kept, else one more than are listed."""
        wanted = dict(self.wanted.value)
        if kept_numbers.is_kept(wanted):
            sums, days = kept_numbers.sums_of(self.by), {"today": self.today, "soon": self.soon}
            return kept_numbers.number_of(sums, wanted, who=self.by, **days)
        [number] = _number(**vars(self))
        return number


def _found(by: Actor, wanted: Fixed, today: date, soon: date) -> StepQuerySet:
    return found_for(by, dict(wanted.value), today=today, soon=soon)


@question
def _turns(*, part: Fixed, **asked: Any) -> QuerySet[Step]:
    found = _found(**asked)
    page = Step.objects.filter(pk__in=found.values("pk")[slice(*part.value)])
    # What a row shows is fetched for the rows of the page: ordered whole, all would be.
    return with_case(page.order_by(*found.query.order_by))


@question
def _number(**asked: Any) -> QuerySet[Agency, int]:
    own = Agency.objects.filter(pk=asked["by"].agency.pk)
    return own.values_list(CountUpToMost(_found(**asked)), flat=True)


@require_GET
@at_desk
def desk_queue(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show what waits at the desk, the most urgent first, or what else was asked for."""
    today, now = clock.today(), clock.now()
    staff = list(assigning.colleagues(who, now=now))
    wanted = DeskFilter(request.GET, who=who, colleagues=staff).wanted
    asked = Asked(who, Fixed(tuple(wanted.items())), today, last_soon_day(who, today))
    pages = BoundedPaginator(asked, int(wanted.get("rows", 25)), found=asked.count())
    page = pages.get_page(request.GET.get("page"))
    looking.listed([step.case for step in page.object_list], by=who, now=now)
    context = {
        "form": DeskFilter(initial=wanted, who=who, colleagues=staff),
        "is_filtered": bool(wanted.keys() - NO_FILTER),
        "rows": rows_of(page.object_list, who, today=today),
        "page_obj": page,
        "query": urlencode(wanted),
        "found": pages.found,
        "is_cut": pages.found > MOST,
        "is_more": pages.found > MOST and not kept_numbers.is_kept(wanted),
        "colleagues": [each for each in staff if not each.is_away],
        "views": keeping_lists.kept_by(who),
        "sorts": sorts(wanted),
        "may_export": may_generally(who, Action.EXPORT_LIST),
    }
    return render(request, "desk/queue.html", context)


def sorts(wanted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return for each column where a press on its head leads, and how it is ordered now."""
    now = wanted.get("sort", "")
    heads = {}
    for name in SORTED_BY:
        turned = f"-{name}" if now == name else name
        order = {name: "ascending", f"-{name}": "descending"}.get(now, "")
        query = urlencode({**wanted, "sort": turned})
        heads[name] = {"href": f"{reverse('desk_queue')}?{query}", "order": order}
    return heads


@require_POST
@at_desk
def keep(request: HttpRequest, who: Actor) -> HttpResponse:
    """Keep a list under a name: its filters, its order, the rows of a page."""
    typed = dict(request.POST.items())
    staff = assigning.colleagues(who, now=clock.now())
    wanted = DeskFilter(typed, who=who, colleagues=staff).wanted
    try:
        keeping_lists.keep(typed.get("name", ""), urlencode(wanted), by=who)
        messages.success(request, _("Kept. It stands above the list."))
    except NotValid as refusal:
        messages.error(request, str(refusal.errors["name"]))
    return redirect(f"{reverse('desk_queue')}?{urlencode(wanted)}")


@require_POST
@at_desk
def drop(request: HttpRequest, who: Actor) -> HttpResponse:
    """Keep a list no longer."""
    try:
        keeping_lists.drop(request.POST.get("which", ""), by=who)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("desk_queue")
