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
    unmet: Text,
    fails: Callable[[KeyFacts], bool],
    *,
    ends: bool = False,
) -> Condition[KeyFacts]:
    return Condition(reason, question, met, unmet, fails, ends=ends)


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
        Text("填写的内容与登记的一致。", "What was filled in is what the record says."),
        lambda facts: not facts.change.changed and not facts.is_anonymous,
        ends=True,
    ),
    _condition(
        reasons.IN_FUTURE,
        Text("日期都不晚于今天吗？", "Does no date lie in the future?"),
        YES,
        Text("填写的日期晚于今天。", "A date that was filled in lies in the future."),
        _in_future,
        ends=True,
    ),
    _condition(
        reasons.POLICE_SAME,
        Text("公安登记怎么说？", "What does the police register say?"),
        Text("见下一项。", "See below."),
        Text(
            "公安登记与申请人填写的一致，无需材料。",
            "The police register says the same as the applicant; no paper is needed.",
        ),
        lambda facts: facts.police is Police.SAME,
    ),
    _condition(
        reasons.POLICE_OTHER,
        Text("与公安登记、证件号码一致吗？", "Do the police and the number say the same?"),
        Text("没有发现不一致。", "Nothing says otherwise."),
        Text(
            "公安登记或证件号码本身与申请人填写的不一致，请核实。",
            "The police register, or the number itself, says something else than the "
            "applicant: look into it.",
        ),
        _is_other,
    ),
    _condition(
        reasons.POLICE_SILENT,
        Text("公安部门答复了吗？", "Have the police answered?"),
        Text("已答复。", "They have."),
        Text(
            "公安部门尚未答复，系统会继续核对。",
            "The police have not answered yet; the portal goes on asking.",
        ),
        _is_silent,
    ),
    _condition(
        reasons.OTHER_RECORD,
        Text("新号码有另一参保记录吗？", "Does the new number have a record of its own?"),
        NONE,
        Text(
            "新号码已属于另一参保记录；请核对两份缴费记录，系统不会自动合并。",
            "The new number has a record of its own: compare both histories, nothing is "
            "merged by itself.",
        ),
        lambda facts: facts.has_other_record,
    ),
    _condition(
        reasons.VERY_OLD,
        Text("出生日期可能吗？", "Is the date of birth possible?"),
        YES,
        Text(
            "填写的出生日期在130多年以前，请核实。",
            "The date of birth that was filled in is more than 130 years ago: look into it.",
        ),
        lambda facts: identity.is_very_old(facts.change.new.born_on, facts.today),
    ),
    _condition(
        reasons.YOUNG,
        Text("参保人已满16周岁吗？", "Is the insured person sixteen or older?"),
        YES,
        Text(
            "参保人未满16周岁，请联系监护人核实。",
            "The insured person is younger than 16: get in touch with the guardian.",
        ),
        lambda facts: identity.is_young(facts.change.old.born_on, facts.today),
    ),
    _condition(
        reasons.OPEN_CASES,
        Text("有正在办理的业务吗？", "Are other cases under way?"),
        NONE,
        Text(
            "参保人有正在办理的业务，将收到更正通知。",
            "Open cases of the insured person are told of the change.",
        ),
        lambda facts: bool(facts.open_cases),
    ),
    _condition(
        reasons.RETIREMENT_MAY_MOVE,
        Text("会影响退休时间吗？", "May the month of retirement move?"),
        Text("不会。", "No."),
        Text(
            "出生日期或性别的变化可能影响退休时间，需依据档案另行认定。",
            "Another birth date or sex may move the month of retirement, which is "
            "determined separately from the file.",
        ),
        lambda facts: ways.may_move_retirement(facts.change.old, facts.change.new),
    ),
    _condition(
        reasons.LETTERS_BEFORE,
        Text("以前的文书怎么办？", "What about letters issued before?"),
        Text("没有需要说明的。", "Nothing to say."),
        Text(
            "更正以前出具的文书保留当时的内容。",
            "Letters issued before keep what they said then.",
        ),
        lambda facts: bool(facts.change.changed),
    ),
)
