"""Days and moments as they are in Shanghai, and who was told what."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from casework.actions.duties import do_what_is_due
from casework.models import Duty, Notice

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour=10, minute=0, second=0):
    """Return a moment of a day: `at("2026-09-29", 8, 30)`."""
    return datetime.combine(date.fromisoformat(day), time(hour, minute, second), SHANGHAI)


def work(now):
    """Let the worker do all that is due."""
    while do_what_is_due(now=now):
        pass


def told(kind):
    """Return to whom this kind of notice went, in order: an agency's code, or `person`."""
    notices = Notice.objects.filter(kind=kind).select_related("to_agency").order_by("pk")
    return sorted(each.to_agency.code if each.to_agency else "person" for each in notices)


def milestones_done():
    """Return the milestones that have fired, in order."""
    fired = Duty.objects.filter(milestone__isnull=False, done_at__isnull=False)
    return list(fired.order_by("done_at", "pk").values_list("milestone", flat=True))


def milestones_ahead():
    """Return the milestones that are owed, each with its moment in Shanghai."""
    ahead = Duty.objects.waiting().filter(milestone__isnull=False).order_by("due_at")
    return [(each.milestone, f"{each.due_at.astimezone(SHANGHAI):%m-%d %H:%M}") for each in ahead]
