"""What the fund pays of a stay in another place, beside what it would pay of one at home.

医保发〔2022〕22号: the catalogue is that of the place of treatment (就医地目录); deductible, share
and ceiling are those of the place of insurance (参保地政策), which also sets how far the share is
lower. Amounts are yuan; `covered` is what lies in the catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from law.money import ZERO, round_half_up, spell_yuan
from law.values import percent
from law.wording import Basis, Text
from records.rules.medical_shares import Band


class Situation(StrEnum):
    """How somebody stands who is treated elsewhere: what the share depends on."""

    LONG_TERM = "long-term"
    REFERRAL = "referral"
    OTHER = "other"
    UNREGISTERED = "unregistered"
    EMERGENCY = "emergency"


SITUATIONS = {
    Situation.LONG_TERM: Text("长期居住备案", "Registered: living there"),
    Situation.REFERRAL: Text("转诊备案", "Registered: referred by a hospital"),
    Situation.OTHER: Text("其他临时外出备案", "Registered: another short stay"),
    Situation.UNREGISTERED: Text("没有备案", "Not registered"),
    Situation.EMERGENCY: Text("急诊抢救（视同备案）", "Emergency (counts as registered)"),
}


@dataclass(frozen=True)
class Same:
    """As at home."""


@dataclass(frozen=True)
class Points:
    """Each band so much lower: 0.05 for five percentage points."""

    lower: Decimal


@dataclass(frozen=True)
class Factor:
    """What would be paid at home, times a factor."""

    factor: Decimal


@dataclass(frozen=True)
class FirstShare:
    """A share of the covered amount is the person's own before anything is reckoned (先行自付)."""

    share: Decimal


@dataclass(frozen=True)
class Nothing:
    """The fund pays nothing, as outside designated hospitals."""


Model = Same | Points | Factor | FirstShare | Nothing


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """By which rule a stay elsewhere is paid, and where that stands.

    `is_least`: the text names only how much lower a place may go, so the fund pays at least this.
    `deductible` and `share` take the place of those at home, where a place has set its own.
    """

    model: Model
    basis: Basis
    is_least: bool = False
    deductible: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """What is paid of one band: amount times rate, not yet rounded."""

    base: Decimal
    rate: Decimal

    @property
    def paid(self) -> Decimal:
        """The product, exact."""
        return self.base * self.rate


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A settlement: what the fund pays, what is left to the person, and how it was reckoned."""

    covered: Decimal
    fund: Decimal
    lines: tuple[Line, ...]
    formula: Text

    @property
    def own(self) -> Decimal:
        """What of the covered amount is left to the person."""
        return self.covered - self.fund


def settle(
    covered: Decimal,
    deductible: Decimal,
    bands: Sequence[Band],
    elsewhere: Elsewhere,
    *,
    left: Decimal | None = None,
) -> Sheet:
    """Return the settlement of one stay; `left` is what the year's ceiling still allows.

    In this order: the first share of the person, the deductible (in the lowest band), the bands,
    points or factor, the ceiling; rounded to the fen once, at the sum of the fund. A negative
    amount raises `ValueError`.
    """
    if covered < 0 or deductible < 0:
        raise ValueError("an amount is negative")
    model = elsewhere.model
    own_deductible = deductible if elsewhere.deductible is None else elsewhere.deductible
    own_bands = bands if elsewhere.share is None else (Band(None, elsewhere.share),)
    if isinstance(model, Nothing):
        return Sheet(covered=covered, fund=ZERO, lines=(), formula=NOTHING_PAID)
    base = covered * (1 - model.share) if isinstance(model, FirstShare) else covered
    lines = tuple(_lines(base, own_deductible, own_bands, _lower(model)))
    factor = model.factor if isinstance(model, Factor) else Decimal(1)
    fund = round_half_up(sum((line.paid for line in lines), ZERO) * factor)
    paid = fund if left is None else min(fund, max(left, ZERO))
    formula = _formula(covered, own_deductible, lines, model, is_cut=paid < fund)
    return Sheet(covered=covered, fund=paid, lines=lines, formula=formula)


def _lower(model: Model) -> Decimal:
    return model.lower if isinstance(model, Points) else Decimal(0)


def _lines(base: Decimal, deductible: Decimal, bands: Sequence[Band], lower: Decimal) -> list[Line]:
    found, begin = [], deductible
    for band in bands:
        end = base if band.upto is None else min(base, band.upto)
        if end > begin:
            found.append(Line(end - begin, max(band.rate - lower, Decimal(0))))
            begin = end
    return found


NOTHING_PAID = Text("不在支付范围内", "Not payable")
BELOW_DEDUCTIBLE = Text("未超过起付标准", "Not above the deductible")
CEILING = Text("（以年度最高支付限额为限）", " (no more than the year's ceiling leaves)")


def _formula(
    covered: Decimal,
    deductible: Decimal,
    lines: Sequence[Line],
    model: Model,
    *,
    is_cut: bool,
) -> Text:
    if not lines:
        return BELOW_DEDUCTIBLE
    first = _first_base(covered, deductible, lines, model)
    parts = [f"{first} × {percent(lines[0].rate)}"]
    parts += [f"{_yuan(line.base)} × {percent(line.rate)}" for line in lines[1:]]
    said = " + ".join(parts)
    if isinstance(model, Factor) and model.factor != 1:
        said = f"({said}) × {model.factor.normalize():f}"
    end = CEILING if is_cut else Text("", "")
    return Text(said + end.zh, said + end.en)


def _first_base(covered: Decimal, deductible: Decimal, lines: Sequence[Line], model: Model) -> str:
    """Write the base of the first line as it came about."""
    share = model.share if isinstance(model, FirstShare) else Decimal(0)
    whole = f"{_yuan(covered)} × {percent(1 - share)}" if share else _yuan(covered)
    if len(lines) > 1:  # the rest of it stands in the other bands
        whole = _yuan(lines[0].base + deductible)
    return f"({whole} − {_yuan(deductible)})" if deductible else whole


def _yuan(amount: Decimal) -> str:
    return f"{Decimal(spell_yuan(amount)):,}"
