"""Reference data that every installation starts with: regions, terms, the holiday calendar.

Loading adds what is missing and leaves alone what is there: an administrator may have changed it.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import transaction

from agencies.models import CalendarDay, CalendarNotice, Region, RuleValue
from agencies.rules.terms import all_terms
from law import area_days, workdays
from law.values import BETWEEN_PARTS, Value

# GB/T 2260: administrative divisions down to the county.
REGIONS_FILE = Path(__file__).resolve().parent.parent / "data" / "regions.csv"
BATCH = 500


@transaction.atomic
def load(*, now: datetime) -> None:
    """Load everything; a second run changes nothing."""
    load_regions()
    load_terms(now=now)
    load_calendar(now=now)


def load_regions() -> None:
    """Load provinces, cities and counties."""
    known = set(Region.objects.values_list("code", flat=True))
    missing = [region for region in _regions() if region.code not in known]
    Region.objects.bulk_create(missing, batch_size=BATCH)


def _regions() -> Iterator[Region]:
    with REGIONS_FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Region(
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                level=row["level"],
                parent_id=row["parent"] or None,
            )


def load_terms(*, now: datetime) -> None:
    """Load the terms within which an agency must act, each with its article."""
    known = set(Region.objects.values_list("code", flat=True))
    for term in all_terms():
        for value in (each for each in term.values if not each.region or each.region in known):
            RuleValue.objects.get_or_create(
                rule=term.name,
                region_id=value.region or None,
                key=BETWEEN_PARTS.join(value.key),
                valid_from=value.valid_from,
                proposed_by=None,
                defaults=release_row(value, now=now),
            )


def release_row(value: Value, *, now: datetime) -> dict[str, Any]:
    """Return a value of this release as it is stored: it needs nobody's approval."""
    return {
        "number": value.number,
        "document_number": value.basis.document,
        "document": value.basis.title.zh,
        "document_en": value.basis.title.en,
        "article": value.basis.article,
        "effective_on": value.basis.effective_on,
        "valid_to": value.valid_to,
        "is_verified": value.is_verified,
        "proposed_at": now,
        "approved_at": now,
    }


def load_calendar(*, now: datetime) -> None:
    """Load the days of every notice this release knows."""
    known = set(CalendarNotice.objects.filter(area=None).values_list("year", flat=True))
    days = {
        year: list(moved)
        for year, moved in groupby(
            workdays.seed_days(), key=lambda day: workdays.notice_year(day.date)
        )
    }
    for year in set(workdays.seed_years()) - known:
        notice = CalendarNotice.objects.create(year=year, loaded_at=now)
        CalendarDay.objects.bulk_create(_day(notice, day) for day in days.get(year, ()))
    _load_area_days(now=now)


def _load_area_days(*, now: datetime) -> None:
    """Load what this release knows of days off of one area alone."""
    for seed in area_days.SEED:
        notice, made = CalendarNotice.objects.get_or_create(
            year=seed.year,
            area_id=seed.area,
            defaults={"loaded_at": now, "is_verified": seed.is_verified},
        )
        if made:
            CalendarDay.objects.bulk_create(_day(notice, day) for day in seed.days)


def _day(notice: CalendarNotice, day: workdays.ExceptionDay) -> CalendarDay:
    return CalendarDay(
        notice=notice,
        area_id=notice.area_id,
        date=day.date,
        is_workday=day.is_workday,
        reason=day.name.zh,
        reason_en=day.name.en,
    )
