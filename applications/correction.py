"""“Correction of N” (更正): what an objection has shown to be wrong is put right by two persons.

Nobody applies for it: the portal opens it when an objection is upheld and the case itself is over
(applications.actions.correcting). Its lines change the record of the agency that handles it.
"""

from dataclasses import replace

from applications import corrections
from applications.actions import correcting
from applications.declaring import Deciding, LifeEvent, Outcome, Service, Way
from applications.fields import AgencyChoice, Answers, Field, FormPage, Kind, Known, Question
from applications.rules import correcting as law
from applications.rules.flows import DECIDED_ANYWAY, reviewed
from casework.rules.statuses import Status
from law.wording import Text

TITLE = Text("更正", "Correction")
OBJECTION = Field(
    name="objection",
    kind=Kind.TEXT,
    label=Text("依据的异议", "The objection it follows from"),
    why=Text("异议成立，因此更正。", "It was upheld, so this is put right."),
)
WHAT = Field(
    name="what",
    kind=Kind.NOTE,
    label=Text("要更正的内容", "What is to be put right"),
    why=Text("复查决定书写明的内容。", "As the decision on the objection says."),
)
WAYS = {
    Outcome.GRANTED: Way(
        label=Text("更正", "Put it right"),
        done=Text("已更正", "Put right"),
        letter="decision",
        notice="correction-done",
        is_explained=True,
        told=Text("有误的内容已经更正。", "What was wrong has been put right."),
    ),
    Outcome.REFUSED: Way(
        label=Text("已通过其他业务更正", "It has been put right with another case"),
        done=Text("已通过其他业务更正", "Put right with another case"),
        letter="application-refusal",
        notice="correction-not-needed",
    ),
}
_REVIEWED = reviewed(correcting.CORRECTION, TITLE, term=law.TERM, clocks=DECIDED_ANYWAY)
PROCEDURE = replace(
    _REVIEWED,
    labels={
        **_REVIEWED.labels,
        Status.SUBMITTED: Text("更正中", "Being put right"),
        Status.REFUSED: Text("已通过其他业务更正", "Put right with another case"),
        Status.COMPLETED: Text("已更正", "Put right"),
    },
    tasks={**_REVIEWED.tasks, Status.SUBMITTED: Text("更正", "Put it right")},
    sentences={
        **_REVIEWED.sentences,
        (Status.DRAFT, Status.SUBMITTED): Text(
            "异议成立后，由系统为您开立，您无需申请。",
            "Once an objection is upheld the portal opens it for you; you need not apply.",
        ),
        (Status.SUBMITTED, Status.REFUSED): Text(
            "已经通过其他业务更正的，经两人核准后书面告知您。",
            "If another case has put it right meanwhile, two persons say so, and you get it in "
            "writing.",
        ),
        (Status.SUBMITTED, Status.COMPLETED): Text(
            "经办机构更正记录，两人核准后生效，您收到书面决定；"
            "随之转移的月份和资金另行办理，您无需申请。",
            "The agency puts the record right; it counts once two persons have approved it, and "
            "you get it in writing. What has to move with it moves without your applying.",
        ),
    },
    reopens={},
)


def nobody_else(_known: Known, _answers: Answers) -> AgencyChoice:
    """Return nobody: who handles it is whoever decided the objection."""
    return AgencyChoice()


CORRECTION = Service(
    procedure=PROCEDURE,
    errand=Text("我的异议成立了，接下来呢", "My objection was upheld: what now"),
    event=LifeEvent.QUESTION,
    law=law.LAW,
    deciding=Deciding.TWO,
    is_about_case=True,
    opens_by_itself=True,
    ways=WAYS,
    pages=(FormPage(slug="what", title=WHAT.label, fields=(OBJECTION, WHAT)),),
    agency=nobody_else,
    decided=corrections.decided,
    opening=Text("您的异议成立，现更正如下。", "Your objection was upheld. This is put right:"),
    effect=correcting.carry_out,
    refusals=(law.DONE_ELSEWHERE,),
    result=Text("更正决定书", "A decision on the correction"),
    questions=(
        Question(
            question=Text("我要做什么吗？", "Do I have to do anything?"),
            answer=Text(
                "不需要。经办机构更正后会书面告知您；需要您补充材料的，会请您补正。",
                "No. You are told in writing when it is done. If something is needed from you, the "
                "agency asks for it.",
            ),
            basis=law.RECORDS,
        ),
    ),
)
