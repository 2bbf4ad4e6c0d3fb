"""What is known already, and whether a transfer is possible, before anything is filed."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse

from kit import clock
from transfers.facts.arrears import arrears_of
from transfers.facts.record import KnownPlace, KnownRecord
from transfers.figures.form import sums_today
from transfers.models import Transfer
from transfers.presenting import grids, nos, routes, verdicts
from transfers.rules.reasons import ReasonClass
from transfers.rules.verdicts import Verdict
from transfers.views.applying.draft import Draft

Sums = dict[str, Any]


def known(draft: Draft) -> HttpResponse:
    """Show what is known already, and whether a transfer is possible, before anything is filed."""
    if not (draft.transfer.original_region_id and draft.transfer.new_region_id):
        return draft.go("places")
    if draft.request.method == "POST":
        if "swap" in draft.request.POST:
            draft.swap()
            return draft.go("known")
        return draft.go("details")
    record, verdict = draft.known(), draft.verdict()
    here = (place.relationship for place in held_of(draft.transfer, record))
    sums = sums_today(
        draft.transfer,
        months=months_there(draft.transfer, record),
        original=next(here, None),
        today=clock.today(),
    )
    return draft.page(
        "transfers/known.html",
        form=forms.Form(),
        record=record,
        places=[place_row(place) for place in record.places],
        history=grids.history(record),
        route=route_of(draft.transfer, record, sums),
        sums=sums,
        verdict=verdict,
        decisions=decisions(verdict),
        title=verdicts.verdict_title(verdict, is_mine_to_decide=decisions(verdict)),
        no=no_of(draft.transfer, verdict, today=clock.today()),
    )


def no_of(transfer: Transfer, verdict: Verdict, *, today: date) -> dict[str, Any]:
    """Return what goes with a no: whom to ask, what is owed, whether the places look swapped."""
    return {
        "is_about_places": is_about_places(verdict),
        "is_temporary": TEMPORARY_ACCOUNT in stopping(verdict),
        "told": nos.told(transfer, verdict.reasons),
        "arrears": arrears_of(transfer) if {ARREARS, WAIVED} & codes(verdict) else None,
        "looks_swapped": not verdict.may_file and nos.looks_swapped(transfer, today=today),
    }


def codes(verdict: Verdict) -> set[str]:
    """Return the codes of everything that the rules say."""
    return {each.code for each in verdict.reasons}


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


def route_of(transfer: Transfer, record: KnownRecord, sums: Sums | None) -> routes.Route:
    """Return the way of what is asked: the months and the money as the books stand today."""
    return routes.route(
        transfer,
        months=months_there(transfer, record),
        amount=sums["total_fen"] if sums else None,
        names_schemes=len({each.relationship.scheme for each in record.places}) > 1,
    )


def held_of(transfer: Transfer, record: KnownRecord) -> list[KnownPlace]:
    """Return what lies at the original place."""
    return [p for p in record.places if p.relationship.pk == transfer.original_relationship_id]


def months_there(transfer: Transfer, record: KnownRecord) -> int:
    """Return how many months lie at the original place."""
    return sum(place.months for place in held_of(transfer, record))


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
