"""The effect of another account, and telling the phone and e-mail on record of it."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import contacts
from agencies import rule_book, work_calendar
from applications.actions import undoing
from applications.declaring import Deed
from applications.known import answers_of
from applications.models import Application
from applications.rules import way_back
from casework.actions.owing import owe
from casework.actions.saying import Said
from casework.errors import MoveNotPossible
from casework.models import Case, Dispatch
from casework.rules.wishes import Topic, Way
from payouts.actions import changing
from services.particulars.contact_facts import account_of, on_record
from services.particulars.pay_facts import bank_answer, in_force, question_of

TOLD = ("phone", "email")


@transaction.atomic
def change_account(deed: Deed) -> None:
    """Let payments go to the other account once its wait is over; the record's contacts hear."""
    application, case = deed.application, deed.application.case
    answers = answers_of(application)
    question, before = question_of(case.person, answers), in_force(case.person)
    if before and (before.bank, str(before.number)) == (question.bank, question.number):
        raise MoveNotPossible(_("Payments go to this account already: nothing has been changed."))
    if application.agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    changing.change(
        case,
        bank=question.bank,
        number=question.number,
        kind=str(answers["kind"]),
        proof=bank_answer(case.person, question),
        today=timezone.localdate(deed.now),
        calendar=work_calendar.of(application.agency),
        book=rule_book.current(),
    )
    reached = [name for name in TOLD if on_record(case.person)[name]]
    undoing.offer(case, reached)
    owe(_telling(reached, case, deed.now), None)


def undo_account(application: Application, now: datetime) -> None:
    """Let payments go where they went before."""
    changing.undo(application.case)


def _telling(reached: list[str], case: Case, now: datetime) -> Iterator[Dispatch]:
    """Yield a message to each contact on record; it goes out at once, by night too."""
    for name in reached:
        yield Dispatch(
            key=f"old-contact:{case.pk}:{name}",
            what=Dispatch.What.OLD_CONTACT,
            way=Way.SMS if name == "phone" else Way.MAIL,
            topic=Topic.SECURITY,
            case=case,
            subject=name,
            made_at=now,
            due_at=now,
        )


def to_contact(dispatch: Dispatch, now: datetime) -> Said | None:
    """Say to a contact on record that payments will go elsewhere, with a way back."""
    case = dispatch.case
    if case is None:
        return None
    contact = on_record(case.person)[dispatch.subject]
    if not contact or contacts.is_phone(contact) != (dispatch.way == Way.SMS):
        return None
    code, user = undoing.told(case, dispatch.subject, now=now), account_of(case.person)
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        text = _(
            "The account to which social insurance pays was changed online (case %(number)s). If "
            "this was not you, undo it within %(hours)s hours at %(host)s/undo/ with the case "
            "number and the code %(code)s, or call 12333. Give the code to nobody."
        ) % {
            "number": case.number,
            "hours": way_back.HOURS,
            "host": settings.PORTAL_HOST,
            "code": code,
        }
        return Said(_("The account for payments was changed"), text, contact=contact)
