"""My accounts: how each insurance stands, where each yuan comes from, what it will be."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.rules.levels import Level
from agencies import actors, rule_book
from agencies.entering import insured_person_only
from agencies.levels import check_level
from agencies.rules.terms import RECORDED, UNEMPLOYMENT, Insurance
from kit import clock
from kit.spelling import money, month_name, wording, years_and_months
from law.money import from_fen
from law.values import percent
from records.models import Relationship
from services.enrolments import books, looking_ahead
from services.enrolments.own import own_relationship

YEARS_DRAWN = 12
ICONS = {"pension": "old-age", "medical": "medical", "unemployment": "work"}


@require_safe
@never_cache
@insured_person_only
def accounts(request: HttpRequest) -> HttpResponse:
    """Show a card for each insurance."""
    person = _person(request)
    cards = [_shown(card) for card in books.cards_of(person)]
    return render(request, "enrolments/accounts.html", {"cards": cards})


@require_safe
@never_cache
@insured_person_only
def account(request: HttpRequest, key: int) -> HttpResponse:
    """Show one account: its years with their lines, and what it will be."""
    relationship = own_relationship(_person(request), key)
    book, today = rule_book.current(), clock.today()
    years = books.years_of(relationship, book)
    context = {
        "relationship": relationship,
        "insurance": wording(RECORDED[relationship.insurance]),
        "years": years,
        "bars": [_bar(str(each.year), each.closing_fen) for each in _latest_last(years)],
        "ahead": _ahead(relationship, _growth(request)),
        "growths": [{"value": str(each), "text": percent(each)} for each in looking_ahead.GROWTHS],
        "today": today,
    }
    return render(request, "enrolments/account.html", context)


def _person(request: HttpRequest) -> Person:
    who = actors.actor(request)
    check_level(who, Level.NUMBER)
    if who.person is None:
        raise Http404
    return who.person


def _shown(card: books.Card) -> dict[str, Any]:
    held = card.relationship
    return {
        "card": card,
        "insurance": wording(RECORDED[held.insurance]),
        "icon": ICONS[held.insurance],
        "has_account": held.insurance != UNEMPLOYMENT,
        "rows": _rows(card),
    }


def _rows(card: books.Card) -> list[dict[str, str]]:
    held = card.relationship
    state = f"{held.get_scheme_display()} · {held.get_status_display()}"
    rows = [(_("State"), state), (_("Since"), month_name(card.since))]
    if card.base_fen is not None:
        rows.append((_("Last monthly base"), money(card.base_fen)))
    rows.append((_("Months paid"), years_and_months(card.months)))
    if card.last_paid:
        rows.append((_("Last month paid"), month_name(card.last_paid)))
    return [{"key": key, "value": value} for key, value in rows]


def _latest_last(years: list[books.Year]) -> list[books.Year]:
    return list(reversed(years[:YEARS_DRAWN]))


def _bar(label: str, fen: int) -> dict[str, Any]:
    return {"label": label, "value": max(fen, 0), "text": f"¥{from_fen(fen):,.2f}"}


def _growth(request: HttpRequest) -> Decimal:
    asked = request.GET.get("growth", "0")
    return next((each for each in looking_ahead.GROWTHS if str(each) == asked), Decimal(0))


def _ahead(relationship: Relationship, growth: Decimal) -> dict[str, Any] | None:
    """Return the projection of a pension account; another one is spent and not saved."""
    if relationship.insurance != Insurance.PENSION:
        return None
    try:
        found = looking_ahead.projection_of(
            relationship, today=clock.today(), book=rule_book.current(), growth=growth
        )
    except looking_ahead.NotAhead:
        return None
    drawn = looking_ahead.some_of(found.rows)
    return {
        "found": found,
        "rate": percent(found.rate),
        "bars": [_bar(str(each.year), each.closing_fen) for each in drawn],
        "closing_fen": found.rows[-1].closing_fen,
    }
