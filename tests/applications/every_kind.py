"""A service that asks one question of every kind, and what may and may not be sent for each."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Field, FormPage, Kind
from applications.rules.flows import at_once
from law.wording import Text
from tests.applications import samples


def question(kind, **more):
    return Field(
        name=kind.value.replace("-", "_"),
        kind=kind,
        label=Text("问题", "A question"),
        why=samples.WHY,
        required=lambda _answers: False,
        **more,
    )


COLOURS = (("red", Text("红", "Red")), ("blue", Text("蓝", "Blue")))
HOSPITALS = (("H330106-001", Text("市一医院", "First Hospital")), ("H1", Text("乙", "B")))
MORE = {
    Kind.CHOICE: {"choices": COLOURS},
    Kind.CHOICES: {"choices": COLOURS},
    Kind.CODE: {"proves": "phone"},
    Kind.DAY: {"is_past": True},
    Kind.TEXT: {"longest": 20},
    Kind.REGIONS: {"most": 2},
    Kind.HOSPITAL: {"options": lambda _known, _answers: HOSPITALS},
    Kind.TABLE: {"columns": samples.COLUMNS, "most": 3},
}
FIELDS = {kind: question(kind, **MORE.get(kind, {})) for kind in Kind}
EVERY_KIND = Service(
    procedure=at_once("sample-kinds", Text("各种问题", "Questions of every kind")),
    errand=Text("我要试试", "I want to try"),
    event=LifeEvent.QUESTION,
    law=(samples.BASIS,),
    deciding=Deciding.AT_ONCE,
    pages=(FormPage(slug="all", title=Text("全部", "All"), fields=tuple(FIELDS.values())),),
    agency=samples.handled_at_home,
    result=Text("确认书", "A confirmation"),
)
HIDDEN = ["a\u202eb", "a\u200bb", "a\x1b[31m", "\0"]
NO_TEXTS = [None, 5, True, ["a"], {"zh": "a"}, *HIDDEN]
NO_DAYS = [
    None, 20260907, "2026-13-01", "2026-02-30", "2026-9-7", "20260907", "２０２６-09-07", "", True,
]  # fmt: skip
# Of each kind: what is kept, and what is refused.
RIGHT = {
    Kind.TEXT: "门牌",
    Kind.NOTE: "第一行\n第二行",
    Kind.CHOICE: "red",
    Kind.CHOICES: ["blue", "red"],
    Kind.YES_NO: False,
    Kind.DECLARATION: True,
    Kind.DAY: "2026-09-07",
    Kind.MONTH: "2026-09-01",
    Kind.MONEY: "14400.00",
    Kind.NUMBER: 3,
    Kind.REGION: "440100",
    Kind.REGIONS: ["440100", "440000"],
    Kind.BANK_ACCOUNT: "6222021234567890123",
    Kind.HOSPITAL: "H330106-001",
    Kind.PHONE: "+8613911112222",
    Kind.EMAIL: "name@example.com",
    Kind.PERSON_NAME: "王小明",
    Kind.ID_NUMBER: "11010519491231002X",
    Kind.LINES: ["pension:P510100:employee:missing"],
    Kind.TABLE: [{"paper": "12345678", "paid": "3.00"}, {"paper": "1", "on": "2026-09-07"}],
}
WRONG = {
    Kind.TEXT: [*NO_TEXTS, "x" * 21],
    Kind.NOTE: [*NO_TEXTS, "x" * 1001],
    Kind.CHOICE: [None, "green", "", 1, ["red"]],
    Kind.CHOICES: [None, "red", ["green"], ["red", "red"], [["red"]], {"red": True}],
    Kind.YES_NO: [None, "yes", "true", 1, 0, []],
    Kind.DECLARATION: [None, "on", "true", 1, []],
    Kind.DAY: [*NO_DAYS, "2026-09-08", "9999-12-31"],
    Kind.MONTH: [*NO_DAYS, "2026-13", "2026-09", "2026-09-02"],
    Kind.MONEY: [None, 14400, 14400.0, "1,000", "１２", "-0", "-1.00", "1e5", "1.001", "", "NaN"],
    Kind.NUMBER: [None, "3", "３", 1.5, True, -1, 2**40, [3]],
    Kind.REGION: [None, 440100, "４４０１００", "999999", "44010", "440100\n", ""],
    Kind.REGIONS: [
        None,
        "440100",
        ["999999"],
        [440100],
        ["440100", "440100"],
        ["440100", "440000", "510100"],
    ],
    Kind.BANK_ACCOUNT: [
        *NO_TEXTS,
        "6222 0212 3456 7890 123",
        "６２２２０２１２３４５６７８９０",
        "1234567",
        "1" * 33,
        "62220x",
        "",
    ],
    Kind.HOSPITAL: [*NO_TEXTS, "H2", "H330106-001 ", "市一医院", ""],
    Kind.PHONE: [*NO_TEXTS, "１３９１１１１２２２２", "12", ""],
    Kind.EMAIL: [*NO_TEXTS, "name", "name@", "a@b@c.de", ""],
    Kind.CODE: [*NO_TEXTS, "1" * 13, "000000"],
    Kind.PERSON_NAME: [*NO_TEXTS, "x" * 101, "<b>", ""],
    Kind.ID_NUMBER: [*NO_TEXTS, "1" * 41, ""],
    Kind.LINES: [None, "x", ["x"], ["pension:P510100:employee"], ["a:b:c:2019-13:2019-14"], [1]],
    Kind.TABLE: [
        None,
        "x",
        {"paper": "1"},
        ["1"],
        [[]],
        [{}],
        [{"paper": ""}],
        [{"bribe": "1"}],
        [{"paper": 1}],
        [{"paper": "1", "paid": 3}],
        [{"paper": "1", "on": "2026-9-7"}],
        [{"paper": "1", "kind": "green"}],
        [{"paper": "1"}] * 4,
    ],
}
