"""“Education, marriage, household, occupation, ethnic group”: at once, or compared by a clerk."""

from functools import partial

from applications.declaring import Deciding, LifeEvent, Listed, Service
from applications.fields import Field, FormPage, Kind, Known, Question, Shown, among
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.where import agency_of
from casework.rules.verdicts import Condition
from law.wording import Text
from services.particulars.actions.plain import change_plain
from services.particulars.models import plain_of
from services.particulars.plain_facts import PlainFacts, facts_of, wanted
from services.particulars.rules import reasons
from services.particulars.rules.plain import (
    CODED,
    LABELS,
    LONGEST_OCCUPATION,
    NAMES,
    OCCUPATION,
    changed,
    listed,
    spell,
)

is_chosen = partial(among, "what")
WHY = Text("更改后经办机构按新的登记办理。", "The agency goes by the new entry from then on.")
WHAT = Field(
    name="what",
    kind=Kind.CHOICES,
    label=Text("要更改哪些？", "What has changed?"),
    why=Text("只问您要更改的内容。", "So that we ask only for what has changed."),
    choices=tuple(LABELS.items()),
)
GROUP = Field(
    name="group_too",
    kind=Kind.YES_NO,
    label=Text("要更改民族吗？", "Has your ethnic group to be changed?"),
    why=Text("民族由经办人员与公安登记核对。", "A clerk compares it with the police register."),
)


def _now(name: str, known: Known) -> Text:
    return spell(name, plain_of(known.person)[name])


def _asked(name: str) -> Field:
    common = {
        "name": name,
        "label": LABELS[name],
        "why": WHY,
        "basis": reasons.REPORTING,
        "shown": is_chosen(name),
        "now": partial(_now, name),
    }
    if name == OCCUPATION:
        return Field(kind=Kind.TEXT, longest=LONGEST_OCCUPATION, **common)
    return Field(kind=Kind.CHOICE, choices=tuple(CODED[name].items()), **common)


def _page(name: str) -> FormPage:
    slug = name.replace("_", "-")
    return FormPage(slug=slug, title=LABELS[name], fields=(_asked(name),), shown=is_chosen(name))


CONDITIONS = (
    Condition[PlainFacts](
        reasons.NOTHING_CHANGES,
        Text("有需要更改的内容吗？", "Would anything change?"),
        Text("有。", "Yes."),
        Text("填写的内容与登记的一致。", "What was filled in is what the record says."),
        lambda facts: facts.changes is not None and not facts.changes,
        ends=True,
    ),
    Condition[PlainFacts](
        reasons.COMPARED_FIRST,
        Text("需要与公安登记核对吗？", "Has it to be compared with the police register?"),
        Text("不需要。", "No."),
        Text("需要，民族以公安登记为准。", "Yes: that register says the ethnic group."),
        lambda facts: facts.is_for_a_clerk,
    ),
)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return each particular as it was and as it is from now on."""
    before = plain_of(application.case.person)
    changes = changed(before, wanted(answers_of(application)))
    return tuple(
        Shown(label=LABELS[name], value=_from_to(name, before[name], new))
        for name, new in changes.items()
    )


def _from_to(name: str, old: str, new: str) -> Text:
    was, is_now = spell(name, old), spell(name, new)
    return Text(f"{was.zh} → {is_now.zh}", f"{was.en} → {is_now.en}")


PLAIN_CHANGE = Service(
    procedure=reviewed(
        "particulars-plain",
        Text("一般信息变更", "Plain particulars"),
        term=reasons.PLAIN_REVIEW,
    ),
    errand=Text(
        "我的学历、婚姻、户口、职业有变化", "My education, marriage, household or work has changed"
    ),
    event=LifeEvent.PARTICULARS,
    law=(reasons.REPORTING,),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="what", title=Text("更改哪些", "What has changed"), fields=(WHAT,)),
        *map(_page, NAMES),
    ),
    pre_check=(GROUP,),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    at_once=lambda _facts: True,
    listed=Listed(columns=LABELS, answers=listed),
    decided=decided,
    effect=change_plain,
    result=Text("盖章的变更确认书", "A sealed confirmation of the change"),
    opening=Text("您的登记信息已经更改。", "Your particulars have been changed."),
    questions=(
        Question(
            question=Text("需要交材料吗？", "Do I have to bring papers?"),
            answer=Text("不需要。", "No."),
            basis=reasons.NO_NEEDLESS_PAPER,
        ),
        Question(
            question=Text("什么时候生效？", "When does it count?"),
            answer=Text(
                "提交后当场办结；更改民族的，由一名经办人员与公安登记核对后办结。",
                "As soon as you send it. For the ethnic group a clerk compares it with the police "
                "register first.",
            ),
            basis=reasons.REPORTING,
        ),
    ),
)
