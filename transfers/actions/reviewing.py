"""The new agency's review: ask for a correction, refuse with reasons, accept by letter."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.rules.terms import Insurance, TermKind
from casework.actions import moving, preparing, steps
from casework.actions.moving import take_up
from casework.actions.telling import Told, tell
from casework.errors import not_at_this_stage
from casework.models import Correction, PreparedAct, Step
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from letters.actions.issuing import end_letter, issue
from letters.actions.numbering import next_number
from letters.models import Letter
from transfers.actions.applying import FOUND
from transfers.actions.asking_again import check_again
from transfers.actions.drafting import ANSWERS
from transfers.actions.places import find_relationships
from transfers.documents import review
from transfers.models import PartThatStays, Transfer
from transfers.rules.reasons import Use, choosable


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
    unknown = [name for name in wrong if name not in ANSWERS]
    if unknown:
        raise NotValid({unknown[0]: _("The person cannot change this.")})
    step = _review_step(transfer)
    end_valid_letters(transfer, now=now, reason=note)  # one that was returned
    moving.move(case, Status.CORRECTION_ASKED, by=by, now=now, note=note)
    steps.pause(step, now=now)
    fields = [{"field": name, "message": text} for name, text in wrong.items()]
    correction = Correction.objects.create(case=case, note=note, fields=fields, asked_at=now)
    told = Told("correction-asked", None, {"note": note})
    tell(case, [told], now=now, occasion=f"correction:{correction.pk}")
    return correction


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
    letter = issue_refusal(transfer, chosen, note=note, by=by, now=now)
    tell(case, [Told("refused")], now=now, occasion="refused")
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


def check_reasons(codes: Iterable[str], use: Use, transfer: Transfer) -> list[str]:
    """Return the chosen codes in the order of the list; none or a wrong one is `NotValid`."""
    known = [reason.code for reason in choosable(use, Insurance(transfer.insurance))]
    chosen = set(codes)
    if not chosen:
        raise NotValid({"reasons": _("Choose at least one reason.")})
    if not chosen <= set(known):
        raise NotValid({"reasons": _("This reason cannot be chosen here.")})
    return [code for code in known if code in chosen]


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
    case.steps.filter(kind=TermKind.REVIEW, closed_at=None).update(closed_at=now)
    step = case.steps.filter(kind=TermKind.HAND_OVER, closed_at=None).get()
    steps.resume(step, now=now)
    told = Told("clarified", transfer.original_agency, {"note": reply})
    tell(case, [told], now=now, occasion=f"clarified:{case.version}")
