"""The thread of a case as its readers see it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.history_shown import named
from casework.models import Case, Message
from casework.models.case import is_of_applicant
from kit.questions import question

Row = dict[str, Any]


def rows_of(case: Case, who: Actor) -> list[Row]:
    """Return the messages of a case for one side, the earliest first; what is new is marked."""
    is_own = is_of_applicant(who, case)
    found = _messages(by=who, case=case.pk)
    of_others = [each for each in found if (each.agency_id is None) != is_own]
    told = [each for each in of_others if not each.is_internal]
    unread = case.unread_by_person if is_own else case.unread_by_agency
    new = {each.pk for each in told[-unread:]} if unread else set()
    return [_row(each, is_own=is_own, is_new=each.pk in new) for each in found]


def _row(message: Message, *, is_own: bool, is_new: bool) -> Row:
    is_of_person = message.agency_id is None
    return {
        "who": _of_person(message) if is_of_person else _writer(message, names_clerk=not is_own),
        "at": message.at,
        "body": message.text,
        "mine": is_of_person == is_own,
        "is_named": not is_own
        or message.mandate_id is not None,  # colleagues write for the agency too
        "is_new": is_new,
        "is_internal": message.is_internal,
    }


def _of_person(message: Message) -> str:
    return named(message.mandate) if message.mandate else _("Applicant")


def _writer(message: Message, *, names_clerk: bool) -> str:
    agency = message.agency.local_name if message.agency else ""
    return f"{agency} · {message.author}" if names_clerk and message.author else agency


@question
def _messages(*, by: Actor, case: int) -> QuerySet[Message]:
    found = Message.objects.visible_to(by).filter(case=case).select_related("author", "mandate")
    return found.defer("author__phone").order_by("pk")
