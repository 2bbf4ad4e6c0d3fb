"""How values are written for the reader: money, dates, terms, in Chinese or in English."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template.defaultfilters import date as formatted
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from law import money as yuan
from law.identity_number import mask
from law.wording import Text

UNKNOWN = "—"


def money(value: int | Decimal | None) -> str:
    """Return `¥14,400.00` for whole fen (int) or yuan (Decimal)."""
    if value is None or value == "":
        return UNKNOWN
    amount = yuan.from_fen(value) if isinstance(value, int) else yuan.round_half_up(value)
    sign = "−" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"


def long_date(value: date | None) -> str:
    """Return `2026年12月8日（星期二）` or `Tuesday 8 December 2026`."""
    return _written(value, "Y年n月j日（l）", "l j F Y")


def short_date(value: date | None) -> str:
    """Return `2026年12月8日` or `8 December 2026`."""
    return _written(value, "Y年n月j日", "j F Y")


def table_date(value: date | None) -> str:
    """Return `2026-12-08` or `8 Dec 2026`, where there is little room."""
    return _written(value, "Y-m-d", "j M Y")


def period(first: date, last: date) -> str:
    """Return `9月25日至27日` or `25 to 27 September`, without the year."""
    if first == last:
        return formats.date_format(first, _day_pattern("n月j日", "j F"))
    same_month = (first.year, first.month) == (last.year, last.month)
    if in_chinese():
        end = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
        return f"{first.month}月{first.day}日至{end}"
    begin = formats.date_format(first, "j" if same_month else "j F")
    return f"{begin} to {formats.date_format(last, 'j F')}"


def month_name(value: date | None) -> str:
    """Return `2019年3月` or `March 2019`."""
    return _written(value, "Y年n月", "F Y")


def month_of_strip(day: date) -> str:
    """Return `12月` or `Dec`, as it stands above the days of a row."""
    return _written(day, "n月", "M")


def weekday_of_strip(day: date) -> str:
    """Return `二` or `Tue`, as it stands above a day of a row."""
    name = _written(day, "D", "D")
    return name[-1:] if in_chinese() else name


def moment(value: datetime | None) -> str:
    """Return `2026年12月8日 14:05` or `8 December 2026, 14:05`, in the portal's time zone."""
    return _written(value, "Y年n月j日 H:i", "j F Y, H:i")


def exact_moment(value: datetime | None) -> str:
    """Return `2026年12月8日 23:14:05` or `8 December 2026, 23:14:05`: where each second counts."""
    return _written(value, "Y年n月j日 H:i:s", "j F Y, H:i:s")


def _written(value: date | None, chinese: str, english: str) -> str:
    """Write a day or a moment; of a moment, the day and hour it is in the portal's time zone."""
    if not value:
        return UNKNOWN
    is_moment = isinstance(value, datetime) and timezone.is_aware(value)
    local = timezone.localtime(value) if is_moment else value
    return _spelt(
        local.replace(tzinfo=None) if is_moment else local, get_language(), chinese, english
    )


@lru_cache(maxsize=4096)
def _spelt(local: date, _language: str | None, chinese: str, english: str) -> str:
    """Write it once: a page names the same few days again and again, and so does the next page."""
    return formatted(local, _day_pattern(chinese, english))


def _day_pattern(chinese: str, english: str) -> str:
    return chinese if in_chinese() else english


def in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def working_days_left(days: int | None) -> str:
    """Return `9 working days left`, `due today` or `2 working days late`."""
    if days is None:
        return ""
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -days) % {"n": -days}
    return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}


def urgency(days: int | None) -> str:
    """Return `late`, `soon` (five working days or fewer) or nothing, to mark a row."""
    if days is None or days > 5:
        return ""
    return "late" if days < 0 else "soon"


def masked_id(number: Any) -> str:
    """Return an identity number with its middle hidden: `110101********1234`."""
    return mask(str(number)) if number else UNKNOWN


def wording(text: Text | str | None) -> str:
    """Return a sentence of the rules, kept in both languages, in the reader's."""
    return (
        text.in_language(get_language() or "zh-hans") if isinstance(text, Text) else str(text or "")
    )


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
    return " ".join(parts)


def age_spelled(months: int) -> str:
    """Return an age of so many months: 55 岁 9 个月, 55 years 9 months."""
    years, rest = divmod(months, 12)
    whole = wording(Text(f"{years}岁", f"{years} years"))
    return f"{whole} {years_and_months(rest)}" if rest else whole
