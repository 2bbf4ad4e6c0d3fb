"""What a family is asked, and what a check asks beside it."""

from datetime import date
from typing import Any

from applications.fields import Answers, Field, Kind, never
from law.wording import Text
from services.survivors.rules import reasons

YOUNGEST = 16
MOST_PARTS = 1000


def _not_before(value: date, _answers: Answers) -> Text | None:
    first = date(2021, 9, 1)
    if value >= first:
        return None
    return Text(
        "2021年9月以前去世的，按当时各地的规定办理，请到窗口。",
        "For a death before September 2021 the rules of the place count: go to a counter.",
    )


def _is_old_enough(value: str, answers: Answers) -> Text | None:
    died_on, born = answers.get("died_on"), value[6:10]
    if died_on is None or not born.isdecimal() or died_on.year - int(born) >= YOUNGEST:
        return None
    return Text(
        "未满16周岁的人没有参保，请核对号码。", "Nobody under 16 is insured: compare the number."
    )


def _some(value: Any, _answers: Answers) -> Text | None:
    if 1 <= value <= MOST_PARTS:
        return None
    return Text("份数是1到1000的整数。", "Parts are a whole number from 1 to 1,000.")


def _few_years(value: Any, _answers: Answers) -> Text | None:
    return None if 0 <= value <= 70 else Text("请填0到70。", "Enter 0 to 70.")


def _few_months(value: Any, _answers: Answers) -> Text | None:
    return None if 0 <= value <= 720 else Text("请填0到720。", "Enter 0 to 720.")


RELATIONS = (
    ("spouse", Text("配偶", "Husband or wife")),
    ("child", Text("子女", "Child")),
    ("parent", Text("父母", "Father or mother")),
    ("other", Text("其他供养亲属", "Another dependant")),
)
NAME = Field(
    name="deceased_name",
    kind=Kind.PERSON_NAME,
    label=Text("去世的家人叫什么名字？", "What was the name of your family member?"),
    called=Text("去世者姓名", "Name of the deceased"),
    why=Text("用来找到参保记录。", "To find the record."),
    basis=reasons.LAW,
)
NUMBER = Field(
    name="deceased_number",
    kind=Kind.ID_NUMBER,
    label=Text("去世者的身份证号码？", "The identity number of the deceased?"),
    called=Text("去世者证件号码", "Number of the deceased"),
    why=Text("用来找到参保记录。", "To find the record."),
    basis=reasons.LAW,
    checks=(_is_old_enough,),
    is_masked=True,
)
DIED_ON = Field(
    name="died_on",
    kind=Kind.DAY,
    label=Text("哪天去世的？", "On which day did they die?"),
    called=Text("去世日期", "Day of death"),
    why=Text("标准按去世当年计算。", "The amount is that of the year of the death."),
    basis=reasons.MEASURES,
    is_past=True,
    checks=(_not_before,),
)
CAUSE = Field(
    name="cause",
    kind=Kind.CHOICE,
    label=Text("去世的原因？", "Why did they die?"),
    called=Text("原因", "Cause"),
    why=Text("因工去世由工伤保险支付，待遇不同。", "A death by work is paid by another insurance."),
    basis=reasons.ONLY_ONE,
    choices=(
        ("illness", Text("因病", "An illness")),
        ("accident", Text("意外（不是因工）", "An accident, not at work")),
        ("work", Text("因工", "By their work")),
    ),
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("去世者在哪里参保或领养老金？", "Where were they insured, or drew a pension?"),
    called=Text("参保地", "Place of insurance"),
    why=Text(
        "由最后参保地或领养老金的地方支付。",
        "The last place of insurance pays, or that of the pension.",
    ),
    basis=reasons.MEASURES,
)
PAYEES = Field(
    name="payees",
    kind=Kind.TABLE,
    label=Text("哪些家人领取，各占几份？", "Who of the family gets it, in which parts?"),
    called=Text("领取人", "Who gets it"),
    hint=Text(
        "一个人领的，只写一行。平均分的，每人1份。您自己领取的，也要写上。",
        "If one gets it, write one row. To share equally give each one part. Write yourself too if "
        "you get a part.",
    ),
    why=Text("每个人的份额单独发到本人账户。", "Each part is paid to the account of its own."),
    basis=reasons.LAW,
    most=20,
    one=Text("一位家人", "One of the family"),
    columns=(
        Field(
            name="name",
            kind=Kind.PERSON_NAME,
            label=Text("姓名", "Name"),
            why=Text("写入决定书。", "It stands in the decision."),
        ),
        Field(
            name="number",
            kind=Kind.ID_NUMBER,
            label=Text("身份证号码", "Identity number"),
            why=Text("用来找到收款账户。", "To find the account to pay to."),
            is_masked=True,
        ),
        Field(
            name="relation",
            kind=Kind.CHOICE,
            label=Text("与去世者的关系", "Relation to the deceased"),
            why=Text("经办人员据此核对。", "A clerk compares it."),
            choices=RELATIONS,
        ),
        Field(
            name="parts",
            kind=Kind.NUMBER,
            label=Text("份数", "Parts"),
            why=Text("按份数分。", "It is divided by parts."),
            checks=(_some,),
        ),
    ),
)
AGREED = Field(
    name="agreed",
    kind=Kind.DECLARATION,
    label=Text(
        "以上是家人商量好的，没有漏掉应当领取的人。",
        "The family has agreed on this, and nobody who should get a part is left out.",
    ),
    called=Text("家人一致", "The family agrees"),
    prompt=Text(
        "商量好的，请勾选；意见不一的，先到公证处或法院。",
        "Tick it if you agree; otherwise see a notary first.",
    ),
    why=Text("其他领取人还要登录后各自同意。", "The others sign in and agree for themselves."),
    basis=reasons.LAW,
)

