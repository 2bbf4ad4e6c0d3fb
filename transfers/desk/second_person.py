"""What waits for a second person in a transfer, and where to go on with it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from applications.desk import parts
from applications.desk.finding import turns_beside
from casework.desk.showing import days_left
from casework.models import Case, Step
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.spelling import wording
from letters.models import Letter
from transfers import clearing_shown
from transfers.actions import (
    differences,
    left_over,
    paying_back,
    restating,
    surplus,
    voidable,
    voiding,
)
from transfers.acts.table import ACTS
from transfers.models import Transfer
from transfers.rules.stages import MERGED


def waits_for_second(
    transfer: Transfer, who: Actor, letters: list[Letter]
) -> dict[str, Any] | None:
    """Return the most urgent of what waits: what is told to the person goes before the form."""
    return (
        _decision(transfer, who)
        or _voiding(transfer, who, letters)
        or _clearing(transfer, who)
        or _finding(transfer, who)
        or _prepared(transfer, who)
    )


def _decision(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a decision that one person prepared and another has to issue."""
    prepared = parts.prepared(transfer.case, who)
    if prepared is None:
        return None
    act = ACTS[prepared.act]
    href = reverse(act.page, args=[transfer.case.number])
    return parts.prepared_row(prepared, who, href, what=wording(act.title))


def _prepared(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what waits for a second person: whose preparation, and where to go on."""
    form = next((each for each in transfer.forms.all() if each.sent_at is None), None)
    settlement = getattr(transfer, "settlement", None)
    waiting = form or (settlement if settlement and settlement.completed_at is None else None)
    agency = transfer.original_agency if form else transfer.new_agency
    if agency != who.agency:
        return None
    if waiting is None:
        return _surplus(transfer, who)
    name = "desk_form" if form else "desk_settle"
    return {
        "is_mine": waiting.prepared_by == who.user,
        "by": waiting.prepared_by or _("its system"),
        "href": reverse(name, args=[transfer.case.number]),
    }


def _voiding(transfer: Transfer, who: Actor, letters: list[Letter]) -> dict[str, Any] | None:
    """Return a letter that one person wants voided and another has to decide on."""
    is_ours = transfer.new_agency == who.agency and voidable.has_one(transfer, letters)
    proposal = voiding.waiting_proposal(transfer) if is_ours else None
    if proposal is None:
        return None
    return {
        "is_mine": proposal.proposed_by == who.user,
        "by": proposal.proposed_by,
        "href": reverse("desk_void", args=[transfer.case.number]),
    }


def _clearing(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a clearing, or a payment of its money, that another has to approve."""
    found = getattr(transfer, "clearing", None)
    if found is None or transfer.new_agency != who.agency:
        return None
    state = clearing_shown.state_of(found)
    if state not in ("prepared", "payment-prepared"):
        return None
    first = found if state == "prepared" else paying_back.payment(found)
    return {
        "is_mine": first.prepared_by == who.user,
        "by": first.prepared_by or _("its system"),
        "href": reverse("desk_clear", args=[transfer.case.number]),
    }


def _finding(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what explains a difference of money and another has to confirm."""
    is_ours = who.agency is not None and transfer.case.state in left_over.AFTER
    if not is_ours or transfer.sides[0].in_office != who.agency:
        return None
    found = restating.waiting(transfer)
    if found is None:
        return None
    return {
        "is_mine": found.found_by is not None and found.found_by == who.user,
        "by": found.found_by or _("its system"),
        "href": reverse("desk_difference", args=[transfer.case.number]),
    }


# Where each turn beside a case is done; what is an act of the case itself is offered as such.
PAGES = {
    TermKind.FIND_DIFFERENCE: (
        "desk_difference",
        Action.HAND_OVER,
        gettext_lazy("Explain the difference"),
    ),
    TermKind.RETURN_SURPLUS: ("desk_settle", Action.SETTLE, gettext_lazy("Send the surplus back")),
    TermKind.PAY_PERSON: ("desk_clear", Action.SETTLE, gettext_lazy("Prepare the payment")),
}


def left_to_do(case: Case, who: Actor, today: date) -> list[dict[str, Any]]:
    """Return what is left to do with the money of a case: whose it is, by when, and where."""
    begun = turns_beside(case)
    days = days_left(begun, today)
    return [_left_row(case, step, who, days.get(step.pk)) for step in begun]


def _left_row(case: Case, step: Step, who: Actor, left: int | None) -> dict[str, Any]:
    said = {"title": step.title, "agency": step.agency, "due_on": step.due_on, "days_left": left}
    if TermKind(step.kind) not in PAGES:
        return said
    page, row, text = PAGES[TermKind(step.kind)]
    is_ours = step.agency.in_office == who.agency and may(who, row, case)
    return {
        **said,
        "waits": "" if step.due_on else _("The person has not named an account yet."),
        "text": text if step.due_on else _("Write the person's answer down"),
        "href": reverse(page, args=[case.number]) if is_ours else "",
    }


def clear_href(transfer: Transfer, who: Actor) -> str:
    """Return where cleared money is looked after once the case has ended."""
    is_over = transfer.case.state == Status.COMPLETED and hasattr(transfer, "clearing")
    if not is_over or not may(who, Action.SETTLE, transfer.case):
        return ""
    return reverse("desk_clear", args=[transfer.case.number])


def void_href(transfer: Transfer, who: Actor, letters: list[Letter]) -> str:
    """Return where a letter with a mistake can be voided, for those who may."""
    if not may(who, Action.VOID_LETTER, transfer.case) or not voidable.has_one(transfer, letters):
        return ""
    return reverse("desk_void", args=[transfer.case.number])


def _surplus(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a surplus that somebody else than who recorded the arrival has to send back."""
    case = transfer.case
    if (
        case.state not in (Status.HANDED_OVER, *MERGED)
        or (differences.difference(transfer) or 0) <= 0
    ):
        return None
    first = surplus.who_recorded(transfer)
    return {
        "is_mine": who.user in first,
        "by": first[0] if first else _("its system"),
        "href": reverse("desk_settle", args=[case.number]),
    }
