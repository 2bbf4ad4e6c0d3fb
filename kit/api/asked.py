"""Days and months that a request names among its parameters."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from kit.api.errors import BadParameter

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
NOT_A_DAY, NOT_A_MONTH = _("Write the day as 2026-09-07."), _("Write the month as 2026-09.")


def day_asked(request: Request, name: str) -> date | None:
    """Return the day (2026-09-07) that a parameter names; None where there is no such parameter.

    Raises `BadParameter` for everything else, an empty one too: `date.fromisoformat` alone would
    take 20260907 and 2026-W37-1, which the schema forbids.
    """
    said = request.query_params.get(name)
    if said is None:
        return None
    return _read(said if DAY.fullmatch(said) else "", name, NOT_A_DAY)


def day_needed(request: Request, name: str) -> date:
    """Return the day that a parameter names; raises `BadParameter` where there is none."""
    return day_asked(request, name) or _read("", name, NOT_A_DAY)


def month_asked(request: Request, name: str) -> date | None:
    """Return the first day of the month (2026-09) that a parameter names; None where there is none.

    Raises `BadParameter` for everything else.
    """
    said = request.query_params.get(name)
    if said is None:
        return None
    day = f"{said}-01" if MONTH.fullmatch(said) else ""
    return _read(day, name, NOT_A_MONTH)


def _read(day: str, name: str, why: Any) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise BadParameter(name, why) from error
