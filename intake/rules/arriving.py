"""What becomes of a payment that the tax channel reports: booked, or put aside for two persons.

社会保险法 art. 59 and 征缴条例 art. 6: the tax office collects, the agency keeps the record.
Whatever the record does not explain is put aside with its reason and age: no money is dropped.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from intake.rules.arrival_file import Line
from law.money import from_fen, to_fen
from law.wording import Text

REASONS = {
    "insurance": Text("本平台不管理这个险种。", "This insurance is not kept here."),
    "no-relationship": Text(
        "本机构没有这个个人编号。", "This agency knows no such personal number."
    ),
    "name": Text("姓名与登记的不一致。", "The name is not the one on record."),
    "died": Text("所属期在参保人去世之后。", "It is for a time after the person's death."),
    "moved": Text("关系已转出或终止。", "The relationship has moved away or ended."),
    "paid": Text(
        "这个月已经到账；可能是重复缴费。", "This month has arrived already: perhaps it came twice."
    ),
    "terms": Text(
        "金额与基数、比例不符，或没有以前的月份可以比照；请写明划入个人账户的金额。",
        "The amounts do not follow from the base, or there is no month before to go by: say what "
        "of it goes to the personal account.",
    ),
}
RATE = Decimal("0.00001")
OF_LAW = Decimal("0.0001")  # no rate that is published is finer


@dataclass(frozen=True)
class Rates:
    """The parts of a base: the employer's, the person's own, and what the account gets."""

    employer: Decimal
    personal: Decimal
    account: Decimal


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What the record holds beside a payment: whose it is, and how months like it were paid."""

    name: str
    died_on: date | None
    has_moved: bool
    is_paid: bool
    rates: Rates | None


def against(line: Line, beside: Beside | None) -> str:
    """Return why a payment is put aside, as a key of `REASONS`; nothing where it can be booked."""
    if not line.insurance:
        return "insurance"
    if beside is None:
        return "no-relationship"
    checks = (
        ("name", line.name != beside.name),
        ("died", beside.died_on is not None and line.period > beside.died_on),
        ("moved", beside.has_moved),
        ("paid", beside.is_paid),
        ("terms", rates_of(line, beside.rates) is None),
    )
    return next((code for code, speaks in checks if speaks), "")


def rates_of(line: Line, before: Rates | None) -> Rates | None:
    """Return the rates that make the amounts from the base to the fen, or nothing.

    The rates of the months before count where they do. Else they follow from the amounts, where it
    is plain what the account gets: with an employer, what the person pays themselves (国发〔2005〕
    38号 part 6, 国办发〔2021〕14号 part 2); in unemployment insurance nothing; of a resident all of
    the pension's and nothing of the medical insurance's.
    """
    if before is not None and _makes(before, line):
        return before
    employer, personal = (_published(fen, line) for fen in (line.employer_fen, line.personal_fen))
    share = _account_share(line, personal)
    found = None if share is None else Rates(employer, personal, share)
    return found if found is not None and _makes(found, line) else None


def with_account(line: Line, account_fen: int) -> Rates | None:
    """Return the rates where somebody has said what the account gets; nothing if they make other
    amounts.
    """
    found = Rates(
        _rate(line.employer_fen, line), _rate(line.personal_fen, line), _rate(account_fen, line)
    )
    share = to_fen(_base(line) * found.account)
    return found if _makes(found, line) and share == account_fen else None


def _account_share(line: Line, personal: Decimal) -> Decimal | None:
    if line.insurance == "unemployment" or (line.insurance, line.scheme) == ("medical", "resident"):
        return Decimal("0.00000")
    has_employer = line.employer_fen > 0
    if has_employer or line.scheme == "resident":
        return personal
    return None  # whoever pays alone: the place's rule, which the months before follow


def _makes(rates: Rates, line: Line) -> bool:
    base = _base(line)
    parts = (to_fen(base * rates.employer), to_fen(base * rates.personal))
    return parts == (line.employer_fen, line.personal_fen)


def _base(line: Line) -> Decimal:
    return from_fen(line.base_fen)


def _rate(fen: int, line: Line) -> Decimal:
    return (Decimal(fen) / line.base_fen).quantize(RATE)


def _published(fen: int, line: Line) -> Decimal:
    return (Decimal(fen) / line.base_fen).quantize(OF_LAW).quantize(RATE)


def account_fen(line: Line, rates: Rates) -> int:
    """Return what of a payment the personal account gets, in fen."""
    return to_fen(_base(line) * rates.account)


def monthly_base_fen(line: Line) -> int:
    """Return the base of one month in fen: of a year a twelfth, rounded down."""
    return line.base_fen // 12 if line.last_month != line.period else line.base_fen
