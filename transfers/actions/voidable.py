"""Which letter of a transfer may be voided, and what has to follow."""

from collections.abc import Iterable

from django.db.models import QuerySet

from agencies.models import of_agency
from casework.rules.statuses import Status
from letters.models import Letter
from transfers.models import Transfer

# Which letter of the new agency may be voided at which status; others have been acted upon.
VOIDABLE = {
    Status.LETTER_ISSUED: Letter.Kind.ACCEPTANCE,
    Status.CLARIFICATION_ASKED: Letter.Kind.ACCEPTANCE,
    Status.REFUSED: Letter.Kind.REFUSAL,
}


def voidable_letter(transfer: Transfer) -> Letter | None:
    """Return the letter that the new agency may void now, if there is one."""
    return voidable_letters(transfer).defer("content").last()


def voidable_letters(transfer: Transfer) -> QuerySet[Letter]:
    """Return the letters among which that one is the last."""
    kind = VOIDABLE.get(transfer.case.state)
    if kind is None:
        return Letter.objects.none()
    valid = Letter.objects.valid().filter(case=transfer.case, kind=kind)
    return valid.filter(of_agency(transfer.sides[1]))


def is_possible(transfer: Transfer) -> bool:
    """Whether a letter of the kind that stands now can be voided at all."""
    return transfer.case.state in VOIDABLE


def has_one(transfer: Transfer, letters: Iterable[Letter]) -> bool:
    """Whether one among the letters of the case can be voided now (see `voidable_letter`)."""
    kind, agency = VOIDABLE.get(transfer.case.state), transfer.sides[1]
    return any(
        letter.kind == kind
        and letter.agency_id in agency.offices
        and not hasattr(letter, "replaced_by")
        and not hasattr(letter, "voiding")
        for letter in letters
        if agency is not None
    )


def must_be_reissued(letter: Letter) -> bool:
    """Whether a corrected letter has to follow: a refusal without a written explanation is none."""
    return letter.kind == Letter.Kind.REFUSAL
