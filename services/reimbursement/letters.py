"""The settlement decision (结算决定书): the sheet, and each item that is not wholly covered."""

from dataclasses import replace

from applications.declaring import WAYS, Outcome
from applications.fields import Shown
from applications.known import answers_of
from applications.models import Application
from law.wording import Text, filled, say_day
from records import treatment
from services.reimbursement.facts import days_of, lines_of
from services.reimbursement.rules.lines import judge, why

OPENING = Text(
    "经审核，您的医疗费用按下列结算单支付。",
    "Your claim was examined. It is paid by the sheet below.",
)
NOT_WHOLE = Text("未全部计入的项目", "Items that are not wholly covered")
MOST_SHOWN = 40
# A yes is the sheet itself: one letter, every number with its rule.
WAYS_OF_SETTLING = {
    outcome: replace(way, letter="settlement") if outcome is not Outcome.REFUSED else way
    for outcome, way in WAYS.items()
}


def decided(application: Application) -> tuple[Shown, ...]:
    """Return where and when it was, and the items that are not wholly covered, with their rules."""
    answers = answers_of(application)
    first, last = days_of(answers, application.case.created_at.date())
    listed = treatment.hospital(str(answers.get("hospital") or ""))
    said = str(answers.get("hospital_name") or "—")
    name = listed.name if listed else Text(said, said)
    days = filled(
        Text("{first}至{last}", "{first} to {last}"), first=say_day(first), last=say_day(last)
    )
    return (
        Shown(label=Text("医院", "Hospital"), value=name),
        Shown(label=Text("就医时间", "Treated"), value=days),
        *_not_covered(application),
    )


def _not_covered(application: Application) -> tuple[Shown, ...]:
    judged = [judge(each) for each in lines_of(application.case) or ()]
    parts = [each for each in judged if not each.is_whole]
    rows = [
        Shown(
            label=Text(each.line.name, f"{each.line.name} ({each.line.code})"),
            heading=NOT_WHOLE,
            value=filled(
                Text("{amount}元中计入{covered}元：{why}", "{covered} of {amount} yuan: {why}"),
                amount=f"{each.line.amount:,.2f}",
                covered=f"{each.covered:,.2f}",
                why=why(each),
            ),
        )
        for each in parts[:MOST_SHOWN]
    ]
    if len(parts) > MOST_SHOWN:
        more = len(parts) - MOST_SHOWN
        rows.append(
            Shown(
                label=Text("其余项目", "Further items"),
                heading=NOT_WHOLE,
                value=Text(f"另有{more}项，可在业务页面查看", f"{more} more, on the case page"),
            )
        )
    return tuple(rows)
