"""What the desk's components draw of a transfer: rows, lines, letters, events."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contacts import readable
from agencies.actors import Actor, Position
from agencies.models import in_language
from agencies.rules.terms import Insurance
from casework.desk.showing import status_label, tone
from casework.models import Event
from kit.spelling import wording
from law.money import from_fen
from transfers.desk_forms.judging import ANSWER_LABELS, mark
from transfers.facts.record import KnownRecord
from transfers.models import FormLine, InformationForm, Transfer
from transfers.presenting import verdicts
from transfers.rules.reasons import Reason

Row = dict[str, Any]


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


def event_body(event: Event, *, sees_amounts: bool) -> str:
    """Return reasons, amounts and note of a line of the history."""
    reasons = verdicts.reasons(event.data.get("reasons", []))
    lines = [_as_written(each) for each in reasons]
    number = event.data.get("printed") or event.data.get("letter") or event.data.get("voiding")
    lines += [_("Letter number %(number)s.") % {"number": number}] if number else []
    lines += _moved_money(event) if sees_amounts else []
    lines += changes_said(event.data.get("changes", []))
    return "\n".join([*lines, *([event.note] if event.note else [])])


def _as_written(reason: Reason) -> str:
    """Return a reason as a quotation: its sentence speaks to the insured person, not the clerk."""
    said = {"code": mark(reason), "sentence": wording(reason.sentence)}
    if not said["code"]:
        return _("Reason, as the person reads it: “%(sentence)s”") % said
    return _("Reason %(code)s, as the person reads it: “%(sentence)s”") % said


WITH_AMOUNT = (
    Event.Kind.ARRIVED,
    Event.Kind.SURPLUS_RETURNED,
    Event.Kind.BOUNCED,
    Event.Kind.SENT_ANEW,
)


def changes_said(changes: Iterable[Row]) -> list[str]:
    """Return what a new letter said otherwise; of what is personal only that it changed."""
    return [
        _("%(what)s: was %(was)s, is now %(now)s.") % change_row(each)
        if "now" in each
        else _("%(what)s was put right.") % {"what": POINTS[each["name"]]}
        for each in changes
    ]


def change_row(change: Row) -> Row:
    """Return one point of a letter with what the old and the new one say of it."""
    said = {name: _in_words(change[name]) for name in ("was", "now")}
    return {"what": POINTS[change["name"]], **said}


def _in_words(said: Any) -> str:
    if isinstance(said, dict):
        return in_language(said.get("zh", ""), said.get("en", "")) or "—"
    return str(said) or "—"


POINTS = {
    "addressee": gettext_lazy("Addressed to"),
    "scheme": gettext_lazy("Scheme"),
    "personal_number": gettext_lazy("Personal number at the original agency"),
    "name": gettext_lazy("Name"),
    "identity_number": gettext_lazy("Document number"),
    "gender": gettext_lazy("Sex"),
    "birth_date": gettext_lazy("Date of birth"),
    "issuer": gettext_lazy("New agency"),
    "issuer_address": gettext_lazy("Address of the new agency"),
    "contact_phone": gettext_lazy("Phone of the new agency"),
    "bank_holder": gettext_lazy("Account name"),
    "bank": gettext_lazy("Bank"),
    "bank_number": gettext_lazy("Account number"),
    "original_region": gettext_lazy("Where the insurance comes from"),
}


def _moved_money(event: Event) -> list[str]:
    """Return what a line says of money: of an arrival what it was and is, of a surplus how much."""
    said = event.data
    if event.kind in WITH_AMOUNT and "fen" in said:
        amount = {"amount": _yuan(said["fen"]), "reference": said["reference"]}
        return [_("%(amount)s, remittance %(reference)s.") % amount]
    if event.kind != Event.Kind.CORRECTED:
        return []
    is_now = _amount_and_day(said["is_fen"], said["is_on"]) if said["is_fen"] else _("not arrived")
    change = {"was": _amount_and_day(said["was_fen"], said["was_on"]), "now": is_now}
    text = _("Remittance %(reference)s: was %(was)s, is now %(now)s.")
    return [text % {"reference": said["reference"], **change}]


def _amount_and_day(fen: int, day: str) -> str:
    said_day = date_format(date.fromisoformat(day), "DATE_FORMAT")
    return _("%(amount)s on %(day)s") % {"amount": _yuan(fen), "day": said_day}


def _yuan(fen: int) -> str:
    return f"¥{from_fen(fen):,.2f}"


def sum_rows(form: InformationForm, insurance: str) -> list[Row]:
    """Return the sums of the information form: ① to ⑥ of F4, for medical only what moves."""
    return _pension_sums(form) if insurance == Insurance.PENSION else _medical_sums(form)


def _medical_sums(form: InformationForm) -> list[Row]:
    """Return the account, which is all the money that moves (医保办发〔2021〕43号)."""
    return [
        {"label": _("Balance of the personal account"), "values": [form.account_fen]},
        {"label": _("Total of the transfer"), "values": [form.total_fen], "is_sum": True},
    ]


def _interest_note(form: InformationForm) -> str:
    """Say which years' interest is in ② though the books had not closed them."""
    years = [_interest_of(form, year, fen) for year, fen in sorted(form.interest.items())]
    joined = " · ".join(years)
    return _("With interest of years nobody closed: %(years)s") % {"years": joined} if years else ""


def _interest_of(form: InformationForm, year: str, fen: int) -> str:
    amount = f"{year}: {_yuan(fen)}"
    is_stated = int(year) in form.interest_stated
    return _("%(amount)s (stated by the agency)") % {"amount": amount} if is_stated else amount


def _pension_sums(form: InformationForm) -> list[Row]:
    return [
        {"mark": "①", "label": _("Paid personally before 1998"), "values": [form.pre_1998_fen]},
        {
            "mark": "②",
            "label": _("Personal account up to the end of last year"),
            "note": _interest_note(form),
            "values": [form.balance_fen],
        },
        {
            "mark": "③",
            "label": _("Principal credited this year"),
            "note": _("Its interest is reckoned by the new agency."),
            "values": [form.current_year_fen],
        },
        {
            "mark": "④",
            "label": _("Personal account: ① + ② + ③"),
            "values": [form.account_fen],
            "is_sum": True,
        },
        {
            "mark": "⑤",
            "label": _("Share of the pooled fund"),
            "note": _("Bases actually paid on, times 12%. 国办发〔2009〕66号, article 4."),
            "values": [form.pooled_fen],
        },
        {
            "mark": "⑥",
            "label": _("Total of the transfer: ④ + ⑤"),
            "values": [form.total_fen],
            "is_sum": True,
        },
    ]


def line_rows(lines: Iterable[FormLine]) -> list[Row]:
    """Return the yearly lines of the information form."""
    return [
        {
            "place": str(line.agency.region),
            "first_month": line.first_month,
            "last_month": line.last_month,
            "months": line.months,
            "base_fen": line.base_fen,
            "rates": " / ".join(
                f"{rate * 100:.2f}".rstrip("0").rstrip(".") + " %"
                for rate in (line.employer_rate, line.personal_rate, line.account_rate)
            ),
            "credited_fen": line.credited_fen,
            "interest_fen": line.interest_fen,
            "closing_fen": line.closing_fen,
            "remark": line.remark,
        }
        for line in lines
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
