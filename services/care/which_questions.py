"""The three questions that propose a kind: why there, for how long, referred by a hospital."""

from applications.fields import Field, Kind
from law.wording import Text
from services.care.check_questions import IS_RETIRED, SCHEME
from services.care.rules.kinds import Why

ONLY_TO_PROPOSE = Text("用来建议备案类型；不保存。", "To propose a kind; nothing is kept.")


def _is_not_urgent(answers) -> bool:
    return answers.get("why") not in (None, "", Why.EMERGENCY.value)


WHY = Field(
    name="why",
    kind=Kind.CHOICE,
    label=Text("您为什么在（去）那里？", "Why are you there?"),
    why=ONLY_TO_PROPOSE,
    choices=(
        (
            Why.LIVING.value,
            Text("在那里居住，例如与子女同住", "I live there, for example with my children"),
        ),
        (Why.WORKING.value, Text("在那里工作", "I work there")),
        (Why.TREATMENT.value, Text("去看病", "For treatment")),
        (Why.VISITING.value, Text("旅游、探亲、上学等", "Travelling, visiting, studying")),
        (Why.EMERGENCY.value, Text("正在急诊抢救", "An emergency, now")),
    ),
)
IS_LONG = Field(
    name="is_long",
    kind=Kind.YES_NO,
    label=Text("住满或者要住满6个月吗？", "Will it be six months or more?"),
    why=ONLY_TO_PROPOSE,
    shown=_is_not_urgent,
)
IS_REFERRED = Field(
    name="is_referred",
    kind=Kind.YES_NO,
    label=Text("参保地的医院给您开了转诊吗？", "Has a hospital at home referred you?"),
    why=ONLY_TO_PROPOSE,
    shown=_is_not_urgent,
)
WHICH = (WHY, IS_LONG, IS_REFERRED, SCHEME, IS_RETIRED)
