"""What somebody is asked who has lost their work, and what a check asks beside it."""

from datetime import date
from typing import Any

from applications.fields import Answers, Field, Kind
from law.wording import Text
from services.unemployment import facts
from services.unemployment.rules import reasons
from services.unemployment.rules.endings import CHOICES, Ending

BEGAN = date(1986, 10, 1)  # when the insurance began


def _optional(_answers: Answers) -> bool:
    return False


def _not_negative(value: Any, _answers: Answers) -> Text | None:
    return None if value >= 0 else Text("请填0或更大的数。", "Enter nought or more.")


def _is_believable(value: Any, _answers: Answers) -> Text | None:
    if value > 720:
        return Text(
            "缴费月数不会超过720个月，请核对。", "Nobody has paid for more than 720 months."
        )
    return _not_negative(value, _answers)


def _not_above_cap(value: Any, _answers: Answers) -> Text | None:
    if value > 24:
        return Text("未领的月数最多24个月。", "At most 24 months can be left.")
    return _not_negative(value, _answers)


def not_before_it_began(value: date, _answers: Answers) -> Text | None:
    if value >= BEGAN:
        return None
    return Text("日期早于1986年，那时还没有失业保险。", "There was no such insurance before 1986.")


EMPLOYER = Field(
    name="employer",
    kind=Kind.TEXT,
    label=Text("您最后在哪家单位工作？", "Who was your last employer?"),
    called=Text("原单位", "Last employer"),
    hint=Text(
        "记录里有的已经填好；不是这家，改成您的单位。",
        "What the record holds is filled in. If it was another one, write its name.",
    ),
    why=Text(
        "需要时由经办机构去问，您不用开证明。", "If need be the agency asks; you bring no proof."
    ),
    basis=reasons.EMPLOYER_SAYS,
    known=facts.employer_known,
    longest=120,
)
LAST_DAY = Field(
    name="last_day",
    kind=Kind.DAY,
    label=Text("您上班的最后一天是哪天？", "Which was your last day of work?"),
    called=Text("最后工作日", "Last day of work"),
    why=Text(
        "用来核对停保的月份。", "To compare it with the month in which contributions stopped."
    ),
    basis=reasons.CONDITIONS,
    known=facts.last_day_known,
    is_past=True,
    checks=(not_before_it_began,),
)
ENDING = Field(
    name="ending",
    kind=Kind.CHOICE,
    label=Text("工作是怎么结束的？", "How did the work end?"),
    called=Text("离职原因", "How it ended"),
    hint=Text(
        "照实选最接近的一项。单位说的不一样，我们会去问，不会只听单位的。",
        "Choose what comes closest. If the employer says otherwise we ask; we do not go by its "
        "word alone.",
    ),
    why=Text("不是本人意愿离职的，才能领取。", "Benefit is for those who did not leave by choice."),
    basis=reasons.CONDITIONS,
    choices=CHOICES,
    others_say=facts.employer_says,
)
ENDING_NOTE = Field(
    name="ending_note",
    kind=Kind.NOTE,
    label=Text("请简单说说是什么情况", "Say in a few words what happened"),
    called=Text("情况说明", "What happened"),
    why=Text("选了“其他情况”的，经办人员据此判断。", "By this a clerk sees which case it is."),
    shown=lambda answers: answers.get("ending") == Ending.OTHER,
    longest=300,
)
CIRCUMSTANCES = Field(
    name="circumstances",
    kind=Kind.CHOICES,
    label=Text("有没有下面的情况？", "Is any of this so?"),
    called=Text("其他情况", "Other circumstances"),
    hint=Text("都没有的，不用选。", "If none is, choose nothing."),
    why=Text("这些情况下领取办法不同。", "In these cases benefit is drawn in another way."),
    basis=reasons.ENDS,
    required=_optional,
    choices=(
        ("business", Text("我名下有公司或个体户", "A business is registered in my name")),
        ("custody", Text("我在服刑或强制戒毒", "I am in prison or in compulsory treatment")),
    ),
)
LOOKING = Field(
    name="looking",
    kind=Kind.DECLARATION,
    label=Text(
        "我在找工作，愿意接受职业介绍和培训；找到工作、参军、出国定居时会及时告知。",
        "I look for work and am ready for offers and training. I will say so when I find work, "
        "join the army or move abroad.",
    ),
    called=Text("求职声明", "Looking for work"),
    prompt=Text("在找工作的，请勾选。", "Tick it if you look for work."),
    why=Text(
        "法律要求已办失业登记并有求职要求；提交即登记。",
        "The law asks for it; sending this registers you.",
    ),
    basis=reasons.CONDITIONS,
)
SKILLS = Field(
    name="skills",
    kind=Kind.TEXT,
    label=Text("您会什么、想学什么？", "What can you do, and what would you like to learn?"),
    called=Text("技能和培训意愿", "Skills and training"),
    why=Text(
        "只用来介绍工作和培训，不影响待遇。",
        "Only to offer work and training; it changes nothing else.",
    ),
    required=_optional,
    longest=200,
)
# --- Of a check without a sign-in -----------------------------------------------------------------
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("您在哪里参加失业保险？", "Where do you have unemployment insurance?"),
    why=Text("领取月数和标准由当地规定。", "The place sets for how long and how much."),
    basis=reasons.CONDITIONS,
    known=facts.place_of,
)
MONTHS_PAID = Field(
    name="months_paid",
    kind=Kind.NUMBER,
    label=Text("失业保险一共缴了几个月？", "How many months of unemployment insurance are paid?"),
    hint=Text(
        "在各地缴的都算；上次失业以前的不算。",
        "Of all places; not those before an earlier unemployment.",
    ),
    why=Text("缴费月数决定能领几个月。", "They decide for how many months it is drawn."),
    basis=reasons.CONDITIONS,
    known=facts.months_known,
    checks=(_is_believable,),
)
LEFT_OVER = Field(
    name="left_over",
    kind=Kind.NUMBER,
    label=Text(
        "上次失业还有几个月没领？", "How many months are left from an earlier unemployment?"
    ),
    why=Text("没领完的月数可以接着领。", "They are added to the new ones."),
    basis=reasons.ALL_DRAWN.basis,
    required=_optional,
    known=facts.left_known,
    checks=(_not_above_cap,),
)
EMPLOYER_SAYS = Field(
    name="employer_says",
    kind=Kind.CHOICE,
    label=Text("单位说的是哪一种？（不知道可不填）", "What does the employer say, if you know?"),
    why=Text("双方说的不一样时，由经办人员核实。", "Where the two differ a clerk looks into it."),
    basis=reasons.REASONS_DIFFER.basis,
    required=_optional,
    choices=CHOICES,
)
BORN_ON = Field(
    name="born_on",
    kind=Kind.DAY,
    label=Text("您的出生日期？", "When were you born?"),
    why=Text("快到退休年龄的，可以领到退休。", "Close to the pension age it is drawn until then."),
    required=_optional,
    known=lambda known: known.person.born_on,
    is_past=True,
)
SEX = Field(
    name="sex",
    kind=Kind.CHOICE,
    label=Text("性别？", "Sex?"),
    why=Text("退休年龄不同。", "The pension age differs."),
    required=_optional,
    choices=(("female", Text("女", "Female")), ("male", Text("男", "Male"))),
    known=lambda known: known.person.sex,
)
STANDS = Field(
    name="stands",
    kind=Kind.CHOICES,
    label=Text("有没有下面的情况？", "Is any of this so?"),
    hint=Text("都没有的，不用选。", "If none is, choose nothing."),
    why=Text("这些情况下不能领，或领取办法不同。", "Then it is not drawn, or in another way."),
    required=_optional,
    choices=(
        *CIRCUMSTANCES.choices,
        ("insured", Text("现在仍有单位给我参保", "An employer still insures me")),
        ("pension", Text("我已领养老金", "I draw a pension")),
        ("elsewhere", Text("我正在领失业保险金", "I draw unemployment benefit already")),
        ("drawn", Text("上次的月数已全部领完", "I have drawn all months of the last time")),
    ),
)
OWN_BASE = Field(
    name="own_base",
    kind=Kind.MONEY,
    label=Text(
        "近12个月的平均缴费基数是多少？", "What was your average base in the last 12 months?"
    ),
    hint=Text(
        "只有少数地方（如江苏）按它计算，不知道可不填。",
        "Few places reckon by it, such as Jiangsu.",
    ),
    why=Text("有的地方按本人缴费基数的比例发。", "Some places pay a share of it."),
    required=_optional,
    known=facts.base_known,
)
CHECK = (
    PLACE, MONTHS_PAID, LEFT_OVER, LAST_DAY, ENDING, EMPLOYER_SAYS, BORN_ON, SEX, STANDS, OWN_BASE,
)  # fmt: skip
