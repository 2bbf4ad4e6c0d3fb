"""What the desk's components draw of a transfer: rows, lines, letters, events."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contacts import readable
from agencies.actors import Actor, Position
from agencies.models import Insurance, Region, in_language
from casework.desk.showing import status_label
from casework.models import Case, Event
from casework.rules.statuses import Status
from casework.rules.verdicts import Check, CheckResult
from law.money import from_fen
from letters.checking import telling
from letters.models import Letter
from transfers import presenting
from transfers.desk_forms import ANSWER_LABELS, mark
from transfers.facts import KnownRecord
from transfers.models import FormLine, InformationForm, Transfer

Row = dict[str, Any]


def route(transfer: Transfer) -> str:
    """Return from where to where."""
    return f"{transfer.original_region} → {transfer.new_region}"


def person_rows(transfer: Transfer, *, number: str) -> list[Row]:
    """Return who it is about; the number is masked until a reason is given."""
    person = transfer.case.person
    return [
        {"key": _("Name"), "value": person.name},
        {"key": _("Document"), "value": person.get_document_type_display()},
        {
            "key": _("Document number"),
            "value": number or person.masked_number,
        },
        {"key": _("Sex"), "value": person.get_sex_display()},
        {"key": _("Date of birth"), "value": date_format(person.born_on, "DATE_FORMAT")},
        {"key": _("Household registration"), "value": _region(person.hukou_region_code)},
    ]


def _region(code: str) -> str:
    found = Region.objects.select_related("parent").filter(code=code).first()
    if found is None:
        return code
    return f"{found.parent} · {found}" if found.parent else str(found)


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


RESULT_TONES = {CheckResult.OK: "ok", CheckResult.ATTENTION: "warn", CheckResult.NO: "alert"}


def result_words(result: CheckResult) -> str:
    """Return what a check found, in a word."""
    return {
        CheckResult.OK: _("In order"),
        CheckResult.ATTENTION: _("Look at this"),
        CheckResult.NO: _("Speaks against it"),
    }[result]


def check_rows(checks: Iterable[Check]) -> list[Row]:
    """Return the checks of the law; what needs a look comes first."""
    order = [CheckResult.NO, CheckResult.ATTENTION, CheckResult.OK]
    return [
        {
            "question": presenting.said(check.question),
            "result": result_words(check.result),
            "tone": RESULT_TONES[check.result],
            "stops": check.stops,
            "detail": presenting.said(check.detail),
            "forward": presenting.said(check.way_forward) if check.way_forward else "",
            "article": presenting.said(check.basis.label),
        }
        for check in sorted(checks, key=lambda each: order.index(each.result))
    ]


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


def letter_rows(letters: Iterable[Letter]) -> list[Row]:
    """Return the letters of the case, the newest first; one that is not rendered has no address."""
    return [
        {
            "kind": letter.get_kind_display(),
            "number": letter.printed_number,
            "href": letter.get_absolute_url() if letter.is_ready else "",
            "translation_href": letter.get_translation_url(),
            "issued_at": letter.issued_at,
            "from_name": str(letter.issuer),
            "to_name": _("the person") if letter.to_person else str(letter.addressee),
            "ended": presenting.why_it_counts_no_longer(letter),
            **telling.checks_of(letter),
        }
        for letter in reversed(list(letters))
    ]


def event_items(events: Iterable[Event], case: Case, *, sees_amounts: bool) -> list[Row]:
    """Return the history for the timeline, the newest first."""
    items = [
        {
            "title": event_title(event),
            "at": event.at,
            "who": who_acted(event),
            "body": event_body(event, sees_amounts=sees_amounts),
            "state": "late" if event.kind == Event.Kind.LATE else "done",
        }
        for event in reversed(list(events))
    ]
    if items and case.is_open:
        items[0]["state"] = "now" if items[0]["state"] == "done" else items[0]["state"]
    return items


def event_title(event: Event) -> str:
    """Return what happened, in a line."""
    if event.kind != Event.Kind.MOVED:
        return event.get_kind_display()
    move = (Status(event.moved_from), Status(event.moved_to))
    return move_titles().get(move) or presenting.said(
        event.case.procedure.labels[Status(event.moved_to)]
    )


def move_titles() -> dict[tuple[Status, Status], str]:
    """Return a line for each move whose new status does not say it all."""
    return {
        (Status.DRAFT, Status.SUBMITTED): _("Application received"),
        (Status.CORRECTION_ASKED, Status.SUBMITTED): _("Applicant answered"),
        (Status.SUBMITTED, Status.CORRECTION_ASKED): _("Correction asked of the applicant"),
        (Status.SUBMITTED, Status.LETTER_ISSUED): _("Accepted, acceptance letter issued"),
        (Status.LETTER_RETURNED, Status.LETTER_ISSUED): _("Acceptance letter issued anew"),
        (Status.LETTER_RETURNED, Status.CORRECTION_ASKED): _("Correction asked of the applicant"),
        (Status.LETTER_ISSUED, Status.SUBMITTED): _("Letter voided, review goes on"),
        (Status.CLARIFICATION_ASKED, Status.SUBMITTED): _("Letter voided, review goes on"),
        (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED): _("Question to the new agency"),
        (Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED): _("Question answered"),
        (Status.LETTER_ISSUED, Status.LETTER_RETURNED): _("Acceptance letter returned"),
        (Status.LETTER_ISSUED, Status.HANDED_OVER): _("Information form and money sent"),
        (Status.DISPUTED, Status.HANDED_OVER): _("Original agency answered the difference"),
        (Status.HANDED_OVER, Status.DISPUTED): _("Form or money disputed"),
        (Status.HANDED_OVER, Status.CLEARING): _("Merged; months were paid twice"),
        (Status.CLEARING, Status.COMPLETED): _("Double months cleared"),
    }


def who_acted(event: Event) -> str:
    """Return who did it: a clerk with the agency, the applicant, or the portal."""
    if event.actor_agency is not None:
        return f"{event.agency_then} · {_clerk(event)}"
    return _("Applicant") if event.actor_user_id else _("Portal")


def _clerk(event: Event) -> str:
    if event.actor_user is None:
        return _("its system")
    return event.actor_name or event.actor_user.display_name


def event_body(event: Event, *, sees_amounts: bool) -> str:
    """Return reasons, amounts and note of a line of the history."""
    reasons = presenting.reasons(event.data.get("reasons", []))
    lines = [f"{mark(each)} {presenting.said(each.sentence)}".strip() for each in reasons]
    number = event.data.get("printed") or event.data.get("letter") or event.data.get("voiding")
    lines += [_("Letter number %(number)s.") % {"number": number}] if number else []
    lines += _moved_money(event) if sees_amounts else []
    lines += changes_said(event.data.get("changes", []))
    return "\n".join([*lines, *([event.note] if event.note else [])])


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
        "tone": presenting.tone(case.status),
    }
