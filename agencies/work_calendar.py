"""The working-day calendars as loaded: the State Council's notices, and those of single areas."""

from itertools import groupby

from agencies.models import Agency, CalendarDay, CalendarNotice
from kit.held import Held
from law.area_days import AreaNotice, Calendars
from law.workdays import Calendar


def national() -> Calendar:
    """Return the calendar of the State Council's notices alone."""
    return known().national


def of(agency: Agency) -> Calendar:
    """Return the calendar by which an agency's terms are counted: that of its place."""
    return known().at(agency.region_id)


def _read() -> Calendars:
    found = list(CalendarNotice.objects.order_by("area_id", "year"))
    days = CalendarDay.objects.order_by("notice_id", "date")
    of_notice = {
        notice: tuple(each.spoken for each in some)
        for notice, some in groupby(days, key=lambda day: day.notice_id)
    }
    country = [each for each in found if each.area_id is None]
    national_days = (day for each in country for day in of_notice.get(each.pk, ()))
    areas = (
        AreaNotice(each.area_id, each.year, of_notice.get(each.pk, ()), each.is_verified)
        for each in found
        if each.area_id is not None
    )
    return Calendars.of(Calendar.of((each.year for each in country), national_days), areas)


# The calendars of all loaded notices.
known = Held(_read, CalendarNotice, CalendarDay)
