"""“Let me pay until I have enough”: for whoever has come of age with too few months."""

from dataclasses import dataclass

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Question
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.documents import (
    RETIREMENT_MEASURES,
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_LAW_RULES,
    cite,
)
from law.values import ValueNotInForce, percent
from law.wording import Text, say_month, say_months, say_yuan
from records.rules.contributions import month_number
from services.retirement import forecast_questions as check
from services.retirement import questions as ask
from services.retirement.facts import RetireFacts, agency_of, facts_of
from services.retirement.rules import reasons, values
from services.retirement.rules.extending import Extension, cost, extension
from services.retirement.rules.values import EXTENSION_MONTHS

LAW = cite(SOCIAL_INSURANCE_LAW, "16")
A_MONTH = Text("每月缴费", "To pay a month")
YES, NO = Text("是。", "Yes."), Text("否。", "No.")
WAY = Field(
    name="way",
    kind=Kind.CHOICE,
    label=Text("您想怎样缴？", "How do you want to pay?"),
    why=Text(
        "一次性缴足只对2011年7月以前参保的人、延长五年以后开放。",
        "Paying the rest at once is open after five years, to those insured before July 2011.",
    ),
    basis=LAW,
    choices=(
        ("monthly", Text("按月缴，缴够为止", "Month by month until it is enough")),
        ("at-once", Text("一次缴足剩下的", "The rest at once")),
    ),
)


@dataclass(frozen=True)
class ExtensionFacts:
    """What is missing, beside the retirement that it is for."""

    retiring: RetireFacts
    found: Extension | None
    way: str

    @property
    def is_of_age(self) -> bool:
        """Whether the statutory month has come."""
        of = self.retiring.window
        return of is None or self.retiring.today >= of.statutory

    @property
    def may_pay_at_once(self) -> bool:
        """Whether five years of extension are over, of somebody insured before the law."""
        start = self.found.at_once_from if self.found else None
        return start is not None and self.retiring.today >= start


def extension_facts(asked: Asked) -> ExtensionFacts:
    """Return the facts of an extension: counted by the months that are paid today."""
    retiring = facts_of(asked)
    of, career = retiring.window, retiring.career
    found = None
    if of is not None:
        # What was paid since the age counts towards it: the months of today, less those.
        since = max(month_number(retiring.today) - month_number(of.statutory), 0)
        paid = retiring.counted.total
        first = career.first_insured if career else None
        found = extension(of.statutory, max(paid - since, 0), first, asked.book)
    return ExtensionFacts(retiring, found, str(asked.answers.get("way") or ""))


CONDITIONS = (
    Condition[ExtensionFacts](
        reasons.POST_NOT_SETTLED,
        Text("按哪一档年龄退休，清楚吗？", "Is it clear which age counts?"),
        YES,
        NO,
        lambda facts: facts.retiring.category is None,
    ),
    Condition[ExtensionFacts](
        reasons.NOT_OF_AGE,
        Text("到法定退休年龄了吗？", "Is the statutory age reached?"),
        YES,
        NO,
        lambda facts: not facts.is_of_age,
    ),
    Condition[ExtensionFacts](
        reasons.ENOUGH_ALREADY,
        Text("缴费月数不够吗？", "Are there too few months?"),
        YES,
        Text("已经足够。", "There are enough."),
        lambda facts: facts.retiring.window is not None and facts.found is None,
    ),
    Condition[ExtensionFacts](
        reasons.NOT_AT_ONCE,
        Text("可以一次缴足吗？", "May the rest be paid at once?"),
        YES,
        NO,
        lambda facts: facts.way == "at-once" and not facts.may_pay_at_once,
    ),
)


