"""How a transfer looks to a program: rows for the serializers, no decision of its own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from agencies.actors import Actor
from casework.actions import preparing
from casework.actions.living import is_stopped_by_death
from casework.api import showing as shared
from casework.api.showing import turns_of
from casework.models import Case
from casework.policies import may, sides
from casework.rules.authorisation import Action
from kit.spelling import wording
from law.money import from_fen, spell_yuan
from transfers import clearing_shown
from transfers.facts.record import KnownRecord
from transfers.models import FormLine, InformationForm, Remittance, SurplusReturn, Transfer
from transfers.rules.reasons import Reason
from transfers.rules.verdicts import Verdict
from transfers.serializers.told import SIDES

ANSWERED = (
    "employer_name",
    "contact_phone",
    "contact_address",
    "arrears",
    "is_approved_move",
    "note",
    "is_human_review_asked",
)
SUMS = ("pre_1998", "balance", "current_year", "account", "pooled", "total")
LINE_SUMS = ("base", "credited", "credited_personal", "interest", "closing")
RATES = ("employer_rate", "personal_rate", "account_rate")


def yuan(fen: int) -> str:
    """Return an amount as programs exchange it."""
    return spell_yuan(from_fen(fen))


def with_steps(transfers: Any) -> Any:
    """Fetch along what a case shows, with its turns."""
    return transfers.whole().prefetch_related(turns_of("case__"))


def case_row(transfer: Transfer, today: date) -> dict[str, Any]:
    """Return a transfer in one line: what any case shows, and from where to where."""
    case = transfer.case
    whose = case.whose_turn
    places = (
        "original_region", "new_region", "from_scheme", "to_scheme", "original_agency",
        "new_agency",
    )  # fmt: skip
    return {
        **shared.case_row(case, today),
        **{name: getattr(transfer, name) for name in places},
        "turn": SIDES[whose] if whose else None,
    }


def case_lines(cases: Sequence[Case], today: date) -> dict[int, dict[str, Any]]:
    """Return the lines of many cases; what only transfers have is fetched for all at once."""
    by_key = {case.pk: case for case in cases}
    found = {}
    for transfer in Transfer.objects.lines_of(by_key):
        transfer.case = by_key[transfer.case_id]
        found[transfer.case_id] = case_row(transfer, today)
    return found


def whole_case(transfer: Transfer, who: Actor, today: date) -> dict[str, Any]:
    """Return a case with all that belongs to it and that the caller may see."""
    case = transfer.case
    settlement = getattr(transfer, "settlement", None)
    sees_amounts = may(who, Action.READ_HISTORY, case) and not _only_with_reason(who)
    return {
        **case_row(transfer, today),
        "person": shared.person_row(case, who),
        "answers": {name: getattr(transfer, name) for name in ANSWERED},
        "correction": shared.correction_row(case),
        "steps": [shared.step_row(step) for step in case.steps.all()],
        "forms": [form_row(form) for form in forms_seen(transfer, who)] if sees_amounts else [],
        "remittances": [money_row(each) for each in transfer.remittances.all()]
        if sees_amounts
        else [],
        "returns": [return_row(each) for each in transfer.returns.all()] if sees_amounts else [],
        "settlement": settlement,
        "decision": _decision(transfer, who),
        "clearing": _clearing(transfer, who) if sees_amounts else None,
        "is_stopped_by_death": _is_stopped(transfer, who),
    }


def _is_stopped(transfer: Transfer, who: Actor) -> bool:
    """Whether two persons have to decide first; a report alone is for the agencies to know."""
    case = transfer.case
    if not case.is_open or (case.person.deceased_on is None and not who.acts_for_agency):
        return False
    return is_stopped_by_death(case)


def _decision(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what the caller's own agency has prepared for a second person."""
    prepared = preparing.waiting_in(transfer.case, who.agency) if who.acts_for_agency else None
    if prepared is None or prepared.case.person_id == who.person_id:
        return None
    said = {"first_month": None, "last_month": None, **preparing.said_with(prepared)}
    is_yours = preparing.is_preparer(prepared, who)
    row = {"act": prepared.act, "prepared_at": prepared.prepared_at, "is_yours": is_yours}
    return {**said, **row}


