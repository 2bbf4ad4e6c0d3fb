"""What must be true at the end, whatever was done: each sentence that is not is a finding."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tests.chaos.faults import Scene
from tests.chaos.money_months import BEFORE, MEANWHILE, PENSIONERS
from tests.chaos.playing import Journal, Press, ninety_fifth
from tests.chaos.receiver import Received

ESCALATED_WITHIN = 300.0  # seconds after its moment, all the faults between
RESUMED_WITHIN = 60.0
FROZEN_P95 = 0.5
RECEIPT, LETTER = "submission-receipt", "acceptance-letter"


@dataclass(frozen=True)
class End:
    """What the clients were told, and what stands in the portal."""

    journal: Journal
    stands: dict
    late: int  # cases whose term ended meanwhile
    received: Sequence[Received]  # by the system of an agency

    def findings(self) -> list[str]:
        """Return everything that is not as it must be."""
        return [
            *self.lost(),
            *self.doubled(),
            *self.unfinished(),
            *self.not_escalated(),
            *self.money(),
            *self.pensions(),
            *self.feed(),
            *(f"invariant: {each}" for each in self.stands["violations"]),
            *(f"journal: {each}" for each in self.stands["journal"]),
        ]

    def lost(self) -> Iterator[str]:
        """Yield each submission and acceptance that was acknowledged and is not there."""
        status = dict(self.stands["cases"])
        for number in self.journal.acknowledged("submit"):
            if status.get(number, "draft") == "draft":
                yield f"lost: {number} was sent"
        for number in self.journal.acknowledged("accept"):
            if status.get(number) in (None, "draft", "submitted"):
                yield f"lost: {number} was accepted"

    def doubled(self) -> Iterator[str]:
        """Yield each letter, delivery and mail that is there twice, or without its cause."""
        sent = sum(state != "draft" for _number, state in self.stands["cases"])
        accepted = sum(
            state not in ("draft", "submitted") for _number, state in self.stands["cases"]
        )
        letters = Counter(self.stands["letters"])
        for kind, wanted in ((RECEIPT, sent), (LETTER, accepted)):
            if letters[kind] != wanted:
                yield f"doubled or missing: {letters[kind]} of {kind}, not {wanted}"
        for name in ("deliveries", "mailed"):
            for what, times in Counter(self.stands[name]).items():
                if times > 1:
                    yield f"doubled: {times} times {name} {what}"
        if self.stands["mailed"] != self.stands["told"]:
            yield "mails: what lies in the mail folder is not what the portal says it sent"

    def unfinished(self) -> Iterator[str]:
        """Yield what is owed, dead, unsent or without its file though nobody hinders it."""
        for name in ("owed", "undelivered", "without_file", "not_told"):
            if self.stands[name]:
                yield f"unfinished: {self.stands[name]} {name}"
        for key in self.stands["dead"]:
            yield f"dead: {key}"

    def not_escalated(self) -> Iterator[str]:
        """Yield each late case that was brought up too late, too early, twice or never."""
        for due, done, key in self.stands["told_late"]:
            if done is None or done - due > ESCALATED_WITHIN:
                yield f"lateness: {key} was told after {done and round(done - due)} s"
            elif done < due:
                yield f"lateness: {key} was told {round(due - done)} s too early"
        raised = Counter(self.stands["raised"])
        if len(raised) != self.late or any(times > 1 for times in raised.values()):
            yield f"lateness: {sum(raised.values())} of {self.late} cases stand on a board"

    def money(self) -> Iterator[str]:
        """Yield what was owed to people and forgotten, paid twice, or is not what they draw."""
        stands = self.stands["money"]
        wanted = stands["drawing"] * (BEFORE + MEANWHILE)
        if stands["payments"] != wanted:
            yield f"money: {stands['payments']} payments, not {wanted}"
        for each in stands["payments_twice"]:
            yield f"money: paid twice: {each}"
        for name in ("runs_open", "unlike", "left_over", "unanswered"):
            if stands[name]:
                yield f"money: {stands[name]} {name}"
        if not stands["sheets"]:
            yield "money: the day was never compared with its provider"
        for number in self.journal.acknowledged("release") - {*stands["batches"]}:
            yield f"lost: batch {number} was released"

    def pensions(self) -> Iterator[str]:
        """Yield each pension that was not worked out anew, or twice, or otherwise than the rest."""
        stands = self.stands["pensions"]
        if stands["pensions"] != PENSIONERS or stands["provisional"]:
            yield f"pensions: {stands['provisional']} of {stands['pensions']} wait for their base"
        if len(stands["sums"]) > 1 or not stands["risen"]:
            yield f"pensions: the same career draws {stands['sums']}, or less than before"
        wanted = {"final": 1, "rates": 2, "valid_sheets": 1, "sheets": 2, "told": 1}
        for name, times in wanted.items():
            for number in stands["final"]:
                found = stands[name].get(number, 0)
                if found != times:
                    yield f"pensions: {number} has {found} {name}, not {times}"

    def feed(self) -> Iterator[str]:
        """Yield what a system of an agency was not told, told twice, in disorder or unsigned."""
        stands = self.stands["feed"]
        places = [place for place, _case, _sequence in stands["places"]]
        if places != [*range(1, len(places) + 1)]:
            yield f"feed: {len(places)} places are not one line"
        if stands["entries"] != stands["events"]:
            yield f"feed: {stands['entries']} of {stands['events']} events have a place"
        for name in ("dead", "unplaced"):
            if stands[name]:
                yield f"feed: {stands[name]} {name}"
        yield from self._told(stands)

    def _told(self, stands: dict) -> Iterator[str]:
        taken = [each for each in self.received if each.status < 300]
        messages: dict[tuple[str, int], set[str]] = defaultdict(set)
        for each in taken:
            messages[each.case, each.sequence].add(each.message)
        for _place, case, sequence in stands["places"]:
            found = len(messages[case, sequence])
            if found != 1:
                yield f"feed: {case}/{sequence} was told in {found} messages"
        yield from self._in_disorder(dict.fromkeys((e.case, e.sequence) for e in taken))
        if not all(each.is_signed for each in self.received):
            yield "feed: a message was not signed"
        for message in {*stands["calls"]} - {each.message for each in taken}:
            yield f"feed: {message} never came to the system"

    def _in_disorder(self, came: Iterable[tuple[str, int]]) -> Iterator[str]:
        last: dict[str, int] = {}
        for case, sequence in came:
            if sequence < last.get(case, 0):
                yield f"feed: {case}/{sequence} came after {last[case]}"
            last[case] = sequence

    def money_moved(self) -> str:
        """Return how many payments the runs made, and how many batches went to a bank."""
        stands = self.stands["money"]
        return f"{stands['payments']}/{len(stands['batches'])}"


def figures(scene: Scene, end: End, seconds: float) -> Iterator[tuple[str, str, str]]:
    """Yield what was measured beside what was wanted, for the report."""
    presses = end.journal.presses
    submits = [each for each in presses if each.what == "submit"]
    lags = [done - due for due, done, _key in end.stands["told_late"] if done]
    kills = [at for name, at in scene.done if name.startswith("F3")]
    yield "injections", str(len(scene.done)), "500 in three seeds"
    yield "seconds of load", f"{seconds:.0f}", ""
    yield "presses", str(len(presses)), ""
    yield "submissions acknowledged", str(len(end.journal.acknowledged("submit"))), ""
    yield "acceptances acknowledged", str(len(end.journal.acknowledged("accept"))), ""
    yield "payments worked out / batches sent", end.money_moved(), "each once"
    yield "pensions worked out anew", str(len(end.stands["pensions"]["final"])), "each once"
    yield (
        "events told to a system / messages it got",
        f"{len(end.stands['feed']['calls'])}/{len(end.received)}",
        "each in its order, by one message",
    )
    failing = sum(name.startswith("F25") for name, _at in scene.done)
    yield "answers 500", str(sum(end.journal.errors().values())), f"only of {failing} times F25"
    yield (
        "p95 of a submission, s",
        _spelled(ninety_fifth(e.seconds for e in submits if e.status)),
        "",
    )
    frozen = [each for each in submits if each.status and _within(each.at, scene.frozen)]
    yield (
        f"p95 of {len(frozen)} submissions while the broker stood still, s",
        _spelled(ninety_fifth(each.seconds for each in frozen)),
        f"below {FROZEN_P95}",
    )
    yield (
        "median of these, and of all submissions, s",
        f"{_spelled(_half(frozen))} / {_spelled(_half([e for e in submits if e.status]))}",
        "alike: nobody waits for the broker",
    )
    resumed = [_first_after(at, end) for at in kills]
    found = max((each for each in resumed if each is not None), default=None)
    yield "longest until work resumed after a killed worker, s", _spelled(found), "60 at most"
    yield "lateness told after its moment, at most, s", _spelled(max(lags, default=None)), "300"


def _half(presses: list[Press]) -> float | None:
    return median(each.seconds for each in presses) if presses else None


def _within(moment: float, spans: list[tuple[float, float]]) -> bool:
    return any(since <= moment <= until for since, until in spans)


def _first_after(moment: float, end: End) -> float | None:
    after = [at - moment for at in end.stands["done"] if at > moment]
    return min(after, default=None)


def _spelled(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
