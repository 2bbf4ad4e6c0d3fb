"""The figures of turns as charts and tables: named, in order, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from agencies.models import Agency
from casework.models.figures import NOBODY
from casework.rules.figures import Figures
from casework.rules.procedures import procedures
from kit import held
from kit.spelling import month_name, wording

Grouped = Mapping[tuple[Any, ...], Figures]
Row = dict[str, Any]
NO_BREAK = "\N{NO-BREAK SPACE}"


def months_back(today: date, number: int) -> list[date]:
    """Return the firsts of so many months, the last of them that of today."""
    at = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(at - number + 1, at + 1)]


def percent(figures: Figures) -> str:
    """Return how many of a hundred were done in time, or a dash where none was."""
    share = figures.in_time_percent
    return "–" if share is None else f"{share:g}{NO_BREAK}%"


def by_month(found: Grouped, months: Iterable[date]) -> list[Row]:
    """Return a row for each month, those without anything too."""
    return [_row(month_name(month), found.get((month,), Figures())) for month in months]


def by_service(found: Grouped) -> list[Row]:
    """Return a row for each service, that with most work first."""
    titles = {each.name: wording(each.title) for each in procedures()}
    return _most_first(_row(titles.get(name, name), each) for (name,), each in found.items())


def by_agency(found: Grouped) -> list[Row]:
    """Return a row for each agency; what an agency took over is its own."""
    agencies, whole = held.rows_of(Agency), dict[int, Figures]()
    for (pk,), each in found.items():
        whole.setdefault(agencies[pk].in_office.pk, Figures()).add(each)
    return _most_first(_row(str(agencies[pk]), each) for pk, each in whole.items())


def by_clerk(found: Grouped) -> list[Row]:
    """Return a row for each clerk, and one for what nobody has."""
    users = User.objects.in_bulk([clerk for (clerk,) in found if clerk != NOBODY])
    names = {key: str(user) for key, user in users.items()} | {NOBODY: _("Nobody's yet")}
    rows = (_row(names.get(key, "–"), each) for (key,), each in found.items())
    return _most_first(row for row in rows if row["figures"].waiting or row["figures"].done)


def _row(label: str, figures: Figures) -> Row:
    return {"label": label, "figures": figures, "percent": percent(figures)}


def _most_first(rows: Iterable[Row]) -> list[Row]:
    def work(row: Row) -> tuple[int, int, str]:
        figures = row["figures"]
        return -figures.waiting, -figures.done, row["label"]

    return sorted(rows, key=work)


# --- As bars ----------------------------------------------------------------------------------
def done_bars(rows: Iterable[Row]) -> list[Row]:
    """Return what was done as bars: in time, late, ended without a decision."""
    return [
        _bar(row, (f.in_time, ""), (f.late, "alert"), (f.ended, "quiet"), text=_done_in_words(row))
        for row in rows
        if (f := row["figures"]).done
    ]


def _done_in_words(row: Row) -> str:
    if not row["figures"].decided:
        return str(row["figures"].done)
    return _("%(n)s · %(percent)s in time") % {
        "n": row["figures"].done,
        "percent": row["percent"],
    }


def waiting_bars(rows: Iterable[Row]) -> list[Row]:
    """Return what waits as bars: within its term, late, with its clock stopped."""
    return [
        _bar(
            row,
            (f.waiting - f.overdue, ""),
            (f.overdue, "alert"),
            (f.stopped, "quiet"),
            text=_waiting_in_words(f),
        )
        for row in rows
        if (f := row["figures"]).waiting or f.stopped
    ]


def _waiting_in_words(figures: Figures) -> str:
    number = str(figures.waiting + figures.stopped)
    if not figures.overdue:
        return number
    late = _("%(n)s late") % {"n": figures.overdue}
    return f"{number} · {late}"


def _bar(row: Row, *parts: tuple[float, str], text: str) -> Row:
    drawn = [{"value": value, "tone": tone} for value, tone in parts]
    return {"label": row["label"], "text": text, "parts": drawn}


def punctual_bars(rows: Iterable[Row]) -> list[Row]:
    """Return how many of a hundred were done in time, each bar as long as all of them."""
    found = []
    for row in rows:
        share = row["figures"].in_time_percent or 0
        parts = (share, "ok"), (100 - share, "alert")
        found.append(_bar(row, *parts, text=row["percent"]))
    return found
