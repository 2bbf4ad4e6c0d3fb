"""What is known already, and whether a transfer is possible, before anything is filed."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse

from kit import clock
from records.rules.interest import RateNotPublished
from transfers.facts.record import KnownPlace, KnownRecord
from transfers.figures.form import form_figures
from transfers.models import Transfer
from transfers.presenting import grids, routes, verdicts
from transfers.rules.reasons import ReasonClass
from transfers.rules.verdicts import Verdict
from transfers.views.applying.draft import Draft


def known(draft: Draft) -> HttpResponse:
    """Show what is known already, and whether a transfer is possible, before anything is filed."""
    if not (draft.transfer.original_region_id and draft.transfer.new_region_id):
        return draft.go("places")
    if draft.request.method == "POST":
        return draft.go("details")
    record, verdict = draft.known(), draft.verdict()
    return draft.page(
        "transfers/known.html",
        form=forms.Form(),
        record=record,
        places=[place_row(place) for place in record.places],
        history=grids.history(record),
        route=route_of(draft.transfer, record, today=clock.today()),
        verdict=verdict,
        decisions=decisions(verdict),
        title=verdicts.verdict_title(verdict, is_mine_to_decide=decisions(verdict)),
        is_about_places=is_about_places(verdict),
        is_temporary=bool({TEMPORARY_ACCOUNT} & stopping(verdict)),
    )


def place_row(place: KnownPlace) -> dict[str, Any]:
    """Return what is known of one place as a list of places shows it."""
    return {
        "name": place.agency.region.local_name,
        "first_month": place.first_month,
        "last_month": place.last_month,
        "note": grids.kind_of_record(place.relationship),
        "months": place.months,
        "amount": place.balance_fen,
    }


def route_of(transfer: Transfer, record: KnownRecord, *, today: date) -> routes.Route:
    """Return the way of what is asked: the months and the money as the books stand today."""
    held = [p for p in record.places if p.relationship.pk == transfer.original_relationship_id]
    months = sum(place.months for place in held)
    total = _total_today(transfer, today=today) if months else None
    return routes.route(
        transfer,
        months=months,
        amount=total,
        names_schemes=len({each.relationship.scheme for each in record.places}) > 1,
    )


def _total_today(transfer: Transfer, *, today: date) -> int | None:
    """Return ⑥ in fen, or None while the interest of a year is not published."""
    try:
        return form_figures(transfer, today=today).sums["total_fen"]
    except RateNotPublished:
        return None


# Reasons that an answer of the person on the next page may settle.
ARREARS, TEMPORARY_ACCOUNT, WAIVED = "A07", "A03", "B04"
# Reasons that other places may settle; for all others changing them leads nowhere.
ABOUT_PLACES = {
    "A02", "A04", "A05", "A12", "NO_RECORD", "IN_NOT_ENROLLED", "SAME_POOLING_AREA",
}  # fmt: skip
STOPPING = {ReasonClass.REFUSE, ReasonClass.NOT_NEEDED, ReasonClass.HOLD}


def stopping(verdict: Verdict) -> set[str]:
    """Return the codes that stand against the transfer."""
    return {each.code for each in verdict.reasons if each.kind in STOPPING}


def decisions(verdict: Verdict) -> bool:
    """Whether the next page asks the person to choose, and the choice settles everything."""
    return stopping(verdict) == {ARREARS}


def is_about_places(verdict: Verdict) -> bool:
    """Whether the transfer may become possible with other places."""
    return bool(stopping(verdict) & ABOUT_PLACES)
