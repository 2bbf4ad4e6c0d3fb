"""What the rules about cards are asked: the card that was chosen, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from applications.fields import AgencyChoice, Answers, Asked, Known
from casework.rules.reasons import Reason
from kit.once import once_a_page
from kit.spelling import wording
from law.values import RuleBook
from law.wording import Text
from services.cards.models import Card
from services.cards.rules import reasons
from services.cards.rules.banks import BANKS
from services.cards.rules.states import STATES, State
from services.cards.standing import Standing, of_key, of_person


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """A card with what was answered of it; nothing is known of it without a sign-in."""

    standing: Standing | None
    answers: Answers
    today: date
    book: RuleBook
    is_signed_in: bool

    def against(self, wish: str) -> Reason | None:
        """Return the reason that stands against a wish, or nothing."""
        return self.standing.against(wish) if self.standing else None


def facts_of(asked: Asked) -> CardFacts:
    """Return the facts of the card that was chosen."""
    return CardFacts(
        standing=chosen(asked.known, asked.answers) if asked.known else None,
        answers=asked.answers,
        today=asked.today,
        book=asked.book,
        is_signed_in=asked.known is not None,
    )


def chosen(known: Known, answers: Answers) -> Standing | None:
    """Return how the card stands that was chosen; nobody chooses another's."""
    key = str(answers.get("card") or "")
    return of_key(known.person, key, known.today) if key else None


def own_cards(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return the cards to choose from, each with what it is called."""
    if known is None:
        return ()
    own = of_person(known.person, known.today)
    return tuple((s.card.key, called(s)) for s in own if s.state is not State.CANCELLED)


def called(standing: Standing) -> Text:
    """Return what a card is called in a list: its bank, its last characters, its state."""
    bank, state = BANKS[standing.card.bank].name, STATES[standing.state]
    return Text(
        f"{bank.zh}社保卡 {standing.card.masked}（{state.zh}）",
        f"{bank.en} {standing.card.masked} ({state.en})",
    )


def only_card(known: Known) -> str | None:
    """Return the card where somebody has one, so that nothing need be chosen."""
    own = [s for s in of_person(known.person, known.today) if s.state is not State.CANCELLED]
    return own[0].card.key if len(own) == 1 else None


def issuer_of(known: Known, answers: Answers) -> AgencyChoice:
    """Return who issued the card that was chosen, or any of one's cards before one was."""
    standing = chosen(known, answers)
    cards: Iterable[Card] = (
        [standing.card] if standing else Card.objects.filter(person=known.person).current()
    )
    agencies = tuple(dict.fromkeys(each.issuer.in_office for each in cards))
    return AgencyChoice(agencies=agencies) if agencies else AgencyChoice(reason=reasons.NO_CARD)


def sentence(reason: Reason) -> str:
    """Return a reason with its way forward, in the reader's language."""
    return f"{wording(reason.sentence)} {wording(reason.way_forward)}"


@once_a_page
def said(key: str) -> Text | None:
    """Return how a card reads in a list of answers: its bank and its last characters."""
    card = Card.objects.filter(key=key).first()
    if card is None:
        return None
    bank = BANKS[card.bank].name
    return Text(f"{bank.zh}社保卡 {card.masked}", f"{bank.en} {card.masked}")
