"""A person's draft of a transfer: opened once, kept at every page."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Mandate, Person
from accounts.rules.levels import Level
from agencies.actors import Actor
from agencies.levels import check_level
from applications.actions import signing
from casework.actions import moving
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.policies import check_may_apply, whose
from casework.rules.statuses import Status
from kit.errors import NotValid
from transfers import questions
from transfers.actions import seeing
from transfers.actions.places import find_agencies
from transfers.facts import periods
from transfers.models import Transfer
from transfers.rules.procedures import BY_INSURANCE

# Its review is under way; a letter may be signed by nobody else.
OTHER_AGENCY = gettext_lazy(
    "Another agency would have to review this. Withdraw the application and apply anew."
)

EDITABLE = (Status.DRAFT, Status.CORRECTION_ASKED)


def draft_of(person: Person, insurance: str) -> Transfer | None:
    """Return the person's unsent draft of this insurance, if there is one."""
    drafts = Transfer.objects.whole().filter(case__status=Status.DRAFT.value, insurance=insurance)
    return drafts.filter(case__person=person).first()


def open_transfer_of(person: Person, insurance: str) -> Transfer | None:
    """Return the person's unfinished transfer of this insurance, if there is one."""
    return Transfer.objects.filter(
        insurance=insurance, case__in=Case.objects.open().filter(person=person)
    ).first()


def start(
    insurance: str,
    *,
    by: Actor,
    now: datetime,
    mandate: Mandate | None = None,
    channel: Case.Channel | None = None,
) -> Transfer:
    """Open a draft, or return the one that is there; two clicks make one draft.

    By a mandate it is opened for whoever gave it, at the counter for whoever stands there.
    """
    check_level(by, Level.NUMBER)
    person = whose(by, BY_INSURANCE[insurance].name, mandate)
    there = draft_of(person, insurance)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            name = BY_INSURANCE[insurance].name
            case = moving.start(person, name, by=by, now=now, channel=channel)
            Transfer.objects.create(case=case, insurance=insurance, **periods.prefill(person))
    except IntegrityError:  # the other click was faster
        pass
    found = draft_of(person, insurance)
    if found is None:
        raise MoveNotPossible(_("The draft has just been closed. Please start again."))
    return found


@transaction.atomic
def save(
    transfer: Transfer,
    answers: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
    shown: str = "",
    version: int | None = None,
) -> None:
    """Keep answers by the names of their questions; agencies follow from the regions.

    `shown` is what their page was drawn from: raises `ChangedMeanwhile` rather than write over what
    another window has saved since. `version` is the state of the case that a program looked at.
    """
    check_may_file(transfer, by)
    _hold_as_it_stands(transfer, version)
    seeing.refuse_old_page(transfer, answers, shown)
    before = _all_said(transfer)
    places, asked = _places(transfer), transfer.new_agency
    asked_for = {each.name for each in questions.asked_in(transfer.insurance)}
    for name, value in answers.items():
        if name not in asked_for:
            raise NotValid({name: _("This cannot be changed here.")})
        questions.put(transfer, name, value)
    if transfer.case.submitted_at is None or _places(transfer) != places:
        find_agencies(transfer, chosen=answers.keys())
    if transfer.case.submitted_at is not None and transfer.new_agency != asked:
        raise NotValid({"new_region": OTHER_AGENCY})
    if _all_said(transfer) != before:
        transfer.save()
        moving.turn_page(transfer.case)


def _hold_as_it_stands(transfer: Transfer, version: int | None) -> None:
    """Keep everybody else from the draft, and see what was saved since it was fetched."""
    case = Case.objects.select_for_update().get(pk=transfer.case_id)
    if Status(case.status) not in EDITABLE:
        raise MoveNotPossible(_("This application can no longer be changed."))
    moving.check_version(case, version)
    if case.version != transfer.case.version:
        transfer.refresh_from_db(fields=[each.name for each in _said_fields()])
        transfer.case.version = case.version


def _said_fields() -> list[Any]:
    return [each for each in Transfer._meta.concrete_fields if not each.primary_key]


def _all_said(transfer: Transfer) -> list[Any]:
    return [getattr(transfer, each.attname) for each in _said_fields()]


def _places(transfer: Transfer) -> tuple[str | None, ...]:
    return (
        transfer.original_region_id,
        transfer.from_scheme,
        transfer.new_region_id,
        transfer.to_scheme,
    )


def mark_of(transfer: Transfer) -> str:
    """Return a mark of all that is asked for: other answers have another one."""
    names = questions.NAMED
    said = [str(getattr(transfer, f"{each}_id", "") or getattr(transfer, each)) for each in names]
    return signing.mark(transfer.case, [transfer.insurance, said])


def check_may_file(transfer: Transfer, by: Actor) -> None:
    """Raise unless the table lets this actor fill in, send and correct this transfer."""
    check_may_apply(transfer.case, by)
