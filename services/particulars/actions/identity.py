"""The effect of a corrected identity: the record, its history, and everybody who has to know."""

from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.declaring import Deed
from applications.known import answers_of, known_of
from applications.where import HELD, agencies_of
from casework.actions.history import record
from casework.actions.telling import tell_agency
from casework.errors import MoveNotPossible
from casework.models import Event
from services.particulars.actions import versions
from services.particulars.key_facts import change_of, holder_of, open_cases
from services.particulars.rules.ways import Change


@transaction.atomic
def change_identity(deed: Deed) -> None:
    """Correct the record; all of it or nothing (社会保险经办条例 art. 10).

    The account stays linked: it belongs to the person, not to their number. Letters stay as they
    were written. Two records are never merged here.
    """
    case, answers = deed.application.case, answers_of(deed.application)
    person = versions.held(case)
    change = change_of(person, answers)
    if not change.changed:
        raise MoveNotPossible(_("The record says this already: nothing has been changed."))
    if holder_of(change.new, beside=person) is not None:
        raise _belongs_to_another()
    effective_on = answers.get("since") or timezone.localdate(deed.now)
    new = asdict(change.new)
    wanted = {each.value: new[each.value] for each in change.changed}
    try:
        with transaction.atomic():
            versions.change(person, wanted, case=case, effective_on=effective_on, now=deed.now)
    except IntegrityError as error:  # somebody else was given this number in the same moment
        raise _belongs_to_another() from error
    deed.application.case.person = person
    _tell_open_cases(deed, change)
    _tell_agencies(deed)


def _belongs_to_another() -> MoveNotPossible:
    return MoveNotPossible(
        _(
            "The new number has a record of its own. Two records are not merged here: compare "
            "both, and refuse this or have the records put together first."
        )
    )


def _tell_open_cases(deed: Deed, change: Change) -> None:
    """Write into every case under way what was corrected; no value stands in a history."""
    data: dict[str, Any] = {
        "case": deed.application.case.number,
        "fields": [each.value for each in change.changed],
    }
    for each in open_cases(deed.application.case.person):
        record(each, Event.Kind.PARTICULARS, by=deed.by, now=deed.now, data=data)


def _tell_agencies(deed: Deed) -> None:
    """Tell the other agencies that hold a record, by the number under which they keep it."""
    case, today = deed.application.case, timezone.localdate(deed.now)
    handling = deed.application.agency
    known = known_of(case.person, today=today)
    for agency in agencies_of(known):
        if agency == handling:
            continue
        numbers = sorted(
            each.personal_number
            for each in known.relationships
            if each.status in HELD and each.agency.in_office == agency
        )
        data = {"case": case.number, "numbers": numbers}
        occasion = f"particulars:{case.pk}"
        tell_agency(agency, "particulars-changed", data, now=deed.now, occasion=occasion)
