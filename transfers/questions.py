"""What is asked of a person in a transfer: one table for pages, desk and programs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from agencies.rules.terms import Insurance
from applications import kinds
from applications.fields import Answers, Field, Kind, never
from law import documents as law
from law.documents import cite
from law.wording import Text

if TYPE_CHECKING:
    from transfers.models import Transfer

PAY, WAIVE = "pay", "waive"
SCHEMES = (
    ("employee", Text("职工保险", "Employee scheme")),
    ("resident", Text("居民保险", "Resident scheme")),
)
SCHEME_CODES = [(code, code) for code, _said in SCHEMES]  # as bodies of programs name them
TWO_RECORDS = Text(
    "用于区分同一经办机构的两份参保记录。", "It tells two records at one agency apart."
)
ONE_OF_TWO = Text("请在两种参保类型中选择一种。", "Choose one of the two schemes.")

PLACES = (
    Field(
        name="original_region",
        kind=Kind.REGION,
        label=Text("要转出的保险原来在哪里？", "Where is the insurance you want to move from?"),
        why=Text(
            "由当地经办机构转出您的记录和资金。",
            "The agency there sends your record and the money.",
        ),
        called=Text("转出地", "Where the insurance comes from"),
        prompt=Text("请选择保险从哪里转出。", "Choose the place your insurance is to come from."),
    ),
    Field(
        name="from_scheme",
        kind=Kind.CHOICE,
        choices=SCHEMES,
        label=Text("您原来在那里参加的是哪一种？", "In which scheme were you insured there?"),
        why=TWO_RECORDS,
        called=Text("转出地参保类型", "Scheme there"),
        prompt=ONE_OF_TWO,
        required=never,
    ),
    Field(
        name="new_region",
        kind=Kind.REGION,
        label=Text("您现在在哪里参保？", "Where are you insured now?"),
        why=Text(
            "由当地经办机构审核您的申请，一般就是您现在缴费的地方。",
            "The agency there reviews your application. It is the place where you pay now.",
        ),
        called=Text("转入地", "Where the person is insured now"),
        prompt=Text("请选择您现在参保的地方。", "Choose the place where you are insured now."),
    ),
    Field(
        name="to_scheme",
        kind=Kind.CHOICE,
        choices=SCHEMES,
        label=Text("您现在参加的是哪一种？", "In which scheme are you insured now?"),
        why=TWO_RECORDS,
        called=Text("转入地参保类型", "Scheme here"),
        prompt=ONE_OF_TWO,
        required=never,
    ),
)


def owes_months(said: Answers) -> bool:
    """Whether the records show months still owed, as the page of the details has found out."""
    return bool(said.get("owes_months"))


def move_matters(said: Answers) -> bool:
    """Whether an approved move would change the account that the new place keeps."""
    return bool(said.get("move_matters"))


# Only the rules for pensions ask these.
OF_PENSIONS = (
    Field(
        name="arrears",
        kind=Kind.CHOICE,
        choices=(
            (PAY, Text("我在转移前补缴", "I will pay them before the transfer")),
            (WAIVE, Text("我放弃这些月份", "I give these months up")),
        ),
        choice_hints=(
            (
                PAY,
                Text(
                    "这些月份全部计算缴费年限。在转出地补缴后，转移继续办理。",
                    "The months count in full. The transfer goes on as soon as they are paid at "
                    "the original agency.",
                ),
            ),
            (
                WAIVE,
                Text(
                    "现在就可以转移。但这些月份不计缴费年限，不转资金，以后也不能再补缴。",
                    "The transfer goes on now. These months never count, no money moves for them, "
                    "and you cannot pay them later.",
                ),
            ),
        ),
        label=Text(
            "欠费的月份，您打算怎么处理？", "What do you want to do about the months still owed?"
        ),
        why=Text("由您自己决定，别人不能代您决定。", "Nobody may decide this for you."),
        basis=cite(law.PENSION_NOTICE_187, "2"),
        called=Text("欠费月份", "Months still owed"),
        prompt=Text(
            "请选择欠费月份的处理办法。", "Choose what you want to do about the months still owed."
        ),
        required=owes_months,
        shown=owes_months,
    ),
    Field(
        name="is_approved_move",
        kind=Kind.DECLARATION,
        label=Text(
            "我是经组织部门或人社部门批准调动的", "My move was approved by a personnel department"
        ),
        hint=Text(
            "须有县级以上部门的书面批准。",
            "Only if a department of the county level or higher approved it in writing.",
        ),
        why=Text(
            "有批准的，不论年龄，新参保地都为您建立一般账户。",
            "Then the new place keeps a general account whatever your age.",
        ),
        basis=cite(law.PENSION_TRANSFER, "5(3)"),
        called=Text("经批准的调动", "Approved move"),
        required=never,
        shown=move_matters,
    ),
)
CONTACTS = (
    Field(
        name="employer_name",
        kind=Kind.TEXT,
        longest=120,
        label=Text("新单位名称", "New employer"),
        hint=Text(
            "请按劳动合同填写。以灵活就业身份缴费的，不用填。",
            "As in your employment contract. Leave it empty if you pay for yourself.",
        ),
        why=Text("便于经办机构查找您的新参保记录。", "The agency uses it to find your new record."),
        required=never,
        autocomplete="organization",
    ),
    Field(
        name="contact_phone",
        kind=Kind.PHONE,
        label=Text("联系电话", "Contact phone"),
        why=Text(
            "有不清楚的地方时，经办人员会打这个电话。不作其他用途。",
            "The clerk calls this number if something is unclear. It is not used for anything "
            "else.",
        ),
        prompt=Text(
            "请填写经办人员能联系到您的电话。",
            "Enter a phone number at which the clerk can reach you.",
        ),
    ),
    Field(
        name="contact_address",
        kind=Kind.TEXT,
        label=Text("通信地址", "Postal address"),
        hint=Text(
            "不填也可以，所有文书都能在这里查看。",
            "Without an address you read all letters here.",
        ),
        why=Text("只用于邮寄纸质文书。", "Only for letters on paper."),
        required=never,
        autocomplete="street-address",
    ),
    Field(
        name="note",
        kind=Kind.NOTE,
        longest=500,
        label=Text("需要向经办人员说明的情况", "Anything the clerk should know"),
        hint=Text(
            "最多 500 字。请不要在这里填写证件号码。",
            "At most 500 characters. Please write no identity numbers here.",
        ),
        why=Text("经办人员审核时会看到。", "The clerk reads it while reviewing your application."),
        called=Text("给经办人员的说明", "Note for the clerk"),
        required=never,
    ),
)
QUESTIONS = (*PLACES, *OF_PENSIONS, *CONTACTS)
NAMED: Mapping[str, Field] = {each.name: each for each in QUESTIONS}


def asked_in(insurance: str) -> tuple[Field, ...]:
    """Return what is asked in a transfer of this insurance, in the order of its pages."""
    return QUESTIONS if insurance == Insurance.PENSION else (*PLACES, *CONTACTS)


# --- The answers, as a transfer keeps them ------------------------------------------------------
def kept_as(name: str) -> str:
    """Return the attribute of a transfer that keeps an answer: of a region its code."""
    return f"{name}_id" if NAMED[name].kind is Kind.REGION else name


def answer(transfer: "Transfer", name: str) -> Any:
    """Return an answer; None where nothing has been decided."""
    value = getattr(transfer, kept_as(name))
    return value if name != "arrears" or value in (PAY, WAIVE) else None


def answers(transfer: "Transfer") -> dict[str, Any]:
    """Return all answers of a transfer by the names of their questions."""
    return {each.name: answer(transfer, each.name) for each in asked_in(transfer.insurance)}


def put(transfer: "Transfer", name: str, value: Any) -> None:
    """Set an answer; None sets what stands there before anything is answered."""
    attribute = kept_as(name)
    empty = transfer._meta.get_field(name).get_default()
    setattr(transfer, attribute, empty if value is None else value)


def say(transfer: "Transfer", name: str) -> Text | str:
    """Return an answer as people read it; `—` where there is none."""
    return kinds.say(NAMED[name], answer(transfer, name))
