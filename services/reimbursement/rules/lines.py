"""The cost list of a hospital (费用清单), judged line by line; every fen has its place.

社会保险法 art. 28: what is in the catalogue is paid from the fund. Of each line: what is outside
the catalogue (class C) or above its limit price is the person's own, and of class B a first share.
The rest is covered: total = covered + first share + over limit + own, to the fen
(苏医保发〔2022〕75号, annex 9).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from law.money import CENT, ZERO, round_half_up
from law.values import percent
from law.wording import Text


class Class(StrEnum):
    """The class of the catalogue (甲类、乙类、自费)."""

    A = "A"
    B = "B"
    OWN = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A line as the hospital charged it; a negative quantity gives back what came before it."""

    invoice: str
    line: int
    code: str
    name: str
    class_: Class
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    limit_price: Decimal | None = None
    first_share_rate: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its parts."""

    line: CostLine
    covered: Decimal
    first_share: Decimal
    over_limit: Decimal
    own: Decimal

    @property
    def is_whole(self) -> bool:
        """Whether all of it is covered."""
        return self.covered == self.line.amount


@dataclass(frozen=True)
class Scope:
    """A sum of lines and its parts (政策范围内费用 and what is left of it)."""

    total: Decimal = ZERO
    covered: Decimal = ZERO
    first_share: Decimal = ZERO
    over_limit: Decimal = ZERO
    own: Decimal = ZERO

    def __post_init__(self) -> None:
        if self.total != self.covered + self.first_share + self.over_limit + self.own:
            raise ValueError("the parts of a scope do not come to its total")

    def __add__(self, other: "Scope") -> "Scope":
        """Return two sums together."""
        return Scope(
            self.total + other.total,
            self.covered + other.covered,
            self.first_share + other.first_share,
            self.over_limit + other.over_limit,
            self.own + other.own,
        )


def all_covered(total: Decimal) -> Scope:
    """Return an amount of which everything is taken to be covered, before a list is there."""
    return Scope(total=total, covered=total)


def judge(line: CostLine) -> Judged:
    """Return the parts of a line; they add up to its amount exactly."""
    if line.class_ is Class.OWN:
        return Judged(line, ZERO, ZERO, ZERO, line.amount)
    over = ZERO
    if line.limit_price is not None and line.unit_price > line.limit_price:
        over = round_half_up((line.unit_price - line.limit_price) * line.quantity)
    first = ZERO
    if line.class_ is Class.B:
        first = round_half_up((line.amount - over) * line.first_share_rate)
    return Judged(line, line.amount - over - first, first, over, ZERO)


def scope(lines: Iterable[CostLine]) -> Scope:
    """Return the sum of some lines with its parts."""
    total = covered = first = over = own = ZERO
    for each in map(judge, lines):
        total += each.line.amount
        covered += each.covered
        first += each.first_share
        over += each.over_limit
        own += each.own
    return Scope(total, covered, first, over, own)


# --- Why a line, or a part of it, is the person's own ---------------------------------------------
def why(judged: Judged) -> Text:
    """Return the rule by which not all of a line is covered; empty where all of it is."""
    parts = list(_whys(judged))
    return Text("；".join(each.zh for each in parts), "; ".join(each.en for each in parts))


def _whys(judged: Judged) -> Iterator[Text]:
    line = judged.line
    if judged.own:
        yield Text("丙类（目录外），自费", "class C: outside the catalogue")
    if judged.over_limit:
        limit = f"{line.limit_price:,.2f}"
        yield Text(f"超过限价{limit}元的部分", f"above its limit price of {limit} yuan")
    if judged.first_share:
        rate = percent(line.first_share_rate)
        yield Text(f"乙类先行自付{rate}", f"class B: the first {rate} is your own")


# --- What is wrong with a list --------------------------------------------------------------------
@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, by its place in the list, counted from one."""

    place: int
    text: Text


NOT_THE_PRODUCT = Text("金额不等于数量×单价。", "The amount is not quantity × unit price.")
NO_ORIGIN = Text(
    "负数行之前没有同一项目的费用可冲减。", "Nothing of the same item comes before to set it off."
)
MORE_THAN_ORIGIN = Text(
    "冲减的金额大于原费用。", "More is given back than was charged for the same item."
)
TWICE = Text("同一发票的这一行重复。", "This line of the invoice stands there twice.")
NO_RATE = Text("先行自付比例须在0和1之间。", "The first share lies between 0 and 1.")
NOT_CLAIMED = Text(
    "这张发票不在本次申请中。", "This invoice is not among those of the application."
)


def faults(lines: Sequence[CostLine], invoices: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with a list, line by line; one pass, whatever its length."""
    seen: set[tuple[str, int]] = set()
    charged: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for place, line in enumerate(lines, start=1):
        for text in _faults_of(line, charged[line.invoice, line.code]):
            yield Fault(place, text)
        if (line.invoice, line.line) in seen:
            yield Fault(place, TWICE)
        if line.invoice not in invoices:
            yield Fault(place, NOT_CLAIMED)
        seen.add((line.invoice, line.line))
        charged[line.invoice, line.code] += line.amount


def _faults_of(line: CostLine, charged: Decimal) -> Iterator[Text]:
    if abs(line.quantity * line.unit_price - line.amount) > CENT:
        yield NOT_THE_PRODUCT
    if not ZERO <= line.first_share_rate <= 1:
        yield NO_RATE
    if line.amount < 0 and charged <= 0:
        yield NO_ORIGIN
    elif line.amount < 0 and charged + line.amount < 0:
        yield MORE_THAN_ORIGIN


def totals(lines: Iterable[CostLine]) -> dict[str, Decimal]:
    """Return what the lines of each invoice come to."""
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in lines:
        found[each.invoice] += each.amount
    return dict(found)
