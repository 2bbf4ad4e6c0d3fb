"""A returned letter: what a new one would change, and issuing it, to the same agency or another."""

import json
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import not_at_this_stage
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from law.identity_number import mask
from letters.models import Letter
from letters.rules.numbers import LetterNumber
from transfers.actions.accepting import last_acceptance, send_acceptance
from transfers.addressees import Addressee, address, addressees
from transfers.documents import review
from transfers.models import Transfer
from transfers.rules.letter_changes import PERSONAL, differences


@dataclass(frozen=True)
class Change:
    """One thing that the new letter says otherwise, or that changes behind it."""

    name: str
    was: Any
    now: Any


def changes(transfer: Transfer, chosen: Addressee, *, by: Actor, now: datetime) -> list[Change]:
    """Return what a letter to this agency would say otherwise than the one that came back."""
    before = last_acceptance(transfer)
    after = copy(transfer)
    address(after, chosen)
    said = json.loads(before.content) if before else {}
    content = review.acceptance(after, LetterNumber(""), by=by, now=now, replaces=before)
    found = [Change(*each) for each in differences(said, content)]
    if after.original_region_id != transfer.original_region_id:
        found.append(Change("original_region", *_both_names(transfer, after)))
    return [_masked(each) for each in found]


def _both_names(*transfers: Transfer) -> list[dict[str, str]]:
    places = [each.original_region for each in transfers]
    return [{"zh": each.name, "en": each.name_en} if each else {} for each in places]


def _masked(change: Change) -> Change:
    if change.name != "identity_number":
        return change
    return Change(change.name, mask(str(change.was)), mask(str(change.now)))


def chosen_addressee(transfer: Transfer, code: str) -> Addressee:
    """Return the agency with this code if the letter may go there; raises `NotValid`."""
    for each in addressees(transfer):
        if each.agency.code == code:
            return each
    raise NotValid({"addressee": _("The letter cannot be sent to this agency.")})


@transaction.atomic
def reissue(
    transfer: Transfer,
    addressee: str = "",
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Issue a returned letter anew from the facts as they stand, to the same or another agency.

    Without an addressee it goes to the one that returned it.
    国办发〔2009〕66号 art. 8(3): the term of the agency that is asked runs from receiving it.
    """
    case = transfer.case
    take_up(case, Action.ACCEPT, by=by, version=version)
    before = last_acceptance(transfer)
    if Status(case.status) != Status.LETTER_RETURNED or before is None:
        raise not_at_this_stage()
    chosen = chosen_addressee(transfer, addressee or transfer.sides[0].code)
    changed = [_recorded(each) for each in changes(transfer, chosen, by=by, now=now)]
    address(transfer, chosen)
    transfer.save()
    data = {"addressee": chosen.agency.code, "changes": changed}
    moving.move(case, Status.LETTER_ISSUED, by=by, now=now, note=note, **data)
    letter = send_acceptance(transfer, before, by=by, now=now)
    _tell_person(transfer, before, now=now)
    return letter


def _recorded(change: Change) -> dict[str, Any]:
    """Return a change as history keeps it: of what is personal only that it changed."""
    if change.name in PERSONAL:
        return {"name": change.name}
    return {"name": change.name, "was": change.was, "now": change.now}


def _tell_person(transfer: Transfer, before: Letter, *, now: datetime) -> None:
    original, _new = transfer.sides
    data = {
        "zh": original.name,
        "en": original.name_en,
        "is_elsewhere": bool(before.to_agency and before.to_agency.in_office != original),
    }
    occasion = f"reissued:{transfer.case.version}"
    tell(transfer.case, [Told("reissued", None, data)], now=now, occasion=occasion)
