"""All acts of a transfer, the most usual first: desk, API, addresses and claims read this table."""

from django.db.models import QuerySet
from django.http import Http404

from agencies.actors import Actor
from applications import acts_after_death, acts_beside
from applications.act import Act
from applications.acts.naming import Acts, may_now, named
from casework.models import Case
from kit.questions import question
from transfers.acts import (
    accepting,
    arriving,
    asking,
    clearing,
    disputing,
    explaining,
    handing_over,
    refusing,
    returning,
    settling,
    telling_parts,
    voiding,
)
from transfers.models import Transfer

ACTS = named(
    (
        accepting.ACCEPT,
        accepting.REISSUE,
        asking.CLARIFY,
        handing_over.PAGE,
        settling.PAGE,
        clearing.PAGE,
        asking.ASK_CORRECTION,
        asking.ASK_CLARIFICATION,
        refusing.PREPARE,
        refusing.REFUSE,
        refusing.SEND_BACK,
        telling_parts.PREPARE,
        telling_parts.TELL,
        telling_parts.SEND_BACK,
        returning.RETURN,
        disputing.ACT,
        handing_over.CORRECT,
        handing_over.DROP,
        handing_over.PREPARE,
        handing_over.SEND,
        handing_over.SEND_BACK,
        handing_over.SEND_ANEW,
        explaining.EXPLAIN,
        explaining.CONFIRM,
        explaining.SEND_BACK,
        arriving.RECORD,
        arriving.CORRECT,
        arriving.RETURN_SURPLUS,
        settling.PREPARE,
        settling.COMPLETE,
        settling.SEND_BACK,
        clearing.NOTE_ANSWER,
        clearing.PREPARE,
        clearing.APPROVE,
        clearing.SEND_BACK,
        clearing.RECORD_BOUNCE,
        clearing.PREPARE_PAYMENT,
        clearing.APPROVE_PAYMENT,
        clearing.SEND_BACK_PAYMENT,
        voiding.PROPOSE,
        voiding.APPROVE,
        voiding.TURN_DOWN,
        *acts_after_death.ACTS,
        *acts_beside.ACTS,
    )
)


def transfer_of(case: Case) -> Transfer:
    """Return the transfer of a case that was found before."""
    found = _transfer(case=case.pk)
    if not found:  # a case of another service has no page of a transfer
        raise Http404
    [transfer] = found
    transfer.case = case
    return transfer


@question
def _transfer(*, case: int) -> QuerySet[Transfer]:
    related = ("original_relationship", "new_relationship", "clearing", "settlement")
    return Transfer.objects.select_related(*related).filter(pk=case)


OF_TRANSFERS = Acts(subject=transfer_of, by_name=ACTS)


def possible_acts(case: Case, who: Actor) -> list[Act]:
    """Return what this actor can do now, the most usual first."""
    return [act for act in ACTS.values() if may_now(act, case, who)]
