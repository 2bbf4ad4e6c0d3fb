"""“This is wrong”: an objection to what was decided, recorded or worked out in a case (异议复查).

Any case of any service has it: the engine files, reviews and decides it as it does an application,
by two persons who had no part in what it is about (casework.policies.took_part).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from applications.actions import correcting, objecting
from applications.declaring import Deciding, LifeEvent, Outcome, Service, Way
from applications.fields import (
    AgencyChoice,
    Answers,
    Asked,
    Field,
    FormPage,
    Kind,
    Known,
    Question,
    never,
)
from applications.rules import objecting as law
from applications.rules.flows import DECIDED_ANYWAY, reviewed
from casework.dates import Entry
from casework.models import Case
from casework.rules.procedures import Procedure
from casework.rules.statuses import Status
from casework.rules.verdicts import Condition
from law.values import Rule, ValueNotInForce
from law.wording import Text

if TYPE_CHECKING:
    from casework.models import Case

NAME = "objection"
TITLE = Text("异议复查", "Objection")
DECISION, LINE, AMOUNT, OTHER = "decision", "record-line", "amount", "other"
HAS_A_PLACE = (LINE, AMOUNT)
LOOKED_BACK = timedelta(days=400)  # for refusals of which a term to object may still run


@dataclass(frozen=True)
class Filing:
    """When somebody was told, when they spoke against it, and how many days they have."""

    told_on: date | None
    filed_on: date
    days: int | None


def facts_of(asked: Asked) -> Filing:
    """Return what the term of an objection is reckoned from."""
    about = asked.known.about if asked.known else None
    filed_on = (asked.known.filed_on if asked.known else None) or asked.today
    try:
        days: int | None = law.FILED_WITHIN.count(filed_on, asked.book)
    except ValueNotInForce:
        days = None
    return Filing(objecting.told_on(about) if about else None, filed_on, days)


def days_to_object(person: Person, today: date) -> Iterable[Entry]:
    """Yield until when a person can object to a refusal; the term is not confirmed, and says so."""
    refused = Case.objects.filter(person=person, status=Status.REFUSED, about=None)
    for case in refused.filter(closed_at__date__gte=today - LOOKED_BACK):
        told_on = objecting.told_on(case)
        if told_on is None:
            continue
        last = told_on + timedelta(days=law.FILED_WITHIN.count(told_on, rule_book.current()))
        if last < today:
            continue
        yield Entry(
            key=f"object-{case.pk}",
            day=last,
            plain=_("Your case: object by (day not confirmed)"),
            about=_("%(service)s: object by (day not confirmed)") % {"service": case.service_title},
            href=case.get_absolute_url(),
            is_mine=True,
        )


def _is_late(facts: Filing) -> bool:
    return facts.days is not None and law.is_late(facts.told_on, facts.filed_on, facts.days)


def agencies(known: Known, _answers: Answers) -> AgencyChoice:
    """Return who decides: the agency that did what the objection is about."""
    if known.about is None:
        return AgencyChoice(reason=law.NO_CASE)
    return AgencyChoice(agencies=objecting.agencies_in(known.about))


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what happens to the case if the objection is upheld."""
    about = asked.known.about if asked.known else None
    if about is None:
        return ()
    if objecting.can_reopen(about):
        return (
            Text(
                f"异议成立的，业务{about.number}恢复到作出决定之前，重新审核；原不予办理的文书失效。",
                f"If the objection is upheld, case {about.number} goes on from before the decision "
                "and is reviewed again; the letter that said no does not count any more.",
            ),
        )
    return (_what_follows(about),)


def _what_follows(about: "Case") -> Text:
    number = about.number
    if correcting.is_corrected_anew(about):
        return Text(
            f"异议成立的，另行开立“更正{number}”，由两人核准改正，您无需申请；漏转的月份和资金随后转移，多转的退回，"
            "并重新出具文书。",
            f"If the objection is upheld, a correction of case {number} is opened and two persons "
            "put it right; you need not apply. What was missing moves, what was too much goes "
            "back, and you get new letters.",
        )
    if about.state is Status.COMPLETED and correcting.is_done_at_once(about):
        return Text(
            "异议成立的，您可以重新办理一次，提交后当场生效；决定书写明以什么为准。",
            "If the objection is upheld, you do it once more and it takes effect at once; the "
            "letter says what is right.",
        )
    return Text(
        f"异议成立的，经办机构在业务{number}中按决定书写明的内容改正，每一步由两人核准。",
        f"If the objection is upheld, the agency puts case {number} right as the letter says, each "
        "step by two persons.",
    )


