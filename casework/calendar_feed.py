"""The personal calendar as a file that calendar programs subscribe to (RFC 5545, RFC 7986)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from casework.dates import Entry
from casework.models import CalendarAddress

REFRESH = timedelta(hours=6)
# Before a day that is the person's own to act on: a week, and at nine of the morning before.
ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))


def written(entries: Iterable[Entry], *, words: str, made_at: datetime) -> bytes:
    """Return the calendar. A day is a day in China and moves with no time zone: `VALUE=DATE`.

    It has no METHOD: it is published at an address and invites nobody.
    """
    calendar = Calendar()
    name = _("Social insurance: my days")
    calendar.add("prodid", f"-//{settings.PORTAL_HOST}//Social Insurance Online//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, words, made_at))
    return calendar.to_ical()


def _event(entry: Entry, words: str, made_at: datetime) -> Event:
    title = entry.plain if words == CalendarAddress.Words.PLAIN else entry.about
    event = Event()
    event.add("uid", f"{entry.key}@{settings.PORTAL_HOST}")
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _("What it is, and what to do: sign in and look at your page."))
    event.add("url", f"{settings.PORTAL_URL}/my/")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day
    for before in ALARMS if entry.is_mine else ():
        event.add_component(_alarm(title, before))
    return event


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm
