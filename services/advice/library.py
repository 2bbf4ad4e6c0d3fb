"""The library as a process holds it: the current answers, their index, and how one is filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from agencies import rule_book
from agencies.models import RuleValue
from kit.held import Held
from law.values import Rule, RuleBook
from law.wording import Basis, Text
from services.advice.documents import changed
from services.advice.models import Answer
from services.advice.rules.ageing import Change, Standing, is_old, why_reviewed
from services.advice.rules.filling import Filled, Used, fill, named_in
from services.advice.rules.ranking import Hit, Index, Indexed, index_of, search
from services.advice.seeds import Content

# Rules by their names; the room above that lists every rule of the house hands this in.
_rules: list[Callable[[], Mapping[str, Rule]]] = []


def reads_rules_from(source: Callable[[], Mapping[str, Rule]]) -> None:
    """Let figures be found by the names of all rules, once, while the portal starts."""
    _rules[:] = [source]


def rules() -> Mapping[str, Rule]:
    """Return all rules by their names."""
    return _rules[0]() if _rules else {}


@dataclass(frozen=True)
class Entry:
    """An answer of the library, as pages, desk and programs read it."""

    row: Answer

    @cached_property
    def content(self) -> Content:
        """What it says, its figures not filled."""
        return self.row.said

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.row.slug

    @cached_property
    def rule_names(self) -> frozenset[str]:
        """The rules whose figures it names."""
        return frozenset(each.rule for each in named_in(*self.content.texts))

    @property
    def standing(self) -> Standing:
        """What of it the law could move."""
        return Standing(self.rule_names, tuple(self.row.regions), self.row.reviewed_on)

    @property
    def is_verified(self) -> bool:
        """Whether all that it cites was read in the text that is cited."""
        return all(each.verified for each in self.content.bases)


@dataclass(frozen=True)
class Library:
    """All current answers and their index; shared by all that ask for it."""

    entries: Mapping[str, Entry]
    index: Index

    def found(
        self, question: str, *, on: date, region: str = "", insurance: str = "", limit: int = 20
    ) -> list[tuple[Entry, Hit]]:
        """Return the answers that fit a question, the best first."""
        hits = search(question, self.index, on=on, region=region, insurance=insurance, limit=limit)
        return [(self.entries[each.slug], each) for each in hits]

    def of_chapter(self, key: str) -> list[Entry]:
        """Return the answers of a chapter in their order."""
        return self._by_chapter.get(key, [])

    @cached_property
    def _by_chapter(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for each in self.entries.values():
            found.setdefault(each.row.chapter, []).append(each)
        return found


def _read() -> Library:
    entries = {row.slug: Entry(row) for row in Answer.objects.current()}
    return Library(entries, index_of(map(indexed, entries.values())))


def indexed(entry: Entry) -> Indexed:
    """Return what of an answer is searched."""
    said = entry.content
    steps = (text for step in said.steps for text in (step.zh, step.en))
    return Indexed(
        slug=entry.slug,
        title=(said.title.zh, said.title.en),
        words=said.words,
        body=(said.short.zh, said.short.en, *steps),
        regions=tuple(entry.row.regions),
        insurance=entry.row.insurance,
    )


current = Held(_read, Answer)


# --- What moved -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Released:
    """A value that was approved in this installation, and when."""

    change: Change
    at: datetime


def _read_released() -> Mapping[str, list[Released]]:
    """Return what was approved here, by the name of the rule: an answer names few of them."""
    rows = RuleValue.objects.approved().exclude(proposed_by=None).order_by("approved_at")
    found: dict[str, list[Released]] = {}
    for row in rows:
        change = Change(row.rule, row.region_id or "")
        found.setdefault(row.rule, []).append(Released(change, row.approved_at))
    return found


_released = Held(_read_released, RuleValue)


def moved_under(entry: Entry) -> tuple[str, ...]:
    """Return the rules whose values were approved since somebody last looked at an answer."""
    released = _released()
    since = [
        each.change
        for name in entry.rule_names
        for each in released.get(name, ())
        if each.at.date() >= entry.row.reviewed_on and each.at > entry.row.written_at
    ]
    return why_reviewed(entry.standing, since, today=entry.row.reviewed_on)


def documents_changed(entry: Entry) -> tuple[str, ...]:
    """Return the numbers of the documents that have changed since an answer was looked at."""
    return tuple(each.number if each else "" for each in changed(entry.row.cited_as))


def has_moved(entry: Entry) -> bool:
    """Whether the law has moved under an answer: a value, or a document that it cites."""
    return bool(moved_under(entry) or documents_changed(entry))


def waits_for_review(entry: Entry, *, today: date) -> bool:
    """Whether an answer has to be looked at again."""
    return has_moved(entry) or is_old(entry.standing, today=today, book=rule_book.current())


# --- Filling ----------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Read:
    """An answer as it is read on a day in a place."""

    entry: Entry
    short: Text
    steps: tuple[Text, ...]
    used: tuple[Used, ...]
    is_whole: bool

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The articles on which it stands."""
        return self.entry.content.bases


def read(entry: Entry, *, region: str, on: date, book: RuleBook | None = None) -> Read:
    """Fill an answer with the figures of a day and a place."""
    known, all_rules = book or rule_book.current(), rules()

    def filled(text: Text) -> Filled:
        return fill(text, region=region, on=on, book=known, rules=all_rules)

    short, steps = filled(entry.content.short), [filled(each) for each in entry.content.steps]
    parts = (short, *steps)
    return Read(
        entry=entry,
        short=short.text,
        steps=tuple(each.text for each in steps),
        used=tuple(dict.fromkeys(used for each in parts for used in each.used)),
        is_whole=all(each.is_whole for each in parts),
    )
