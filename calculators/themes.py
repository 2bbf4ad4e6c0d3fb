"""The calculators as people meet them: by the question they have, each with its form."""

from dataclasses import dataclass

from calculators import (
    forms,
    forms_of_amounts,
    forms_of_interest,
    forms_of_periods,
    forms_of_verdicts,
    workings_of_money,
)
from calculators.asking import Asking
from calculators.workings import conditions, counted_days, counted_months, persons
from calculators.workings.working import Draw
from law.wording import Text


@dataclass(frozen=True)
class Page:
    """One calculator's page.

    `personal`: why what is typed there is personal; then it is posted, and there is no link to it.
    `see_also`: what people who ask this often ask next.
    """

    form: type[Asking]
    working: Draw
    about: Text
    icon: str
    personal: Text | None = None
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """The calculators that answer one question people have."""

    title: Text
    names: tuple[str, ...]


THEMES = (
    Theme(
        Text("能不能转？转多少钱？", "May it move, and how much moves?"),
        ("pension-eligibility", "medical-eligibility", "pension-transfer-amount"),
    ),
    Theme(
        Text("我交了多少？", "What do I have so far?"),
        ("cumulative-months", "account-interest"),
    ),
    Theme(
        Text(
            "什么时候退休？养老金多少？在哪里领？", "When, where and how much will my pension be?"
        ),
        ("retirement-age", "pension-estimate", "benefit-place"),
    ),
    Theme(
        Text("哪天到期？", "By when must it be done?"),
        ("deadline", "working-days"),
    ),
    Theme(
        Text("还有三个问题", "Three more questions"),
        ("unemployment-term", "employer-dues", "identity-number"),
    ),
)

PAGES = {
    "pension-eligibility": Page(
        forms_of_verdicts.PensionEligibilityForm,
        conditions.verdict,
        Text(
            "申请之前先看看：能不能转，不能转的怎么办。",
            "See before you apply: whether it may move, and what to do if not.",
        ),
        "old-age",
        Text(
            "您的出生日期和户籍属于个人信息",
            "Your date of birth and your hukou are personal",
        ),
        ("pension-transfer-amount", "benefit-place"),
    ),
    "medical-eligibility": Page(
        forms_of_verdicts.MedicalEligibilityForm,
        conditions.verdict,
        Text(
            "跨统筹区转移医保，先看看条件够不够。",
            "Moving to another pooling area: see whether the conditions are met.",
        ),
        "medical",
        Text("是否住院属于健康信息", "Whether you are in hospital is about your health"),
        ("cumulative-months",),
    ),
    "pension-transfer-amount": Page(
        forms_of_amounts.TransferAmountForm,
        workings_of_money.six_sums,
        Text(
            "按缴费的起止月份和基数，算出个人账户和统筹基金各转多少。",
            "From your periods and bases: what moves from the account and from the pooled fund.",
        ),
        "money",
        Text(
            "您的缴费经历和工资水平属于个人信息", "Where you worked and what you earned is personal"
        ),
        ("account-interest", "pension-eligibility"),
    ),
    "cumulative-months": Page(
        forms_of_periods.CumulativeMonthsForm,
        counted_months.timeline,
        Text(
            "几段参保加起来多少个月，有没有重复和中断。",
            "What your periods add up to, with what is double and what is missing.",
        ),
        "months",
        Text("您的参保经历属于个人信息", "The places and months of your working life are personal"),
        ("retirement-age", "benefit-place"),
    ),
    "account-interest": Page(
        forms_of_interest.AccountInterestForm,
        workings_of_money.year_of_interest,
        Text(
            "个人账户一年的利息怎么来的，逐月列出。",
            "How the interest of a year comes about, month by month.",
        ),
        "money",
        Text("您的个人账户余额属于个人信息", "The balance of your account is personal"),
        ("pension-transfer-amount", "pension-estimate"),
    ),
    "retirement-age": Page(
        forms.RetirementAgeForm,
        persons.retirement,
        Text(
            "按出生年月查法定退休年龄和最低缴费年限。",
            "Your statutory age and the months needed, by month of birth.",
        ),
        "clock",
        Text("您的出生年月属于个人信息", "Your month of birth is personal"),
        ("pension-estimate", "benefit-place"),
    ),
    "pension-estimate": Page(
        forms.PensionEstimateForm,
        persons.estimate,
        Text(
            "把数字代入公式，估算每月养老金。",
            "The formula with your numbers in it. An estimate only.",
        ),
        "calculator",
        Text("您的缴费和账户余额属于个人信息", "Your contributions and your balance are personal"),
        ("retirement-age", "cumulative-months"),
    ),
    "benefit-place": Page(
        forms_of_periods.BenefitPlaceForm,
        counted_months.place_by_place,
        Text(
            "在几个省参过保，将来由哪个省发放养老金。",
            "Insured in several provinces: which one pays the pension.",
        ),
        "place",
        Text("您的户籍和参保经历属于个人信息", "Your hukou and where you worked are personal"),
        ("retirement-age", "cumulative-months"),
    ),
    "deadline": Page(
        forms.DeadlineForm,
        counted_days.day_by_day,
        Text(
            "逐日数工作日，放假和调休都算进去。",
            "Working days counted one by one, with holidays and days worked for them.",
        ),
        "calendar",
        see_also=("working-days",),
    ),
    "working-days": Page(
        forms.WorkingDaysForm,
        counted_days.month_by_month,
        Text(
            "一年有几个工作日，哪些天放假，哪些周末上班。",
            "How many working days a year has, what is off and which weekends are worked.",
        ),
        "calendar",
        see_also=("deadline",),
    ),
    "unemployment-term": Page(
        forms.UnemploymentTermForm,
        persons.unemployment,
        Text("按缴费月数查最长领取期限。", "The longest term, by months paid."),
        "clock",
        Text("您的失业和缴费经历属于个人信息", "When you lost work and what was paid is personal"),
        ("cumulative-months",),
    ),
    "employer-dues": Page(
        forms.EmployerDuesForm,
        persons.dues,
        Text(
            "单位欠缴的社保费，缴纳当天连同滞纳金一共多少。",
            "What an employer owes on the day it pays, late fee included.",
        ),
        "money",
        Text("单位的欠费金额不应留在网址里", "What an employer owes does not belong in an address"),
        ("deadline",),
    ),
    "identity-number": Page(
        forms.IdentityNumberForm,
        persons.number_says,
        Text(
            "核对号码的编码规则，六种证件都可以。",
            "Whether a number keeps its rules, for six kinds of documents.",
        ),
        "person",
        Text("证件号码属于个人信息", "The number of a document is personal"),
    ),
}
