"""Files of records: contributions taken in, one with faults, one that waits for a second person."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Person
from agencies.models import Agency
from demo import staff
from demo.sign_ins import TOUR_AGENCIES
from intake import files
from intake.actions import taking_in
from intake.rules.faults import LARGEST
from intake.rules.layouts import KINDS
from law.money import from_fen, to_fen
from records.models import Contribution, InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of

PLACE = "P330100"  # Hangzhou, where the tour's clerks are
CODE = "91330100MA2DEM0016"
FORMER = "杭州样例科技有限公司"  # of whoever pays alone now
LATE_EVERY = 9  # one month of so many arrived a week after its last day
MONTHS = 24
WEEK, TEN_DAYS = timedelta(days=7), timedelta(days=10)


def load(*, now: datetime) -> None:
    """Let the heads of some agencies bring files in, and clerks release them."""
    brought_on = timezone.localdate(now - TEN_DAYS)
    signed_in = Person.objects.filter(user__isnull=False)
    for code in sorted(TOUR_AGENCIES):
        agency = Agency.objects.get(code=code)
        held = Relationship.objects.filter(agency=agency, person__in=signed_in, scheme="employee")
        rows = [row for each in held.order_by("pk") for row in _contributions(each, brought_on)]
        if rows:
            _bring(agency, "contributions", rows, released_by="a", now=now - TEN_DAYS)
    agency = Agency.objects.get(code=PLACE)
    _bring(agency, "persons", [_person(1), _person(2, phone="0571"), _person(3, name="")], now=now)
    _bring(agency, "persons", [_person(4), _person(5)], now=now)


def _bring(
    agency: Agency,
    kind: str,
    rows: Iterable[dict[str, object]],
    *,
    released_by: str = "",
    now: datetime,
) -> None:
    data, head = _csv(kind, rows), staff.at_desk(agency, staff.HEAD)
    arrived = files.keep([data], most=LARGEST)
    brought = taking_in.bring(arrived, kind, name=f"{kind}.csv", by=head, now=now)
    taking_in.check(brought, now=now)
    if released_by:
        taking_in.release(brought, by=staff.at_desk(agency, released_by), now=now)
        taking_in.take_in(brought, now=now)


def _csv(kind: str, rows: Iterable[dict[str, object]]) -> bytes:
    columns, out = KINDS[kind].columns, io.StringIO()
    writer = csv.writer(out)
    writer.writerow([each.head for each in columns])
    writer.writerows([row.get(each.name, "") for each in columns] for row in rows)
    return out.getvalue().encode("gb18030")


def _contributions(held: Relationship, today: date) -> Iterator[dict[str, object]]:
    """Yield the months of the last two years as an agency would hold them on the day it says so.

    What a case has brought (months that somebody paid here) is on record already.
    """
    since = month_of(month_number(today) - MONTHS)
    brought = Contribution.objects.standing().filter(relationship=held)
    there = set(brought.values_list("month", flat=True))
    own = held.periods.filter(gone_as="", came_from=None, scheme=held.scheme)
    for period in own.filter(last_month__gte=since).order_by("first_month"):
        first = max(month_number(period.first_month), month_number(since))
        last = min(month_number(period.last_month), month_number(today))  # what has begun by then
        for month in map(month_of, range(first, last + 1)):
            if month not in there:
                yield _contribution(held, period, month, today)


def _contribution(
    held: Relationship, period: InsuredPeriod, month: date, today: date
) -> dict[str, object]:
    due = month.replace(day=25)
    late = month_number(month) % LATE_EVERY == 0
    arrived = min(due + WEEK if late else due - TEN_DAYS, today)
    debtor = "个人" if period.is_personal_arrears else "单位"
    by_employer = bool(period.employer_rate)
    amounts = {
        "employer_yuan": period.employer_rate,
        "personal_yuan": period.personal_rate,
        "account_yuan": period.account_rate,
    }
    base = from_fen(period.base_fen)
    return {
        "personal_number": held.personal_number,
        "insurance": held.insurance,
        "scheme": held.scheme,
        "month": f"{month:%Y-%m}",
        "employer_code": CODE if by_employer else "",
        "employer_name": (held.employer_name or FORMER) if by_employer else "",
        "base_yuan": base,
        "due_on": due.isoformat(),
        "arrived_on": arrived.isoformat() if period.is_paid else "",
        "owed_by": "" if period.is_paid else debtor,
        **{name: from_fen(to_fen(base * rate)) for name, rate in amounts.items()},
    }


def _person(number: int, **more: object) -> dict[str, object]:
    """Return an invented person, whose passport nobody has."""
    return {
        "name": f"示例{'甲乙丙丁戊'[number - 1]}",
        "number": f"DEMO{number:05d}",
        "document_type": "护照",
        "issued_in": "USA",
        "sex": "女",
        "born_on": f"199{number}-03-04",
        "phone": f"1380000{number:04d}",
        **more,
    }
