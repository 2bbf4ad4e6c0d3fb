"""The new agency accepts by letter."""

from datetime import datetime

from django.db import transaction

from agencies.actors import Actor
from agencies.rules.terms import TermKind
from applications.actions import signing
from casework.actions import moving, steps
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from letters.actions.issuing import end_letter, issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions.applying import FOUND
from transfers.actions.asking_again import check_again
from transfers.actions.places import find_relationships
from transfers.actions.telling_parts import plan_turn
from transfers.documents import review
from transfers.models import PartThatStays, Transfer


@transaction.atomic
def accept(
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    note: str = "",
    despite_checks: bool = False,
) -> Letter:
    """Accept: issue the acceptance letter and let the original agency's turn follow its delivery.

    国办发〔2009〕66号 art. 8(2), (3). A letter that came back is issued anew by `reissuing`. What
    the rules of today speak against is accepted only when the clerk says so and writes why.
    """
    case = transfer.case
    take_up(case, Action.ACCEPT, by=by, version=version, at=(Status.SUBMITTED,))
    signing.check_usable(case)
    find_relationships(transfer)
    transfer.save(update_fields=FOUND)
    codes = check_again(transfer, now=now, despite_checks=despite_checks, note=note)
    despite = {"despite": codes} if codes else {}
    moving.move(case, Status.LETTER_ISSUED, by=by, now=now, note=note, **despite)
    before = last_acceptance(transfer)
    letter = send_acceptance(transfer, before, by=by, now=now)
    occasion = "accepted" if before is None else f"accepted:{case.version}"
    tell(case, [Told("accepted")], now=now, occasion=occasion)
    return letter


def last_acceptance(transfer: Transfer) -> Letter | None:
    """Return the acceptance letter that was issued last, whether it counts or not."""
    return Letter.objects.filter(case=transfer.case, kind=Letter.Kind.ACCEPTANCE).last()


def send_acceptance(
    transfer: Transfer, before: Letter | None, *, by: Actor, now: datetime
) -> Letter:
    """Issue the acceptance letter from the facts as they stand, in place of the one before."""
    case = transfer.case
    original, new = transfer.sides
    steps.close_steps(case, now=now)
    steps.plan_step(case, TermKind.HAND_OVER, original)
    plan_turn(transfer)
    if before is not None and before.to_agency and before.to_agency.in_office != original:
        leave_former_agency(transfer, before, now=now)
    number = next_number(new, now)
    return issue(
        case,
        Letter.Kind.ACCEPTANCE,
        agency=new,
        number=number,
        content=review.acceptance(transfer, number, by=by, now=now, replaces=before),
        by=by,
        now=now,
        to_agency=original,
        replaces=before,
    )


def leave_former_agency(transfer: Transfer, before: Letter, *, now: datetime) -> None:
    """Tell the agency addressed before that its part has ended; what it said of parts falls too."""
    case, former = transfer.case, before.to_agency and before.to_agency.in_office
    PartThatStays.objects.filter(transfer=transfer).delete()
    told = Letter.objects.valid().filter(case=case, kind=Letter.Kind.NOT_TRANSFERABLE)
    for letter in told:
        end_letter(letter, now=now, reason=before.printed_number)
    data = {"letter": before.printed_number}
    occasion = f"sent-elsewhere:{case.version}"
    tell(case, [Told("sent-elsewhere", former, data)], now=now, occasion=occasion)
