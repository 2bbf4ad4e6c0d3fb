"""What the desk's components draw of a transfer: what was asked, accounts, the head of a case."""

from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from casework.desk.showing import status_label, tone
from kit.spelling import wording
from transfers import questions
from transfers.desk.told import Row
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
        account_row(transfer),
        {"key": _("Scheme"), "value": _scheme(transfer)},
        *(
            {"key": wording(each.short), "value": _said(transfer, each.name, may_call)}
            for each in questions.asked_in(transfer.insurance)
            if each not in questions.PLACES
        ),
    ]


def account_row(transfer: Transfer) -> Row:
    """Return to which account the money goes: the new agency's as it is today."""
    new = transfer.new_agency.in_office
    if not new.bank_account:
        said = _("none is confirmed: no acceptance letter is issued before")
        return {"key": _("Money goes to"), "value": "—", "note": said}
    holder = f"{new.account_name} · {new.bank_name}"
    return {"key": _("Money goes to"), "value": new.bank_account, "note": holder}


def _said(transfer: Transfer, name: str, may_call: bool) -> str:
    """Return an answer; how to reach the person is for whoever may call them."""
    is_hidden = name in ("contact_phone", "contact_address") and not may_call
    return "•••" if is_hidden else wording(questions.say(transfer, name))


def _scheme(transfer: Transfer) -> str:
    return f"{transfer.get_from_scheme_display()} → {transfer.get_to_scheme_display()}"


def account_rows(record: KnownRecord) -> list[Row]:
    """Return months and account of each place."""
    return [
        {
            "agency": place.agency,
            "status": place.relationship.get_status_display(),
            "scheme": place.relationship.get_scheme_display(),
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
        "about": case.about,
    }