# --- Of a check without a sign-in -----------------------------------------------------------------
PAID_MONTHS = Field(
    name="paid_months",
    kind=Kind.NUMBER,
    label=Text("养老保险一共缴了几个月？", "How many months of old-age insurance were paid?"),
    why=Text("缴费年限决定抚恤金月数。", "They decide for how many months it is."),
    basis=reasons.MEASURES,
    required=never,
    checks=(_few_months,),
)
DRAWN_YEARS = Field(
    name="drawn_years",
    kind=Kind.NUMBER,
    label=Text(
        "领了几年养老金？（没有领过的不填）", "For how many years was a pension drawn, if it was?"
    ),
    why=Text(
        "每领满一年减发一个月，最少9个月。", "Each whole year takes a month off, down to nine."
    ),
    basis=reasons.MEASURES,
    required=never,
    checks=(_few_years,),
)
OWN_PAID = Field(
    name="own_paid",
    kind=Kind.MONEY,
    label=Text(
        "个人一共缴了多少？（缴费不满5年的填）",
        "How much did they pay themselves, if under five years?",
    ),
    why=Text("不满5年的，合计不超过个人缴费。", "Under five years it is no more than that."),
    basis=reasons.MEASURES,
    required=never,
)
OVERPAID = Field(
    name="overpaid",
    kind=Kind.MONEY,
    label=Text(
        "去世后又发了多少养老金？（没有不填）", "How much pension came after the death, if any?"
    ),
    why=Text("会从中抵扣。", "It is set off."),
    basis=reasons.BACK,
    required=never,
)
INCOME = Field(
    name="income",
    kind=Kind.MONEY,
    label=Text(
        "上年度全省城镇居民人均可支配收入？（不知道可不填）",
        "The province's income a year, if you know it?",
    ),
    hint=Text(
        "当地标准没有录入时，按您填的试算。", "Where it is not loaded, this is reckoned with."
    ),
    why=Text("两项待遇都按它计算。", "Both grants are reckoned from it."),
    basis=reasons.MEASURES,
    required=never,
)
CHECK = (PLACE, DIED_ON, CAUSE, PAID_MONTHS, DRAWN_YEARS, OWN_PAID, OVERPAID, INCOME)
