"""What the forecast asks; whoever is signed in finds it filled in by the records."""

from decimal import Decimal
from typing import Any

from agencies import rule_book
from applications.fields import Answers, Field, Kind, Known, never
from law.wording import Text
from records.rules.retirement import AGE_BASIS, Category
from services.retirement.career import Career, career_of, category_of
from services.retirement.rules.values import FORMULA
from services.retirement.rules.wages import monthly_average

CATEGORIES = (
    (Category.MALE.value, Text("男", "Man")),
    (
        Category.FEMALE_55.value,
        Text(
            "女，管理或技术岗位（原55岁退休）", "Woman, management or technical post (formerly 55)"
        ),
    ),
    (
        Category.FEMALE_50.value,
        Text("女，其他岗位（原50岁退休）", "Woman, any other post (formerly 50)"),
    ),
)
GROWTHS = {"0": Decimal(0), "2": Decimal("0.02"), "4": Decimal("0.04")}
LOWEST, HIGHEST = 60, 300
MOST_MONTHS = 720
KEPT = Text("只用来测算，不保存。", "For the forecast alone; it is not kept.")


def _months(value: Any, _answers: Answers) -> Text | None:
    if value is None or 0 <= value <= MOST_MONTHS:
        return None
    return Text("请输入0到720之间的月数。", "Enter a number of months between 0 and 720.")


def _percent(value: Any, _answers: Answers) -> Text | None:
    if value is None or LOWEST // 2 <= value <= HIGHEST:
        return None
    return Text("一般在60到300之间，请核对。", "It lies between 60 and 300. Please check it.")


def _born(value: Any, _answers: Answers) -> Text | None:
    if value is None or value.year >= 1955:
        return None
    return Text("1955年以前出生的，已经到龄。", "Whoever was born before 1955 has reached the age.")


def _career(known: Known) -> Career:
    return career_of(known.person, today=known.today, book=rule_book.current())


def _category(known: Known) -> str | None:
    found = category_of(known.person)
    return found.value if found else None


def _index(known: Known) -> int | None:
    found = _career(known).index
    return int(found * 100) or None


CATEGORY = Field(
    name="category",
    kind=Kind.CHOICE,
    label=Text("您属于哪一类？", "Which of these are you?"),
    why=Text(
        "退休年龄按性别和岗位不同；不确定岗位的，两种都可以试。",
        "The age goes by sex and post. If you are not sure of the post, try both.",
    ),
    basis=AGE_BASIS[1],
    choices=CATEGORIES,
    known=_category,
)
BORN = Field(
    name="born",
    kind=Kind.MONTH,
    label=Text("哪年哪月出生？", "In which month were you born?"),
    why=Text("退休月份从出生月份算起。", "The month of retirement is counted from it."),
    checks=(_born,),
    is_past=True,
    known=lambda known: known.person.born_on.replace(day=1) if known.person.born_on else None,
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("养老金在哪里领？", "Where will you draw the pension?"),
    why=Text("计发基数按领取地的。", "The base is that of the place that pays."),
    known=lambda known: _career(known).region or None,
)
PAID = Field(
    name="paid_months",
    kind=Kind.NUMBER,
    label=Text("到现在缴了多少个月？", "How many months have you paid so far?"),
    why=Text("缴费越长，养老金越高。", "The longer you pay, the higher the pension."),
    checks=(_months,),
    known=lambda known: _career(known).counted.paid,
)
DEEMED = Field(
    name="deemed_months",
    kind=Kind.NUMBER,
    label=Text("视同缴费多少个月？", "How many deemed months have you?"),
    why=Text(
        "建立个人账户以前的工作年限，没有就不填。",
        "Work before the accounts began. Leave it empty if there is none.",
    ),
    required=never,
    checks=(_months,),
)
ACCOUNT = Field(
    name="account",
    kind=Kind.MONEY,
    label=Text("养老保险个人账户有多少钱？", "How much is in your pension account?"),
    why=Text("账户的钱按月发给您。", "It is paid out to you month by month."),
    known=lambda known: _career(known).account,
)
BASE = Field(
    name="base",
    kind=Kind.MONEY,
    label=Text("现在每月的缴费基数是多少？", "What is your monthly base now?"),
    why=Text("每月有8%记入您的账户。", "8% of it goes to your account each month."),
    known=lambda known: _career(known).last_base,
)
INDEX = Field(
    name="index_percent",
    kind=Kind.NUMBER,
    label=Text("平均缴费指数（%）", "Average index (in percent)"),
    why=Text(
        "历年基数与平均工资之比的平均数；不知道的不填，按现在的基数估算。",
        "The mean of your bases beside average wages. Leave it empty to go by your present base.",
    ),
    required=never,
    checks=(_percent,),
    known=_index,
)
GOES_ON = Field(
    name="goes_on",
    kind=Kind.YES_NO,
    label=Text("会一直缴到退休吗？", "Will you pay until you retire?"),
    why=Text("停缴的，年限和账户不再增加。", "If you stop, neither years nor account grow."),
    known=lambda known: _career(known).is_paying,
)
GROWTH = Field(
    name="growth",
    kind=Kind.CHOICE,
    label=Text("平均工资每年涨多少？", "How much do wages rise a year?"),
    why=Text("没有人知道；可以比较几种。", "Nobody knows. Compare several."),
    required=never,
    choices=(
        ("0", Text("不涨（最保守）", "Not at all (most careful)")),
        ("2", Text("2%", "2%")),
        ("4", Text("4%", "4%")),
    ),
    basis=FORMULA,
)
QUESTIONS = (CATEGORY, BORN, PLACE, PAID, DEEMED, ACCOUNT, BASE, INDEX, GOES_ON, GROWTH)


def index_of(answers: Answers, year: int) -> Decimal:
    """Return the average index that somebody said, or that of their present base."""
    said = answers.get("index_percent")
    if said is not None:
        return Decimal(said) / 100
    average = monthly_average(year, str(answers.get("place") or ""), rule_book.current())
    base = Decimal(answers.get("base") or 0)
    found = base / average if average else Decimal("0.6")
    least, most = Decimal(LOWEST) / 100, Decimal(HIGHEST) / 100
    return min(max(found, least), most).quantize(Decimal("0.0001"))
