"""What the desk's components draw of a transfer: what was asked, accounts, the head of a case."""

from django.utils.translation import gettext as _

from accounts.contacts import readable
from agencies.actors import Actor, Position
from agencies.rules.terms import Insurance
from casework.desk.showing import status_label, tone
from transfers.desk.told import Row
from transfers.desk_forms.judging import ANSWER_LABELS
from transfers.facts.record import KnownRecord
from transfers.models import Transfer


def route(transfer: Transfer) -> str:
    """Return from where to where."""
    return f"{transfer.original_region} → {transfer.new_region}"


def request_rows(transfer: Transfer, who: Actor) -> list[Row]:
    """Return what is asked for, in the order of the pages the person filled in."""
    may_call = who.position != Position.AUDITOR
    return [
        {
            "key": _("From"),
            "value": str(transfer.original_region),
            "note": str(transfer.original_agency),
        },
        {"key": _("To"), "value": str(transfer.new_region), "note": str(transfer.new_agency)},
        {"key": _("Scheme"), "value": _scheme(transfer)},
        {"key": ANSWER_LABELS["employer_name"], "value": transfer.employer_name},
        {
            "key": ANSWER_LABELS["contact_phone"],
            "value": readable(transfer.contact_phone) if may_call else "•••",
        },
        {
            "key": ANSWER_LABELS["contact_address"],
            "value": transfer.contact_address if may_call else "•••",
        },
        *(_decision_rows(transfer) if transfer.insurance == Insurance.PENSION else []),
        {"key": ANSWER_LABELS["note"], "value": transfer.note},
    ]


def _decision_rows(transfer: Transfer) -> list[Row]:
    """Return what only the rules for pensions ask of the person."""
    return [
        {"key": ANSWER_LABELS["arrears"], "value": transfer.get_arrears_display()},
        {
            "key": ANSWER_LABELS["is_approved_move"],
            "value": _("Yes") if transfer.is_approved_move else _("No"),
        },
    ]


def _scheme(transfer: Transfer) -> str:
    return f"{transfer.get_from_scheme_display()} → {transfer.get_to_scheme_display()}"


def account_rows(record: KnownRecord) -> list[Row]:
    """Return months and account of each place."""
    return [
        {
            "agency": place.agency,
            "status": place.relationship.get_status_display(),
            "first_month": place.first_month,
            "last_month": place.last_month,
            "months": place.months,
            "balance_fen": place.balance_fen,
        }
        for place in record.places
    ]


def header(transfer: Transfer) -> Row:
    """Return what the head of a case shows."""
    case = transfer.case
    return {
        "title": f"{transfer.get_insurance_display()} · {route(transfer)}",
        "number": case.number,
        "status": status_label(case),
        "tone": tone(case.status),
    }
