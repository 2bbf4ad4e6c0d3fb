"""Finding an errand by the words people use, in Chinese and in English, without a database.

Chinese is compared by pairs of characters, since it writes no spaces; English by the stems of its
words. Words that only ask ("how do I", 怎么办) say nothing about the errand and are left out.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

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


_known_terms = lru_cache(maxsize=4096)(terms_in)  # the catalogue's own texts, asked again and again


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


def found(typed: str, items: Iterable[tuple[ItemT, Sequence[Sequence[str]]]]) -> list[ItemT]:
    """Return what fits the words, the best first; of equals, the one that came first.

    Each item comes with its texts by weight: what people say, what it is called, what they ask.
    """
    wanted = terms_in(typed)
    if not wanted:
        return []
    scored = [(_score(wanted, texts), item) for item, texts in items]
    fitting = [each for each in scored if each[0] > 0]
    return [item for _score_, item in sorted(fitting, key=lambda each: -each[0])]


def _score(wanted: frozenset[str], texts: Sequence[Sequence[str]]) -> float:
    """Return how well an item fits: nothing unless enough of what was typed is found in it."""
    best = dict.fromkeys(wanted, 0)
    for weight, group in zip(WEIGHTS, texts, strict=True):
        held = frozenset().union(*(_known_terms(text) for text in group))
        for term in wanted:
            if best[term] < weight and _holds(held, term):
                best[term] = weight
    hits = sum(1 for weight in best.values() if weight)
    return sum(best.values()) / len(wanted) if hits >= ENOUGH * len(wanted) else 0


def _holds(held: frozenset[str], term: str) -> bool:
    """Whether a term is there; a single Chinese character is there within a pair too."""
    return term in held or (len(term) == 1 and any(term in each for each in held))
