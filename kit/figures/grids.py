"""A history of contributions as a grid of months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kit.spelling import in_chinese


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
