"""Two services that no office has, to try the engine on: one done at once, one reviewed."""

from datetime import date

from agencies.models import Agency
from agencies.rules import terms
from applications import registry
from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import AgencyChoice, Field, Figure, FormPage, Kind
from applications.models import Offer
from applications.rules.flows import at_once, reviewed
from casework.rules import procedures
from casework.rules.reasons import ReasonClass, reason_for
from casework.rules.verdicts import Condition
from law.values import Unit, rule, value
from law.wording import Basis, Text
from tests.cast import MONDAY

BASIS = Basis("示例第1号", "3", date(2020, 1, 1), Text("示例规定", "Sample Rules"))
WHY = Text("用于试验。", "To try it out.")
TERM = rule("term.sample-plate.review", Text("审核", "Review"), Unit.WORKING_DAYS, value(10, BASIS))

TOO_LONG = reason_for(
    None,
    "SMP01",
    ReasonClass.REFUSE,
    Text("名称过长。", "The name is too long."),
    Text("请缩短名称。", "Shorten the name."),
    BASIS,
)


def handled_at_home(known, _answers):
    regions = [each.agency.region_id for each in known.relationships]
    return AgencyChoice(agencies=tuple(Agency.objects.filter(code="P440100")) if regions else ())


def starts_with_a_letter(value, _answers):
    return None if str(value)[:1].isalpha() else Text("请以文字开头。", "Begin with a letter.")


LINE = Field(
    name="line",
    kind=Kind.TEXT,
    label=Text("牌上的字", "What stands on the plate"),
    why=WHY,
    checks=(starts_with_a_letter,),
)
PHONE = Field(name="phone", kind=Kind.PHONE, label=Text("新手机号", "New phone"), why=WHY)
CODE = Field(name="code", kind=Kind.CODE, label=Text("验证码", "Code"), why=WHY, proves="phone")
SURE = Field(name="sure", kind=Kind.DECLARATION, label=Text("内容属实", "This is true"), why=WHY)


def no(_answers):
    return False


def column(kind, name, called, **more):
    return Field(name=name, kind=kind, label=Text(called, name.capitalize()), why=WHY, **more)


COLUMNS = (
    column(Kind.TEXT, "paper", "票号", longest=20),
    column(Kind.DAY, "on", "日期", required=no, is_past=True),
    column(Kind.MONEY, "paid", "金额", required=no),
    column(
        Kind.CHOICE,
        "kind",
        "种类",
        required=no,
        choices=(("red", Text("红", "Red")), ("blue", Text("蓝", "Blue"))),
    ),
)
DONE: list = []


def price(facts):
    return (
        Figure(
            label=Text("字数", "Letters"),
            value=Text(str(len(facts.answers.get("line", ""))), "…"),
            formula=Text("逐字计数", "each counted once"),
            basis=BASIS,
            name="letters",
        ),
    )


PLATE = Service(
    procedure=reviewed("sample-plate", Text("门牌", "A plate"), term=TERM, insurance="pension"),
    errand=Text("我要门牌", "I want a plate"),
    event=LifeEvent.QUESTION,
    law=(BASIS,),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="line", title=Text("写什么", "What on it"), fields=(LINE,)),
        FormPage(slug="sure", title=Text("确认", "Sure"), fields=(SURE,)),
    ),
    agency=handled_at_home,
    conditions=(
        Condition(
            TOO_LONG,
            Text("名称是否过长？", "Is the name too long?"),
            Text("不长。", "It is not."),
            Text("过长。", "It is."),
            lambda asked: len(asked.answers.get("line", "")) > 20,
        ),
    ),
    figures=price,
    correctable=(("letters", Text("字数", "Letters")),),
    effect=lambda deed: DONE.append(deed),
    result=Text("决定书", "A decision"),
)
PHONE_CHANGE = Service(
    procedure=at_once("sample-phone", Text("换号", "A new number"), insurance="pension"),
    errand=Text("我换了号码", "I have a new number"),
    event=LifeEvent.PARTICULARS,
    law=(BASIS,),
    deciding=Deciding.AT_ONCE,
    pages=(FormPage(slug="phone", title=Text("新号码", "New number"), fields=(PHONE, CODE)),),
    agency=handled_at_home,
    effect=lambda deed: DONE.append(deed),
    result=Text("确认书", "A confirmation"),
)


def declare(monkeypatch):
    """Make the two known for one test."""
    for module, name in (
        (registry, "_SERVICES"),
        (procedures, "_PROCEDURES"),
        (terms, "_OF_SERVICES"),
    ):
        monkeypatch.setattr(module, name, dict(getattr(module, name)))
    registry.declare(PLATE, PHONE_CHANGE)
    DONE.clear()


def offer(world):
    """Have every agency of the cast do both online."""
    for service in (PLATE, PHONE_CHANGE):
        for agency in world.agencies.values():
            Offer.objects.create(service=service.name, agency=agency, since=MONDAY)
