"""Into which terms a text is cut so that a question finds its answer, typing errors and all.

Chinese by pairs of characters, English by stems, as the search for services does
(applications.rules.finding). Beside them stands the sound of a pair, for what was typed in pinyin
or with another character of the same sound, and English words that differ by one letter. Nothing
is left to chance: the same words always give the same terms.
"""

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import normalize

from applications.rules.finding import terms_in
from services.advice.rules.synonyms import SYNONYMS

LONGEST = 1000
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
LEAST_FOR_ERRORS = 4  # a shorter English word is taken as it stands


def folded(text: str) -> str:
    """Return a text as it is compared: one width, one case, no longer than a question."""
    return normalize("NFKC", text)[:LONGEST].casefold()


def terms(text: str) -> frozenset[str]:
    """Return the terms of a text."""
    return terms_in(folded(text))


def meant(text: str) -> frozenset[str]:
    """Return the terms that synonyms add to a text: what people say beside what the law says."""
    said = folded(text)
    added = (words for word, words in SYNONYMS.items() if _is_said(word, said))
    return frozenset().union(*(terms_in(words) for words in added))


def _is_said(word: str, text: str) -> bool:
    if _HAN.search(word):
        return word in text
    return bool(_whole(word).search(text))


@cache
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(word)}")


# --- Sounds -----------------------------------------------------------------------------------
@lru_cache(maxsize=65536)
def sound(term: str) -> str:
    """Return how a pair of characters sounds, as `shi'ye`; empty for what is not Chinese."""
    if not _HAN.fullmatch(term):
        return ""
    # The table of single characters is enough for pairs, and a tenth of the memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- read when the first search comes

    return "'".join(lazy_pinyin(term))


def typed_sounds(text: str, syllables: frozenset[str]) -> Iterator[str]:
    """Yield the sounds of pairs that a text in pinyin names: `shiyejin` is shi'ye and ye'jin."""
    run: list[str] = []
    for word in _LATIN.findall(folded(text)):
        cut = _syllables_in(word, syllables)
        if cut is None:
            yield from _pairs_of(run)
            run = []
        else:
            run += cut
    yield from _pairs_of(run)


def _pairs_of(run: list[str]) -> Iterator[str]:
    for first, second in pairwise(run):
        yield f"{first}'{second}"


def _syllables_in(word: str, syllables: frozenset[str]) -> list[str] | None:
    """Return the syllables that a word is made of, the longest first; nothing if it is not."""
    cuts: list[list[str] | None] = [[]]
    for end in range(1, len(word) + 1):
        found = None
        for begin in range(max(0, end - 6), end):
            before = cuts[begin]
            if before is not None and word[begin:end] in syllables:
                found = [*before, word[begin:end]]
                break
        cuts.append(found)
    return cuts[-1]


# --- Words that differ by one letter ----------------------------------------------------------
def near_words(word: str) -> Iterator[str]:
    """Yield a word and what is left of it without one letter: two words that share one are near."""
    yield word
    if len(word) >= LEAST_FOR_ERRORS and word.isascii() and word.isalpha():
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
