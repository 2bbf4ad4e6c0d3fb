"""Voiding a letter with a mistake: proposed by one person, approved or turned down by another."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.serializers.bodies import NoteBody
from letters.models import Letter, VoidingProposal
from transfers.actions import voiding
from transfers.acts.sides import new_agency
from transfers.desk_forms import correspondence, form_and_money
from transfers.models import Transfer
from transfers.serializers import bodies


def _waiting(transfer: Transfer) -> VoidingProposal:
    proposal = voiding.waiting_proposal(transfer)
    if proposal is None:
        raise MoveNotPossible(_("Nobody has proposed to void a letter of this case."))
    return proposal


def _pinned(transfer: Transfer, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"proposal": _waiting(transfer).pk, **said}


def _approve(transfer: Transfer, *, proposal: int, **edge: Any) -> Letter | None:
    found = VoidingProposal.objects.select_related("letter").get(pk=proposal)
    return voiding.approve(found, transfer, **edge)


def _turn_down(transfer: Transfer, **said: Any) -> None:
    voiding.turn_down(_waiting(transfer), transfer, **said)


def _voided(corrected: Letter | None) -> str:
    if corrected is None:
        return _("The letter is void. The application is under review again.")
    return _("The letter is void. The corrected one, %(number)s, is being delivered.") % {
        "number": corrected.printed_number
    }


PROPOSE = Act(
    name="propose-voiding",
    title=gettext_lazy("Propose to void a letter"),
    about="Propose that a letter counts no longer; only a person may, and another one approves.",
    row=Action.VOID_LETTER,
    run=voiding.propose,
    done=gettext_lazy("Proposed. A second person has to approve it."),
    form=correspondence.VoidForm,
    body=bodies.VoidingBody,
    page="desk_void",
)
APPROVE = Act(
    name="approve-voiding",
    is_second=True,
    title=gettext_lazy("Void the letter"),
    about="Void the letter, as the second person; a corrected one follows if it was proposed so.",
    row=Action.VOID_LETTER,
    run=_approve,
    issuer=new_agency,
    pinned=_pinned,
    done=_voided,
    page="desk_void",
)
TURN_DOWN = Act(
    name="turn-down-voiding",
    title=gettext_lazy("Turn down voiding a letter"),
    about="Leave the letter as it is.",
    row=Action.VOID_LETTER,
    run=_turn_down,
    done=gettext_lazy("Turned down. The letter stays as it is."),
    form=form_and_money.SendBackForm,
    body=NoteBody,
    page="desk_void",
)
