"""The data behind the drawn answers: the row of days, the history grid, bars, the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kit.spelling import in_chinese, long_date, month_of_strip, period, weekday_of_strip


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

    def spoken(self, words: "GridWords") -> str:
        """The month in a sentence, for screen readers."""
        if self.state == "none" or self.month is None:
            return ""
        where = words.places.join(self.names)
        parts = [words.month(self.month), where, words.states[self.state]]
        return words.parts.join(part for part in parts if part)

    def drawn(self, words: "GridWords") -> str:
        """The cell as it stands in the table; names of places may come from anybody."""
        place = f' data-place="{self.first}"' if self.first else ""
        also = f' data-also="{self.second}"' if self.second else ""
        spoken = self.spoken(words)
        inside = (
            f'<span aria-hidden="true">{self.sign}</span>'
            f'<span class="visually-hidden">{escape(spoken)}</span>'
            if spoken
            else ""
        )
        state = f'data-state="{self.state}"'
        return f'<td role="cell" class="month" {state}{place}{also}>{inside}</td>'


class GridWords:
    """The words of a grid in the reader's language, each looked up once however many months."""

    def __init__(self) -> None:
        chinese = in_chinese()
        self.places, self.parts = ("、", "，") if chinese else (" and ", ", ")
        self.states = {
            "paid": _("paid"),
            "overlap": _("paid in two places, counted once"),
            "gap": _("not paid"),
            "arrears": _("owed"),
        }
        self._months = (
            {}
            if chinese
            else {month: formats.date_format(date(2026, month, 1), "F") for month in range(1, 13)}
        )

    def month(self, month: date) -> str:
        """Return `2019年3月` or `March 2019`."""
        if not self._months:
            return f"{month.year}年{month.month}月"
        return f"{self._months[month.month]} {month.year}"


def by_year(months: Iterable[dict], places: Iterable[dict]) -> list[dict]:
    """Return a row for each year with twelve cells, from `{month, state, places}` entries."""
    names = {place["letter"]: str(place["name"]) for place in places}
    cells = {entry["month"].replace(day=1): _cell(entry, names) for entry in months}
    if not cells:
        return []
    years, words = range(min(cells).year, max(cells).year + 1), GridWords()
    return [_row(year, cells, words) for year in years]


def _cell(entry: dict, names: dict[str, str]) -> MonthCell:
    letters = list(entry.get("places") or [])
    spoken = tuple(names.get(letter, letter) for letter in letters)
    return MonthCell(entry["month"], entry["state"], "".join(letters), spoken)


def _row(year: int, cells: dict[date, MonthCell], words: GridWords) -> dict:
    row = [cells.get(date(year, month, 1), MonthCell(None, "none")) for month in range(1, 13)]
    counted = sum(cell.state in ("paid", "overlap") for cell in row)
    # Hundreds of months stand on a page: drawn as one text, they cost a tenth of a template's loop.
    drawn = mark_safe("".join(cell.drawn(words) for cell in row))  # noqa: S308 -- escaped above
    return {"year": year, "months": row, "counted": counted, "drawn": drawn}


# --- Bars and sparklines -------------------------------------------------------------------------
def as_bars(rows: Iterable[dict]) -> list[dict]:
    """Return rows with their width in hundredths of the longest (or of `of`, when given)."""
    rows = list(rows)
    longest = max((float(row.get("of") or row["value"]) for row in rows), default=0) or 1
    return [{**row, "width": round(float(row["value"]) / longest * 100, 1)} for row in rows]


def unlocalized(number: float) -> str:
    """Return a number as SVG wants it, whatever the language."""
    return f"{number:g}"


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


# --- A year of working days --------------------------------------------------------------
def as_months(days: Iterable[dict]) -> list[dict]:
    """Return months of `{date, kind, reason}` days as weeks from Monday, gaps being None."""
    months = []
    for first, grouped in groupby(days, key=lambda day: day["date"].replace(day=1)):
        cells: list = [None] * (first.isoweekday() - 1) + list(grouped)
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        months.append({"first": first, "weeks": weeks})
    return months


def weekday_names() -> list[dict]:
    """Return Monday to Sunday, short and in full."""
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=offset) for offset in range(7)]
    cut = slice(-1, None) if in_chinese() else slice(0, 2)
    return [
        {"short": formats.date_format(day, "D")[cut], "full": formats.date_format(day, "l")}
        for day in days
    ]


def month_headings() -> list[dict]:
    """Return the twelve months, as a number and in full."""
    return [
        {"number": month, "full": formats.date_format(date(2026, month, 1), "F")}
        for month in range(1, 13)
    ]
