"""Public pages of this room: the directory of agencies and the calendar of working days."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agencies import directory, work_calendar
from agencies.forms import DirectoryForm
from agencies.models import Agency, CalendarNotice, Region
from kit import clock
from law.values import within
from law.workdays import Calendar, seed_years, working_year

ON_A_PAGE = 20
BAD_REQUEST = 400


@require_safe
def agency_directory(request: HttpRequest) -> HttpResponse:
    """Show the agencies for a place and an insurance, page by page."""
    form = DirectoryForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    place, insurance = asked.get("place", ""), asked.get("insurance", "")
    is_wrong = form.is_bound and not form.is_valid()
    found = Agency.objects.none() if is_wrong else directory.find(place, insurance)
    page_obj = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page_obj,
        "query": urlencode({"place": place, "insurance": insurance}),
        "is_searched": bool(place or insurance),
        "further": []
        if is_wrong or page_obj.has_other_pages()
        else directory.further(place, insurance, [each.code for each in page_obj]),
    }
    return render(
        request, "pages/agency_directory.html", context, status=BAD_REQUEST if is_wrong else 200
    )


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """Show one agency: how to reach it, what it handles, who supervises it."""
    known = Agency.objects.exclude(is_active=False, successor=None)
    shown = get_object_or_404(known.select_related("successor"), code=code)
    if shown.successor is not None:
        return redirect("agency", shown.successor.code)
    counties = Region.objects.filter(level=Region.Level.COUNTY)
    prefix = within(shown.region_id)
    context = {
        "agency": shown,
        "counties": counties.filter(code__startswith=prefix).count(),
        "supervised": shown.supervised.active().order_by("region_id")[:60],
    }
    return render(request, "pages/agency.html", context)


@require_safe
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Show a year day by day, with the holidays and the weekend days worked for them."""
    today = clock.today()
    year = today.year if year is None else year
    first, last = min(seed_years()), today.year + 1
    if not first <= year <= last:
        raise Http404
    calendars = work_calendar.known()
    place = _place_of(request)
    known = calendars.at(place.code) if place else calendars.national
    context = {
        "year": year,
        "days": list(_days(year, known, today)),
        "facts": working_year(year, known),
        "announced": CalendarNotice.objects.filter(year=year, area=None).first(),
        "before": year - 1 if year > first else None,
        "after": year + 1 if year < last else None,
        "place": place,
        "own": calendars.notices_at(place.code, [year]) if place else (),
        "areas": Region.objects.filter(code__in=calendars.areas_in(year)),
    }
    return render(request, "pages/calendar.html", context)


def _place_of(request: HttpRequest) -> Region | None:
    """Return the place whose own days off are asked for, if any."""
    code = request.GET.get("place", "")
    return get_object_or_404(Region, code=code) if code else None


def _days(year: int, known: Calendar, today: date):
    """Yield every day of the year as the calendar draws it."""
    language = get_language() or "zh-hans"
    for offset in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(days=offset)
        moved = known.exceptions.get(day)
        reason = moved.name.in_language(language) if moved else ""
        yield {"date": day, "kind": _kind(day, known), "reason": reason, "today": day == today}


def _kind(day: date, known: Calendar) -> str:
    is_weekend = day.weekday() >= 5
    if known.is_workday(day):
        return "worked" if is_weekend else "work"
    # A weekend day within a holiday is named by its notice too.
    return "holiday" if day in known.exceptions else "weekend"
