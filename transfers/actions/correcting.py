"""What follows in a transfer that is over when a record it rested on has been put right.

What was missing moves by a transfer of its own, about the first one, for which nobody has to apply;
what was too much goes back to the original agency as any surplus does (`surplus.return_surplus`).
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.actors import SYSTEM
from applications.declaring import Deed
from casework.actions import moving
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Event
from casework.rules.statuses import Status
from kit import wall
from records.models import InsuredPeriod, RecordCorrection, Relationship
from transfers.actions.applying import hand_to_agency
from transfers.actions.differences import stayed_of
from transfers.models import FormReduction, Transfer

Kind = RecordCorrection.Kind
TAKEN_OVER = (
    "insurance", "original_region", "new_region", "from_scheme", "to_scheme", "employer_name",
    "contact_phone", "contact_address", "is_approved_move",
)  # fmt: skip
# Where months can still arrive: neither gone to a third place nor ended.
RECEIVING = (
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
)


def follow(deed: Deed, about: Case, lines: list[RecordCorrection]) -> None:
    """Let what was missing move, and what was too much go back; call it with the correction."""
    _follow(deed, Transfer.objects.whole().get(pk=about.pk), lines)


def follow_record(deed: Deed, _about: Case, lines: list[RecordCorrection]) -> None:
    """Do the same where a record was objected to: in each transfer that had rested on it.

    Of what was missing that is the one by which the other months of the place left last; where
    others lie there still, the person may move all of them when they like.
    """
    for transfer in _that_rested_on(lines, deed.application.case.number):
        _follow(deed, transfer, lines)


def _that_rested_on(lines: Iterable[RecordCorrection], number: str) -> list[Transfer]:
    done = Transfer.objects.whole().filter(case__status=Status.COMPLETED.value)
    found = []
    for held in {each.relationship_id: each.relationship for each in lines}.values():
        lying = held.periods.lying_there()
        if not lying.exclude(corrected_with=number).exists():
            found += list(done.filter(original_relationship=held).order_by("-case__closed_at")[:1])
        struck = held.periods.filter(gone_with=number).exclude(case_number="")
        found += list(done.filter(case__number__in=struck.values("case_number")))
    return list({each.pk: each for each in found}.values())


def _follow(deed: Deed, transfer: Transfer, lines: list[RecordCorrection]) -> None:
    number = deed.application.case.number
    _reduce(transfer, number, lines, deed)
    if _moves_more(transfer, lines):
        _move_what_was_missing(transfer, number, now=deed.now)


# --- Too much -------------------------------------------------------------------------------------
def _reduce(transfer: Transfer, number: str, lines: Iterable[RecordCorrection], deed: Deed) -> None:
    """Write down what no longer belongs to the transfer: the new agency sends it back."""
    came = InsuredPeriod.objects.filter(
        case_number=transfer.case.number,
        gone_with=number,
        gone_as=InsuredPeriod.Gone.CORRECTED,
    )
    if not came.exists():
        return
    fen = sum(
        each.pooled_fen - each.amount_fen
        for each in lines
        if each.kind == Kind.STRIKE and each.relationship_id == transfer.new_relationship_id
    )
    if fen > stayed_of(transfer):
        raise MoveNotPossible(_("More would go back than had come with the transfer."))
    if fen <= 0:
        return
    FormReduction.objects.create(
        transfer=transfer, correction_number=number, amount_fen=fen, at=deed.now
    )
    moving.turn_page(transfer.case)
    told = Told("surplus-by-correction", transfer.new_agency)
    tell(transfer.case, [told], now=deed.now, occasion=f"reduced:{number}")


# --- Too little -----------------------------------------------------------------------------------
def _moves_more(transfer: Transfer, lines: Iterable[RecordCorrection]) -> bool:
    """Whether months or money were added at the original place and can go where the others went.

    Another transfer of the same record that is under way takes them along by itself.
    """
    gained = [
        each
        for each in lines
        if each.relationship_id == transfer.original_relationship_id
        and (each.kind == Kind.ADD or each.amount_fen > 0)
    ]
    new = transfer.new_relationship
    if not gained or new is None or new.status not in RECEIVING:
        return False
    under_way = Transfer.objects.filter(
        original_relationship=transfer.original_relationship_id, case__in=Case.objects.open()
    )
    return not under_way.exists()


@wall.as_house("let what was missing move, before the new agency has a turn in it")
def _move_what_was_missing(first: Transfer, number: str, *, now: datetime) -> None:
    """Send a transfer of its own on its way for what was added: review, letter, form and money."""
    original, new = (each.in_office for each in first.sides)
    person = first.case.person
    case = moving.start(person, first.case.service, by=SYSTEM, now=now, about=first.case)
    transfer = Transfer.objects.create(
        case=case,
        original_agency=original,
        new_agency=new,
        original_relationship=first.original_relationship,
        new_relationship=first.new_relationship,
        confirmed_at=now,
        **{name: getattr(first, name) for name in TAKEN_OVER},
    )
    moving.move(case, Status.SUBMITTED, by=SYSTEM, now=now)
    hand_to_agency(transfer, "correction-moves", by=SYSTEM, now=now)
    data = {"correction": case.number, "for": number}
    record(first.case, Event.Kind.CORRECTING, by=SYSTEM, now=now, data=data)
