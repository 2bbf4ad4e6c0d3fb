"""The bases one may choose from, each with what it costs a month and about what it brings."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from agencies import rule_book
from applications.fields import Answers, Known
from law.money import from_fen, to_fen
from law.values import ValueNotInForce
from law.wording import Text
from services.enrolments.facts import OTHER
from services.enrolments.figures import pension_gain, yuan
from services.enrolments.rules.contributions import PENSION, Tiers, total_fen
from services.enrolments.rules.enrolling import EnrolFacts

ANOTHER = Text("其他基数", "Another base")
# Of the average wage, of which the lowest base is six tenths.
SHARES = ("0.6", "0.8", "1", "1.5", "2", "3")
Option = tuple[str, Text]


def offered(known: Known | None, answers: Answers) -> tuple[Option, ...]:
    """Return the bases of the place, the lowest first, and that one may name another.

    Without the records, or where nothing is loaded, a base can only be named.
    """
    if known is None or not answers.get("place"):
        return ((OTHER, ANOTHER),)
    facts = EnrolFacts(
        insurance=str(answers.get("insurance") or PENSION),
        region=str(answers["place"]),
        month=known.today.replace(day=1),
        today=known.today,
        sex=known.person.sex,
        book=rule_book.current(),
    )
    return (*_options(facts, known.today), (OTHER, ANOTHER))


def _options(facts: EnrolFacts, today: date) -> Iterator[Option]:
    found = facts.tiers()
    if found is None or found.least_fen == found.most_fen:
        return
    for base in found.listed_fen or _steps(found):
        try:
            yield f"{from_fen(base)}", _said(facts, base, found.least_fen)
        except ValueNotInForce:
            return


def _steps(found: Tiers) -> list[int]:
    """Return some bases between the bounds: in whole yuan, the bounds themselves as they are."""
    average = from_fen(found.least_fen) / Decimal(SHARES[0])
    between = [to_fen((average * Decimal(each)).quantize(Decimal(1))) for each in SHARES[1:-1]]
    inside = [each for each in between if found.least_fen < each < found.most_fen]
    return [found.least_fen, *inside, found.most_fen]


def _said(facts: EnrolFacts, base: int, least: int) -> Text:
    chosen = EnrolFacts(**{**vars(facts), "base_fen": base})
    cost = yuan(total_fen(chosen.lines()))
    if facts.insurance != PENSION:
        return Text(f"{yuan(base)}，每月缴{cost}", f"{yuan(base)}: {cost} a month")
    gain = f"¥{pension_gain(base, least, chosen):,.2f}"
    return Text(
        f"{yuan(base)}，每月缴{cost}；每缴一年，退休后每月约多{gain}（估算）",
        f"{yuan(base)}: {cost} a month; each year paid adds about {gain} a month to the pension "
        "(estimate)",
    )


def called(code: str) -> Text | None:
    """Return what a base is called once it was chosen."""
    return (
        ANOTHER if code == OTHER else Text(yuan(to_fen(Decimal(code))), yuan(to_fen(Decimal(code))))
    )
