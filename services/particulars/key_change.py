"""“The record has me wrong”: name, document, number, birth date, sex (社会保险经办条例 art. 10)."""

from collections.abc import Callable

from accounts.rules.levels import Level
from agencies.models import Agency
from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import Asked, Figure, Paper, Question, Shown
from applications.models import Application
from applications.rules.flows import reviewed
from applications.where import agencies_of, agency_of
from law.identity_number import mask
from law.names import mask_name
from law.wording import Text, say_day
from services.particulars.actions.comparing import is_being_asked, owe_comparison
from services.particulars.actions.identity import change_identity
from services.particulars.key_conditions import CONDITIONS
from services.particulars.key_facts import (
    SERVICE,
    KeyFacts,
    change_in,
    facts_of,
    open_cases,
    police_answer,
)
from services.particulars.key_pages import PAGES, PRE_CHECK
from services.particulars.rules import identity, reasons, ways
from services.particulars.rules.identity import SEXES, Identity, Particular
from services.particulars.rules.ways import POLICE_SAYS, Claim, Police

LABELS = {
    Particular.NAME: Text("姓名", "Name"),
    Particular.DOCUMENT_TYPE: Text("证件类型", "Kind of document"),
    Particular.ISSUED_IN: Text("护照签发国", "Country of the passport"),
    Particular.NUMBER: Text("证件号码", "Number"),
    Particular.BORN_ON: Text("出生日期", "Date of birth"),
    Particular.SEX: Text("性别", "Sex"),
}
MASKS = {Particular.NAME: mask_name, Particular.NUMBER: mask}
SAID: dict[Particular, Callable[[Identity], Text]] = {
    Particular.DOCUMENT_TYPE: lambda who: identity.document_title(who.document_type),
    Particular.ISSUED_IN: lambda who: identity.country_title(who.issued_in),
    Particular.BORN_ON: lambda who: say_day(who.born_on),
    Particular.SEX: lambda who: SEXES[who.sex],
}
AGES = {
    "male": Text("退休月份", "Month of retirement"),
    "female-50": Text("退休月份（原50岁退休女职工）", "Month of retirement, where 50 was the age"),
    "female-55": Text("退休月份（原55岁退休女职工）", "Month of retirement, where 55 was the age"),
}
DATED = {Particular.BORN_ON, Particular.SEX}


def figures(facts: KeyFacts) -> tuple[Figure, ...]:
    """Return what the number says beside what was said, and how the month of retirement moves."""
    return (*_contradictions(facts), *_retirement(facts))


def _contradictions(facts: KeyFacts) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            label=LABELS[each.about],
            value=Text(
                f"证件号码：{each.of_number.zh}；填写：{each.said.zh}",
                f"the number says {each.of_number.en}, the application {each.said.en}",
            ),
            formula=Text(
                "证件号码第7至14位为出生日期，第17位单数为男、双数为女",
                "the 7th to 14th digits are the date of birth; an odd 17th digit is male",
            ),
            basis=identity.BASIS,
            is_sure=identity.BASIS.verified,
        )
        for each in facts.against
    )


def _retirement(facts: KeyFacts) -> tuple[Figure, ...]:
    moved = ways.moves_retirement(facts.change.old, facts.change.new, facts.book)
    return tuple(
        Figure(
            label=AGES[each.category],
            value=Text(
                f"{ways.spell(each.before).zh} → {ways.spell(each.after).zh}",
                f"{ways.spell(each.before).en} → {ways.spell(each.after).en}",
            ),
            formula=ways.formula(each.after),
            basis=ways.RETIREMENT_BASIS,
            # The file decides it (劳社部发〔1999〕8号), not the birth date on the record alone.
            is_sure=False,
        )
        for each in moved
    )


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say which cases and agencies will be told, and what stays."""
    if asked.known is None:
        return ways.what_follows((), ())
    handling = agency_of(asked.known, asked.answers).agencies
    others = [each for each in agencies_of(asked.known) if each not in handling[:1]]
    cases = [(each.number, each.procedure.title) for each in open_cases(asked.known.person)]
    return ways.what_follows(cases, map(_name, others))


def _name(agency: Agency) -> Text:
    return Text(agency.name, agency.name_en)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return each particular as it was and as it is from now on; name and number are masked."""
    change = change_in(application)
    return tuple(
        Shown(label=LABELS[each], value=_from_to(each, change.old, change.new))
        for each in change.changed
    )


def _from_to(particular: Particular, old: Identity, new: Identity) -> Text:
    if particular in MASKS:
        values = (str(getattr(who, particular.value)) for who in (old, new))
        before, after = identity.masked_change(*values, MASKS[particular])
        return Text(f"{before} → {after}", f"{before} → {after}")
    was, is_now = SAID[particular](old), SAID[particular](new)
    return Text(f"{was.zh} → {is_now.zh}", f"{was.en} → {is_now.en}")


