"""The table of clocks in words: for each state whose it is, by when, who is told, and what then.

Drawn from what the services declare (casework.rules.clocks); the test that nothing can stall reads
and prints these lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.rules.clocks import INSIDE, Clock, Wait
from casework.rules.procedures import Procedure, Turn
from casework.rules.statuses import Party
from law.values import Rule, RuleBook
from law.wording import Text

CLERK = Text(
    "剩5个、1个工作日时提醒经办机构；超期后逐级上报",
    "the agency, five and one working days before; once late, rung by rung",
)
NOBODY = Text("—", "—")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One state: by when it is done with the document that says so, or why by law there is no day.

    `is_gap` where neither is said: then a case could stall there.
    """

    state: Text
    whose: Text
    by: Text | None
    source: str = ""
    told: Text = NOBODY
    then: Text | None = None

    @property
    def is_gap(self) -> bool:
        """Whether a case could wait here for ever and nobody would say why."""
        return self.by is None and self.then is None


BY_PLACE = Text("按当地规定的期限", "within the term that the place has set")


def lines_of(service: Procedure, *, today: date, book: RuleBook) -> list[Line]:
    """Return the lines of a service: its statuses in their order, then what stands beside."""
    return [*_statuses(service, today, book), *_beside(service, today, book)]


def inside(*, today: date, book: RuleBook) -> list[Line]:
    """Return what may wait inside any turn of an agency."""
    return [_of_wait(each.title, each.whose, each, today, book) for each in INSIDE]


def _statuses(service: Procedure, today: date, book: RuleBook) -> Iterator[Line]:
    for status, party in service.whose.items():
        state = service.labels[status]
        clock = service.clocks.get(status, Clock())
        if clock.turn:
            turn = service.turns[clock.turn]
            yield _of_turn(state, service.parties[party], turn, today, book)
        elif clock.wait:
            yield _of_wait(state, clock.wait.whose, clock.wait, today, book)
        else:
            yield Line(state=state, whose=service.parties[party], by=None, then=clock.because)


def _beside(service: Procedure, today: date, book: RuleBook) -> Iterator[Line]:
    """Yield the turns that no status names: those beside the way, and those inside a status."""
    named = {clock.turn for clock in service.clocks.values()}
    sides = {"N": Party.HANDLING, "R": Party.OTHER}
    for kind, turn in service.turns.items():
        if kind not in named and (turn.term is not None or turn.because is None):
            yield _of_turn(turn.title, service.parties[sides[turn.side]], turn, today, book)


def _of_turn(state: Text, whose: Text, turn: Turn, today: date, book: RuleBook) -> Line:
    if turn.term is None:
        return Line(state=state, whose=whose, by=None, then=turn.because)
    if turn.term.is_local:
        return Line(state=state, whose=whose, by=BY_PLACE, told=CLERK)
    source = turn.term.on(today, book).basis.label.zh
    by = _spelled(turn.term, today, book)
    return Line(state=state, whose=whose, by=by, source=source, told=CLERK)


def _of_wait(state: Text, whose: Text, wait: Wait, today: date, book: RuleBook) -> Line:
    days = [_spelled(each.after, today, book) for each in wait.follow_ups]
    readers = [[each.label for each in step.told] for step in wait.follow_ups]
    told = Text(
        "；".join(
            f"{d.zh}：{'、'.join(r.zh for r in to)}" for d, to in zip(days, readers, strict=True)
        ),
        "; ".join(
            f"{d.en}: {', '.join(r.en for r in to)}" for d, to in zip(days, readers, strict=True)
        ),
    )
    source = wait.follow_ups[-1].after.on(today, book).basis.label.zh
    return Line(state=state, whose=whose, by=days[-1], source=source, told=told, then=wait.ends)


def _spelled(rule: Rule, today: date, book: RuleBook) -> Text:
    return rule.spell(rule.number(today, book))
