"""A deadline as a row of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kit.spelling import in_chinese, long_date, month_of_strip, period, weekday_of_strip


@dataclass(frozen=True)
class StripDay:
    """One day of the deadline strip, ready to draw."""

    date: date
    number: int | None
    reason: str
    state: str  # passed, ahead, late, off, start
    is_today: bool
    is_due: bool
    is_first: bool

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return self.date.isoweekday()

    @property
    def is_off(self) -> bool:
        """Whether the day does not count."""
        return self.state == "off"

    @property
    def heading(self) -> str:
        """The month where it begins, else the day of the week."""
        if self.opens_month:
            return month_of_strip(self.date)
        return weekday_of_strip(self.date)

    @property
    def opens_month(self) -> bool:
        """Whether the month must be named above this day."""
        return self.is_first or self.date.day == 1

    @property
    def foot(self) -> str:
        """The word under the day, if it needs one."""
        if self.is_today:
            return _("today")
        if self.is_due:
            return pgettext("under a day", "due")
        if self.is_off and self.weekday < 6:
            return pgettext("under a day", "off")
        if self.number and self.weekday > 5:
            return pgettext("under a day", "works")
        return ""

    @property
    def spoken(self) -> str:
        """The day in a sentence, for screen readers."""
        parts = [long_date(self.date)]
        if self.is_today:
            parts.append(_("today"))
        if self.number:
            parts.append(_("working day %(n)s") % {"n": self.number})
        if self.is_off:
            parts.append(_("does not count: %(reason)s") % {"reason": self.reason or _("day off")})
        if self.is_due:
            parts.append(_("due day"))
        return ("，" if in_chinese() else ", ").join(parts)

    @property
    def drawn(self) -> str:
        """The day as it stands in the row; the reason comes from a holiday notice."""
        number = self.number or ""
        return (
            f'<li class="day" {self._marks}>'
            f'<span class="day__top" aria-hidden="true"{" data-month" if self.opens_month else ""}>'
            f"{self.heading}</span>"
            f'<span class="day__date" aria-hidden="true">{self.date.day}</span>'
            f'<span class="day__line" aria-hidden="true"><span class="day__mark">{number}</span>'
            f'</span><span class="day__foot" aria-hidden="true">{self.foot}</span>'
            f'<span class="visually-hidden">{escape(self.spoken)}</span></li>'
        )

    @property
    def _marks(self) -> str:
        """What the stylesheet and screen readers go by."""
        marks = [f'data-weekday="{self.weekday}"', f'data-state="{self.state}"']
        marks += ["data-off"] if self.is_off else []
        marks += ["data-start"] if self.state == "start" else []
        marks += ['data-today aria-current="date"'] if self.is_today else []
        marks += ["data-due"] if self.is_due else []
        return " ".join(marks)


def drawn(days: Iterable[StripDay]) -> str:
    """Return the days of a row as one text: a loop of a template costs ten times as much."""
    return mark_safe("".join(day.drawn for day in days))  # noqa: S308 -- escaped above


def as_strip(days: Iterable[dict]) -> list[StripDay]:
    """Return the days of a term as they are drawn; days after the due day are late."""
    days = list(days)
    today = next((day["date"] for day in days if day.get("today")), None)
    due = next((day["date"] for day in days if day.get("due")), None)
    return [
        StripDay(
            date=day["date"],
            number=day.get("number") or None,
            reason=str(day.get("reason") or ""),
            state=_state_of(day, today=today, due=due),
            is_today=bool(day.get("today")),
            is_due=bool(day.get("due")),
            is_first=index == 0,
        )
        for index, day in enumerate(days)
    ]


def _state_of(day: dict, *, today: date | None, due: date | None) -> str:
    if day.get("start"):
        return "start"
    if not day["counted"]:
        return "off"
    if due and day["date"] > due:
        return "late"
    return "passed" if today and day["date"] < today else "ahead"


def holidays(strip: Iterable[StripDay]) -> list[dict]:
    """Return the stretches off that are more than a weekend, to be named below the strip."""
    stretches = (
        (reason, list(days))
        for reason, days in groupby(strip, key=lambda day: day.is_off and day.reason)
        if reason
    )
    return [
        {"reason": reason, "period": period(days[0].date, days[-1].date)}
        for reason, days in stretches
        if any(day.weekday < 6 for day in days)
    ]
