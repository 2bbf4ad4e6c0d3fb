"""The new agency refuses with reasons: prepared by one person, issued by another."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from agencies.actors import Actor
from casework.actions import moving, preparing, steps
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions.choosing import check_reasons
from transfers.actions.freeing import free
from transfers.actions.reviewing import end_valid_letters
from transfers.documents import review
from transfers.models import Transfer
from transfers.rules.reasons import Use

REFUSABLE = (Status.SUBMITTED, Status.LETTER_RETURNED)
REFUSE = "refuse"


@transaction.atomic
def prepare_refusal(
    transfer: Transfer,
    reasons: Iterable[str],
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> PreparedAct:
    """Prepare a refusal with reasons from the code list, for a second person to check and issue."""
    case = transfer.case
    take_up(case, Action.REFUSE, by=by, version=version, at=REFUSABLE)
    said = {"reasons": check_reasons(reasons, Use.REFUSAL, transfer), "note": note}
    return preparing.prepare(case, REFUSE, said, agency=transfer.sides[1], by=by, now=now)


@transaction.atomic
def refuse(
    prepared: PreparedAct,
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Refuse as the second person; a written explanation goes to the insured person (row 16).

    国办发〔2009〕66号 art. 8(2): a refusal is explained in writing.
    """
    case = transfer.case
    take_up(case, Action.REFUSE, by=by, version=version)
    said = preparing.issue_as_second(prepared, by=by, now=now)
    chosen, note = check_reasons(said["reasons"], Use.REFUSAL, transfer), said["note"]
    moving.move(case, Status.REFUSED, by=by, now=now, note=note, reasons=chosen)
    end_valid_letters(transfer, now=now, reason=note or ", ".join(chosen))
    steps.close_steps(case, now=now)
    free(transfer, now=now)
    letter = issue_refusal(transfer, chosen, note=note, by=by, now=now)
    tell(case, [Told("refused")], now=now, occasion=f"refused:{letter.number}")
    return letter


def issue_refusal(
    transfer: Transfer,
    codes: list[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    replaces: Letter | None = None,
) -> Letter:
    """Issue the written explanation of a refusal to the person."""
    agency = transfer.sides[1]
    number = next_number(agency, now)
    return issue(
        transfer.case,
        Letter.Kind.REFUSAL,
        agency=agency,
        number=number,
        content=review.refusal(transfer, number, codes, note=note, by=by, now=now),
        by=by,
        now=now,
        to_person=True,
        replaces=replaces,
    )
