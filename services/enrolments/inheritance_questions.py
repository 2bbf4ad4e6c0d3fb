"""What an heir is asked: whose account, and who inherits which part of it."""

from datetime import date
from typing import Any

from applications.fields import Answers, Field, Kind, Paper
from applications.known import answers_of
from applications.models import Application
from kit import wall
from kit.once import once_a_page
from law.documents import HANDLING_REGULATIONS, cite
from law.identity_number import DocumentType, check_identity_number
from law.wording import Text
from services.enrolments import questions as q
from services.enrolments.inheritance_facts import deceased_in, shares_in
from services.enrolments.rules.inheriting import EQUAL, HEIRS, MOST_HEIRS, ORDER, fault_of
from services.enrolments.rules.reasons import ACCOUNT

PAPERS_BASIS = cite(HANDLING_REGULATIONS, "31")
ONLINE, NOTARY, COURT = "online", "notary", "court"
WRONG_NUMBER = Text("请核对居民身份证号码（18位）。", "Check the number: 18 characters.")


def _is_number(value: str, _answers: Answers) -> Text | None:
    kind = DocumentType.RESIDENT_ID
    found = check_identity_number(kind, str(value), date.max, of_the_living=False)
    return None if found.valid else WRONG_NUMBER


def _is_a_table_of_heirs(value: Any, answers: Answers) -> Text | None:
    return fault_of(shares_in({"heirs": value}), str(answers.get("deceased_number") or ""))


DECEASED_NAME = Field(
    name="deceased_name",
    kind=Kind.PERSON_NAME,
    label=Text("去世的参保人姓名", "Name of the person who died"),
    why=Text("据此查找账户。", "By it the account is found."),
    basis=ACCOUNT,
)
DECEASED_NUMBER = Field(
    name="deceased_number",
    kind=Kind.ID_NUMBER,
    label=Text("去世的参保人居民身份证号码", "Number of their identity card"),
    why=Text("据此查找账户。", "By it the account is found."),
    checks=(_is_number,),
    is_masked=True,
)
DIED_ON = Field(
    name="died_on",
    kind=Kind.DAY,
    label=Text("去世日期", "Day of death"),
    why=Text("利息算到去世的那个月。", "Interest is reckoned to the month of death."),
    basis=ACCOUNT,
    is_past=True,
)
INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("哪一种保险的个人账户？", "The account of which insurance?"),
    called=Text("险种", "Insurance"),
    hint=Text("两种都有的，分别申请。", "If there are both, ask for each."),
    why=Text("养老、医疗由两个机构分别支付。", "Two agencies pay them, each its own."),
    choices=q.PENSION_OR_MEDICAL,
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("去世的参保人在哪里参保？", "Where was the person insured?"),
    called=Text("参保地", "Place"),
    why=Text("由那里的经办机构支付。", "The agency of that place pays."),
)
HEIR_COLUMNS = (
    Field(
        name="name",
        kind=Kind.PERSON_NAME,
        label=Text("姓名", "Name"),
        why=Text("钱付到本人名下。", "The money goes to their own name."),
    ),
    Field(
        name="number",
        kind=Kind.ID_NUMBER,
        label=Text("身份证号码", "Identity number"),
        why=Text("据此请对方同意。", "By it they are asked to agree."),
        checks=(_is_number,),
        is_masked=True,
    ),
    Field(
        name="relation",
        kind=Kind.CHOICE,
        label=Text("与去世者的关系", "Relation"),
        why=Text("法律规定谁继承。", "The law says who inherits."),
        choices=tuple(HEIRS.items()),
    ),
    Field(
        name="parts",
        kind=Kind.NUMBER,
        label=Text("占几份", "So many parts"),
        called=Text("占份数", "parts"),
        why=Text("各人的份额。", "Each one's share."),
    ),
    Field(
        name="of_parts",
        kind=Kind.NUMBER,
        label=Text("共几份", "of so many"),
        called=Text("总份数", "of"),
        why=Text("各人的份额。", "Each one's share."),
    ),
)
HEIRS_TABLE = Field(
    name="heirs",
    kind=Kind.TABLE,
    label=Text("谁继承，各占多少？", "Who inherits, and how much?"),
    called=Text("继承人", "Heirs"),
    hint=Text(
        "把您自己也填进去。三人平分的，每人填“占1份，共3份”。",
        "Put yourself in as well. Where three share equally, each has 1 part of 3.",
    ),
    why=Text("钱按份额付给每个人，精确到分。", "Each is paid their share, to the fen."),
    basis=EQUAL,
    columns=HEIR_COLUMNS,
    one=Text("继承人", "heir"),
    most=MOST_HEIRS,
    checks=(_is_a_table_of_heirs,),
)
AGREED = Field(
    name="agreed",
    kind=Kind.CHOICE,
    label=Text("各继承人怎样表示同意？", "How do the heirs agree?"),
    called=Text("继承人的同意", "Agreement of the heirs"),
    why=Text("没有全体同意或文书，不能支付。", "Nothing is paid without it."),
    basis=ORDER,
    choices=(
        (ONLINE, Text("每人登录本平台同意", "Each signs in here and agrees")),
        (NOTARY, Text("有公证书", "A notary's paper says so")),
        (COURT, Text("有法院的判决书或调解书", "A court's paper says so")),
    ),
)
IS_TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=Text(
        "我没有漏填继承人；如有不实，愿意退还并承担责任。",
        "I have left out no heir. If this is not true I pay it back and answer for it.",
    ),
    called=Text("本人声明", "Declaration"),
    why=Text("支付以此为准。", "The payment goes by it."),
    basis=ORDER,
)


@once_a_page
@wall.as_house("spare a paper of a death that is on the record under that name, number and day")
def _is_recorded(application: Application) -> Text | None:
    answers = answers_of(application)
    person = deceased_in(answers)
    if person is None or person.deceased_on is None:
        return None
    return ON_RECORD if person.deceased_on == answers.get("died_on") else None


ON_RECORD = Text("免提交：死亡日期已在记录中。", "Not needed: the day of death is on the record.")
DEATH_PAPER = Paper(
    slot="death",
    title=Text("死亡证明", "Paper that shows the death"),
    why=Text("证明参保人已去世和去世的日期。", "It shows that and when the person died."),
    basis=PAPERS_BASIS,
    needed=lambda _answers: True,
    form=Text("原件照片或扫描件", "A photograph or scan of the original"),
    where_from=Text(
        "医院、派出所、殡仪馆都可以出具", "The hospital, the police station or the funeral home"
    ),
    spared=_is_recorded,
    unless=Text("记录中已有死亡日期的，免提交", "Not where the day of death is on the record"),
)
AGREEMENT = Paper(
    slot="agreement",
    title=Text("继承公证书或者法院文书", "Paper of a notary or a court"),
    why=Text("证明谁继承、各占多少。", "It shows who inherits and how much."),
    basis=PAPERS_BASIS,
    needed=lambda answers: answers.get("agreed") in (NOTARY, COURT),
    when=Text("不在网上同意时", "Where the heirs do not agree here"),
    form=Text("原件照片或扫描件", "A photograph or scan of the original"),
    where_from=Text("公证处或者法院", "A notary's office or the court"),
)
