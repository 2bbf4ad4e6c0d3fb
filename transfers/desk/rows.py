"""What a transfer adds to the desk's lists: its two places, and its two papers of two persons."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from applications.desk.services import Papers
from casework.models import Step
from casework.rules.statuses import Status
from kit.questions import question
from transfers.desk.showing import route
from transfers.models import (
    Allotment,
    InformationForm,
    Repayment,
    Restatement,
    Settlement,
    Transfer,
)


def routes(cases: Sequence[int]) -> Mapping[int, str]:
    """Return from where to where, for some cases."""
    return {transfer.pk: route(transfer) for transfer in _places(of=list(cases))}


@question
def _places(*, of: list[int]) -> QuerySet[Transfer]:
    return Transfer.objects.filter(case__in=of).only("original_region", "new_region").order_by("pk")


def _forms_wait() -> Q:
    return Q(Exists(InformationForm.objects.filter(transfer=OuterRef("case"), sent_at=None)))


def _forms_of_others(who: Actor) -> QuerySet[Any, Any]:
    forms = InformationForm.objects.filter(transfer__original_agency=who.agency, sent_at=None)
    return forms.exclude(prepared_by=who.user).values("transfer")


def _matches_wait() -> Q:
    return Q(Exists(Settlement.objects.filter(transfer=OuterRef("case"), completed_at=None)))


def _matches_of_others(who: Actor) -> QuerySet[Any, Any]:
    matches = Settlement.objects.filter(transfer__new_agency=who.agency, completed_at=None)
    return matches.exclude(prepared_by=who.user).values("transfer")


# In this status the original agency has the turn only while it owes what the bank returned.
OWED_ANEW = Status.HANDED_OVER.value


def _returns_wait() -> Q:
    return Q(kind=TermKind.SEND_ANEW, case__status=OWED_ANEW)


def _returns_of_others(who: Actor) -> QuerySet[Any, Any]:
    turns = Step.objects.open().filter(kind=TermKind.SEND_ANEW, case__status=OWED_ANEW)
    back = Allotment.objects.filter(
        transfer__original_agency=who.agency, kind=Allotment.Kind.BOUNCED
    )
    owed = back.exclude(made_by=who.user).filter(Exists(turns.filter(case=OuterRef("transfer"))))
    return owed.values("transfer")


# Beside an ended case: an explanation of a difference, a payment, a surplus.
def _findings_wait() -> Q:
    waiting = Restatement.objects.filter(transfer=OuterRef("case"), confirmed_at=None)
    return Q(kind=TermKind.FIND_DIFFERENCE) & Q(Exists(waiting))


def _findings_of_others(who: Actor) -> QuerySet[Any, Any]:
    found = Restatement.objects.filter(confirmed_at=None).exclude(found_by=who.user)
    turns = _turns(TermKind.FIND_DIFFERENCE, who)
    return turns.filter(case__in=found.values("transfer")).values("case")


def _turns(kind: TermKind, who: Actor) -> QuerySet[Any, Any]:
    """Return the turns of this kind that the agency has beside its cases."""
    return Step.objects.open().filter(kind=kind, agency=who.agency)


def _payments_wait() -> Q:
    waiting = Repayment.objects.filter(clearing=OuterRef("case"), approved_at=None)
    return Q(kind=TermKind.PAY_PERSON) & Q(Exists(waiting))


def _payments_of_others(who: Actor) -> QuerySet[Any, Any]:
    prepared = Repayment.objects.filter(approved_at=None).exclude(prepared_by=who.user)
    turns = _turns(TermKind.PAY_PERSON, who)
    return turns.filter(case__in=prepared.values("clearing")).values("case")


def _surpluses_wait() -> Q:
    return Q(kind=TermKind.RETURN_SURPLUS)


def _surpluses_of_others(who: Actor) -> QuerySet[Any, Any]:
    own = Allotment.objects.arrived().filter(made_by=who.user)
    turns = _turns(TermKind.RETURN_SURPLUS, who)
    return turns.exclude(case__in=own.values("transfer")).values("case")


PAPERS = (
    Papers(_findings_wait, _findings_of_others),
    Papers(_payments_wait, _payments_of_others),
    Papers(_surpluses_wait, _surpluses_of_others),
    Papers(_forms_wait, _forms_of_others),
    Papers(_matches_wait, _matches_of_others),
    Papers(_returns_wait, _returns_of_others),
)
