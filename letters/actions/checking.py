"""Checking a letter: judged, counted and written down in one step."""

from datetime import datetime

from kit import wall
from letters.checking import judging, limits
from letters.checking.judging import Judged
from letters.checking.visitors import Visitor
from letters.models import LetterCheck
from letters.rules.verdicts import Outcome

CHECK = "tell anybody whether a letter is genuine"


@wall.as_house(CHECK)
def check_code(code: str, *, visitor: Visitor, now: datetime) -> Judged:
    """Return the verdict on a code, and note it with the letter; five queries at most.

    Raises `TriedTooOften` before anything is looked up.
    """
    if not visitor.is_program:  # programs are counted at their own door
        limits.count_check(visitor, now=now)
    limits.refuse_guessing(visitor, now=now)
    judged = judging.by_code(code)
    if judged.outcome is Outcome.UNKNOWN:
        limits.count_unknown(visitor, now=now)
    _note(judged, LetterCheck.Way.CODE, visitor, now)
    return judged


@wall.as_house(CHECK)
def check_file(pdf: bytes, *, visitor: Visitor, now: datetime) -> Judged:
    """Return the verdict on a file, and note it with the letter; the file is not kept."""
    limits.count_check(visitor, now=now, is_file=True)
    judged = judging.by_file(pdf)
    _note(judged, LetterCheck.Way.FILE, visitor, now)
    return judged


def _note(judged: Judged, way: LetterCheck.Way, visitor: Visitor, now: datetime) -> None:
    """Write down which letter was checked; a file or code of no letter concerns nobody."""
    if judged.letter is None:
        return
    LetterCheck.objects.create(
        letter=judged.letter,
        at=now,
        way=way,
        by_program=visitor.is_program,
        verdict=judged.outcome.value,
        origin=visitor.origin(judged.letter),
    )
