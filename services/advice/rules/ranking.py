"""Which answer fits a question best: BM25 over terms, the title three times, people's words twice.

An index is built once from the whole library and only read afterwards. No language model: every
sentence was written by people, and the same question always gives the same answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log

from law.values import places_above
from services.advice.rules.terms import meant, near_words, sound, terms, typed_sounds

K1, B = 1.2, 0.75
TITLE, WORDS, BODY = 3.0, 2.0, 1.0
# A term that was only meant, or typed with an error, counts for less than one that was typed.
MEANT, HEARD, MISTYPED = 0.7, 0.6, 0.6
OF_THE_PLACE = 1.15  # an answer for the reader's own place comes before one for everybody
LEAST_OF_THE_BEST = 0.2  # what fits a fifth as well as the best one is no answer to the question


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """What of an answer is searched, and for whom and when it holds."""

    slug: str
    title: tuple[str, ...]
    words: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    insurance: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, region: str, on: date) -> bool:
        """Whether it says anything for a place on a day; without a place it may."""
        if (self.valid_from and on < self.valid_from) or (self.valid_to and on > self.valid_to):
            return False
        return not (self.regions and region) or bool(
            set(self.regions).intersection(places_above(region))
        )


@dataclass(frozen=True)
class Hit:
    """An answer, and how well it fits."""

    slug: str
    score: float


@dataclass
class Index:
    """The library as a search reads it: for each term the answers that hold it, how strongly.

    How strongly is worked out once, the length of an answer with it; only the rarity of a term is
    left to the asking.
    """

    answers: list[Indexed] = field(default_factory=list)
    postings: dict[str, dict[int, float]] = field(default_factory=dict)
    by_sound: dict[str, list[str]] = field(default_factory=dict)
    by_near: dict[str, list[str]] = field(default_factory=dict)
    syllables: frozenset[str] = frozenset()
    heads: list[frozenset[str]] = field(default_factory=list)

    def rarity(self, term: str) -> float:
        """Return how much a term says: the rarer, the more (idf of BM25)."""
        held = len(self.postings.get(term, ()))
        return log(1 + (len(self.answers) - held + 0.5) / (held + 0.5))


def index_of(library: Iterable[Indexed]) -> Index:
    """Build the index of a library."""
    index = Index(answers=list(library))
    weights = [_weights(each) for each in index.answers]
    index.heads = [_head(each) for each in index.answers]
    lengths = [sum(each.values()) for each in weights]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    for at, (of_answer, length) in enumerate(zip(weights, lengths, strict=True)):
        damping = K1 * (1 - B + B * length / (mean or 1.0))
        for term, weight in of_answer.items():
            postings[term][at] = weight * (K1 + 1) / (weight + damping)
    index.postings = dict(postings)
    _hear(index)
    return index


@lru_cache(maxsize=8192)  # of a library that has changed, all answers but one are the same
def _weights(answer: Indexed) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for weight, texts in ((TITLE, answer.title), (WORDS, answer.words), (BODY, answer.body)):
        for text in texts:
            for term in terms(text):
                found[term] += weight
    return found


@lru_cache(maxsize=8192)
def _head(answer: Indexed) -> frozenset[str]:
    """Return the terms by which an answer is asked for: of its title and of people's words."""
    return frozenset().union(*(terms(text) for text in (*answer.title, *answer.words)))


def _hear(index: Index) -> None:
    """Note how the terms sound, and what English words are like without one letter."""
    heard, near = defaultdict(list), defaultdict(list)
    for term in index.postings:
        if spoken := sound(term):
            heard[spoken].append(term)
        else:
            for each in near_words(term):
                near[each].append(term)
    index.by_sound, index.by_near = dict(heard), dict(near)
    index.syllables = frozenset(part for spoken in heard for part in spoken.split("'"))


