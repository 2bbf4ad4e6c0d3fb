"""The procedure as a picture, drawn from the table of moves and the terms in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from agencies import rule_book
from agencies.models import TERM, RuleValue
from agencies.rules.terms import TermKind
from casework.rules.statuses import Party, Status
from casework.rules.ways import side_ways, straight_way
from law.wording import Text
from transfers.rules.procedures import PENSION

LANES = (Party.APPLICANT, Party.HANDLING, Party.OTHER)
KINDS = {
    Status.SUBMITTED: TermKind.REVIEW,
    Status.LETTER_ISSUED: TermKind.HAND_OVER,
    Status.HANDED_OVER: TermKind.SETTLE,
}


@dataclass(frozen=True)
class Stop:
    """One stop on the straight way: whose turn, what they do, by when, what may come between."""

    number: int
    party: Party | None
    title: Text
    what: Text | None
    term: RuleValue | None
    otherwise: tuple[Text, ...]
    comes_from: str  # the side the arrow comes from: left, right, or nowhere for the first

    @property
    def whose(self) -> Text | None:
        """Whose turn it is, in words."""
        return PENSION.parties[self.party] if self.party else None


def stops(insurance: str, terms: Iterable[RuleValue]) -> list[Stop]:
    """Return the straight way of a transfer, from the draft to its completion."""
    in_force = {each.kind: each for each in terms if each.insurance == insurance}
    way = straight_way(PENSION.moves, Status.DRAFT, Status.COMPLETED)
    following = dict(pairwise(way))
    return [
        Stop(
            number=number,
            party=PENSION.whose.get(status),
            title=PENSION.labels[status],
            what=PENSION.sentences.get((status, following.get(status, status))),
            term=in_force.get(KINDS.get(status, "")),
            otherwise=tuple(side_ways(PENSION, status, way)),
            comes_from=_side(before, status),
        )
        for number, (before, status) in enumerate(pairwise([None, *way]), start=1)
    ]


def _side(before: Status | None, status: Status) -> str:
    """Return from which side the arrow comes, by the order of the lanes."""
    if before is None:
        return ""
    return "left" if _lane(before) < _lane(status) else "right"


def _lane(status: Status) -> int:
    return LANES.index(PENSION.whose.get(status) or Party.APPLICANT)


def terms_in_force(today: date) -> list[RuleValue]:
    """Return the terms of both insurances that apply to what starts today."""
    of_rules = (rows for rule, rows in rule_book.approved_rows().items() if rule.startswith(TERM))
    first = (rule_book.row_on(rows, today) for rows in of_rules)
    return [row for row in first if row is not None]
