"""Who inherits an account: what is wrong with a table of heirs.

民法典 art. 1127: spouse, children and parents first, then siblings and grandparents; art. 1130: as
a rule equal shares, and others where the heirs agree. Who they are is shown to the agency.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from law.documents import CIVIL_CODE, cite
from law.wording import Text

ORDER = cite(CIVIL_CODE, "1127")
EQUAL = cite(CIVIL_CODE, "1130")
MOST_HEIRS = 20
SHARE_NAME = "inheritance-share"
SHARE_TITLE = Text("继承份额", "Inherited share")
HEIRS = {
    "spouse": Text("配偶", "Spouse"),
    "child": Text("子女", "Child"),
    "parent": Text("父母", "Parent"),
    "sibling": Text("兄弟姐妹", "Brother or sister"),
    "grandparent": Text("祖父母、外祖父母", "Grandparent"),
    "will": Text("遗嘱指定的人", "Named in a will"),
}
TWICE = Text("同一个人填了两次。", "Somebody stands in the table twice.")
DIED = Text("已去世的参保人不能是继承人。", "The person who died cannot be an heir.")
MORE_THAN_ALL = Text(
    "份数不能大于总份数，也不能是0。", "A share is at least one part, and no more than all of them."
)


@dataclass(frozen=True)
class Share:
    """An heir by number, and so many of so many parts."""

    number: str
    parts: int
    of_parts: int

    @property
    def fraction(self) -> Fraction | None:
        """The share, if it is one."""
        if not 1 <= self.parts <= self.of_parts:
            return None
        return Fraction(self.parts, self.of_parts)


def fault_of(shares: Sequence[Share], deceased: str) -> Text | None:
    """Return what is wrong with a table of heirs, whatever its shares add up to."""
    numbers = Counter(each.number.upper() for each in shares)
    if numbers and max(numbers.values()) > 1:
        return TWICE
    if deceased.upper() in numbers:
        return DIED
    return MORE_THAN_ALL if any(each.fraction is None for each in shares) else None


def add_up(shares: Sequence[Share]) -> bool:
    """Whether the shares are the whole, no more and no less."""
    return sum(each.fraction or Fraction(0) for each in shares) == 1