def compared(application: Application) -> tuple[Shown, ...]:
    """Return what the police answered, as every decision prints it."""
    answer = police_answer(application.case.person, change_in(application).new)
    label = Text("公安登记", "Police register")
    return (Shown(label=label, value=POLICE_SAYS[answer]),)


def spared(application: Application) -> Text | None:
    """No paper where the comparison agrees (国务院令第716号 art. 7: shared data)."""
    answer = police_answer(application.case.person, change_in(application).new)
    return SPARED if answer is Police.SAME else None


def awaited(application: Application) -> Text | None:
    """While the police are being asked for the first time, nobody is sent to look for a paper."""
    return ASKING if is_being_asked(application) else None


ASKING = Text(
    "正在与公安登记核对；一致的，不需要这项材料。",
    "The police register is being asked. If it says the same, this paper is not needed.",
)
SPARED = Text(
    "免提交：公安登记与您填写的一致。", "Not needed: the police register says the same as you."
)
UNLESS = Text("与公安登记一致的，免提交", "Not needed where the police register says the same")
SHOWN_BY_PHOTOGRAPH = Text("原件照片或扫描件", "A photograph or scan of the original")
POLICE_PAPER = Paper(
    slot="police-paper",
    title=Text("公安机关或法院的变更证明", "A paper of the police or a court on the change"),
    why=Text(
        "公安登记刚变更、还查不到时，用它证明变更。",
        "It shows the change while the police register does not say it yet.",
    ),
    basis=reasons.REPORTING,
    needed=lambda answers: answers.get("claim") == Claim.POLICE_CHANGED,
    when=Text(
        "公安机关已作变更、核对还不一致时",
        "If the police have changed it and the comparison does not agree yet",
    ),
    form=SHOWN_BY_PHOTOGRAPH,
    where_from=Text("户籍地派出所", "The police station of your household registration"),
    spared=spared,
    unless=UNLESS,
    awaited=awaited,
)
HOUSEHOLD_PAGE = Paper(
    slot="household-register-page",
    title=Text("户口簿本人页", "Your own page of the household register"),
    why=Text(
        "与公安登记核对不一致或没有答复时，用它核对您的信息。",
        "It shows who you are where the police register says something else, or nothing.",
    ),
    basis=reasons.REPORTING,
    needed=lambda answers: answers.get("claim") not in (None, Claim.POLICE_CHANGED),
    when=Text("与公安登记核对不一致时", "If the comparison with the police does not agree"),
    form=SHOWN_BY_PHOTOGRAPH,
    where_from=Text("您的户口簿", "Your household register"),
    spared=spared,
    unless=UNLESS,
    awaited=awaited,
)
KEY_CHANGE = Service(
    procedure=reviewed(SERVICE, Text("关键信息变更", "Corrected identity"), term=reasons.REVIEW),
    errand=Text(
        "我的姓名、证件号码、出生日期或性别登记错了",
        "My name, number, birth date or sex is recorded wrongly",
    ),
    event=LifeEvent.PARTICULARS,
    law=(reasons.REPORTING,),
    deciding=Deciding.TWO,
    level=Level.PERSON,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=PAGES,
    pre_check=PRE_CHECK,
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures,
    follows=follows,
    papers=(POLICE_PAPER, HOUSEHOLD_PAGE),
    effect=change_identity,
    at_once=lambda facts: ways.is_plain(facts.change, facts.police, facts.against),
    kept=owe_comparison,
    compared=compared,
    decided=decided,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("更正决定书", "A decision on the correction"),
    questions=(
        Question(
            question=Text("要交什么材料？", "Which papers are needed?"),
            answer=Text(
                "与公安登记核对一致的，不需要材料。公安登记刚变更、还查不到的，经办人员可能请您出示证明。",
                "None where the police register says the same. If the police have changed it only "
                "lately, a clerk may ask to see their paper.",
            ),
            basis=reasons.NO_NEEDLESS_PAPER,
        ),
        Question(
            question=Text("多久办好？", "How long does it take?"),
            answer=Text(
                "自收到申请之日起10个工作日内；只改姓名用字、公安登记一致的，提交后当场办结。",
                "Within 10 working days; at once where only the name is written otherwise and the "
                "police register says the same.",
            ),
            basis=reasons.REPORTING,
        ),
        Question(
            question=Text(
                "改了出生日期，退休时间会变吗？", "Does another birth date move my retirement?"
            ),
            answer=Text(
                "不一定。退休时间由经办机构依据档案另行认定，这里只给出按新日期试算的月份。",
                "Not by itself: your file decides it. We only show the month that the new date "
                "would give.",
            ),
            basis=ways.RETIREMENT_BASIS,
        ),
        Question(
            question=Text(
                "新号码已有缴费记录怎么办？", "What if the new number has a record already?"
            ),
            answer=Text(
                "两份记录不会自动合并，经办人员会核对，必要时请您到窗口办理。",
                "The two are never merged by themselves. A clerk compares them and may ask you to "
                "come to the counter.",
            ),
        ),
    ),
)
