"""A notice of 2027 as it could be published: 33 days, 13 of them holidays by law."""

from datetime import date, timedelta

from law.wording import Text
from law.workdays import ExceptionDay

# Holiday, first day off, days off, weekend days worked in their place.
PERIODS = (
    ("元旦", "New Year's Day", "2027-01-01", 3, ()),
    ("春节", "Spring Festival", "2027-02-05", 8, ("2027-01-30", "2027-02-20")),
    ("清明节", "Tomb-sweeping Day", "2027-04-03", 3, ()),
    ("劳动节", "Labour Day", "2027-05-01", 5, ("2027-05-08",)),
    ("端午节", "Dragon Boat Festival", "2027-06-09", 1, ()),
    ("中秋节", "Mid-Autumn Festival", "2027-09-15", 1, ()),
    ("国庆节", "National Day", "2027-10-01", 7, ("2027-09-26", "2027-10-09")),
)


def days():
    """Return the days of the notice in order."""
    found = []
    for zh, en, first, number, worked in PERIODS:
        begins = date.fromisoformat(first)
        found += [
            ExceptionDay(begins + timedelta(each), False, Text(zh, en)) for each in range(number)
        ]
        found += [ExceptionDay(date.fromisoformat(day), True, Text(zh, en)) for day in worked]
    return tuple(sorted(found, key=lambda day: day.date))


def as_csv(rows=None, header="date,kind,reason,reason_en"):
    """Return the notice as a file; `rows` may be other rows than its own."""
    if rows is None:
        rows = [
            f"{d.date},{'worked' if d.is_workday else 'off'},{d.name.zh},{d.name.en}"
            for d in days()
        ]
    return "\r\n".join([header, *rows, ""])
