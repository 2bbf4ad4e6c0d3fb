"""A spell as its owner reads it: rows, and each month drawn, coming or kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kit.spelling import money, month_name
from payouts import standing
from payouts.models import Entitlement
from records.rules.contributions import month_number, month_of
from services.unemployment.models import Spell

DRAWN, UNDER_WAY, COMING, KEPT = "ok", "warn", "", "quiet"


@dataclass(frozen=True, kw_only=True)
class ShownSpell:
    """What a page shows of one spell on a day."""

    left: int
    all: int
    rows: list[dict[str, str]]
    cells: list[dict[str, Any]]
    case: str

    @property
    def legend(self) -> list[dict[str, str]]:
        """What the colours mean, those that are there."""
        words = {
            DRAWN: _("drawn"),
            UNDER_WAY: _("being paid"),
            COMING: _("to come"),
            KEPT: _("kept for you"),
        }
        there = {cell["tone"] for cell in self.cells}
        return [{"text": said, "tone": tone} for tone, said in words.items() if tone in there]


def shown(spell: Spell, today: date) -> ShownSpell:
    """Return a spell as it stands on a day."""
    this = today.replace(day=1)
    count = max(
        spell.months, month_number(spell.planned_last) - month_number(spell.first_month) + 1
    )
    drawn = spell.drawn_by(this)
    booked = set(standing.booked_months(spell.person, "unemployment"))
    months = [month_of(month_number(spell.first_month) + index) for index in range(count)]
    left = sum(each not in booked for each in months)
    return ShownSpell(
        left=left if spell.is_running else spell.kept,
        all=count,
        rows=_rows(spell),
        cells=[_cell(spell, each, n < drawn, each in booked) for n, each in enumerate(months)],
        case=spell.case.number,
    )


def _rows(spell: Spell) -> list[dict[str, str]]:
    rows = [(_("Paid by"), spell.agency.local_name)]
    if spell.is_running:
        rows.append((_("Drawn"), _span(spell.first_month, spell.planned_last)))
        amount = _amount_of(spell)
        if amount:
            rows.append((_("Amount a month"), amount))
        rows.append((_("Medical insurance"), _("paid by the fund while you draw it")))
    elif spell.last_month is not None and spell.last_month >= spell.first_month:
        rows.append((_("Drawn"), _span(spell.first_month, spell.last_month)))
    if not spell.is_running:
        rows.append((_("Ended because"), spell.get_ended_because_display()))
        rows.append((_("Months kept for the next time"), str(spell.kept)))
    return [{"key": key, "value": value} for key, value in rows]


def _amount_of(spell: Spell) -> str:
    """Return what is paid a month now: as payments have it."""
    found: Entitlement | None = (
        standing.entitlements_of(spell.person).filter(benefit="unemployment").first()
    )
    if found is None:
        return ""
    rates = found.rates.filter(replaced_by=None).order_by("from_month")
    return " → ".join(money(each.amount_fen) for each in rates)


def _span(first: date, last: date) -> str:
    return f"{month_name(first)} – {month_name(last)}"


def _cell(spell: Spell, month: date, is_due: bool, is_booked: bool) -> dict[str, Any]:
    """Return a month: it is drawn once a bank has booked it, and not before."""
    if is_booked or (is_due and not spell.is_running):
        tone, said = DRAWN, _("drawn")
    elif is_due:
        tone, said = UNDER_WAY, _("being paid")
    elif spell.is_running:
        tone, said = COMING, _("to come")
    else:
        tone, said = KEPT, _("kept for you")
    return {"label": month_name(month), "text": said, "tone": tone}