# --- Asking -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Wanted:
    """What a question asks for: its terms, how much each counts, and which are no guess.

    `sure` are those that were typed, or that synonyms and sounds stand for; none mistyped.
    """

    typed: frozenset[str]
    counts: dict[str, float]
    sure: frozenset[str]


def wanted(question: str, index: Index) -> Wanted:
    """Return what a question asks for."""
    typed, said = terms(question), meant(question)
    counts: dict[str, float] = dict.fromkeys(typed, 1.0)
    unknown = [term for term in typed if term not in index.postings]
    heard = frozenset(_heard(question, unknown, index))
    for found, much in ((said, MEANT), (heard, HEARD), (_mistyped(unknown, index), MISTYPED)):
        for term in found:
            counts.setdefault(term, much)
    return Wanted(typed, counts, typed | said | heard)


def _heard(question: str, unknown: list[str], index: Index) -> Iterator[str]:
    """Yield the terms that sound like what was typed: another character, or pinyin."""
    sounds = [sound(term) for term in unknown]
    if unknown:
        sounds += typed_sounds(question, index.syllables)
    for each in sounds:
        yield from index.by_sound.get(each, ())


def _mistyped(unknown: list[str], index: Index) -> Iterator[str]:
    """Yield the words that differ from what was typed by one letter, and not by the first one."""
    for term in unknown:
        for like in near_words(term):
            yield from (word for word in index.by_near.get(like, ()) if word[:1] == term[:1])


def search(
    question: str,
    index: Index,
    *,
    on: date,
    region: str = "",
    insurance: str = "",
    limit: int = 20,
) -> tuple[Hit, ...]:
    """Return what fits, the best first; of equals the one that comes first in the library."""
    asked = wanted(question, index)
    best: list[Hit] = []
    for at, score in _scored(asked, index, region):
        if best and (len(best) == limit or score < best[0].score * LEAST_OF_THE_BEST):
            break
        answer = index.answers[at]
        if (
            (not insurance or answer.insurance in ("", insurance))
            and answer.holds(region, on)
            and _is_about(asked, at, index)
        ):
            best.append(Hit(answer.slug, score))
    return tuple(best)


def _scored(asked: Wanted, index: Index, region: str) -> list[tuple[int, float]]:
    """Return every answer that holds a term that is asked for, the best first."""
    scores: dict[int, float] = defaultdict(float)
    for term, counts in sorted(asked.counts.items()):
        rarity = counts * index.rarity(term)
        for at, strength in index.postings.get(term, {}).items():
            scores[at] += rarity * strength
    if region:
        for at in scores:
            scores[at] *= OF_THE_PLACE if index.answers[at].regions else 1.0
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))


def _is_about(asked: Wanted, at: int, index: Index) -> bool:
    """Whether an answer is about a question, and does not only share a word with it by chance.

    Some term has to be one by which people ask for it; where that is only like a word that was
    typed, half of the words have to be accounted for.
    """
    carried = {term for term in asked.counts if at in index.postings.get(term, ())}
    asked_for = carried & index.heads[at]
    if asked_for & asked.sure:
        return True
    return bool(asked_for) and 2 * len(carried) >= len(asked.typed)


def near(question: str, index: Index, *, on: date, limit: int = 5) -> tuple[Hit, ...]:
    """Return the nearest answers to what somebody is about to ask."""
    return search(question, index, on=on, limit=limit)


def is_alike(one: str, other: str) -> bool:
    """Whether two questions are the same question: most of their terms are the same."""
    first, second = terms(one), terms(other)
    together = first | second
    return bool(together) and len(first & second) / len(together) >= SAME


SAME = 0.6


def grouped(questions: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return for each question the first one that asks the same; for itself its own key."""
    first: dict[int, int] = {}
    heads: list[tuple[int, str]] = []
    for key, text in questions:
        head = next((known for known, said in heads if is_alike(text, said)), key)
        if head == key:
            heads.append((key, text))
        first[key] = head
    return first
