"""The five kinds of files: their columns, and what has to be true of one row by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from intake.rules import values
from intake.rules.faults import Wrong
from law.wording import Text

INSURANCES = {
    "养老保险": "pension", "养老": "pension", "医疗保险": "medical", "医疗": "medical",
    "失业保险": "unemployment", "失业": "unemployment",
}  # fmt: skip
SCHEMES = {"职工": "employee", "居民": "resident"}
DOCUMENTS = {
    "居民身份证": "resident-id", "港澳台居民居住证": "hmt-residence-permit",
    "外国人永久居留身份证": "foreign-permanent-resident", "港澳居民来往内地通行证": "hk-macao-pass",
    "台湾居民来往大陆通行证": "taiwan-pass", "护照": "passport",
}  # fmt: skip
SEXES = {"男": "male", "女": "female"}
STATUSES = {
    "参保缴费": "active", "暂停缴费": "suspended", "已转出": "moved", "领取待遇": "drawing",
    "终止": "ended",
}  # fmt: skip
ACCOUNTS = {"一般账户": "general", "临时账户": "temporary"}
DEBTORS = {"单位": "employer", "个人": "person"}


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its heads in files, how it is read, an example."""

    name: str
    head: str
    read: values.Reader
    example: str
    is_needed: bool = False
    default: Any = ""


class PersonRow(NamedTuple):
    """A person as an agency knows them."""

    name: str
    number: str
    document_type: str
    issued_in: str
    sex: str
    born_on: date | None
    hukou_region_code: str
    phone: str
    email: str
    address: str


class RelationshipRow(NamedTuple):
    """An insurance relationship of a person with the agency."""

    number: str
    document_type: str
    issued_in: str
    insurance: str
    scheme: str
    personal_number: str
    status: str
    account_kind: str
    employer_name: str
    opened_month: date
    pre_1998_fen: int


class PeriodRow(NamedTuple):
    """Insured months in a row, with one base and one set of rates."""

    personal_number: str
    insurance: str
    scheme: str
    first_month: date
    last_month: date
    base_fen: int
    employer_rate: Decimal
    personal_rate: Decimal
    account_rate: Decimal
    is_paid: bool
    is_personal_arrears: bool


class ContributionRow(NamedTuple):
    """What was paid, or is owed, for one month."""

    personal_number: str
    insurance: str
    scheme: str
    month: date
    employer_code: str
    employer_name: str
    base_fen: int
    employer_fen: int
    personal_fen: int
    account_fen: int
    due_on: date | None
    arrived_on: date | None
    owed_by: str


class AccountYearRow(NamedTuple):
    """One year of a personal account."""

    personal_number: str
    insurance: str
    scheme: str
    year: int
    opening_fen: int
    credited_fen: int
    credited_personal_fen: int
    interest_fen: int
    paid_out_fen: int
    closing_fen: int
    is_closed: bool


@dataclass(frozen=True)
class Layout:
    """One kind of file; `check` raises `Wrong` for what cannot stand in one row."""

    name: str
    title: Text
    what: Text
    row: type[Any]
    columns: tuple[Column, ...]
    check: Callable[[Any, date], None]

    def places(self, heads: Sequence[str]) -> tuple[int | None, ...]:
        """Return where each column stands; raises `Wrong` where one is needed or named twice."""
        said = [each.strip().strip("\ufeff").lower() for each in heads]
        found = []
        for column in self.columns:
            here = [n for n, word in enumerate(said) if word in (column.name, column.head)]
            if len(here) > 1 or (column.is_needed and not here):
                raise Wrong("columns", column.name)
            found.append(here[0] if here else None)
        return tuple(found)


Faults = list[tuple[str, str]]  # pairs of field and fault


def read_rows(
    layout: Layout, part: Sequence[Sequence[str]], today: date
) -> list[tuple[Any, Faults]]:
    """Return each row and what is wrong with it; one of both is empty.

    It is read column by column, each cell that says the same once: most columns hold few values.
    """
    if not part:
        return []
    columns = list(zip(*part, strict=True))
    known = list(map(_read_column, layout.columns, columns))
    is_clean = not any(isinstance(value, Wrong) for each in known for value in each.values())
    read = (map(each.__getitem__, cells) for each, cells in zip(known, columns, strict=True))
    rows = zip(*read, strict=True)
    if is_clean:
        return [_checked(layout, values, today) for values in rows]
    return [_row(layout, values, today) for values in rows]


