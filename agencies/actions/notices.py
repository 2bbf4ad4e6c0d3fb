"""Loading a holiday notice: its days replace those before it, and every version is kept.

One administrator proposes, another approves. Whoever runs the portal may load the notice of a
release by a command, which the version says.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval, work_calendar
from agencies.models import CalendarDay, CalendarNotice, NoticeProposal, NoticeVersion, Region
from agencies.rules.notices import NoticeChange, calendars_after, changes
from kit.errors import Refusal
from law.area_days import Calendars
from law.workdays import ExceptionDay


@dataclass(frozen=True)
class Loaded:
    """What is loaded: the days of a year, the document they stand in, and the file they came in."""

    year: int
    days: tuple[ExceptionDay, ...]
    number: str = ""
    issued_on: date | None = None
    deviation: str = ""
    file_name: str = ""
    file_sha256: str = ""
    area: str = ""  # the code of a province or city; empty for the whole country


def areas() -> QuerySet[Region]:
    """Return the provinces and cities that may have a notice of their own."""
    return Region.objects.filter(level__in=[Region.Level.PROVINCE, Region.Level.PREFECTURE])


def what_changes(loaded: Loaded) -> tuple[NoticeChange, ...]:
    """Return each day that loading would make another one than it is now."""
    return changes(_standing(loaded), loaded.days)


def _standing(loaded: Loaded) -> dict[date, ExceptionDay]:
    """Return what is loaded for the year, and for those of the days another year's notice holds."""
    dates = [day.date for day in loaded.days]
    of_area = CalendarDay.objects.filter(area=loaded.area or None)
    found = of_area.filter(Q(notice__year=loaded.year) | Q(date__in=dates))
    return {each.date: each.spoken for each in found.order_by("date")}


def calendars_with(loaded: Loaded) -> Calendars:
    """Return the calendars as they would be with this notice."""
    changed = what_changes(loaded)
    return calendars_after(
        work_calendar.known(), loaded.year, loaded.days, changed, area=loaded.area
    )


def loaded_of(proposal: NoticeProposal) -> Loaded:
    """Return what a proposal would load."""
    return Loaded(
        year=proposal.year,
        days=proposal.spoken,
        number=proposal.number,
        issued_on=proposal.issued_on,
        deviation=proposal.deviation,
        file_name=proposal.file_name,
        file_sha256=proposal.file_sha256,
        area=proposal.area_id or "",
    )


def fingerprint() -> str:
    """Return what tells one state of the loaded calendar from another."""
    moments = CalendarNotice.objects.order_by("pk").values_list("pk", "loaded_at")
    return sha256(repr(list(moments)).encode()).hexdigest()


@transaction.atomic
def approve(proposal: NoticeProposal, *, by: User, seen: str, now: datetime) -> None:
    """Load a proposed notice as the second person, who has `seen` what it changes of the calendar.

    Raises `Refusal` where the calendar has become another one since they looked.
    """
    if proposal.approved_by_id == by.pk:
        return
    hold_calendar(now)
    if seen != fingerprint():
        raise Refusal(_("The calendar has changed meanwhile. This is what would change now."))
    approval.approve(proposal, by=by, now=now)
    load(loaded_of(proposal), proposal=proposal, now=now)


@transaction.atomic
def load(loaded: Loaded, *, proposal: NoticeProposal | None = None, now: datetime) -> NoticeVersion:
    """Let these days be the year's; the version before stays on record.

    A day that another year's notice held (late December) belongs to this one from now on. Without
    a proposal that two persons agree on, it is the command of whoever runs the portal.
    """
    moment = hold_calendar(now)
    notice, _made = CalendarNotice.objects.get_or_create(
        year=loaded.year, area_id=loaded.area or None, defaults={"loaded_at": moment}
    )
    keep_what_stands(notice)
    notice.number, notice.issued_on = loaded.number, loaded.issued_on
    notice.loaded_at, notice.is_verified = moment, True
    notice.save()
    _replace_days(notice, loaded.days)
    source = proposal.source if proposal else NoticeVersion.Source.COMMAND
    return _keep(notice, loaded, source=source, proposal=proposal)


def hold_calendar(now: datetime) -> datetime:
    """Keep others from loading meanwhile; return a moment later than any loading before.

    By that moment the portal sees that days have moved: two loadings may not share it.
    """
    held = CalendarNotice.objects.select_for_update().order_by("pk")
    loadings = [each.loaded_at + timedelta(microseconds=1) for each in held]
    return max([now, *loadings])


def _replace_days(notice: CalendarNotice, days: Collection[ExceptionDay]) -> None:
    notice.days.all().delete()
    of_area = CalendarDay.objects.filter(area=notice.area_id)
    of_area.filter(date__in=[day.date for day in days]).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            notice=notice,
            area_id=notice.area_id,
            date=day.date,
            is_workday=day.is_workday,
            reason=day.name.zh,
            reason_en=day.name.en,
        )
        for day in days
    )


def keep_what_stands(notice: CalendarNotice) -> None:
    """Write down, as its first version, a notice that came with the portal and has none yet."""
    if notice.versions.exists() or not notice.days.exists():
        return
    stands = Loaded(
        notice.year,
        days_of(notice),
        notice.number,
        notice.issued_on,
        area=notice.area_id or "",
    )
    _keep(notice, stands, source=NoticeVersion.Source.RELEASE)


def _keep(
    notice: CalendarNotice, loaded: Loaded, *, source: str, proposal: NoticeProposal | None = None
) -> NoticeVersion:
    """Write down the notice as it was loaded just now, as the next version of it."""
    last = notice.versions.order_by("-version").first()
    return NoticeVersion.objects.create(
        notice=notice,
        version=last.version + 1 if last else 1,
        number=loaded.number,
        issued_on=loaded.issued_on,
        source=source,
        file_name=loaded.file_name,
        file_sha256=loaded.file_sha256,
        deviation=loaded.deviation,
        days=written(loaded.days),
        loaded_at=notice.loaded_at,
        proposed_by=proposal.proposed_by if proposal else None,
        approved_by=proposal.approved_by if proposal else None,
    )


def days_of(notice: CalendarNotice) -> tuple[ExceptionDay, ...]:
    """Return the days of a notice as they stand."""
    return tuple(day.spoken for day in notice.days.order_by("date"))


def written(days: Collection[ExceptionDay]) -> list[list[str | bool]]:
    """Return days as they are kept with a proposal and a version."""
    return [[day.date.isoformat(), day.is_workday, day.name.zh, day.name.en] for day in days]
