"""“I bring the paper that I promised”: sent to the registration before its day."""

from functools import partial

from django.utils import timezone

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Known, Question, Shown
from applications.known import known_of
from applications.medical import agency_of
from applications.models import Application
from applications.rules.flows import reviewed
from law.wording import Text, say_day
from services.care import facts
from services.care.actions.registering import take_paper
from services.care.changes import registered_now
from services.care.conditions import PROVEN
from services.care.facts import facts_for
from services.care.papers import OF_LONG_TERM
from services.care.questions import LONG_KINDS
from services.care.rules import kinds, reasons, values


def _kind_promised(known: Known) -> str | None:
    owed = [each for each in facts.held_by(known) if each.owes_paper]
    return str(owed[0].kind) if owed else None


PROMISED_KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("证明哪一种备案？", "Which registration does it show?"),
    why=Text("决定是哪一种材料。", "It decides which paper it is."),
    basis=reasons.FRAME,
    called=Text("备案类型", "Kind"),
    choices=tuple((each.value, kinds.KINDS[each]) for each in LONG_KINDS),
    known=_kind_promised,
    now=registered_now,
)


def proven(application: Application) -> tuple[Shown, ...]:
    """Return which registration is proven by paper from now on."""
    case = application.case
    today = timezone.localdate(case.submitted_at or case.created_at)
    said = registered_now(known_of(case.person, today=today))
    row = Shown(label=Text("备案", "Registration"), value=said or Text("—", "—"))
    came = Shown(label=Text("材料提交日期", "Paper sent on"), value=say_day(today))
    return (row, came)


def follows_proof(_asked: Asked) -> tuple[Text, ...]:
    """Say what else changes."""
    return (
        Text(
            "材料核实后，备案继续有效，变更和取消不再受承诺的时间限制。",
            "Once it is checked the registration goes on, and may be changed whenever you need.",
        ),
    )


CARE_PROOF = Service(
    procedure=reviewed(
        "care-proof",
        Text("补交承诺的材料", "The paper that was promised"),
        term=values.REVIEW,
        insurance="medical",
    ),
    errand=Text("我来补交备案时承诺的材料", "I send the paper that I promised when I registered"),
    event=LifeEvent.ILL,
    law=(reasons.FRAME,),
    deciding=Deciding.ONE,
    pages=(FormPage(slug="which", title=Text("哪一项备案", "Which one"), fields=(PROMISED_KIND,)),),
    agency=agency_of,
    facts=partial(facts_for, None),
    conditions=PROVEN,
    papers=OF_LONG_TERM,
    effect=take_paper,
    decided=proven,
    follows=follows_proof,
    opening=Text("承诺的材料已经核实。", "The promised paper has been checked."),
    refusals=(reasons.NOT_SHOWN,),
    result=Text("盖章的确认书", "A sealed confirmation"),
    questions=(
        Question(
            question=Text("没有按时补交会怎样？", "What if it does not come in time?"),
            answer=Text(
                "备案从那以后不再有效，此前的结算不受影响；以后一段时间内备案须提交材料。",
                "The registration counts no more from then on; what was settled before stays. For "
                "some time papers are asked for instead of promises.",
            ),
            basis=reasons.PROMISE_BROKEN.basis,
        ),
        Question(
            question=Text("有的地方不要求补交，怎么知道？", "Does my place ask for it at all?"),
            answer=Text(
                "备案确认书上写明了；没有写日期的，不用补交。",
                "Your confirmation says so. If it names no day, nothing is owed.",
            ),
            basis=reasons.FRAME,
        ),
    ),
)
