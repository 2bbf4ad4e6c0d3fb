"""“My record is wrong”: an objection to lines of a record that no case has to stand behind.

One points at insured months or at a year of the personal account; the agency that holds the record
looks at it again, by persons who neither made nor approved what stands there. If it is wrong, a
correction follows (applications.correction).
"""

from dataclasses import replace
from typing import Any

from applications import record_lines
from applications.actions import correcting
from applications.declaring import Deciding, Deed, LifeEvent, Outcome, Service
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    FormPage,
    Kind,
    Known,
    Paper,
    Question,
)
from applications.objection import WANTED, WHY, looked_at_again
from applications.objection import WAYS as OF_OBJECTIONS
from applications.rules import correcting as law
from applications.rules import objecting as reasons
from applications.rules.reasons import NO_RECORD
from casework.models import Case
from law.wording import Text

NAME = "record-objection"
TITLE = Text("参保记录复查", "Objection to a record")


def _of_one_agency(value: Any, _answers: Answers) -> Text | None:
    if len({record_lines.read(each).agency for each in value or ()}) < 2:
        return None
    return Text(
        "请只选择同一机构的记录；其他机构的，请另行提出。",
        "Choose lines of one agency. What another agency holds is objected to by itself.",
    )


LINES = Field(
    name="lines",
    kind=Kind.LINES,
    label=Text("哪里不对？", "What is wrong?"),
    why=Text("由记载它的机构复查。", "The agency that holds it looks at it again."),
    hint=Text("可以选择多项。", "Choose as many as you need."),
    checks=(_of_one_agency,),
)
WHICH = Field(
    name="which",
    kind=Kind.TEXT,
    label=Text("漏记了哪些月份？", "Which months are missing?"),
    why=Text("写明月份和单位，便于查找。", "Name the months and the employer."),
    hint=Text(
        "例如：2019年3月至8月，成都某公司", "Such as: March to August 2019, and who employed you"
    ),
    required=lambda answers: _names_missing(answers),
    shown=lambda answers: _names_missing(answers),
)


def _names_missing(answers: Answers) -> bool:
    return any(str(each).endswith(record_lines.MISSING) for each in answers.get("lines") or ())


HAS_PROOF = Field(
    name="has_proof",
    kind=Kind.YES_NO,
    label=Text("您有证明材料吗？", "Do you have papers that show it?"),
    why=Text(
        "没有也可以提出，机构会核对自己的档案。",
        "You may object without any: the agency looks into its own files.",
    ),
)
PROOF = Paper(
    slot="proof",
    title=Text("证明材料", "What shows it"),
    why=Text("用来核对记录。", "The record is compared with it."),
    basis=law.RECORDS,
    needed=lambda answers: answers.get("has_proof") is True,
    when=Text("您有的话", "If you have any"),
    form=Text("照片或扫描件", "A photograph or scan"),
    where_from=Text(
        "工资单、劳动合同、个人所得税记录、银行流水",
        "Pay slips, contract, tax records, bank statements",
    ),
)


def agencies(known: Known, answers: Answers) -> AgencyChoice:
    """Return who decides: the agency that holds the lines; before any is named, all that could."""
    if answers.get("lines"):
        found = record_lines.agencies_of(answers["lines"])
        return AgencyChoice(agencies=tuple(dict.fromkeys(each.in_office for each in found)))
    held = tuple(dict.fromkeys(each.agency.in_office for each in known.relationships))
    return AgencyChoice(agencies=held) if held else AgencyChoice(reason=NO_RECORD)


