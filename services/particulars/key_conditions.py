"""Under which conditions name, document, number, birth date or sex are put right."""

from collections.abc import Callable

from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition
from law.wording import Text
from services.particulars.key_facts import (
    KeyFacts,
)
from services.particulars.rules import identity, reasons, ways
from services.particulars.rules.ways import Police


def _condition(
    reason: Reason,
    question: Text,
    met: Text,
    fails: Callable[[KeyFacts], bool],
    *,
    ends: bool = False,
) -> Condition[KeyFacts]:
    return Condition(reason, question, met, fails, ends=ends)


def _in_future(facts: KeyFacts) -> bool:
    since = facts.since is not None and facts.since > facts.today
    return since or facts.change.new.born_on > facts.today


def _is_other(facts: KeyFacts) -> bool:
    return facts.police is Police.OTHER or bool(facts.against)


def _is_silent(facts: KeyFacts) -> bool:
    return facts.police is Police.NO_ANSWER


NONE, YES = Text("没有。", "No."), Text("是。", "Yes.")
CONDITIONS = (
    _condition(
        reasons.NOTHING_CHANGES,
        Text("有需要更正的内容吗？", "Would anything change?"),
        YES,
        lambda facts: not facts.change.changed and not facts.is_anonymous,
        ends=True,
    ),
    _condition(
        reasons.IN_FUTURE,
        Text("日期都不晚于今天吗？", "Does no date lie in the future?"),
        YES,
        _in_future,
        ends=True,
    ),
    _condition(
        reasons.POLICE_SAME,
        Text("公安登记怎么说？", "What does the police register say?"),
        Text("见下一项。", "See below."),
        lambda facts: facts.police is Police.SAME,
    ),
    _condition(
        reasons.POLICE_OTHER,
        Text("与公安登记、证件号码一致吗？", "Do the police and the number say the same?"),
        Text("没有发现不一致。", "Nothing says otherwise."),
        _is_other,
    ),
    _condition(
        reasons.POLICE_SILENT,
        Text("公安部门答复了吗？", "Have the police answered?"),
        Text("已答复。", "They have."),
        _is_silent,
    ),
    _condition(
        reasons.OTHER_RECORD,
        Text("新号码有另一参保记录吗？", "Does the new number have a record of its own?"),
        NONE,
        lambda facts: facts.has_other_record,
    ),
    _condition(
        reasons.VERY_OLD,
        Text("出生日期可能吗？", "Is the date of birth possible?"),
        YES,
        lambda facts: identity.is_very_old(facts.change.new.born_on, facts.today),
    ),
    _condition(
        reasons.YOUNG,
        Text("参保人已满16周岁吗？", "Is the insured person sixteen or older?"),
        YES,
        lambda facts: identity.is_young(facts.change.old.born_on, facts.today),
    ),
    _condition(
        reasons.OPEN_CASES,
        Text("有正在办理的业务吗？", "Are other cases under way?"),
        NONE,
        lambda facts: bool(facts.open_cases),
    ),
    _condition(
        reasons.RETIREMENT_MAY_MOVE,
        Text("会影响退休时间吗？", "May the month of retirement move?"),
        Text("不会。", "No."),
        lambda facts: ways.may_move_retirement(facts.change.old, facts.change.new),
    ),
    _condition(
        reasons.LETTERS_BEFORE,
        Text("以前的文书怎么办？", "What about letters issued before?"),
        Text("没有需要说明的。", "Nothing to say."),
        lambda facts: bool(facts.change.changed),
    ),
)
