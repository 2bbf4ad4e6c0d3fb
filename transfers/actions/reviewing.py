"""The new agency's review: what it asks of the person, and answers the original agency."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving, pausing, steps, unanswered
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import not_at_this_stage
from casework.models import Correction, Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from letters.actions.issuing import end_letter
from letters.models import Letter
from transfers import questions
from transfers.models import Transfer


def _review_step(transfer: Transfer) -> Step:
    step = steps.current_step(transfer.case)
    if step is None:
        raise not_at_this_stage()
    return step


@transaction.atomic
def ask_for_correction(
    transfer: Transfer,
    wrong: dict[str, str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Correction:
    """Ask the person to put the named answers right; the clock stops until they do.

    `wrong` maps the name of each answer to what is wrong with it.
    """
    case = transfer.case
    take_up(case, Action.ASK_CORRECTION, by=by, version=version)
    if not note.strip() and not wrong:
        raise NotValid({"note": _("Say what has to be corrected.")})
    asked = {each.name for each in questions.asked_in(transfer.insurance)}
    unknown = [name for name in wrong if name not in asked]
    if unknown:
        raise NotValid({unknown[0]: _("The person cannot change this.")})
    step = _review_step(transfer)
    end_valid_letters(transfer, now=now, reason=note)  # one that was returned
    moving.move(case, Status.CORRECTION_ASKED, by=by, now=now, note=note)
    pausing.pause(step, now=now)
    fields = [{"field": name, "message": text} for name, text in wrong.items()]
    correction = Correction.objects.create(case=case, note=note, fields=fields, asked_at=now)
    unanswered.expect(correction, now=now)
    told = Told("correction-asked", None, {"note": note})
    tell(case, [told], now=now, occasion=f"correction:{correction.pk}")
    return correction


def end_valid_letters(transfer: Transfer, *, now: datetime, reason: str) -> None:
    """Let the acceptance letter count no longer: the transfer ends without it."""
    valid = Letter.objects.valid().filter(case=transfer.case, kind=Letter.Kind.ACCEPTANCE)
    for letter in valid:
        end_letter(letter, now=now, reason=reason)


@transaction.atomic
def clarify(
    transfer: Transfer, reply: str, *, by: Actor, now: datetime, version: int | None = None
) -> None:
    """Answer the original agency's question; its clock goes on."""
    case = transfer.case
    take_up(case, Action.ACCEPT, by=by, version=version)
    if not reply.strip():
        raise NotValid({"reply": _("Write the answer.")})
    if Status(case.status) != Status.CLARIFICATION_ASKED:
        raise not_at_this_stage()
    moving.move(case, Status.LETTER_ISSUED, by=by, now=now, note=reply)
    steps.close_turns(case, TermKind.ANSWER_QUESTION, now=now)
    step = case.steps.filter(kind=TermKind.HAND_OVER, closed_at=None).get()
    pausing.resume(step, now=now)
    told = Told("clarified", transfer.original_agency, {"note": reply})
    tell(case, [told], now=now, occasion=f"clarified:{case.version}")