def matter(answers: Answers) -> str:
    """Return whose record it is about: of each agency there is one objection at a time."""
    return "+".join(sorted({record_lines.read(each).agency for each in answers.get("lines") or ()}))


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what happens if the record turns out to be wrong."""
    return (
        Text(
            "记录有误的，另行开立更正，由两人核准；原记录保留并注明；"
            "已转走的月份漏记的，随后转移，您无需申请。",
            "If the record is wrong, a correction follows, by two persons. What stood there stays "
            "and is marked; what was missing of months that have moved moves after them, and you "
            "need not apply.",
        ),
    )


def put_right(deed: Deed) -> None:
    """Open the correction of the record, with what the decision says in words."""
    case = deed.application.case
    what = str(deed.said.get("note") or "")
    correcting.open_for(deed.application, case, what=what, now=deed.now)


def stands_behind(case: Case) -> list[int]:
    """Return the cases by which the lines of an objection came about: who acted there stays out."""
    kept = case.application.raw_answers.get("lines") or ()
    numbers = record_lines.cases_of(case.person, kept)
    return list(Case.objects.filter(number__in=numbers).values_list("pk", flat=True))


RIGHT = Text("记录无误", "The record is right")
WAYS = {
    Outcome.GRANTED: replace(
        OF_OBJECTIONS[Outcome.GRANTED],
        label=Text("记录有误，予以更正", "It is wrong: it is put right"),
        letter="decision",
        told=Text(
            "记录确有错误，将予更正；更正另有业务编号。",
            "The record is wrong and is put right, in a case of its own.",
        ),
    ),
    Outcome.REFUSED: replace(
        OF_OBJECTIONS[Outcome.REFUSED],
        label=RIGHT,
        done=RIGHT,
        letter="application-refusal",
        told=Text(
            "经复查，记录没有改变。理由和您接下来可以怎么办写在下面。",
            "It was looked at again and stays as it was. The reasons and what you can do next "
            "stand below.",
        ),
    ),
}
PROCEDURE = looked_at_again(
    NAME,
    TITLE,
    term=law.RECORD_TERM,
    task=Text("复查记录", "Look at a record again"),
    stays=RIGHT,
    why_stays=Text(
        "记录没有错误的，由没有参与过的两人书面答复，写明理由和您接下来可以怎么办。",
        "If the record is right, two persons who had no part in it answer in writing, with "
        "their reasons and what you can do next.",
    ),
    why_not=Text(
        "记录有误的，由没有参与过的两人决定改正，随即开立更正。",
        "If it is wrong, two persons who had no part in it decide so, and a correction follows "
        "at once.",
    ),
)
RECORD_OBJECTION = Service(
    procedure=PROCEDURE,
    errand=Text("我的缴费记录或者账户金额不对", "My record or my account is wrong"),
    event=LifeEvent.QUESTION,
    law=law.LAW,
    deciding=Deciding.TWO,
    ways=WAYS,
    pages=(
        FormPage(slug="lines", title=Text("哪里不对", "What is wrong"), fields=(LINES,)),
        FormPage(
            slug="missing",
            title=Text("漏记的月份", "Missing months"),
            fields=(WHICH,),
            shown=_names_missing,
        ),
        FormPage(slug="why", title=Text("为什么", "Why"), fields=(WHY, WANTED, HAS_PROOF)),
    ),
    papers=(PROOF,),
    agency=agencies,
    matter=matter,
    follows=follows,
    effect=put_right,
    refusals=(reasons.NOT_SHOWN, reasons.RECORD_IS_RIGHT),
    opening=Text("您提出的异议成立，记录予以更正。", "You were right: the record is put right."),
    result=Text("复查决定书", "A decision on the record"),
    questions=(
        Question(
            question=Text("谁来复查？", "Who looks at it?"),
            answer=Text(
                "记载该记录的机构中，没有参与记载和核准的两名工作人员。",
                "Two persons of the agency that holds it, who neither made nor approved it.",
            ),
            basis=reasons.DECIDING,
        ),
        Question(
            question=Text("没有证明材料怎么办？", "What if I have no papers?"),
            answer=Text(
                "也可以提出，机构会核对自己的档案和银行到账记录。",
                "Object all the same: the agency looks into its own files and its bank's lines.",
            ),
            basis=law.RECORDS,
        ),
    ),
)
