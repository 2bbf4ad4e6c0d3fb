"""How a card stands: its state, whether a new one is asked for, what can be done with it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Person
from casework.models import Case
from casework.rules.reasons import Reason
from casework.rules.verdicts import Outcome, Verdict
from kit.once import once_a_page
from services.cards.models import REPLACEMENT, Card, CardOrder
from services.cards.rules import reasons
from services.cards.rules.numbers import renewal_opens
from services.cards.rules.states import State, Wish, may_now


@dataclass(frozen=True)
class Standing:
    """A card with what stands in the way of what, on a day."""

    card: Card
    replacement: Case | None
    today: date

    @property
    def state(self) -> State:
        """What its page calls it."""
        is_lost = self.card.state in {State.TEMPORARY, State.FORMAL}
        if self.replacement is not None and not is_lost:
            return State.REPLACING
        return State(self.card.state)

    @property
    def has_expired(self) -> bool:
        """Whether its last day has passed."""
        return self.card.valid_to < self.today

    @property
    def can_be_renewed(self) -> bool:
        """Whether it expires soon enough to be renewed."""
        return renewal_opens(self.card.valid_to) <= self.today

    def may(self, wish: str) -> Verdict:
        """Return whether something can be done with it now, and the reason if not."""
        if self.card.person.deceased_on is not None and wish != Wish.CANCEL:
            return Verdict(Outcome.REFUSE, (reasons.HOLDER_HAS_DIED,))
        found = may_now(self.card.state, wish, is_replacing=self.replacement is not None)
        if found.may_file and wish == Wish.SHOW and self.has_expired:
            return Verdict(Outcome.REFUSE, (reasons.HAS_EXPIRED,))
        return found

    def against(self, wish: str) -> Reason | None:
        """Return the reason that stands against it, or nothing."""
        return next(iter(self.may(wish).reasons), None)


def replacements(cards: Iterable[Card]) -> QuerySet[Case]:
    """Return the open applications for a new card in the place of one of these."""
    keys = [card.key for card in cards]
    return Case.objects.open().filter(
        service=REPLACEMENT, matter__in=keys, submitted_at__isnull=False
    )


@once_a_page
def of_person(person: Person, today: date) -> list[Standing]:
    """Return how each card of somebody stands, the one in use first; two queries."""
    cards = sorted(
        Card.objects.filter(person=person),
        key=lambda card: (card.state == State.CANCELLED, -card.issued_on.toordinal()),
    )
    for card in cards:
        card.person = person
    cases = {case.matter: case for case in replacements(cards)} if cards else {}
    return [Standing(card, cases.get(card.key), today) for card in cards]


@once_a_page
def of_key(person: Person, key: str, today: date) -> Standing | None:
    """Return how the card of somebody stands that has this key, if it is theirs."""
    return next((each for each in of_person(person, today) if each.card.key == key), None)


@once_a_page
def of_card(card: Card, today: date) -> Standing:
    """Return how one card stands."""
    return Standing(card, replacements([card]).first(), today)


def without_replacement(cards: QuerySet[Card]) -> QuerySet[Card]:
    """Leave those for which no new card was asked, in the very statement that changes them."""
    asked = Case.objects.open().filter(
        service=REPLACEMENT, matter=OuterRef("key"), submitted_at__isnull=False
    )
    return cards.filter(~Exists(asked))


@once_a_page
def order_of(case: Case | None) -> CardOrder | None:
    """Return the order of a new card that was granted in a case, if there is one."""
    return CardOrder.objects.filter(case=case).first() if case else None
