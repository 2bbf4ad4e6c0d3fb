"""The effect of new contact data, and telling the contact that was replaced."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import contacts
from accounts.models import Person
from applications.actions import undoing
from applications.declaring import Deed
from applications.fields import Answers
from applications.known import answers_of
from applications.models import Application
from applications.rules import way_back
from casework.actions.owing import owe
from casework.actions.saying import Said, Sayer
from casework.errors import MoveNotPossible
from casework.models import Case, Dispatch
from casework.rules.wishes import Topic, Way
from kit import wall
from services.particulars.actions import versions
from services.particulars.contact_facts import account_of, may_sign_in_with, on_record, wanted
from services.particulars.models import PersonVersion
from services.particulars.rules.contacts import changed

# By service: how those say it that have replaced something else than the contact.
SAYERS: dict[str, Sayer] = {}
REACHABLE = (PersonVersion.Field.PHONE, PersonVersion.Field.EMAIL)


@transaction.atomic
def change_contacts(deed: Deed) -> None:
    """Write the new contacts on the record; whom the old ones reach is told afterwards."""
    case, answers = deed.application.case, answers_of(deed.application)
    person = versions.held(case)
    changes = changed(on_record(person), wanted(answers))
    if not changes:
        raise MoveNotPossible(_("The record says this already: nothing has been changed."))
    old_phone, today = str(person.phone or ""), timezone.localdate(deed.now)
    written = versions.change(person, changes, case=case, effective_on=today, now=deed.now)
    if "phone" in changes:
        _change_sign_in(person, old_phone, changes["phone"], answers)
    replaced = [each for each in written if each.field in REACHABLE and each.old]
    undoing.offer(case, [str(each.field) for each in replaced])
    owe(_telling_the_old(replaced, case, deed.now), None)


def undo_contacts(application: Application, now: datetime) -> None:
    """Write the contacts on the record again that the case replaced, whatever came since.

    Whoever had entered may have changed them more than once: what stood before them counts.
    """
    case = application.case
    person = versions.held(case)
    written = PersonVersion.objects.filter(case=case, is_undoing=False)
    before = {str(each.field): str(each.old) for each in written}
    today = timezone.localdate(now)
    versions.change(person, before, case=case, effective_on=today, now=now, is_undoing=True)
    if before.get("phone"):
        _give_back_sign_in(case, before["phone"])


def _give_back_sign_in(case: Case, old: str) -> None:
    """Let the person sign in with the old phone again, if the sign-in has followed since."""
    since = PersonVersion.objects.filter(person=case.person_id, field=PersonVersion.Field.PHONE)
    entered = {str(each.new) for each in since.filter(case__submitted_at__gte=case.submitted_at)}
    user = account_of(versions.held(case))
    if user is None or user.phone not in entered or not may_sign_in_with(old, user):
        return
    user.phone, user.phone_verified = old, True
    user.save(update_fields=["phone", "phone_index", "phone_verified"])


def _change_sign_in(person: Person, old: str, new: str, answers: Answers) -> None:
    """Let somebody sign in with the new phone, if they wish and signed in with the old one."""
    user = account_of(person)
    if user is None or not answers.get("sign_in_too") or user.phone != old:
        return
    if not may_sign_in_with(new, user):
        return
    user.phone, user.phone_verified = new, True
    user.save(update_fields=["phone", "phone_index", "phone_verified"])


def _telling_the_old(
    replaced: list[PersonVersion], case: Case, now: datetime
) -> Iterator[Dispatch]:
    """Yield a message to each contact that was replaced; it goes out at once, by night too."""
    for each in replaced:
        yield Dispatch(
            key=f"old-contact:{case.pk}:{each.field}",
            what=Dispatch.What.OLD_CONTACT,
            way=Way.SMS if contacts.is_phone(str(each.old)) else Way.MAIL,
            topic=Topic.SECURITY,
            case=case,
            subject=str(each.field),
            made_at=now,
            due_at=now,
        )


@wall.as_house("tell the contact that was replaced")
def to_old_contact(dispatch: Dispatch, now: datetime) -> Said | None:
    """Say to the contact that was replaced what happened, with a way back.

    Nobody takes a record over unnoticed. The hours of the way back run from when this goes out.
    """
    if dispatch.case is not None and (other := SAYERS.get(dispatch.case.service)):
        return other(dispatch, now)
    version = PersonVersion.objects.select_related("person", "case").get(
        case=dispatch.case_id, field=dispatch.subject, is_undoing=False
    )
    code = undoing.told(version.case, dispatch.subject, now=now)
    user = account_of(version.person)
    with translation.override(user.language if user else settings.LANGUAGE_CODE):
        text = _(
            "Contact data on a social insurance record were changed online (case %(number)s). If "
            "this was not you, undo it within %(hours)s hours at %(host)s/undo/ with the case "
            "number and the code %(code)s, or call 12333. Give the code to nobody."
        ) % {
            "number": version.case.number,
            "hours": way_back.HOURS,
            "host": settings.PORTAL_HOST,
            "code": code,
        }
        return Said(_("Contact data were changed"), text, contact=str(version.old))
