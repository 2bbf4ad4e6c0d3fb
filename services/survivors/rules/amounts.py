"""What the family of somebody insured gets: a funeral grant and a condolence grant.

人社部发〔2021〕18号, from 2021-09-01: both by the province's disposable income of the year before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.survivors_documents import JIANGSU_INCOME, LIAONING_INCOME, SHANDONG_INCOME, SURVIVORS
from law.values import RuleBook, Unit, ValueNotInForce, rule, value
from law.wording import Basis, Text

BASIS = cite(SURVIVORS, "4", verified=False)
INHERITED = cite(SOCIAL_INSURANCE_LAW, "17")
FUNERAL_MONTHS = rule(
    "survivors.funeral-months",
    Text("丧葬补助金月数", "Months of the funeral grant"),
    Unit.MONTHS,
    value(2, cite(SURVIVORS)),
)
# Months paid from which so many months of condolence are given.
CONDOLENCE_MONTHS = rule(
    "survivors.condolence-months",
    Text("抚恤金月数", "Months of the condolence grant"),
    Unit.MONTHS,
    value(3, cite(SURVIVORS), key=("0",)),
    value(6, cite(SURVIVORS), key=("60",)),
    value(9, cite(SURVIVORS), key=("120",)),
    axes=(Text("缴费满几个月", "From months paid"),),
)
LEAST_RETIRED = rule(
    "survivors.least-months-retired",
    Text("退休人员抚恤金最少月数", "Least months of condolence for a pensioner"),
    Unit.MONTHS,
    value(9, cite(SURVIVORS)),
)
GROWS_FROM = rule(
    "survivors.grows-from",
    Text("缴费超过几个月的，每满一年加一个月", "Months paid above which each year adds a month"),
    Unit.MONTHS,
    value(180, cite(SURVIVORS)),
)
GROWS_UNTIL = rule(
    "survivors.grows-until",
    Text("缴费年限最多计到几个月", "Most months paid that count"),
    Unit.MONTHS,
    value(360, cite(SURVIVORS)),
)
CAPPED_BELOW = rule(
    "survivors.capped-below",
    Text("缴费不满几个月的，合计不超过个人缴费", "Below these months paid: no more than was paid"),
    Unit.MONTHS,
    value(60, cite(SURVIVORS)),
)
INCOME = rule(
    "survivors.income",
    Text("上年度城镇居民人均可支配收入", "Disposable income of urban residents, the year before"),
    Unit.YUAN,
    value(47066, cite(SHANDONG_INCOME), date(2022, 1, 1), date(2022, 12, 31), region="370000"),
    value(60178, cite(JIANGSU_INCOME), date(2023, 1, 1), date(2023, 12, 31), region="320000"),
    value(40376, cite(LIAONING_INCOME), date(2021, 1, 1), date(2021, 12, 31), region="210000"),
    is_local=True,
)
RULES = (
    FUNERAL_MONTHS,
    CONDOLENCE_MONTHS,
    LEAST_RETIRED,
    GROWS_FROM,
    GROWS_UNTIL,
    CAPPED_BELOW,
    INCOME,
)
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Income:
    """The income of a year, and whether it is that of the year before for want of another."""

    amount: Decimal
    basis: Basis
    is_provisional: bool = False


def income_of(died_on: date, region: str, book: RuleBook | None = None) -> Income:
    """Return the income that counts for a death; for want of it the one of a year earlier.

    Raises `ValueNotInForce` where neither is loaded.
    """
    try:
        found = INCOME.on(died_on, book, region=region)
    except ValueNotInForce:
        earlier = date(died_on.year - 1, 7, 1)
        found = INCOME.on(earlier, book, region=region)
        return Income(amount=found.number, basis=found.basis, is_provisional=True)
    return Income(amount=found.number, basis=found.basis)


def months(
    paid_months: int, drawn_months: int | None, on: date, book: RuleBook | None = None
) -> Fraction:
    """Return the months of condolence; of a pensioner one less for each whole year drawn."""
    most = GROWS_UNTIL.count(on, book)
    counted, grows = min(paid_months, most), GROWS_FROM.count(on, book)
    bands = sorted((int(each.key[0]), each.key) for each in CONDOLENCE_MONTHS.values)
    key = [key for from_months, key in bands if from_months <= counted][-1]
    found = Fraction(CONDOLENCE_MONTHS.count(on, book, key=key))
    if counted > grows:
        found += Fraction(counted - grows, 12)
    if drawn_months is None:
        return found
    return max(found - drawn_months // 12, Fraction(LEAST_RETIRED.count(on, book)))


@dataclass(frozen=True, kw_only=True)
class Grants:
    """Both grants in yuan, what is set off, and what is left to pay."""

    month: Fraction
    months: Fraction
    funeral: Decimal
    condolence: Decimal
    is_capped: bool = False
    set_off: Decimal = Decimal("0.00")

    @property
    def total(self) -> Decimal:
        """Both grants together."""
        return self.funeral + self.condolence

    @property
    def paid(self) -> Decimal:
        """What is left once what was paid after the death is set off."""
        return self.total - self.set_off


def grants(
    income_year: Decimal,
    condolence_months: Fraction,
    own_paid: Decimal | None,
    paid_months: int,
    on: date,
    book: RuleBook | None = None,
) -> Grants:
    """Return both grants; the month is not rounded, each grant is, once.

    Whoever paid for less than five years: no more than they paid, the funeral grant first.
    """
    month = Fraction(income_year) / 12
    funeral = _cents(month * FUNERAL_MONTHS.count(on, book))
    condolence = _cents(month * condolence_months)
    is_short = paid_months < CAPPED_BELOW.count(on, book)
    if own_paid is not None and is_short and funeral + condolence > own_paid:
        funeral = min(funeral, own_paid)
        condolence = own_paid - funeral
        return _grants(month, condolence_months, funeral, condolence, is_capped=True)
    return _grants(month, condolence_months, funeral, condolence)


def _grants(
    month: Fraction,
    of: Fraction,
    funeral: Decimal,
    condolence: Decimal,
    *,
    is_capped: bool = False,
) -> Grants:
    return Grants(
        month=month, months=of, funeral=funeral, condolence=condolence, is_capped=is_capped
    )


def _cents(amount: Fraction) -> Decimal:
    """Return whole fen, half a fen up."""
    return Decimal(int(amount * 100 + Fraction(1, 2))) / 100


def set_off(found: Grants, overpaid: Decimal) -> Grants:
    """Set off what was paid to the dead: no more than the grants are."""
    taken = min(max(overpaid, Decimal(0)), found.total).quantize(CENT, ROUND_HALF_UP)
    return Grants(
        month=found.month,
        months=found.months,
        funeral=found.funeral,
        condolence=found.condolence,
        is_capped=found.is_capped,
        set_off=taken,
    )


def divide(total: Decimal, parts: Sequence[int]) -> list[Decimal]:
    """Divide an amount by parts to the fen: what does not come out goes to the largest rests."""
    whole, fen = sum(parts), int(total * 100)
    exact = [Fraction(fen * part, whole) for part in parts]
    found = [int(each) for each in exact]
    order = sorted(range(len(parts)), key=lambda index: (found[index] - exact[index], index))
    for index in order[: fen - sum(found)]:
        found[index] += 1
    return [Decimal(each) / 100 for each in found]


def spell_months(of: Fraction) -> Text:
    """Return months with their twelfths, as one says them."""
    whole, rest = divmod(of, 1)
    twelfths = int(rest * 12)
    if not twelfths:
        return Text(f"{int(whole)}个月", f"{int(whole)} months")
    return Text(f"{int(whole)}又{twelfths}/12个月", f"{int(whole)} {twelfths}/12 months")