def figures(facts: ExtensionFacts) -> tuple[Figure, ...]:
    """Return what is missing, until when it is paid, and from when the pension."""
    found = facts.found
    if found is None:
        return ()
    first, last = say_month(found.first), say_month(found.until)
    shown = [
        Figure(
            label=Text("还差", "Missing"),
            value=say_months(found.short),
            formula=Text(
                "从到龄的次月起逐月缴，到满足当年最低月数为止",
                "month by month after the age, until there are the months of that year",
            ),
            basis=cite(RETIREMENT_MEASURES, "2"),
        ),
        Figure(
            label=Text("缴费期间", "To be paid"),
            value=Text(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}"),
            formula=Text("中间不断缴", "without a gap"),
            basis=LAW,
        ),
        Figure(
            label=Text("养老金从", "Pension from"),
            value=say_month(found.pension_from),
            formula=Text("缴足的次月", "the month after the last one"),
            basis=LAW,
        ),
    ]
    shown += _costs(facts, found)
    if found.at_once_from is not None:
        years = EXTENSION_MONTHS.values[0]
        shown.append(
            Figure(
                label=Text("可以一次缴足从", "The rest may be paid at once from"),
                value=say_month(found.at_once_from),
                formula=Text("延长缴费满五年后", "after five years of extension"),
                basis=years.basis,
                is_sure=years.is_verified,
            )
        )
    return tuple(shown)


def _costs(facts: ExtensionFacts, found: Extension) -> tuple[Figure, ...]:
    """Return what a month costs and all of them; nothing is guessed where no base is loaded."""
    retiring = facts.retiring
    try:
        held = cost(retiring.region, retiring.today, retiring.book)
    except ValueNotInForce:
        return (
            Figure(
                label=A_MONTH,
                value=Text("由经办机构告知", "your agency tells you"),
                formula=Text("当地缴费基数没有录入", "the bases of the place are not loaded"),
                basis=LAW,
                is_sure=False,
            ),
        )
    least, most = say_yuan(held.least), say_yuan(held.most)
    whole = say_yuan(held.least * found.short)
    months = say_months(found.short)
    return (
        Figure(
            label=A_MONTH,
            value=Text(f"{least.zh}至{most.zh}", f"{least.en} to {most.en}"),
            formula=Text(
                f"{held.of_year}年度最低和最高基数×{percent(held.rate)}，基数由您选",
                f"lowest and highest base of {held.of_year} × {percent(held.rate)}; you choose",
            ),
            basis=held.basis,
            is_sure=False,
        ),
        Figure(
            label=Text("按最低基数共需约", "In all at the lowest base, about"),
            value=whole,
            formula=Text(
                f"{least.zh}×{found.short}个月；以后年度的基数会调整",
                f"{least.en} × {months.en}; the bases of later years will differ",
            ),
            basis=held.basis,
            is_sure=False,
        ),
    )


PENSION_EXTENSION = Service(
    procedure=reviewed(
        "pension-extension",
        Text("延长缴费", "Paying on after the age"),
        term=values.EXTENSION_REVIEW,
        insurance="pension",
    ),
    errand=Text("到年龄了，缴费年限不够", "I am of age, but have too few months"),
    event=LifeEvent.RETIRING,
    law=(LAW, cite(SOCIAL_INSURANCE_LAW_RULES, "2")),
    deciding=Deciding.ONE,
    pages=(
        FormPage(slug="who", title=Text("岗位", "Your post"), fields=(ask.POST,)),
        FormPage(slug="way", title=Text("怎样缴", "How to pay"), fields=(WAY, ask.TRUE)),
    ),
    pre_check=(check.CATEGORY, check.BORN, check.PLACE, check.PAID, check.DEEMED, WAY),
    agency=agency_of,
    facts=extension_facts,
    conditions=CONDITIONS,
    figures=figures,
    follows=lambda _asked: (
        Text(
            "准予后按灵活就业人员的办法每月缴费；缴够的次月申请养老金。",
            "Once granted, you pay each month as flexible workers do; apply for the pension in the "
            "month after the last one.",
        ),
    ),
    result=Text("写明要缴到哪个月的决定书", "A decision that says until which month you pay"),
    questions=(
        Question(
            question=Text("不想再缴怎么办？", "What if I do not want to pay on?"),
            answer=Text(
                "可以转入城乡居民养老保险，按居民的办法领取；也可以书面终止关系。",
                "You may move to the residents' scheme and draw by its rules, or end the "
                "relationship in writing.",
            ),
            basis=LAW,
        ),
    ),
)
