"""Days and months that a request names among its parameters."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from kit.api.errors import BadParameter
from kit.api.reading import DAY

NOT_A_DAY, NOT_A_MONTH = _("Write the day as 2026-09-07."), _("Write the month as 2026-09.")


def day_asked(request: Request, name: str) -> date | None:
    """Return the day (2026-09-07) that a parameter names; None where there is no such parameter.

    Raises `BadParameter` for everything else, an empty one too.
    """
    said = request.query_params.get(name)
    return None if said is None else _read(said, name, NOT_A_DAY)


def day_needed(request: Request, name: str) -> date:
    """Return the day that a parameter names; raises `BadParameter` where there is none."""
    return _read(request.query_params.get(name, ""), name, NOT_A_DAY)


def month_asked(request: Request, name: str) -> date | None:
    """Return the first day of the month (2026-09) that a parameter names; None where there is none.

    Raises `BadParameter` for everything else.
    """
    said = request.query_params.get(name)
    return None if said is None else _read(f"{said}-01", name, NOT_A_MONTH)


def _read(day: str, name: str, why: Any) -> date:
    if not DAY.fullmatch(day):  # fromisoformat alone takes 20260907 and 2026-W37-1 as well
        raise BadParameter(name, why)
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise BadParameter(name, why) from error
