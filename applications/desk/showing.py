"""What the desk's components draw of any case: its person, its checks, its letters, its history."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Position
from agencies.models import Region
from casework.history_shown import named, went_on_without_answer
from casework.models import Case, Event
from casework.rules.statuses import Status
from casework.rules.verdicts import Check, CheckResult
from kit import held
from kit.spelling import short_date, wording
from letters.checking import telling
from letters.models import Letter
from letters.showing import why_it_counts_no_longer

Row = dict[str, Any]


def person_rows(case: Case, *, number: str) -> list[Row]:
    """Return who it is about; the number is masked until a reason is given."""
    person = case.person
    return [
        {"key": _("Name"), "value": person.name},
        {"key": _("Document"), "value": person.get_document_type_display()},
        {
            "key": _("Document number"),
            "value": number or person.masked_number,
        },
        {"key": _("Sex"), "value": person.get_sex_display()},
        {"key": _("Date of birth"), "value": person.born_on.isoformat()},
        {"key": _("Household registration"), "value": _region(person.hukou_region_code)},
    ]


def _region(code: str) -> str:
    found = held.row(Region, code)
    if found is None:
        return code
    return f"{found.parent} · {found}" if found.parent else str(found)


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
            "question": wording(check.question),
            "result": result_words(check.result),
            "tone": RESULT_TONES[check.result],
            "stops": check.stops,
            "detail": wording(check.detail),
            "told": wording(check.reason.sentence) if check.reason else "",
            "forward": wording(check.reason.way_forward) if check.reason else "",
            "article": wording(check.basis.label),
        }
        for check in sorted(checks, key=lambda each: order.index(each.result))
    ]


def letter_rows(letters: Iterable[Letter]) -> list[Row]:
    """Return the letters of the case, the newest first; one that is not rendered has no address.

    Those to another agency say whether they were delivered, and opened there.
    """
    return [
        {
            "kind": letter.get_kind_display(),
            "number": letter.printed_number,
            "href": letter.get_absolute_url() if letter.is_ready else "",
            "translation_href": letter.get_translation_url(),
            "issued_at": letter.issued_at,
            "from_name": str(letter.issuer),
            "to_name": _("the person") if letter.to_person else str(letter.addressee),
            "ended": why_it_counts_no_longer(letter),
            "receipt": _receipt(letter) if letter.to_agency_id else "",
            **telling.checks_of(letter),
        }
        for letter in reversed(list(letters))
    ]


def _receipt(letter: Letter) -> str:
    """Return whether a letter to an agency was delivered, and whether somebody there has read it.

    Answered is what follows in the history.
    """
    if letter.delivered_at is None:
        return _("not delivered yet")
    day = {"day": short_date(timezone.localdate(letter.delivered_at))}
    if letter.is_opened:
        return _("delivered on %(day)s, opened there") % day
    return _("delivered on %(day)s, not opened there yet") % day


def event_items(events: Iterable[Event], case: Case, *, body: Callable[[Event], str]) -> list[Row]:
    """Return the history for the timeline, the newest first."""
    items = [
        {
            "title": event_title(event, case),
            "at": event.at,
            "who": who_acted(event),
            "body": body(event),
            "state": "late" if event.kind == Event.Kind.LATE else "done",
        }
        for event in reversed(list(events))
    ]
    if items and case.is_open:
        items[0]["state"] = "now" if items[0]["state"] == "done" else items[0]["state"]
    return items


def event_title(event: Event, case: Case) -> str:
    """Return what happened, in a line."""
    if event.kind != Event.Kind.MOVED:
        return _with_name(event)
    if event.data.get("unanswered"):
        return went_on_without_answer(event)
    move = (Status(event.moved_from), Status(event.moved_to))
    procedure = case.procedure
    return wording(procedure.titles.get(move) or procedure.labels[move[1]])


def _with_name(event: Event) -> str:
    if event.kind == Event.Kind.ASSIGNED and event.data.get("name"):
        return _("Case given to %(name)s") % {"name": event.data["name"]}
    return event.get_kind_display()


def who_acted(event: Event) -> str:
    """Return who did it: a clerk with the agency, the applicant, an administrator, the portal."""
    if event.actor_agency is not None:
        return f"{event.agency_then} · {_clerk(event)}"
    if event.actor_position == Position.ADMINISTRATOR:
        return _("Administration of the portal")
    if event.mandate is not None:
        return named(event.mandate)
    return _("Applicant") if event.actor_user_id else _("Portal")


def _clerk(event: Event) -> str:
    if event.actor_user is None:
        return _("its system")
    return event.actor_name or event.actor_user.display_name