WHAT = Field(
    name="what",
    kind=Kind.CHOICE,
    label=Text("哪里不对？", "What is wrong?"),
    why=Text("交给没有经办过的人复查。", "Somebody who had no part in it looks at it again."),
    choices=(
        (DECISION, Text("决定本身", "The decision itself")),
        (LINE, Text("参保记录中的某一项", "A line of my record")),
        (AMOUNT, Text("某个金额", "An amount")),
        (OTHER, Text("其他", "Something else")),
    ),
)
WHICH = Field(
    name="which",
    kind=Kind.TEXT,
    label=Text("哪一项？", "Which one?"),
    why=Text("写明月份、单位或者金额，便于查找。", "Name the months, the employer or the amount."),
    hint=Text(
        "例如：2019年3月至8月，或者个人账户余额", "Such as: March to August 2019, or the balance"
    ),
    shown=lambda answers: answers.get("what") in HAS_A_PLACE,
)
WHY = Field(
    name="why",
    kind=Kind.NOTE,
    label=Text("为什么不对？", "Why is it wrong?"),
    why=Text("复查人员会看到，并写入复查决定书。", "It is read by whoever decides, and printed."),
    hint=Text("不超过1000字，请不要填写证件号码。", "At most 1000 characters, no document number."),
)
WANTED = Field(
    name="wanted",
    kind=Kind.NOTE,
    label=Text("应当是怎样的？", "What should it be?"),
    why=Text("写明您希望的结果。", "Say what you would like it to be."),
    longest=500,
    required=never,
)
CONFIRMED = Text("维持原决定", "Confirmed")
WAYS = {
    Outcome.GRANTED: Way(
        label=Text("异议成立，予以改正", "Uphold it: it is put right"),
        done=Text("异议成立", "Upheld"),
        letter="objection-decision",
        notice="objection-upheld",
        is_explained=True,
        told=Text("您的异议成立，将予改正。", "You were right: it is put right."),
    ),
    Outcome.REFUSED: Way(
        label=Text("维持原决定", "Confirm what was decided"),
        done=CONFIRMED,
        letter="objection-decision",
        notice="objection-confirmed",
        told=Text(
            "经复查，原决定维持。理由和您接下来可以怎么办写在下面。",
            "It was looked at again and stays as it was. The reasons and what you can do next "
            "stand below.",
        ),
    ),
}


def looked_at_again(
    name: str, title: Text, *, term: Rule, task: Text, stays: Text, why_stays: Text, why_not: Text
) -> Procedure:
    """Return how something is looked at again by two who had no part in it.

    `stays` says that nothing was wrong; the other two say how each end comes about.
    """
    made = reviewed(name, title, term=term, clocks=DECIDED_ANYWAY)
    return replace(
        made,
        labels={
            **made.labels,
            Status.SUBMITTED: Text("复查中", "Being looked at again"),
            Status.REFUSED: stays,
            Status.COMPLETED: Text("异议成立", "Upheld"),
        },
        tasks={**made.tasks, Status.SUBMITTED: task},
        sentences={
            **made.sentences,
            (Status.SUBMITTED, Status.REFUSED): why_stays,
            (Status.SUBMITTED, Status.COMPLETED): why_not,
        },
        reopens={},
        decided_by_others=True,
    )


PROCEDURE = looked_at_again(
    NAME,
    TITLE,
    term=law.TERM,
    task=Text("复查异议", "Decide the objection"),
    stays=CONFIRMED,
    why_stays=Text(
        "没有错误的，由没有参与过的两人决定维持，写明理由和您接下来可以怎么办。",
        "If nothing is wrong, two persons who had no part in it confirm what was decided, with "
        "their reasons and what you can do next.",
    ),
    why_not=Text(
        "确有错误的，由没有参与过的两人决定改正；被拒绝的业务恢复审核。",
        "If it is wrong, two persons who had no part in it decide that it is put right; a case "
        "that was refused is reviewed again.",
    ),
)
OBJECTION = Service(
    procedure=PROCEDURE,
    errand=Text("我认为决定、记录或者金额不对", "A decision, a record or an amount is wrong"),
    event=LifeEvent.QUESTION,
    law=law.LAW,
    deciding=Deciding.TWO,
    is_about_case=True,
    ways=WAYS,
    pages=(
        FormPage(slug="what", title=Text("哪里不对", "What is wrong"), fields=(WHAT, WHICH)),
        FormPage(slug="why", title=Text("为什么", "Why"), fields=(WHY, WANTED)),
    ),
    agency=agencies,
    facts=facts_of,
    conditions=(
        Condition[Filing](
            law.LATE,
            Text("是否在期限内提出？", "Did it come within its term?"),
            Text("在期限内。", "Yes."),
            Text("超过期限，请审查是否受理。", "No. Look whether it is taken up all the same."),
            _is_late,
        ),
    ),
    follows=follows,
    effect=objecting.put_right,
    refusals=law.REFUSALS,
    result=Text("复查决定书", "A decision on the objection"),
    questions=(
        Question(
            question=Text("谁来复查？", "Who looks at it?"),
            answer=Text(
                "作出决定的机构中，没有参与拟办、核准的两名工作人员。",
                "Two persons of the agency that decided, who neither prepared nor approved it.",
            ),
            basis=law.DECIDING,
        ),
        Question(
            question=Text("超过期限还能提吗？", "What if I am late?"),
            answer=Text(
                "可以提交，由工作人员审查是否受理，门户不会自动拒绝。",
                "You can still send it. A clerk looks whether it is taken up; the portal never "
                "refuses it by itself.",
            ),
            basis=law.FILING,
        ),
        Question(
            question=Text(
                "提出异议影响行政复议和诉讼吗？", "Does it take away reconsideration or the court?"
            ),
            answer=Text(
                "不影响。您也可以直接申请行政复议或者提起行政诉讼，请留意各自的期限。",
                "No. You may also ask for administrative reconsideration or go to court at once. "
                "Mind their own terms.",
            ),
            basis=law.REMEDIES[0],
        ),
    ),
)
