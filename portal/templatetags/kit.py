"""How values look on a page: money, dates, what is left of a term, and the data of the drawn figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from accounts.rules import money as yuan
from accounts.rules.wording import Text

register = template.Library()

UNKNOWN = "—"


# --- Values in words ---------------------------------------------------------------------
@register.filter
def money(value: int | Decimal | None) -> str:
    """Return `¥14,400.00` for whole fen (int) or yuan (Decimal)."""
    if value is None or value == "":
        return UNKNOWN
    amount = yuan.from_fen(value) if isinstance(value, int) else yuan.round_half_up(value)
    sign = "−" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"


@register.filter
def long_date(value: date | None) -> str:
    """Return `2026年12月8日（星期二）` or `Tuesday 8 December 2026`."""
    return (
        formats.date_format(value, _day_pattern("Y年n月j日（l）", "l j F Y")) if value else UNKNOWN
    )


@register.filter
def short_date(value: date | None) -> str:
    """Return `2026年12月8日` or `8 December 2026`."""
    return formats.date_format(value, _day_pattern("Y年n月j日", "j F Y")) if value else UNKNOWN


@register.filter
def table_date(value: date | None) -> str:
    """Return `2026-12-08` or `8 Dec 2026`, where there is little room."""
    return formats.date_format(value, _day_pattern("Y-m-d", "j M Y")) if value else UNKNOWN


@register.filter
def month_name(value: date | None) -> str:
    """Return `2019年3月` or `March 2019`."""
    return formats.date_format(value, _day_pattern("Y年n月", "F Y")) if value else UNKNOWN


@register.filter
def moment(value: Any) -> str:
    """Return `2026年12月8日 14:05` or `8 December 2026, 14:05`, in the portal's time zone."""
    if not value:
        return UNKNOWN
    local = template.defaultfilters.date(value, "H:i")
    day = template.defaultfilters.date(value, _day_pattern("Y年n月j日", "j F Y"))
    return f"{day} {local}" if _in_chinese() else f"{day}, {local}"


def _day_pattern(chinese: str, english: str) -> str:
    return chinese if _in_chinese() else english


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def working_days_left(days: int | None) -> str:
    """Return `9 working days left`, `due today` or `2 working days late`."""
    if days is None:
        return ""
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -days) % {"n": -days}
    return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}


@register.filter
def urgency(days: int | None) -> str:
    """Return `late`, `soon` (five working days or fewer) or nothing, to colour a row beside its words."""
    if days is None or days > 5:
        return ""
    return "late" if days < 0 else "soon"


@register.filter
def masked_id(number: Any) -> str:
    """Return an identity number with its middle hidden: `110101********1234`."""
    text = str(number or "")
    if len(text) < 12:
        return text[:2] + "*" * max(len(text) - 4, 1) + text[-2:] if text else UNKNOWN
    return text[:6] + "*" * (len(text) - 10) + text[-4:]


@register.filter
def wording(text: Text | str | None) -> str:
    """Return a sentence of the rules, kept in both languages, in the reader's."""
    return (
        text.in_language(get_language() or "zh-hans") if isinstance(text, Text) else str(text or "")
    )


@register.filter
def years_and_months(months: int | None) -> str:
    """Return `12 years 3 months` for 147 months."""
    if months is None:
        return UNKNOWN
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": years})
    if rest or not years:
        parts.append(ngettext("%(n)s month", "%(n)s months", rest) % {"n": rest})
    return "".join(parts) if _in_chinese() else " ".join(parts)


# --- Icons: 24 × 24, drawn with lines, always beside a word ---------------------------------
ICONS = {
    "check": '<path d="M4 12.5 9.5 18 20 6.5"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "warn": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5v5.5M12 16.4v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "back": '<path d="M20 12H5M11 6l-6 6 6 6"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "letter": '<path d="M3 5.5h18v13H3z"/><path d="m3 7 9 7 9-7"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.5 3.7-7 8-7s7.2 2.5 8 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "inbox": '<path d="M3 13.5 6 5h12l3 8.5V19H3z"/><path d="M3 13.5h5.5a3.5 3.5 0 0 0 7 0H21"/>',
    "old-age": '<path d="M4 20V11l8-6.5 8 6.5v9z"/><path d="M9.5 20v-5.5h5V20"/>',
    "medical": '<path d="M9 3.5h6V9h5.5v6H15v5.5H9V15H3.5V9H9z"/>',
    "calculator": '<path d="M5 3h14v18H5z"/><path d="M8.5 7h7M8.5 12h.1M12 12h.1M15.5 12h.1M8.5 16.5h.1M12 16.5h.1M15.5 16.5h.1"/>',
    "place": '<path d="M12 21.5c4.5-5 7-8.5 7-11.5a7 7 0 0 0-14 0c0 3 2.5 6.5 7 11.5z"/><circle cx="12" cy="10" r="2.5"/>',
    "calendar": '<path d="M4 5.5h16V21H4zM4 10h16M8 3v4M16 3v4"/>',
    "print": '<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"/>',
    "speak": '<path d="M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
    "text-size": '<path d="M2.5 19 8 6l5.5 13M4.3 15h7.4M14.5 19l3.5-8 3.5 8M15.6 16.5h4.8"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4c-9.5 1.5-17.5-6.5-16-16z"/>',
    "copy": '<path d="M9 8h11v13H9z"/><path d="M15 8V3H4v13h5"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a small drawing that stands beside a word and is silent to screen readers."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - the drawings above are our own constants
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        drawing,
    )


