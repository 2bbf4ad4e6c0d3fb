"""Whose turn it is in a transfer, by when, and what comes then."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casework.case_pages import Turn
from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from casework.models import Step
from casework.rules.statuses import Party, Status
from kit.spelling import wording
from law.workdays import Calendar, workdays_left
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from transfers.models import Transfer
from transfers.presenting.routes import name_of
from transfers.rules.stages import STAGES


def agency_on_turn(transfer: Transfer) -> str:
    """Return the name of the agency whose turn it is; empty when it is the person's or nobody's."""
    agencies = {
        Party.HANDLING: transfer.new_agency,
        Party.OTHER: transfer.original_agency,
    }
    found = agencies.get(transfer.case.whose_turn)
    return found.local_name if found else ""


def turn_of(
    transfer: Transfer,
    step: Step | None,
    *,
    today: date,
    calendar: Calendar | None,
    is_stopped: bool = False,
) -> Turn:
    """Return whose turn it is in the words of the insured person, or of the family.

    `is_stopped`: by a death, and nobody has decided yet.
    """
    status = Status(transfer.case.status)
    if is_stopped and not status.is_end:
        return _turn_of_stopped(transfer)
    if status.is_end:
        return Turn(over=True, sentence=_how_it_ended(status), next=_after_the_end(status))
    if status == Status.CORRECTION_ASKED:
        return Turn(
            yours=True,
            sentence=_("It is your turn: please answer the agency."),
            paused=_("The agency's term stands still until you answer."),
            next=_("the agency goes on with the review as soon as you have answered."),
        )
    if status == Status.CLEARING:
        return _turn_of_clearing(transfer)
    runs = step is not None and step.paused_on is None and step.due_on is not None
    return Turn(
        whose=agency_on_turn(transfer),
        due_on=step.due_on if runs else None,
        days_left=workdays_left(today, step.due_on, calendar) if runs else None,
        provisional=bool(runs and step.is_provisional),
        paused="" if runs else _why_it_waits(status),
        next=_what_comes(transfer, status),
    )


def _turn_of_stopped(transfer: Transfer) -> Turn:
    """Return that nothing happens until two persons have looked; no term and no promise."""
    has_died = transfer.case.person.deceased_on is not None
    return Turn(
        whose=name_of(transfer.new_agency),
        sentence=_("This case stands still."),
        paused=_("Nothing is sent or credited until the agency has decided how the case goes on.")
        if has_died
        else _("An agency is checking a report. Until then nothing is sent or credited."),
    )


def turn_after_return(transfer: Transfer) -> Turn:
    """Return whose turn it is when the bank returned the money: who sent it sends it anew."""
    return Turn(
        whose=name_of(transfer.original_agency),
        paused=_("The bank returned the money. It has to be sent anew."),
        next=_what_comes(transfer, Status.LETTER_ISSUED),
    )


def _turn_of_clearing(transfer: Transfer) -> Turn:
    """Return whose turn it is when months were paid twice; the law names no term for it."""
    said = getattr(transfer, "clearing", None)
    is_asked = said is not None and said.answered_at is None
    return Turn(
        yours=is_asked,
        whose=agency_on_turn(transfer),
        sentence=_("Your transfer is done. Please answer on the months paid twice.")
        if is_asked
        else "",
        paused=_("The law names no term for paying back months paid twice."),
        next=_what_comes(transfer, Status.CLEARING),
    )


def _how_it_ended(status: Status) -> str:
    return {
        Status.COMPLETED: _("Your transfer is complete."),
        Status.REFUSED: _(
            "The application was refused. The reasons and your way forward stand below."
        ),
        Status.WITHDRAWN: _("This application was closed before it was decided."),
        Status.ENDED: _("This transfer has ended because the insured person has died."),
    }[status]


def _after_the_end(status: Status) -> str:
    if status == Status.COMPLETED:
        return _("nothing more to do. Keep the completion notice with your papers.")
    if status == Status.ENDED:
        return _("what the family can do stands on this page.")
    return _("you may apply again at any time.")


def _why_it_waits(status: Status) -> str:
    return {
        Status.LETTER_ISSUED: _(
            "The acceptance letter is on its way. The term begins when it is delivered."
        ),
        Status.CLARIFICATION_ASKED: _(
            "The original agency has asked a question. Its term stands still until the "
            "answer is there."
        ),
        Status.HANDED_OVER: _("The term begins when the money has arrived."),
    }.get(status, _("The term has not begun yet."))


def _what_comes(transfer: Transfer, status: Status) -> str:
    names = {
        "new": transfer.new_agency.local_name if transfer.new_agency else "",
        "original": transfer.original_agency.local_name if transfer.original_agency else "",
    }
    return wording(STAGES[status].comes) % names


def what_is_ahead(
    transfer: Transfer, current: Turn, *, is_stopped: bool = False, is_owed: bool = False
) -> list[dict[str, Any]]:
    """Return what runs now and the stages to come; nothing is sure once a death has stopped it.

    Money that the bank returned is owed and comes first.
    """
    status = Status(transfer.case.status)
    if status.is_end or is_stopped:
        return []
    names = {"new": name_of(transfer.new_agency), "original": name_of(transfer.original_agency)}
    stages = {
        Status.SUBMITTED: _("%(new)s reviews the application"),
        Status.LETTER_ISSUED: _("%(original)s draws up your record and sends the money"),
        Status.HANDED_OVER: _("%(new)s adds months and money to your account"),
    }
    aside = _("%(original)s sends the money anew") if is_owed else wording(STAGES[status].first)
    ahead = list(stages.values())[STAGES[status].behind :]
    first, *later = [aside, *ahead] if aside else ahead
    now: dict[str, Any] = {"title": first % names, "state": "late" if current.is_late else "now"}
    if current.due_on:
        now["on"] = current.due_on
    return [now, *({"title": each % names, "state": "next"} for each in later)]