def _read_column(column: Column, cells: Sequence[str]) -> dict[str, Any]:
    """Return what each cell of a column says, or in its place what is wrong with it."""
    return {cell: _read(column, cell.strip()) for cell in set(cells)}


def _read(column: Column, cell: str) -> Any:
    if not cell:
        return Wrong("missing") if column.is_needed else column.default
    try:
        return column.read(cell)
    except Wrong as fault:
        return fault


def _row(layout: Layout, values: tuple[Any, ...], today: date) -> tuple[Any, Faults]:
    wrong = [
        (column.name, value.code)
        for column, value in zip(layout.columns, values, strict=True)
        if isinstance(value, Wrong)
    ]
    return (None, wrong) if wrong else _checked(layout, values, today)


def _checked(layout: Layout, values: tuple[Any, ...], today: date) -> tuple[Any, Faults]:
    row = layout.row._make(values)
    try:
        layout.check(row, today)
    except Wrong as fault:
        return None, [(fault.field, fault.code)]
    return row, []


def _nothing(_row: Any, _today: date) -> None:
    """Find nothing wrong: it is looked at where the document is read."""


def _opened(row: RelationshipRow, today: date) -> None:
    if row.opened_month > today:
        raise Wrong("ahead", "opened_month")


def _period(row: PeriodRow, today: date) -> None:
    if row.last_month < row.first_month:
        raise Wrong("reversed", "last_month")
    if row.first_month.year != row.last_month.year:
        raise Wrong("one-year", "last_month")
    if row.is_paid and row.is_personal_arrears:
        raise Wrong("paid-and-owed", "is_personal_arrears")
    if row.last_month > today:
        raise Wrong("ahead", "last_month")


def _contribution(row: ContributionRow, today: date) -> None:
    if row.month > today:
        raise Wrong("ahead", "month")
    if row.arrived_on is not None and row.arrived_on > today:
        raise Wrong("ahead", "arrived_on")
    if (row.arrived_on is None) != bool(row.owed_by):
        raise Wrong("owed-by", "owed_by")
    if row.account_fen > row.employer_fen + row.personal_fen:
        raise Wrong("account-share", "account_yuan")


def _account_year(row: AccountYearRow, today: date) -> None:
    if row.year > today.year:
        raise Wrong("ahead", "year")
    if not row.is_closed and row.interest_fen:
        raise Wrong("open-interest", "interest_yuan")
    if row.credited_personal_fen > row.credited_fen:
        raise Wrong("account-share", "credited_personal_yuan")
    sum_fen = row.opening_fen + row.credited_fen + row.interest_fen - row.paid_out_fen
    if sum_fen != row.closing_fen:
        raise Wrong("adds-up", "closing_yuan")


