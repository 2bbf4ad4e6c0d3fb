"""The clock of a state: whose it is, by when, who is told, and who is told next.

Every status and every turn of a service has one, or says why the law leaves it without. What no
text gives a day has days of this portal's own (`PORTAL_PRACTICE`): they remind and close, and never
refuse anybody anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from law.documents import PORTAL_PRACTICE, cite
from law.values import Rule, Unit, rule, value
from law.wording import Text

OWN = cite(PORTAL_PRACTICE)


class Reader(StrEnum):
    """Who is told that something waits."""

    PERSON = "person"
    WHOSE = "whose"  # the agency that has to act
    WAITING = "waiting"  # the agency that waits for it, or whoever asked
    ABOVE = "above"  # the supervising agency of the one that has to act

    @property
    def label(self) -> Text:
        """Who that is, in words."""
        return READERS[self]


READERS = {
    Reader.PERSON: Text("参保人", "the insured person"),
    Reader.WHOSE: Text("应当办理的经办机构", "the agency that has to act"),
    Reader.WAITING: Text("等候的一方", "whoever waits for it"),
    Reader.ABOVE: Text("上级经办机构", "the supervising agency"),
}


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """So many days after the waiting began these are told, by this kind of notice."""

    after: Rule
    told: tuple[Reader, ...]
    notice: str


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Something that waits inside a state, with its follow-up days in their order.

    `ends` says what happens by itself when the last of them has passed; where it `repeats`, the
    last is told again and again in its distance from the one before.
    """

    name: str
    title: Text
    whose: Text
    follow_ups: tuple[FollowUp, ...]
    ends: Text
    repeats: bool = False

    def at(self, number: int) -> FollowUp:
        """Return the follow-up of this number; further than the last is the last again."""
        return self.follow_ups[min(number, len(self.follow_ups) - 1)]

    def is_last(self, number: int) -> bool:
        """Whether no further follow-up of its own comes after this one."""
        return number >= len(self.follow_ups) - 1

    def gap(self, number: int) -> tuple[Rule | None, Rule]:
        """Return the rules between which the days to the next follow-up lie."""
        last = len(self.follow_ups) - 1
        first = min(number, max(last - 1, 0))
        passed = self.follow_ups[first].after if last else None
        return passed, self.follow_ups[min(first + 1, last)].after


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The clock of a status: the turn whose term runs, or what waits, or why no clock runs."""

    turn: str = ""
    wait: Wait | None = None
    because: Text | None = None


def _days(name: str, title: Text, days: int, unit: Unit = Unit.WORKING_DAYS) -> Rule:
    return rule(f"clock.{name}", title, unit, value(days, OWN))


# --- The person has been asked to correct something -----------------------------------------------
FIRST_REMINDER = _days(
    "correction.first-reminder",
    Text("请参保人补正：第一次提醒", "Correction asked: first reminder"),
    15,
    Unit.DAYS,
)
SECOND_REMINDER = _days(
    "correction.second-reminder",
    Text("请参保人补正：第二次提醒", "Correction asked: second reminder"),
    30,
    Unit.DAYS,
)
FIRST_WARNING = _days(
    "correction.first-warning",
    Text("请参保人补正：第一次预告期满后果", "Correction asked: first warning of its end"),
    45,
    Unit.DAYS,
)
LAST_WARNING = _days(
    "correction.last-warning",
    Text("请参保人补正：第二次预告期满后果", "Correction asked: last warning of its end"),
    55,
    Unit.DAYS,
)
ANSWER_WITHIN = _days(
    "correction.ends",
    Text("请参保人补正：期满", "Correction asked: its end"),
    60,
    Unit.DAYS,
)
_TO_THE_PERSON = (
    FollowUp(after=FIRST_REMINDER, told=(Reader.PERSON,), notice="correction-reminder"),
    FollowUp(after=SECOND_REMINDER, told=(Reader.PERSON,), notice="correction-reminder"),
    FollowUp(after=FIRST_WARNING, told=(Reader.PERSON,), notice="correction-ends-soon"),
    FollowUp(after=LAST_WARNING, told=(Reader.PERSON,), notice="correction-ends-soon"),
    FollowUp(
        after=ANSWER_WITHIN, told=(Reader.PERSON, Reader.WHOSE), notice="correction-unanswered"
    ),
)
_TITLE, _PERSON = Text("待参保人补正", "The person's correction"), Text("参保人", "the person")
CORRECTION = Wait(
    name="correction",
    title=_TITLE,
    whose=_PERSON,
    follow_ups=_TO_THE_PERSON,
    ends=Text(
        "期满未补正的，业务自动终止，不作不予办理处理；参保人随时可以重新申请，权益不受影响。",
        "Without an answer the case is closed by itself. It is no refusal: the person may apply "
        "again at any time and loses nothing.",
    ),
)
# An objection and what follows from one are decided all the same: closing them could cost a term.
CORRECTION_THEN_DECIDED = Wait(
    name="correction",
    title=_TITLE,
    whose=_PERSON,
    follow_ups=_TO_THE_PERSON,
    ends=Text(
        "期满未补正的，恢复计时，经办机构根据现有材料作出决定。",
        "Without an answer the agency's term goes on, and it decides by what there is.",
    ),
)

# --- What waits inside a turn of an agency, whose own term runs on --------------------------------
_THEN_THE_TERM = Text(
    "本环节办理期限继续计算，超期后逐级上报。",
    "The term of the turn runs on; when it has passed, it is brought up rung by rung.",
)


def _follow_up(
    name: str, days: int, title: Text, notice: str, told: tuple[Reader, ...]
) -> FollowUp:
    """Return whom a notice reaches so many working days after the waiting began."""
    return FollowUp(after=_days(name, title, days), told=told, notice=notice)


SECOND_PERSON = Wait(
    name="second-person",
    title=Text("待第二人核准", "Prepared, and not approved by a second person"),
    whose=Text("同一机构的第二名工作人员", "a second person of the same agency"),
    follow_ups=(
        _follow_up(
            "second-person.reminder",
            2,
            Text("待第二人核准：提醒", "Waiting for a second person: reminder"),
            "second-person-awaited",
            (Reader.WHOSE,),
        ),
        _follow_up(
            "second-person.above",
            5,
            Text("待第二人核准：告知上级", "Waiting for a second person: told above"),
            "second-person-awaited",
            (Reader.WHOSE, Reader.ABOVE),
        ),
    ),
    ends=_THEN_THE_TERM,
    repeats=True,
)
LETTER_UNOPENED = Wait(
    name="letter-unopened",
    title=Text("函件送达后未打开", "A letter delivered and not opened"),
    whose=Text("收函的经办机构", "the agency it was sent to"),
    follow_ups=(
        _follow_up(
            "letter-unopened.reminder",
            3,
            Text("函件未打开：提醒双方", "Letter not opened: both agencies are told"),
            "letter-unopened",
            (Reader.WHOSE, Reader.WAITING),
        ),
        _follow_up(
            "letter-unopened.above",
            6,
            Text("函件未打开：告知上级", "Letter not opened: told above"),
            "letter-unopened",
            (Reader.WHOSE, Reader.ABOVE),
        ),
    ),
    ends=_THEN_THE_TERM,
    repeats=True,
)
URGING_UNANSWERED = Wait(
    name="urging",
    title=Text("催办未答复", "A reminder that nobody has answered"),
    whose=Text("被催办的经办机构", "the agency that was reminded"),
    follow_ups=(
        _follow_up(
            "urging.reminder",
            3,
            Text("催办未答复：再次提醒", "Unanswered reminder: once more"),
            "urging-unanswered",
            (Reader.WHOSE,),
        ),
        _follow_up(
            "urging.above",
            6,
            Text("催办未答复：告知上级", "Unanswered reminder: told above"),
            "urging-unanswered",
            (Reader.WHOSE, Reader.ABOVE),
        ),
    ),
    ends=_THEN_THE_TERM,
    repeats=True,
)
PROMISE = Wait(
    name="promise",
    title=Text("承诺的办结日", "A day on which it was promised"),
    whose=Text("作出承诺的经办机构", "the agency that promised it"),
    follow_ups=(
        _follow_up(
            "promise.passed",
            1,
            Text("承诺日已过而未办结：告知", "A promised day has passed: told"),
            "promise-passed",
            (Reader.WHOSE, Reader.WAITING, Reader.ABOVE),
        ),
    ),
    ends=_THEN_THE_TERM,
)
# --- A state for which the law names no term -----------------------------------------------------
CLEARING = Wait(
    name="clearing",
    title=Text("重复缴费清退", "Paying back months paid twice"),
    whose=Text("转入地经办机构", "the new agency"),
    follow_ups=(
        _follow_up(
            "clearing.reminder",
            15,
            Text("重复缴费清退：提醒", "Paying back double months: reminder"),
            "clearing-waits",
            (Reader.WHOSE,),
        ),
        _follow_up(
            "clearing.above",
            30,
            Text("重复缴费清退：告知上级", "Paying back double months: told above"),
            "clearing-waits",
            (Reader.WHOSE, Reader.ABOVE),
        ),
    ),
    ends=Text(
        "法规没有规定清退重复缴费的办理期限，在办结之前持续督促。两次询问参保人之后，"
        "转入地即可按建议办理。",
        "The law names no term for paying back double months; it is followed up until it is done. "
        "Once the person was asked twice, the new agency goes on as proposed.",
    ),
    repeats=True,
)
WAITS = {
    each.name: each
    for each in (CORRECTION, SECOND_PERSON, LETTER_UNOPENED, URGING_UNANSWERED, PROMISE, CLEARING)
}
# What may wait inside the turn of an agency, whatever its status.
INSIDE = (SECOND_PERSON, LETTER_UNOPENED, URGING_UNANSWERED, PROMISE)
# Draft: nothing was sent.
UNSENT = Clock(
    because=Text(
        "尚未提交，没有人等候；参保人随时可以继续填写或者删除。",
        "Nothing was sent, so nobody waits; the person goes on or discards it when they like.",
    )
)


def rules() -> Iterator[Rule]:
    """Yield every number of these clocks once."""
    for wait in WAITS.values():
        for each in wait.follow_ups:
            yield each.after


RULES = tuple(rules())
