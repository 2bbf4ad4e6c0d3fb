"""What the rules say, and what is known of an insurance, as programs read it."""

from typing import Any

from kit.spelling import wording
from transfers.api.form_rows import yuan
from transfers.facts.record import KnownRecord
from transfers.rules.reasons import Reason
from transfers.rules.verdicts import Verdict


def reason_row(reason: Reason) -> dict[str, Any]:
    """Return a reason in the reader's language."""
    return {
        "code": reason.code,
        "insurance": reason.insurance.value if reason.insurance else None,
        "kind": reason.kind.value,
        "sentence": wording(reason.sentence),
        "way_forward": wording(reason.way_forward),
        "basis": wording(reason.basis.label),
        "uses": sorted(use.value for use in reason.uses),
    }


def verdict_row(verdict: Verdict, missing: dict[str, str]) -> dict[str, Any]:
    """Return what the rules say, and what is still unanswered."""
    return {
        "may_file": verdict.may_file and not missing,
        "outcome": verdict.outcome.value,
        "account_at_new": verdict.account_at_new,
        "reasons": [reason_row(each) for each in verdict.reasons],
        "missing": missing,
    }


def record_row(known: KnownRecord, insurance: str) -> dict[str, Any]:
    """Return what is known of one insurance: months counted once, and amounts."""
    count = known.count
    return {
        "insurance": insurance,
        "months": count.months,
        "overlapping_months": count.overlapping_months,
        "gap_months": count.gap_months,
        "balance": yuan(known.balance_fen),
        "schemes": [
            {
                "scheme": each.scheme.value,
                "months": each.months,
                "balance": None if each.balance_fen is None else yuan(each.balance_fen),
            }
            for each in known.schemes
        ],
        "places": [_place(place) for place in known.places],
        "overlaps": count.overlaps,
        "gaps": count.gaps,
    }


def _place(place: Any) -> dict[str, Any]:
    held = place.relationship
    return {
        "agency": place.agency,
        "region": place.agency.region,
        "status": held.status,
        "scheme": held.scheme,
        "account_kind": held.account_kind,
        "months": place.months,
        "first_month": place.first_month,
        "last_month": place.last_month,
        "balance": yuan(place.balance_fen),
    }
