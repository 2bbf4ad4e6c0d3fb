"""A personal account as its owner reads it: year by year, each number with the lines it is from.

What the books say stands; where the lines do not come to it, that is said and not smoothed over.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Person
from law.documents import PENSION_TRANSFER, SOCIAL_INSURANCE_LAW, cite
from law.money import from_fen, to_fen
from law.values import RuleBook, percent
from law.wording import Basis, Text, say_month, say_months
from records import fetching, standing
from records.models import AccountEntry, AccountYear, InsuredPeriod, Relationship, StatusSpan
from records.rules.flexible_values import ACCOUNT_RATE
from records.rules.interest import RATES_BASIS, RateNotPublished, rate_for
from services.enrolments.rules.accounts import INHERITANCE_BASIS

OWN_RECORD = cite(SOCIAL_INSURANCE_LAW, "74")
PAID = cite(SOCIAL_INSURANCE_LAW, "12")
MEDICAL_PAID = cite(SOCIAL_INSURANCE_LAW, "23")
MOVED = cite(PENSION_TRANSFER, "4")
Kind = AccountEntry.Kind
ENTRIES = {
    Kind.MADE_UP: ("made_up", 1, OWN_RECORD),
    Kind.ARRIVED: ("arrived", 1, MOVED),
    Kind.MOVED_OUT: ("moved_out", -1, MOVED),
    Kind.PAID_OUT: ("paid_out", -1, INHERITANCE_BASIS),
    Kind.CORRECTED: ("corrected", 1, OWN_RECORD),
}
# In the order in which a year adds up; what leaves the account is taken off.
COLUMNS = {
    "opening": Text("年初余额", "At the beginning of the year"),
    "own": Text("个人缴费记入", "Credited, your own part"),
    "employer": Text("单位缴费记入", "Credited, the employer's part"),
    "arrived": Text("转入", "Arrived from another place"),
    "interest": Text("利息", "Interest"),
    "made_up": Text("经办机构补记", "Made up by the agency"),
    "corrected": Text("更正", "Corrected"),
    "moved_out": Text("转出", "Moved to another place"),
    "paid_out": Text("支付给本人", "Paid out"),
    "closing": Text("年末余额", "At the end of the year"),
}
ALWAYS = ("opening", "own", "closing")
NOT_CLOSED = Text("本年度尚未结息。", "Interest of this year has not been written yet.")
OPENED_AGAIN = Text(
    "结息之后又有资金转入本年度，转入部分的利息尚未记入。",
    "Money came into this year after it had been closed: its interest has not been written yet.",
)
DIFFERS = Text(
    "账簿记载与逐月明细相差{fen}。以账簿为准；有疑问的，可以申请更正。",
    "The books and the months differ by {fen}. The books count; if you doubt them, ask for a "
    "correction.",
)


@dataclass(frozen=True)
class Line:
    """What a number is made of: in words, in fen, and by which article."""

    what: Text
    fen: int
    basis: Basis


@dataclass(frozen=True)
class Amount:
    """One number of a year, in fen, with its lines; `difference` is what they do not explain."""

    name: str
    label: Text
    fen: int
    lines: tuple[Line, ...]
    note: Text | None = None


@dataclass(frozen=True)
class Year:
    """One year of an account."""

    year: int
    is_closed: bool
    amounts: tuple[Amount, ...]

    @property
    def closing_fen(self) -> int:
        """What lay there at its end, or lies there now."""
        return self.amounts[-1].fen


@dataclass(frozen=True)
class Card:
    """How one insurance of somebody stands; months are counted as they lie in the record."""

    relationship: Relationship
    since: date
    base_fen: int | None
    months: int
    last_paid: date | None
    balance_fen: int


def cards_of(person: Person) -> list[Card]:
    """Return a card for each relationship, those that run first: five questions."""
    held = fetching.records_of(person)
    spans = _by_relationship(
        StatusSpan.objects.filter(relationship__person=person, replaced_with="").order_by("pk")
    )
    found = [_card(each, spans.get(each.pk, [])) for each in held]
    runs = (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)
    return sorted(found, key=lambda card: card.relationship.status not in runs)


def _by_relationship(spans: Iterable[StatusSpan]) -> dict[int, list[StatusSpan]]:
    found: dict[int, list[StatusSpan]] = defaultdict(list)
    for each in spans:
        found[each.relationship_id].append(each)
    return found


def _card(held: Relationship, spans: list[StatusSpan]) -> Card:
    periods = sorted(_there(held), key=lambda each: each.last_month)
    paid = [each for each in periods if each.is_paid]
    years = list(held.account_years.all())
    return Card(
        relationship=held,
        since=spans[-1].from_month if spans else held.opened_month,
        base_fen=paid[-1].base_fen if paid else None,
        months=sum(each.months for each in paid),
        last_paid=paid[-1].last_month if paid else None,
        balance_fen=(years[-1].closing_fen if years else 0) + held.pre_1998_fen,
    )


def _there(held: Relationship) -> list[InsuredPeriod]:
    return [each for each in held.periods.all() if not each.gone_as]


def years_of(relationship: Relationship, book: RuleBook) -> list[Year]:
    """Return the years of an account, the latest first: three questions however many they are."""
    periods: dict[int, list[InsuredPeriod]] = defaultdict(list)
    for each in relationship.periods.all():
        if each.is_paid and each.came_from_id is None and not each.corrected_with:
            periods[each.first_month.year].append(each)
    entries: dict[int, list[AccountEntry]] = defaultdict(list)
    for entry in relationship.account_entries.all():
        entries[entry.year].append(entry)
    found = [
        _year(each, periods[each.year], entries[each.year], book)
        for each in relationship.account_years.all()
    ]
    return sorted(found, key=lambda year: year.year, reverse=True)


def _year(
    line: AccountYear, periods: list[InsuredPeriod], entries: list[AccountEntry], book: RuleBook
) -> Year:
    employer = line.credited_fen - line.credited_personal_fen
    shares = list(_credits(periods, line.relationship.insurance))
    has_interest = bool(line.is_closed or line.interest_fen)
    amounts = {
        "opening": (line.opening_fen, [_carried(line)] if line.opening_fen else []),
        # Where employers paid a part, the months of both stand under theirs.
        "own": (line.credited_personal_fen, [] if employer else shares),
        "employer": (employer, shares if employer else []),
        "interest": (line.interest_fen, [_interest(line, book)] if has_interest else []),
    }
    for kind, (name, sign, basis) in ENTRIES.items():
        amounts[name] = (_entered(line, name), _entry_lines(entries, kind, sign, basis))
    amounts["closing"] = (line.closing_fen, [])
    shown = tuple(
        _amount(name, *amounts[name], is_closed=line.is_closed, both=bool(employer))
        for name in COLUMNS
        if name in ALWAYS or amounts[name][0] or (name == "interest" and has_interest)
    )
    return Year(line.year, line.is_closed, shown)


def _entered(line: AccountYear, name: str) -> int:
    return int(getattr(line, f"{name}_fen"))


def _carried(line: AccountYear) -> Line:
    said = Text(f"{line.year - 1}年末余额转来", f"carried over from the end of {line.year - 1}")
    return Line(said, line.opening_fen, OWN_RECORD)


def _credits(periods: Iterable[InsuredPeriod], insurance: str) -> Iterator[Line]:
    """Yield what each stretch of months brought: base, rate, months."""
    basis = PAID if insurance == "pension" else MEDICAL_PAID
    for each in sorted(periods, key=lambda period: period.first_month):
        share = to_fen(from_fen(each.base_fen) * each.account_rate)
        if not share:
            continue
        first, last = say_month(each.first_month), say_month(each.last_month)
        base, rate = f"¥{from_fen(each.base_fen):,.2f}", percent(each.account_rate)
        months = say_months(each.months)
        what = Text(
            f"{first.zh}至{last.zh}，基数{base}×{rate}，{months.zh}",
            f"{first.en} to {last.en}: base {base} × {rate}, {months.en}",
        )
        yield Line(what, share * each.months, basis)


def _interest(line: AccountYear, book: RuleBook) -> Line:
    try:
        rate = rate_for(line.year, book)
    except RateNotPublished:
        said = Text(
            f"{line.year}年没有全国公布的利率，按当地利率记入",
            f"no national rate is published for {line.year}; by the rate of the place",
        )
        return Line(said, line.interest_fen, RATES_BASIS)
    said = Text(f"{line.year}年记账利率{percent(rate)}", f"rate of {line.year}: {percent(rate)}")
    return Line(said, line.interest_fen, RATES_BASIS)


def _entry_lines(entries: Iterable[AccountEntry], kind: str, sign: int, basis: Basis) -> list[Line]:
    return [
        Line(
            Text(f"业务编号{each.case_number}", f"case {each.case_number}"),
            sign * (each.amount_fen - each.pre_1998_fen),
            basis,
        )
        for each in entries
        if each.kind == kind
    ]


def _amount(name: str, fen: int, lines: list[Line], *, is_closed: bool, both: bool) -> Amount:
    note = None
    if name == "interest" and not is_closed:
        note = OPENED_AGAIN if fen else NOT_CLOSED
    elif lines and name in ("own", "employer") and not both:
        note = _difference(fen - sum(each.fen for each in lines))
    return Amount(name, COLUMNS[name], fen, tuple(lines), note)


def _difference(fen: int) -> Text | None:
    if not fen:
        return None
    shown = f"¥{abs(from_fen(fen)):,.2f}"
    return Text(DIFFERS.zh.format(fen=shown), DIFFERS.en.format(fen=shown))


def monthly_credit(relationship: Relationship, month: date, book: RuleBook) -> Decimal:
    """Return, in yuan, what a month brings into the account: by the chosen base, or as the last."""
    chosen = standing.base_in(relationship, month)
    if chosen is not None and chosen.base_fen:
        return from_fen(chosen.base_fen) * ACCOUNT_RATE.number(month, book)
    paid = [each for each in _there(relationship) if each.is_paid]
    last = max(paid, key=lambda each: each.last_month, default=None)
    return from_fen(last.base_fen) * last.account_rate if last else Decimal(0)