_WHO = (
    Column("document_type", "证件类型", values.one_of(DOCUMENTS), "居民身份证",
           default="resident-id"),
    Column("issued_in", "签发国家", values.text(3), "USA"),
)  # fmt: skip
_NUMBER = Column("number", "证件号码", values.text(40), "110105199001010000", True)
_OF_RECORD = (
    Column("personal_number", "个人编号", values.personal_number, "330100000001", True),
    Column("insurance", "险种", values.one_of(INSURANCES), "养老保险", True),
    Column("scheme", "参保类型", values.one_of(SCHEMES), "职工", default="employee"),
)
PERSONS = Layout(
    "persons",
    Text("人员", "Persons"),
    Text("参保人的姓名、证件和联系方式。", "Who is insured: name, document, phone."),
    PersonRow,
    (
        Column("name", "姓名", values.text(100), "张三", True),
        _NUMBER,
        *_WHO,
        Column("sex", "性别", values.one_of(SEXES), "女"),
        Column("born_on", "出生日期", values.day, "1990-01-01", default=None),
        Column("hukou_region_code", "户籍地区划", values.region, "330100"),
        Column("phone", "手机号码", values.text(30), "13800138000"),
        Column("email", "电子邮箱", values.text(254), "name@example.com"),
        Column("address", "联系地址", values.text(200), "浙江省杭州市"),
    ),
    _nothing,
)
RELATIONSHIPS = Layout(
    "relationships",
    Text("参保关系", "Relationships"),
    Text(
        "谁在本机构参加哪种保险，个人编号是什么。", "Who is insured here, and under which number."
    ),
    RelationshipRow,
    (
        _NUMBER,
        *_WHO,
        Column("insurance", "险种", values.one_of(INSURANCES), "养老保险", True),
        Column("scheme", "参保类型", values.one_of(SCHEMES), "职工", default="employee"),
        Column("personal_number", "个人编号", values.personal_number, "330100000001", True),
        Column("status", "参保状态", values.one_of(STATUSES), "参保缴费", True),
        Column("account_kind", "账户类型", values.one_of(ACCOUNTS), "一般账户", default="general"),
        Column("employer_name", "单位名称", values.text(120), "样例科技有限公司"),
        Column("opened_month", "参保月份", values.month, "2015-07", True),
        Column("pre_1998_yuan", "1998年前个人缴费本息", values.money, "0.00", default=0),
    ),
    _opened,
)
PERIODS = Layout(
    "periods",
    Text("参保时段", "Insured periods"),
    Text("哪些月份参保，缴费基数和比例；一行不跨年。", "Which months, with which base and rates."),
    PeriodRow,
    (
        *_OF_RECORD,
        Column("first_month", "开始月份", values.month, "2026-01", True),
        Column("last_month", "结束月份", values.month, "2026-06", True),
        Column("base_yuan", "缴费基数", values.money, "8000.00", True),
        Column("employer_rate", "单位比例", values.rate, "0.16", True),
        Column("personal_rate", "个人比例", values.rate, "0.08", True),
        Column("account_rate", "划入账户比例", values.rate, "0.08", True),
        Column("is_paid", "是否到账", values.yes_no, "是", default=True),
        Column("is_personal_arrears", "个人欠费", values.yes_no, "否", default=False),
    ),
    _period,
)
CONTRIBUTIONS = Layout(
    "contributions",
    Text("缴费明细", "Contributions"),
    Text(
        "每月一行：单位、基数、单位和个人缴费、到账日期。",
        "A row for each month: employer, base, both shares, the day of arrival.",
    ),
    ContributionRow,
    (
        *_OF_RECORD,
        Column("month", "费款所属月份", values.month, "2026-01", True),
        Column("employer_code", "统一社会信用代码", values.text(18), "91330100MA00000000"),
        Column("employer_name", "单位名称", values.text(120), "样例科技有限公司"),
        Column("base_yuan", "缴费基数", values.money, "8000.00", True),
        Column("employer_yuan", "单位缴费", values.money, "1280.00", default=0),
        Column("personal_yuan", "个人缴费", values.money, "640.00", default=0),
        Column("account_yuan", "划入账户", values.money, "640.00", default=0),
        Column("due_on", "缴费期限", values.day, "2026-01-31", default=None),
        Column("arrived_on", "到账日期", values.day, "2026-01-15", default=None),
        Column("owed_by", "欠缴方", values.one_of(DEBTORS), "单位"),
    ),
    _contribution,
)
ACCOUNT_YEARS = Layout(
    "account-years",
    Text("个人账户", "Account years"),
    Text(
        "个人账户逐年的余额、记入和利息。", "Each year of an account: balance, credits, interest."
    ),
    AccountYearRow,
    (
        *_OF_RECORD,
        Column("year", "年度", values.year, "2025", True),
        Column("opening_yuan", "年初余额", values.money, "10000.00", True),
        Column("credited_yuan", "当年记入", values.money, "7680.00", True),
        Column("credited_personal_yuan", "其中个人缴费", values.money, "7680.00", default=0),
        Column("interest_yuan", "当年利息", values.money, "262.00", default=0),
        Column("paid_out_yuan", "当年支付", values.money, "0.00", default=0),
        Column("closing_yuan", "年末余额", values.money, "17942.00", True),
        Column("is_closed", "是否已结息", values.yes_no, "是", default=True),
    ),
    _account_year,
)
KINDS: dict[str, Layout] = {
    each.name: each for each in (PERSONS, RELATIONSHIPS, PERIODS, CONTRIBUTIONS, ACCOUNT_YEARS)
}
