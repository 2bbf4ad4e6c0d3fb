"""Decisions that issue a letter or send money: carried out, or kept while that is stopped."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import holding
from casework.errors import somebody_was_faster
from casework.models import HeldAct, PreparedAct
from casework.rules.authorisation import Action
from letters.models import Letter, VoidingProposal
from transfers.actions import (
    clearing,
    handing_over,
    reissuing,
    reviewing,
    settling,
    telling_parts,
    voiding,
)
from transfers.models import InformationForm, Transfer

Decided = Letter | None
Deed = Callable[..., Decided]
# What one person prepares and another issues, with its row of the table of authorisation.
PREPARED = {reviewing.REFUSE: Action.REFUSE, telling_parts.TELL_PARTS: Action.RETURN_LETTER}


def _accept(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return reviewing.accept(transfer, **_despite(said), **edge)


def _despite(said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said to going on although the rules speak against it."""
    return {"note": said.get("note", ""), "despite_checks": said.get("despite_checks", False)}


def _reissue(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return reissuing.reissue(transfer, said["addressee"], note=said.get("note", ""), **edge)


def _refuse(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return reviewing.refuse(_prepared(said), transfer, **edge)


def _return(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return handing_over.return_letter(transfer, said["reasons"], note=said["note"], **edge)


def _tell_parts(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return telling_parts.tell_what_stays(_prepared(said), transfer, **edge)


def _prepared(said: dict[str, Any]) -> PreparedAct:
    return PreparedAct.objects.select_related("prepared_by").get(pk=said["prepared"])


def _send_form(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    form = InformationForm.objects.filter(transfer=transfer, version=said["form"]).first()
    if form is None:
        raise somebody_was_faster()
    form.transfer = transfer
    sent_on = date.fromisoformat(said["sent_on"])
    return handing_over.send_form(form, reference=said["reference"], sent_on=sent_on, **edge)


def _complete(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return settling.complete(transfer, **_despite(said), **edge)


def _clear(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    return clearing.approve(transfer, **edge)


def _void(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Decided:
    proposal = VoidingProposal.objects.select_related("letter").get(pk=said["proposal"])
    return voiding.approve(proposal, transfer, **edge)


# Each with the side whose letters and money it would send.
DEEDS: dict[str, tuple[Deed, str]] = {
    "accept": (_accept, "new_agency"),
    "reissue": (_reissue, "new_agency"),
    reviewing.REFUSE: (_refuse, "new_agency"),
    "return": (_return, "original_agency"),
    telling_parts.TELL_PARTS: (_tell_parts, "original_agency"),
    "send-form": (_send_form, "original_agency"),
    "complete": (_complete, "new_agency"),
    "clear": (_clear, "new_agency"),
    "void": (_void, "new_agency"),
}


def decide(
    act: str,
    transfer: Transfer,
    said: dict[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter | HeldAct | None:
    """Carry a decision out, or keep it while letters are stopped (casework.actions.holding)."""
    deed, side = DEEDS[act]

    def run() -> Decided:
        return deed(transfer, said, by=by, now=now, version=version)

    agency: Agency = getattr(transfer, side)
    return holding.do_or_hold(transfer.case, act, said, run, agency=agency, by=by, now=now)


def carry_out(held: HeldAct, said: dict[str, Any], **edge: Any) -> None:
    """Carry out a decision of a transfer whose turn has come."""
    DEEDS[held.act][0](Transfer.objects.whole().get(pk=held.case_id), said, **edge)