def _clearing(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what a program reads of months paid twice.

    The whole account number is for the system of the agency that pays, and for nobody else.
    """
    seen = clearing_shown.shown(transfer)
    if seen is None:
        return None
    found = seen["clearing"]
    own = ("keep", "bank_name", "masked_account", "answered_at", "prepared_at", "approved_at")
    return {
        **{name: getattr(found, name) for name in own},
        "state": seen["state"],
        "account_number": found.account_number if reads_account(transfer, who) else None,
        "amount": None if found.amount_fen is None else yuan(found.amount_fen),
        "choices": [_clearing_choice(each) for each in seen["choices"]],
        "cleared": [_double_months(each) for each in seen["rows"]],
    }


def reads_account(transfer: Transfer, who: Actor) -> bool:
    """Whether this is the system of the agency that pays, and there is an account to read."""
    said = getattr(transfer, "clearing", None)
    pays = who.client is not None and who.agency == transfer.new_agency
    return pays and said is not None and said.has_account


def _clearing_choice(choice: clearing_shown.Choice) -> dict[str, Any]:
    return {
        "keep": choice.keep,
        "title": choice.title,
        "amount": yuan(choice.amount_fen),
        "cleared": [_double_months(each) for each in choice.rows],
        "articles": choice.articles,
    }


def _double_months(row: clearing_shown.Row) -> dict[str, Any]:
    names = ("place", "scheme", "first_month", "last_month", "months")
    money = {"base": yuan(row.base_fen), "amount": yuan(row.amount_fen)}
    return {**{name: getattr(row, name) for name in names}, **money}


def _only_with_reason(who: Actor) -> bool:
    return who.agency is not None and not who.acts_for_agency


def forms_seen(transfer: Transfer, who: Actor) -> list[InformationForm]:
    """Return the forms that were sent, and to the original agency what it is preparing."""
    forms = transfer.forms.prefetch_related("lines")
    is_original = "R" in sides(who, transfer.case)
    return [form for form in forms if form.sent_at is not None or is_original]


def form_row(form: InformationForm) -> dict[str, Any]:
    """Return an information form with its lines."""
    names = ("version", "transfer_on", "account_kind", "months", "remark", "prepared_at", "sent_at")
    return {
        **{name: getattr(form, name) for name in names},
        **{name: yuan(getattr(form, f"{name}_fen")) for name in SUMS},
        "interest": [
            {"year": int(year), "amount": yuan(fen), "is_stated": int(year) in form.interest_stated}
            for year, fen in sorted(form.interest.items())
        ],
        "lines": [_line(line) for line in form.lines.all()],
    }


def _line(line: FormLine) -> dict[str, Any]:
    names = ("agency", "scheme", "first_month", "last_month", "months", "remark")
    return {
        **{name: getattr(line, name) for name in names},
        **{name: f"{getattr(line, name):f}" for name in RATES},
        **{name: yuan(getattr(line, f"{name}_fen")) for name in LINE_SUMS},
    }


def money_row(remittance: Remittance) -> dict[str, Any]:
    """Return a remittance."""
    arrived = remittance.arrived_fen
    return {
        "reference": remittance.reference,
        "amount": yuan(remittance.amount_fen),
        "sent_on": remittance.sent_on,
        "arrived_amount": None if arrived is None else yuan(arrived),
        "arrived_on": remittance.arrived_on,
        "bounced_on": remittance.bounced_on,
    }


def return_row(returned: SurplusReturn) -> dict[str, Any]:
    """Return money that went back."""
    return {
        "reference": returned.reference,
        "amount": yuan(returned.amount_fen),
        "returned_on": returned.returned_on,
    }


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
