"""Correcting a figure before a decision, with a reason."""

from applications.act import Act
from applications.actions import figures
from applications.declaring import Service
from applications.fields import Field, Kind
from applications.models import Application
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text

WHY = Text("第二个人会看到，并写入决定书。", "The second person reads it; the letter prints it.")


def _fields(service: Service) -> tuple[Field, ...]:
    if not service.correctable:
        return ()
    return (
        Field(
            name="figure",
            kind=Kind.CHOICE,
            label=Text("哪个数字", "Which figure"),
            why=WHY,
            choices=service.correctable,
        ),
        Field(
            name="value",
            kind=Kind.TEXT,
            label=Text("更正为", "It should be"),
            why=WHY,
            longest=60,
        ),
        Field(
            name="reason",
            kind=Kind.NOTE,
            label=Text("为什么", "Why"),
            why=WHY,
            longest=300,
        ),
    )


def _has_figures(application: Application) -> bool:
    return bool(application.service.correctable)


CORRECT_FIGURE = "correct-figure"
ACTS = (
    Act(
        name=CORRECT_FIGURE,
        title=Text("更正计算的数字", "Correct a figure"),
        row=Action.CORRECT_FIGURE,
        at=(Status.SUBMITTED,),
        run=figures.correct,
        done=Text(
            "已更正，拟办决定时生效。", "Corrected. It counts in what you prepare from now on."
        ),
        fields=_fields,
        about="Put another value in the place of a figure that was worked out, with a reason.",
        when=_has_figures,
    ),
)
