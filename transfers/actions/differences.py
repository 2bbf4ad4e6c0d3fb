"""What arrived beside what the form states: compared, disputed, and put right again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving, steps
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from transfers.actions.choosing import check_reasons
from transfers.models import (
    Allotment,
    FormReduction,
    InformationForm,
    Remittance,
    Settlement,
    SurplusReturn,
    Transfer,
)
from transfers.rules.reasons import Use

NO_FORM = gettext_lazy("The information form has not arrived yet.")


def sent_form(transfer: Transfer) -> InformationForm:
    """Return the information form that counts: the last one sent."""
    form = transfer.forms.exclude(sent_at=None).order_by("-version").first()
    if form is None:
        raise MoveNotPossible(NO_FORM)
    return form


def arrived_of(transfer: Transfer) -> int:
    """Return, in fen, what arrived for a case in all, announced or not."""
    return transfer.allotments.arrived().aggregate(sum=Sum("amount_fen"))["sum"] or 0


def stayed_of(transfer: Transfer) -> int:
    """Return, in fen, what arrived for a case and was not sent back."""
    return arrived_of(transfer) - sum(each.amount_fen for each in transfer.returns.all())


def difference(transfer: Transfer) -> int | None:
    """Return, in fen, what arrived and stayed less what the form states and nobody has reduced.

    None while money is under way.
    """
    own = OuterRef("pk")
    arrived, returned, reduced = (
        _sum(rows.filter(transfer=own))
        for rows in (Allotment.objects.arrived(), SurplusReturn.objects, FormReduction.objects)
    )
    sent = InformationForm.objects.filter(transfer=own).exclude(sent_at=None)
    stated = Subquery(sent.order_by("-version").values("total_fen")[:1])
    under_way = Exists(Remittance.objects.under_way().filter(transfer=own))
    found = Transfer.objects.filter(pk=transfer.pk)
    is_under_way, stays, states = found.values_list(
        under_way, arrived - returned, stated - reduced
    ).get()
    if is_under_way:
        return None
    if states is None:
        raise MoveNotPossible(NO_FORM)
    return int(stays - states)


def _sum(rows: QuerySet[Any]) -> Coalesce:
    summed = rows.order_by().values("transfer").annotate(sum=Sum("amount_fen")).values("sum")
    return Coalesce(Subquery(summed), 0)


def check_matches(transfer: Transfer) -> None:
    """Raise unless all the money is there and is what the form states."""
    apart = difference(transfer)
    if apart is None:
        raise MoveNotPossible(_("The money has not arrived yet."))
    if apart != 0:
        raise MoveNotPossible(_("Form and money do not match. Dispute the difference."))


@transaction.atomic
def dispute(
    transfer: Transfer,
    reasons: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Ask the original agency to put form or money right; its turn begins anew."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    chosen = check_reasons(reasons, Use.DISPUTE, transfer)
    moving.move(case, Status.DISPUTED, by=by, now=now, note=note, reasons=chosen)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    steps.close_steps(case, now=now)
    original, _new = transfer.sides
    steps.begin_step(case, TermKind.HAND_OVER, original, now=now)
    told = Told("difference-found", original, {"note": note})
    tell(case, [told], now=now, occasion=f"disputed:{case.version}")


def is_difference_open(transfer: Transfer) -> bool:
    """Whether the original agency looks for a difference at this moment."""
    return transfer.case.state == Status.DISPUTED


def told_of_form(transfer: Transfer, *, is_answer: bool) -> list[Told]:
    """Return who is told that a form was sent: the person only of the first one."""
    if is_answer:
        return [Told("difference-answered", transfer.new_agency)]
    return [Told("handed-over", transfer.new_agency), Told("handed-over")]
