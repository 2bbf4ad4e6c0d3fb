"""Looking at the papers of an application: of each page, whether it is good."""

from applications import papers
from applications.act import Act
from applications.actions import judging
from applications.declaring import Service
from applications.fields import Field, Kind
from applications.models import Application
from applications.rules.papers import LONGEST_NOTE, MARKS, Mark
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text

JUDGE = "judge-paper"


def _judge_fields(_service: Service) -> tuple[Field, ...]:
    why = Text("申请人会看到您的意见。", "The applicant reads what you say.")
    return (
        Field(
            name="page",
            kind=Kind.TEXT,
            label=Text("材料页的标识", "The key of the page"),
            why=Text("见材料列表。", "It stands in the list of papers."),
        ),
        Field(
            name="mark",
            kind=Kind.CHOICE,
            label=Text("这一页", "This page"),
            why=why,
            choices=tuple((mark.value, text) for mark, text in MARKS.items()),
        ),
        Field(
            name="note",
            kind=Kind.NOTE,
            label=Text("说明", "In your own words"),
            why=why,
            longest=LONGEST_NOTE,
            required=lambda said: said.get("mark") == Mark.OTHER,
        ),
    )


def _has_pages(application: Application) -> bool:
    return any(each.pages for each in papers.of(application))


ACTS = (
    Act(
        name=JUDGE,
        title=Text("审看材料", "Look at the papers"),
        row=Action.JUDGE_PAPER,
        at=(Status.SUBMITTED,),
        run=judging.mark,
        done=Text("已记录。", "Noted."),
        fields=_judge_fields,
        about="Say of one page of a paper whether it is good, or what is wrong with it.",
        page="desk_papers",
        when=_has_pages,
    ),
)
