"""Correcting a number that the rules worked out, with a reason: for a second person to see."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications import known
from applications.fields import Figure
from applications.models import Application, FigureCorrection
from casework.actions import moving, preparing
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from kit.once import has_none
from law.wording import Text, say_yuan

Corrected = Mapping[str, Mapping[str, str]]
YUAN = re.compile(r"[0-9]{1,10}\.[0-9]{2}")


@transaction.atomic
def correct(
    application: Application,
    *,
    figure: str = "",
    value: str = "",
    reason: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> FigureCorrection:
    """Put another value in the place of a figure; what the rules made of it is kept beside it."""
    case = application.case
    at = (Status.SUBMITTED,)
    moving.take_up(case, Action.CORRECT_FIGURE, by=by, version=version, at=at)
    if by.user is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    if preparing.waiting_in(case, application.agency) is not None:
        raise MoveNotPossible(
            _("A decision is prepared with these figures. Send it back before you correct them.")
        )
    found = known.rules_say(application, today=timezone.localdate(now)).figures
    worked_out = next((each for each in found if each.name == figure), None)
    if worked_out is None or figure not in dict(application.service.correctable):
        raise NotValid({"figure": _("This figure is not worked out here.")})
    made = FigureCorrection.objects.create(
        case=case,
        name=figure,
        was=worked_out.value.zh,
        is_now=value.strip(),
        reason=reason.strip(),
        by=by.user,
        at=now,
    )
    moving.turn_page(case)
    return made


def worked_out(application: Application, now: datetime) -> dict[str, str]:
    """Return what the rules make of the figures that a clerk may correct, as it is prepared."""
    if not application.service.correctable:
        return {}
    found = known.rules_say(application, today=timezone.localdate(now)).figures
    return {each.name: each.value.zh for each in found if each.name}


def check_unchanged(application: Application, said: Mapping[str, Any], now: datetime) -> None:
    """Raise `MoveNotPossible` where the figures of a prepared decision have changed since.

    Another case of the same person may have been decided meanwhile: nobody approves what they have
    not read.
    """
    before = said.get("worked_out")
    if before is not None and before != worked_out(application, now):
        raise MoveNotPossible(
            _("The figures have changed since this was prepared. Send it back and prepare it anew.")
        )


def corrected_in(application: Application) -> dict[str, dict[str, str]]:
    """Return what counts in the place of figures, by their names, as a decision keeps it."""
    if has_none(application.case, "corrected_figures"):
        return {}
    rows = FigureCorrection.objects.filter(case=application.case_id).order_by("pk")
    return {each.name: {"value": each.is_now, "reason": each.reason} for each in rows}


def with_corrections(figures: Iterable[Figure], corrected: Corrected) -> tuple[Figure, ...]:
    """Return the figures as they are decided: a corrected one says what it was, and why."""
    return tuple(
        _corrected(each, corrected[each.name]) if each.name in corrected else each
        for each in figures
    )


def _corrected(figure: Figure, by: Mapping[str, Any]) -> Figure:
    reason = by["reason"]
    return replace(
        figure,
        value=_said(by["value"]),
        formula=Text(
            f"原按规则计算为{figure.value.zh}，经更正：{reason}",
            f"the rules made it {figure.value.en}; corrected: {reason}",
        ),
        is_sure=True,
    )


def _said(typed: str) -> Text:
    """Return a value as a letter says it: what was typed with its fen is money."""
    plain = typed.replace(",", "").lstrip("¥")
    return say_yuan(Decimal(plain)) if YUAN.fullmatch(plain) else Text(typed, typed)
