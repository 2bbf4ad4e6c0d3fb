"""Which of the cards that are being made is meant: asked, offered and found in one way."""

from collections.abc import Callable
from dataclasses import dataclass

from applications.fields import AgencyChoice, Answers, Field, Kind, Known
from casework.rules.reasons import Reason
from law.wording import Text
from services.cards.models import CardOrder


@dataclass(frozen=True)
class OrderChoice:
    """A choice among orders of cards, each by the case that asked for it.

    `orders` returns those somebody may choose, `called` says one in words, and `nothing` is why
    nobody handles it where there is none.
    """

    orders: Callable[[Known], list[CardOrder]]
    called: Callable[[CardOrder, Known], Text]
    nothing: Reason

    def field(self, label: Text, why: Text) -> Field:
        """Return the question; where there is one only, it is answered already."""
        return Field(
            name="order",
            kind=Kind.CHOICE,
            label=label,
            why=why,
            options=self._options,
            known=self._only_one,
        )

    def of(self, known: Known | None, answers: Answers) -> CardOrder | None:
        """Return the one that was chosen."""
        number = answers.get("order")
        offered = self.orders(known) if known else []
        return next((each for each in offered if each.case.number == number), None)

    def agency(self, known: Known, answers: Answers) -> AgencyChoice:
        """Return who has the card that was chosen, or any of them before one was."""
        number = answers.get("order")
        meant = [each for each in self.orders(known) if number in (None, each.case.number)]
        agencies = tuple(dict.fromkeys(each.old_card.issuer.in_office for each in meant))
        return AgencyChoice(agencies=agencies) if agencies else AgencyChoice(reason=self.nothing)

    def _options(self, known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
        offered = self.orders(known) if known else []
        return tuple((e.case.number, self.called(e, known)) for e in offered if known)

    def _only_one(self, known: Known) -> str | None:
        offered = self.orders(known)
        return offered[0].case.number if len(offered) == 1 else None
