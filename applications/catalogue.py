"""The catalogue: what can be done here, by what has happened in somebody's life.

A declared `Service` stands in it by itself; what is no application (a transfer between two
agencies, a calculator) puts an `Entry` of its own in it, which leads to its own door.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Field
from applications.registry import services
from applications.rules.finding import Finder
from casework.rules.procedures import Procedure
from law.values import NATIONAL, Rule, RuleBook, ValueNotInForce
from law.wording import Text, counted, filled

FREE = Text("免费", "Free")
IDENTITY = Text("本人已核验的身份", "Your identity, proven once")
NOTHING = Text("无需登录，无需材料", "No sign-in, no papers")

ANSWERED = Text("当场得到结果", "Answered at once")
AT_ONCE = Text("当场办结", "Done at once")
NO_TERM = Text("期限由经办机构确定", "The agency names the time")
ONE_TERM = Text("最长{days}", "At most {days}")
EACH_TERM = Text("共{steps}个环节，每个环节最长{days}", "{steps} steps of at most {days}")


@dataclass(frozen=True)
class Happening:
    """A life event in the words of people, and what it covers."""

    event: LifeEvent
    title: Text
    icon: str


HAPPENINGS = (
    Happening(LifeEvent.MOVED, Text("我换工作、换地方了", "I changed jobs or moved"), "arrow"),
    Happening(LifeEvent.ILL, Text("我生病了", "I am ill"), "medical"),
    Happening(LifeEvent.LOST_WORK, Text("我失业了", "I lost my work"), "work"),
    Happening(LifeEvent.RETIRING, Text("我要退休了", "I am retiring"), "old-age"),
    Happening(LifeEvent.CARD, Text("我的社保卡丢了", "I lost my card"), "card"),
    Happening(LifeEvent.PARTICULARS, Text("我的信息变了", "My details have changed"), "person"),
    Happening(LifeEvent.PAYING, Text("我要参保、缴费", "I want to join or to pay"), "money"),
    Happening(LifeEvent.DEATH, Text("家里有人去世了", "Somebody in my family died"), "heart"),
    Happening(LifeEvent.QUESTION, Text("我有问题要问", "I have a question"), "info"),
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the catalogue: the errand as people say it, how long, what it costs and needs.

    `guide` returns the address where it is explained and begun; `questions` are searched too.
    """

    name: str
    title: Text
    errand: Text
    event: LifeEvent
    guide: Callable[[], str]
    begin: Callable[[], str] | None = None  # where it is begun, if it has a door of its own
    needs: tuple[Text, ...] = (IDENTITY,)
    fee: Text = FREE
    at_once: Text | None = None  # how one says that nobody waits; nothing where a term runs
    terms: tuple[Rule, ...] = ()
    questions: tuple[Text, ...] = field(default=())
    fields: tuple[Field, ...] = ()  # what is asked of a person, for programs to read

    @property
    def href(self) -> str:
        """Where it is explained and begun."""
        return self.guide()

    def takes(self, *, book: RuleBook, today: date) -> Text:
        """Say how long it takes by the values in force today."""
        if self.at_once is not None:
            return self.at_once
        days = days_of(self.terms, book=book, today=today)
        if not days:
            return NO_TERM
        longest = counted(max(days), "个工作日", "working day")
        return filled(ONE_TERM if len(days) == 1 else EACH_TERM, days=longest, steps=len(days))

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What a search looks at, in both languages: the errand, the title, the questions."""
        happening = HAPPENING_OF[self.event].title
        groups = ((self.errand,), (self.title, happening), self.questions)
        return tuple(tuple(s for text in group for s in (text.zh, text.en)) for group in groups)


HAPPENING_OF = {each.event: each for each in HAPPENINGS}
_ENTRIES: dict[str, Entry] = {}


def register(*entries: Entry) -> None:
    """Put what is no application of the engine into the catalogue."""
    _ENTRIES.update({each.name: each for each in entries})


@dataclass(frozen=True)
class _Listing:
    """The catalogue of what has been declared so far, and its index."""

    declared: tuple[Entry | Service, ...]
    entries: tuple[Entry, ...]
    finder: Finder[Entry]


_listings: list[_Listing] = []  # the last one; what is declared changes while the portal starts


def _listing() -> _Listing:
    declared: tuple[Entry | Service, ...] = (*_ENTRIES.values(), *services())
    known = _listings[0].declared if _listings else ()
    if len(known) != len(declared) or any(a is not b for a, b in zip(known, declared, strict=True)):
        _listings[:] = [_listed(declared)]
    return _listings[0]


def _listed(declared: tuple[Entry | Service, ...]) -> _Listing:
    order = list(HAPPENING_OF)
    lines = [each if isinstance(each, Entry) else entry_of(each) for each in declared]
    lines.sort(key=lambda each: order.index(each.event))
    return _Listing(declared, tuple(lines), Finder((each, each.texts) for each in lines))


def entries() -> list[Entry]:
    """Return every line of the catalogue, in the order of the life events."""
    return list(_listing().entries)


def entry_of(service: Service) -> Entry:
    """Return the line that a declared service makes by itself."""
    return Entry(
        name=service.name,
        title=service.title,
        errand=service.errand,
        event=service.event,
        guide=lambda: reverse("service_guide", args=[service.name]),
        needs=(IDENTITY, *(paper.title for paper in service.papers)),
        fee=service.fee,
        at_once=AT_ONCE if service.deciding is Deciding.AT_ONCE else None,
        terms=terms_of(service.procedure),
        questions=tuple(each.question for each in service.questions),
    )


def entry_named(name: str) -> Entry | None:
    """Return what stands in the catalogue beside the declared services."""
    return _ENTRIES.get(name)


def begins_at(name: str) -> str:
    """Return the address at which a service is begun."""
    beside = entry_named(name)
    if beside is not None and beside.begin is not None:
        return beside.begin()
    return reverse("apply_start", args=[name])


def by_event(found: Iterable[Entry]) -> list[tuple[Happening, list[Entry]]]:
    """Return the life events that have anything to offer, each with its lines."""
    listed: dict[LifeEvent, list[Entry]] = {}
    for each in found:
        listed.setdefault(each.event, []).append(each)
    return [(each, listed[each.event]) for each in HAPPENINGS if each.event in listed]


def find(words: str) -> list[Entry]:
    """Return what fits the words somebody typed, the best first."""
    return _listing().finder.found(words)


# --- Terms ------------------------------------------------------------------------------------
def terms_of(procedure: Procedure) -> tuple[Rule, ...]:
    """Return the terms of the turns on the straight way of a procedure, of those that have one."""
    turns = (turn for turn in procedure.turns.values() if not (turn.is_beside or turn.is_detour))
    return tuple(turn.term for turn in turns if turn.term is not None)


def days_of(
    terms: Iterable[Rule], *, book: RuleBook, today: date, region: str = NATIONAL
) -> list[int]:
    """Return the working days of each term in force; one without a value today is left out."""
    days = []
    for term in terms:
        try:
            days.append(term.count(today, book, region=region))
        except ValueNotInForce:
            continue
    return days


def longest_days(procedure: Procedure, *, book: RuleBook, today: date, region: str) -> int | None:
    """Return the working days an agency of a place has by the law; nothing where none are named."""
    return max(days_of(terms_of(procedure), book=book, today=today, region=region), default=None)
