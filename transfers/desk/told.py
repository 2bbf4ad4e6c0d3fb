"""What a line of the history says at the desk: reasons, amounts, what a new letter changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import in_language
from casework.models import Event
from casework.rules.statuses import Status
from kit.spelling import wording
from law.money import from_fen
from transfers.desk_forms.judging import mark
from transfers.models import Restatement
from transfers.presenting import verdicts
from transfers.presenting.put_right import put_right_said
from transfers.rules.reasons import Reason
from transfers.rules.told_agencies import TO_AGENCY

Row = dict[str, Any]


def event_body(event: Event, *, sees_amounts: bool) -> str:
    """Return reasons, amounts and note of a line of the history."""
    reasons = verdicts.reasons(event.data.get("reasons", []))
    is_between = event.moved_to in BETWEEN_AGENCIES
    lines = [_to_agency(each) if is_between else _as_written(each) for each in reasons]
    number = event.data.get("printed") or event.data.get("letter") or event.data.get("voiding")
    lines += [_("Letter number %(number)s.") % {"number": number}] if number else []
    lines += [_taken_over(event)] if event.kind == Event.Kind.TAKEN_OVER else []
    lines += _moved_money(event) if sees_amounts else []
    lines += put_right_said(event)
    lines += changes_said(event.data.get("changes", []))
    return "\n".join([*lines, *([event.note] if event.note else [])])


def _taken_over(event: Event) -> str:
    names = {name: in_language(*event.data[name]) for name in ("old", "new")}
    return _("%(old)s has become part of %(new)s.") % names


def _as_written(reason: Reason) -> str:
    """Return a reason as a quotation: its sentence speaks to the insured person, not the clerk."""
    said = {"code": mark(reason), "sentence": wording(reason.sentence)}
    if not said["code"]:
        return _("Reason, as the person reads it: “%(sentence)s”") % said
    return _("Reason %(code)s, as the person reads it: “%(sentence)s”") % said


# Where one agency speaks to the other.
BETWEEN_AGENCIES = {Status.LETTER_RETURNED, Status.DISPUTED}


def _to_agency(reason: Reason) -> str:
    """Return a reason as one agency told it the other."""
    said = {"code": mark(reason), "sentence": wording(TO_AGENCY[reason.code].found)}
    return _("Reason %(code)s: %(sentence)s") % said if said["code"] else said["sentence"]


WITH_AMOUNT = (
    Event.Kind.ARRIVED,
    Event.Kind.SURPLUS_RETURNED,
    Event.Kind.SURPLUS_BACK,
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
    if event.kind == Event.Kind.EXPLAINED:
        finding = Restatement.Finding(said["finding"]).label
        return [f"{finding}: {in_yuan(said['fen'])}"]
    if event.kind in WITH_AMOUNT and "fen" in said:
        amount = {"amount": in_yuan(said["fen"]), "reference": said["reference"]}
        return [_("%(amount)s, remittance %(reference)s.") % amount]
    if event.kind != Event.Kind.CORRECTED:
        return []
    is_now = _amount_and_day(said["is_fen"], said["is_on"]) if said["is_fen"] else _("not arrived")
    change = {"was": _amount_and_day(said["was_fen"], said["was_on"]), "now": is_now}
    text = _("Remittance %(reference)s: was %(was)s, is now %(now)s.")
    return [text % {"reference": said["reference"], **change}]


def _amount_and_day(fen: int, day: str) -> str:
    said_day = date_format(date.fromisoformat(day), "DATE_FORMAT")
    return _("%(amount)s on %(day)s") % {"amount": in_yuan(fen), "day": said_day}


def in_yuan(fen: int) -> str:
    return f"¥{from_fen(fen):,.2f}"
