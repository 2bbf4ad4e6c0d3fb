"""The verdict on a letter: by its code, or by the file itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice

from django.db.models import QuerySet

from letters import verifying
from letters.models import Letter
from letters.rules.verdicts import Outcome
from letters.verifying import Checked, Verdict
from sealing import reading

MOST_REVISIONS = 4  # of a file that was saved again and again; ours is the first
TOLD = (
    *("kind", "number", "official_number", "issued_at"),
    *("agency__code", "agency__name", "agency__name_en"),
    *("agency_name", "agency_name_en"),
    *("voiding__at", "voiding__letter"),
    *("replaced_by__number", "replaced_by__official_number", "replaced_by__issued_at"),
)
PLAINLY = {
    Verdict.NOT_OURS: Outcome.NOT_OURS,
    Verdict.INCOMPLETE: Outcome.INCOMPLETE,
    Verdict.ENCRYPTED: Outcome.ENCRYPTED,
    Verdict.TOO_LARGE: Outcome.TOO_LARGE,
    Verdict.NOT_A_PDF: Outcome.NOT_A_PDF,
}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The verdict, and the letter it is about where there is one for certain."""

    outcome: Outcome
    letter: Letter | None = None
    certificate: str = ""
    signed_at: datetime | None = None

    @property
    def voided_at(self) -> datetime | None:
        """Since when the letter counts no longer."""
        if self.letter is None:
            return None
        voiding = getattr(self.letter, "voiding", None)
        replacing = getattr(self.letter, "replaced_by", None)
        if voiding is not None:
            return voiding.at  # type: ignore[no-any-return]
        return replacing.issued_at if replacing is not None else None

    @property
    def replaced_by(self) -> str:
        """The number of the letter that took its place."""
        replacing = getattr(self.letter, "replaced_by", None)
        return replacing.printed_number if replacing is not None else ""


def by_code(code: str) -> Judged:
    """Return the verdict on a code: one query, whether there is such a letter or not."""
    letter = _letters().filter(code=code).first()
    return Judged(outcome=Outcome.UNKNOWN) if letter is None else _of(letter)


def by_file(pdf: bytes) -> Judged:
    """Return the verdict on a file: two queries at most; never raises on what the file holds."""
    checked = verifying.check(pdf)
    if checked.verdict in PLAINLY:
        return Judged(outcome=PLAINLY[checked.verdict])
    if checked.verdict is Verdict.CHANGED:
        return _with_the_letter_inside(pdf)
    if checked.verdict is Verdict.NOT_SIGNED:
        return _from_before_signatures(pdf)
    return _signed(checked)


def _letters() -> QuerySet[Letter]:
    """Return letters with what a verdict tells of them, and nothing else."""
    return Letter.objects.select_related("voiding", "replaced_by").only(*TOLD)


def _of(letter: Letter, checked: Checked | None = None) -> Judged:
    """Say of a letter that was issued here whether it still counts."""
    judged = Judged(outcome=Outcome.VALID, letter=letter)
    if checked:
        judged = replace(judged, certificate=checked.certificate, signed_at=checked.signed_at)
    return replace(judged, outcome=Outcome.VOIDED) if judged.voided_at else judged


def _signed(checked: Checked) -> Judged:
    """Judge a file whose signature is good; what is not on record was not issued here."""
    letter = checked.record.letter if checked.record else None
    if checked.verdict is Verdict.REVOKED:
        return Judged(outcome=Outcome.UNTRUSTED, letter=letter)
    return _of(letter, checked) if letter else Judged(outcome=Outcome.UNRECORDED)


def _with_the_letter_inside(pdf: bytes) -> Judged:
    """Look whether a changed file begins with a whole letter, as one that was saved again does."""
    for said in islice(reading.RANGE.finditer(pdf), MOST_REVISIONS):
        _before, after, rest = map(int, said.groups())
        inside = pdf[: after + rest]
        if len(inside) < len(pdf) and verifying.is_whole(inside):
            judged = _signed(verifying.check(inside))
            is_ours = judged.outcome in (Outcome.VALID, Outcome.VOIDED)
            return replace(judged, outcome=Outcome.ADDED_TO) if is_ours else judged
    return Judged(outcome=Outcome.CHANGED)


def _from_before_signatures(pdf: bytes) -> Judged:
    """Know a letter by its bytes alone: the first letters of the portal carry no signature."""
    digest = sha256(pdf).hexdigest()
    letters = _letters()
    letter = letters.filter(file__sha256=digest).first()
    letter = letter or letters.filter(translation__sha256=digest).first()
    return _of(letter) if letter else Judged(outcome=Outcome.NOT_SIGNED)
