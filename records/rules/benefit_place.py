"""Old-age insurance: where the pension will be drawn (国办发〔2009〕66号 art. 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from law.documents import PENSION_TRANSFER, RESIDENTS_FROM_OUTSIDE, cite
from law.values import RuleBook, Unit, rule, value
from law.wording import Basis, Text

# The two kinds of pension account (art. 5).
GENERAL, TEMPORARY = "general", "temporary"
BENEFIT_PLACE_MONTHS = rule(
    "pension.benefit-place-months",
    Text("成为待遇领取地所需的缴费月数", "Months that make a place pay the pension"),
    Unit.MONTHS,
    value(120, cite(PENSION_TRANSFER, "6")),
)
RULES = (BENEFIT_PLACE_MONTHS,)


@dataclass(frozen=True)
class PlaceSegment:
    """Months at one place in time order; a temporary account never makes a benefit place."""

    region: str
    months: int
    account: str = GENERAL


@dataclass(frozen=True)
class BenefitPlace:
    """The province that pays the pension, by which rule, and in words."""

    region: str
    rule: str
    explanation: Text
    basis: Basis


NO_HUKOU = Text(
    "没有户籍、各参保地又都不满10年的，在缴费年限最长的地方领取；年限相同的，在最后一个地方领取。",
    "Without a hukou, and with no place of 10 years, the pension is drawn where the most months "
    "were paid, or at the last of equals.",
)
_PLACE_RULES = {
    1: Text(
        "养老保险关系在户籍所在省，就在户籍地领取。",
        "The relationship is in the hukou province, so the pension is drawn there.",
    ),
    2: Text(
        "养老保险关系所在地不是户籍地，但在当地累计满10年，就在当地领取。",
        "The place of the relationship is not that of a hukou, but there are at least 10 years "
        "there, so the pension is drawn there.",
    ),
    3: Text(
        "在关系所在地不满10年，回到上一个满10年的参保地领取。",
        "Under 10 years where the relationship is, so it goes back to the last place with 10.",
    ),
    4: Text(
        "在各参保地都不满10年，归集到户籍地领取。",
        "No place has 10 years, so everything is collected in the hukou province.",
    ),
}


def province(region: str) -> str:
    """Return the province of a region: relationships are counted by province."""
    return region[:2] + "0000"


def benefit_place(
    hukou_region: str | None,
    segments: Sequence[PlaceSegment],
    relationship_region: str | None = None,
    *,
    on: date,
    book: RuleBook | None = None,
) -> BenefitPlace:
    """Return where the pension will be drawn (art. 6); provinces count, deemed years included.

    Whoever has no hukou goes by items 2 and 3 like everybody else; only where no place has enough
    months is there no hukou province to collect everything.
    """
    general = [segment for segment in segments if segment.account == GENERAL]
    months = _months_by_province(general)
    enough = BENEFIT_PLACE_MONTHS.count(on, book)
    home = province(hukou_region) if hukou_region else None
    order = [province(segment.region) for segment in general]
    current = province(relationship_region) if relationship_region else next(reversed(order), None)
    if current and current == home:
        return _by_item(1, current)
    if current and months.get(current, 0) >= enough:
        return _by_item(2, current)
    earlier = (p for p in reversed(order) if p != current and months[p] >= enough)
    if found := next(earlier, None):
        return _by_item(3, found)
    return _by_item(4, home) if home else _without_hukou(general or segments)


def _by_item(item: int, region: str) -> BenefitPlace:
    basis = cite(PENSION_TRANSFER, f"6({item})")
    return BenefitPlace(region, f"66/6/{item}", _PLACE_RULES[item], basis)


def _without_hukou(segments: Sequence[PlaceSegment]) -> BenefitPlace:
    """Return the place of most months, or the last of equals (confirmed only in part)."""
    if not segments:
        raise ValueError("without a hukou and without segments there is no benefit place")
    months = _months_by_province(segments)
    last_seen = {province(segment.region): index for index, segment in enumerate(segments)}
    region = max(months, key=lambda place: (months[place], last_seen[place]))
    return BenefitPlace(region, "no-hukou", NO_HUKOU, cite(RESIDENTS_FROM_OUTSIDE))


def _months_by_province(segments: Iterable[PlaceSegment]) -> dict[str, int]:
    months: dict[str, int] = {}
    for segment in segments:
        place = province(segment.region)
        months[place] = months.get(place, 0) + segment.months
    return months