# --- Forms --------------------------------------------------------------------------------
@register.filter
def with_class(field: Any, name: str) -> SafeString:
    """Return a bound field's control with a CSS class."""
    return field.as_widget(attrs={"class": name})


@register.filter
def error_links(form: Any) -> list[dict]:
    """Return what the error summary lists: each message and the control it is about."""
    links = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        links += [
            {"label": field.label, "text": text, "target": field.auto_id} for text in field.errors
        ]
    return links


# --- The deadline as a row of days ----------------------------------------------------------
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
            return formats.date_format(self.date, "n月" if _in_chinese() else "M")
        return (
            formats.date_format(self.date, "D")[-1:]
            if _in_chinese()
            else formats.date_format(self.date, "D")
        )

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
        return ("，" if _in_chinese() else ", ").join(parts)


@register.filter
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


@register.filter
def holidays(strip: Iterable[StripDay]) -> list[dict]:
    """Return the stretches of days off that are more than a weekend, to be named below the strip."""
    found = []
    for (off, reason), days in groupby(strip, key=lambda day: (day.is_off, day.reason)):
        stretch = list(days)
        if off and any(day.weekday < 6 for day in stretch):
            found.append({"reason": reason, "first": stretch[0].date, "last": stretch[-1].date})
    return found


# --- Contribution history as a grid -----------------------------------------------------------
@dataclass(frozen=True)
class MonthCell:
    """One month of the history grid."""

    month: date | None
    state: str  # paid, overlap, gap, arrears, none
    letters: str = ""
    names: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The letter that decides the colour."""
        return self.letters[:1].lower()

    @property
    def second(self) -> str:
        """The other place of an overlap."""
        return self.letters[1:2].lower()

    @property
    def sign(self) -> str:
        """What stands in the cell."""
        return {"arrears": "!", "gap": "·", "none": ""}.get(self.state, self.letters)

    @property
    def spoken(self) -> str:
        """The month in a sentence, for screen readers."""
        if self.state == "none" or self.month is None:
            return ""
        what = {
            "paid": _("paid"),
            "overlap": _("paid in two places, counted once"),
            "gap": _("not paid"),
            "arrears": _("owed"),
        }[self.state]
        where = ("、" if _in_chinese() else " and ").join(self.names)
        parts = [month_name(self.month), where, what] if where else [month_name(self.month), what]
        return ("，" if _in_chinese() else ", ").join(parts)


@register.filter
def by_year(months: Iterable[dict], places: Iterable[dict]) -> list[dict]:
    """Return a row for each year with twelve cells, from `{month, state, places}` entries."""
    names = {place["letter"]: str(place["name"]) for place in places}
    cells = {entry["month"].replace(day=1): _cell(entry, names) for entry in months}
    if not cells:
        return []
    years = range(min(cells).year, max(cells).year + 1)
    return [_row(year, cells) for year in years]


def _cell(entry: dict, names: dict[str, str]) -> MonthCell:
    letters = list(entry.get("places") or [])
    spoken = tuple(names.get(letter, letter) for letter in letters)
    return MonthCell(entry["month"], entry["state"], "".join(letters), spoken)


def _row(year: int, cells: dict[date, MonthCell]) -> dict:
    row = [cells.get(date(year, month, 1), MonthCell(None, "none")) for month in range(1, 13)]
    counted = sum(cell.state in ("paid", "overlap") for cell in row)
    return {"year": year, "months": row, "counted": counted}


# --- Bars and sparklines -------------------------------------------------------------------------
@register.filter
def as_bars(rows: Iterable[dict]) -> list[dict]:
    """Return rows with their width in hundredths of the longest (or of `of`, when given)."""
    rows = list(rows)
    longest = max((float(row.get("of") or row["value"]) for row in rows), default=0) or 1
    return [{**row, "width": round(float(row["value"]) / longest * 100, 1)} for row in rows]


@register.filter
def unlocalized(number: float) -> str:
    """Return a number as SVG wants it, whatever the language."""
    return f"{number:g}"


@register.filter
def as_points(values: Iterable[float]) -> str:
    """Return the points of a sparkline in a box of 100 by 20."""
    values = [float(value) for value in values]
    if not values:
        return ""
    low, spread = min(values), (max(values) - min(values)) or 1
    step = 100 / max(len(values) - 1, 1)
    return " ".join(
        f"{i * step:.1f},{18 - (v - low) / spread * 16:.1f}" for i, v in enumerate(values)
    )


# --- A year of working days ------------------------------------------------------------------------
@register.filter
def as_months(days: Iterable[dict]) -> list[dict]:
    """Return the months of `{date, kind, reason}` days as weeks from Monday, gaps filled with None."""
    months = []
    for first, grouped in groupby(days, key=lambda day: day["date"].replace(day=1)):
        cells: list = [None] * (first.isoweekday() - 1) + list(grouped)
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        months.append({"first": first, "weeks": weeks})
    return months


@register.simple_tag
def weekday_names() -> list[dict]:
    """Return Monday to Sunday, short and in full."""
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=offset) for offset in range(7)]
    cut = slice(-1, None) if _in_chinese() else slice(0, 2)
    return [
        {"short": formats.date_format(day, "D")[cut], "full": formats.date_format(day, "l")}
        for day in days
    ]


@register.simple_tag
def month_headings() -> list[dict]:
    """Return the twelve months, as a number and in full."""
    return [
        {"number": month, "full": formats.date_format(date(2026, month, 1), "F")}
        for month in range(1, 13)
    ]
