"""Finding an errand by the words people use, in Chinese and in English, without a database.

Chinese is compared by pairs of characters, since it writes no spaces; English by the stems of its
words. Words that only ask ("how do I", 怎么办) say nothing about the errand and are left out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

ItemT = TypeVar("ItemT")
# How much of what was typed has to be found.
ENOUGH = 0.5
# A hit in the errand counts more than one in the title, and that more than one in a question.
WEIGHTS = (3, 2, 1)

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")
_ASKING = re.compile(
    "怎么办理|怎么办|怎么样|怎么|如何|请问|在哪里|哪里|我想要|我想|我要|我的|办理|可以|需要|什么|多少|"
    "了|吗|呢|的|我|要|想|请|能"
)
_LITTLE = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at be can could did do does for from get have how i if in is it me my "
        "need new of on or our please so that the their there they this to want was we what when "
        "where which who will with would you your",
    )
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ing", "ies", "ed", "es", "s", "e", "y")


def terms_in(text: str) -> frozenset[str]:
    """Return what a text is compared by."""
    folded = text.casefold()
    stems = {_stem(word) for word in _WORD.findall(folded) if word not in _LITTLE}
    return frozenset(stems.union(*(_pairs(run) for run in _HAN.findall(folded))))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _pairs(run: str) -> set[str]:
    """Return each two neighbouring characters; one that is left alone stands for itself."""
    pairs = set()
    for part in _ASKING.split(run):
        pairs |= {part[i : i + 2] for i in range(len(part) - 1)} or ({part} if part else set())
    return pairs


class Finder(Generic[ItemT]):
    """Texts read once and asked often: for each term the items that hold it, and how strongly.

    Each item comes with its texts by weight: what people say, what it is called, what they ask.
    """

    def __init__(self, items: Iterable[tuple[ItemT, Sequence[Sequence[str]]]]) -> None:
        self._items: list[ItemT] = []
        self._holding: dict[str, dict[int, int]] = {}
        self._with_sign: dict[str, set[str]] = {}
        for place, (item, texts) in enumerate(items):
            self._items.append(item)
            for weight, group in zip(WEIGHTS, texts, strict=True):
                for term in frozenset().union(*map(terms_in, group)):
                    self._hold(term, place, weight)

    def _hold(self, term: str, place: int, weight: int) -> None:
        holding = self._holding.setdefault(term, {})
        holding[place] = max(weight, holding.get(place, 0))
        for sign in term:
            self._with_sign.setdefault(sign, set()).add(term)

    def found(self, typed: str) -> list[ItemT]:
        """Return what fits the words, the best first; of equals, the one that came first.

        Nothing fits unless enough of what was typed is found in it.
        """
        wanted = terms_in(typed)
        weights: dict[int, list[int]] = {}
        for term in wanted:
            for place, weight in self._places(term).items():
                weights.setdefault(place, []).append(weight)
        fitting = [
            (-sum(each), place)
            for place, each in weights.items()
            if len(each) >= ENOUGH * len(wanted)
        ]
        return [self._items[place] for _score, place in sorted(fitting)]

    def _places(self, term: str) -> dict[int, int]:
        """Return where a term is; a single Chinese character is there within a pair too."""
        if len(term) > 1:
            return self._holding.get(term, {})
        found: dict[int, int] = {}
        for each in self._with_sign.get(term, ()):
            for place, weight in self._holding[each].items():
                found[place] = max(weight, found.get(place, 0))
        return found
