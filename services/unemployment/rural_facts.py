"""What the lump sum of rural contract workers hangs on: what was worked, and what is drawn."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.rules.terms import UNEMPLOYMENT
from applications.fields import Answers, Asked, Known
from law.values import RuleBook, ValueNotInForce
from records import fetching
from records.rules.contributions import month_number
from services.unemployment.facts import counted_of, left_known, place_of, running_of
from services.unemployment.rules import rural
from services.unemployment.rules.months import Counted


@dataclass(frozen=True, kw_only=True)
class RuralFacts:
    """A rural worker whose contract is over; `counted` is nothing where no record is held."""

    region: str
    today: date
    counted: Counted | None
    worked: int | None  # months in a row, nothing where they are not known
    left_over: int
    pays_own: bool
    is_drawing: bool
    book: RuleBook

    @property
    def is_ended(self) -> bool:
        """Whether the place pays it no more."""
        return rural.is_ended(self.region, self.today, self.book)

    @property
    def grant(self) -> rural.Grant:
        """The lump sum; raises `ValueNotInForce` where the place has no numbers."""
        return rural.grant(self.worked or 0, self.region, self.today, self.book)

    @property
    def lacks_numbers(self) -> bool:
        """Whether a clerk has to work it out."""
        try:
            return not self.worked or not self.grant.amount
        except ValueNotInForce:
            return True


def facts_of(asked: Asked) -> RuralFacts:
    """Return the facts: by the record, or without a sign-in by what was said."""
    answers, held = asked.answers, asked.known
    if held is None:
        return RuralFacts(
            region=str(answers.get("place") or ""),
            today=asked.today,
            counted=None,
            worked=_between(answers),
            left_over=0,
            pays_own=bool(answers.get("paid_own")),
            is_drawing=False,
            book=asked.book,
        )
    counted = counted_of(held)
    return RuralFacts(
        region=place_of(held) or "",
        today=asked.today,
        counted=counted,
        worked=_worked(counted, answers),
        left_over=left_known(held),
        pays_own=_pays_own(held),
        is_drawing=running_of(held) is not None,
        book=asked.book,
    )


def _between(answers: Answers) -> int | None:
    """Return how many whole months lie between the first and the last day of work."""
    began, ended = answers.get("work_since"), answers.get("last_day")
    if began is None or ended is None or ended < began:
        return None
    after = ended + timedelta(days=1)
    return month_number(after) - month_number(began) - (after.day < began.day)


def _worked(counted: Counted | None, answers: Answers) -> int | None:
    """Return the months in a row that are paid and in which one worked there by one's own word."""
    if counted is None or not counted.months:
        return None
    began = answers.get("work_since")
    paid = tuple(e for e in counted.months if began is None or e >= began.replace(day=1))
    return rural.in_a_row(paid)


def _pays_own(held: Known) -> bool:
    """Whether contributions of one's own are on record: of such a worker the rules ask none."""
    paid = fetching.relationships_of(held.person, UNEMPLOYMENT, with_periods=True)
    return any(period.personal_rate for each in paid for period in each.periods.all())
