"""How much lower the fund pays elsewhere, place by place, and by which of these a stay is paid."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from law.documents import TREATMENT_ELSEWHERE, cite
from law.local_documents import HANGGIN_ANSWER, JIANGSU_ELSEWHERE, LIYANG_ANSWER, SHENZHEN_MEASURES
from law.values import Rule, RuleBook, Unit, Value, ValueNotInForce, rule, value
from law.wording import Text
from records.rules.elsewhere import (
    SITUATIONS,
    Elsewhere,
    Factor,
    FirstShare,
    Model,
    Points,
    Same,
    Situation,
)
from records.rules.medical_values import STAY, STAYS

SITUATION = Text("情形", "Situation")
IN_PROVINCE = "unregistered-in-province"
WORDS = {
    **{each.value: text for each, text in SITUATIONS.items()},
    IN_PROVINCE: Text("省内没有备案", "Not registered, inside the province"),
}
JIANGSU, LIYANG, SHENZHEN, HANGGIN = "320000", "320481", "440300", "150826"
_N = cite(TREATMENT_ELSEWHERE, "二")
_JIANGSU, _SHENZHEN = cite(JIANGSU_ELSEWHERE, "18"), cite(SHENZHEN_MEASURES, "40")
_LIYANG, _HANGGIN = cite(LIYANG_ANSWER), cite(HANGGIN_ANSWER)

# What a place may take off at most: an amount by it is the least that is paid.
MOST_POINTS = rule(
    "elsewhere.most-points",
    Text("异地就医支付比例最多降低", "Most by which the share elsewhere may be lower"),
    Unit.RATE,
    value("0", _N, key=(Situation.LONG_TERM.value,)),
    # “In principle”, as the notice says (原则上).
    value("0.10", _N, key=(Situation.REFERRAL.value,)),
    value("0.10", _N, key=(Situation.EMERGENCY.value,)),
    value("0.20", _N, key=(Situation.OTHER.value,)),
    value("0", _JIANGSU, region=JIANGSU, key=(Situation.LONG_TERM.value,)),
    value("0.05", _JIANGSU, region=JIANGSU, key=(Situation.REFERRAL.value,)),
    value("0", _JIANGSU, region=JIANGSU, key=(Situation.EMERGENCY.value,)),
    value("0.20", _JIANGSU, region=JIANGSU, key=(Situation.UNREGISTERED.value,)),
    axes=(SITUATION,),
    words=WORDS,
)
POINTS = rule(
    "elsewhere.points",
    Text("异地就医支付比例降低", "By how much the share elsewhere is lower"),
    Unit.RATE,
    value("0.05", _LIYANG, region=LIYANG, key=(Situation.REFERRAL.value,)),
    value("0.20", _LIYANG, region=LIYANG, key=(Situation.UNREGISTERED.value,)),
    axes=(SITUATION,),
    is_local=True,
    words=WORDS,
)
FACTOR = rule(
    "elsewhere.factor",
    Text("异地就医支付比例为本地的", "Share elsewhere as a part of that at home"),
    Unit.RATE,
    value("1", _SHENZHEN, region=SHENZHEN, key=(Situation.LONG_TERM.value,)),
    value("1", _SHENZHEN, region=SHENZHEN, key=(Situation.REFERRAL.value,)),
    value("0.9", _SHENZHEN, region=SHENZHEN, key=(Situation.EMERGENCY.value,)),
    value("0.8", _SHENZHEN, region=SHENZHEN, key=(Situation.OTHER.value,)),
    value("0.8", _SHENZHEN, region=SHENZHEN, key=(Situation.UNREGISTERED.value,)),
    value("0.9", _SHENZHEN, region=SHENZHEN, key=(IN_PROVINCE,)),
    axes=(SITUATION,),
    is_local=True,
    words=WORDS,
)
# 先行自付: seen of cities in Shandong, none of them by name, so no value came with this release.
FIRST_SHARE = rule(
    "elsewhere.first-share",
    Text("异地就医个人先行自付比例", "Share that is one's own first, elsewhere"),
    Unit.RATE,
    axes=(SITUATION,),
    is_local=True,
    words=WORDS,
)
DEDUCTIBLE = rule(
    "elsewhere.deductible",
    Text("异地就医起付标准", "Deductible elsewhere"),
    Unit.YUAN,
    value(1200, _HANGGIN, region=HANGGIN, key=(Situation.REFERRAL.value, "first")),
    value(600, _HANGGIN, region=HANGGIN, key=(Situation.REFERRAL.value, "later")),
    axes=(SITUATION, STAY),
    is_local=True,
    words={**WORDS, **STAYS},
)
SHARE = rule(
    "elsewhere.share",
    Text("异地就医支付比例", "Share elsewhere"),
    Unit.RATE,
    value("0.80", _HANGGIN, region=HANGGIN, key=(Situation.REFERRAL.value,)),
    axes=(SITUATION,),
    is_local=True,
    words=WORDS,
)
# Points in the share of somebody registered long-term who is treated at home (双向待遇).
AT_HOME = rule(
    "elsewhere.most-points-at-home",
    Text("长期备案人员回参保地就医最多降低", "Most by which the share at home may be lower"),
    Unit.RATE,
    value("0.10", _N),  # not under the rate of a referral, in principle
    value("0", cite(JIANGSU_ELSEWHERE, "20"), region=JIANGSU),
)
RULES = (MOST_POINTS, POINTS, FACTOR, FIRST_SHARE, DEDUCTIBLE, SHARE, AT_HOME)


def elsewhere_of(
    situation: Situation,
    region: str,
    *,
    on: date,
    book: RuleBook | None = None,
    nth_stay: int = 1,
    in_province: bool = False,
) -> Elsewhere:
    """Return by which rule a place pays what its insured persons cost elsewhere.

    The most particular place counts, and on the same ground an exact value before a limit. Raises
    `ValueNotInForce` where nothing is known: it is never guessed.
    """
    found = sorted(
        _candidates(situation, region, on, book, in_province=in_province),
        key=lambda each: (_extent(each[1].region), each[2]),
    )
    own = _value(SHARE, on, book, region, (situation.value,))
    if own is not None:
        stay = "first" if nth_stay == 1 else "later"
        ahead = _value(DEDUCTIBLE, on, book, region, (situation.value, stay))
        amount = ahead.number if ahead else None
        return Elsewhere(model=Same(), basis=own.basis, deductible=amount, share=own.number)
    if not found:
        raise ValueNotInForce(MOST_POINTS, on)
    model, value_, is_least = found[0]
    return Elsewhere(model=model, basis=value_.basis, is_least=is_least)


def at_home(region: str, *, on: date, book: RuleBook | None = None) -> Elsewhere:
    """Return by which rule somebody registered long-term is paid at home (双向待遇)."""
    found = AT_HOME.on(on, book, region=region)
    return Elsewhere(model=_points(found.number), basis=found.basis, is_least=found.number > 0)


def _candidates(
    situation: Situation, region: str, on: date, book: RuleBook | None, *, in_province: bool
) -> Iterator[tuple[Model, Value, bool]]:
    """Yield each rule that a place has for a situation, with its value, and whether it is a limit.

    Within the own province some places have a number of their own for those not registered.
    """
    key = situation.value
    inner = _value(FACTOR, on, book, region, (IN_PROVINCE,)) if in_province else None
    if situation is Situation.UNREGISTERED and inner is not None:
        yield Factor(inner.number), inner, False
        return
    if (found := _value(POINTS, on, book, region, (key,))) is not None:
        yield _points(found.number), found, False
    if (found := _value(FACTOR, on, book, region, (key,))) is not None:
        yield Factor(found.number), found, False
    if (found := _value(FIRST_SHARE, on, book, region, (key,))) is not None:
        yield FirstShare(found.number), found, False
    if (found := _value(MOST_POINTS, on, book, region, (key,))) is not None:
        yield _points(found.number), found, found.number > 0


def _points(lower: Decimal) -> Model:
    return Points(lower) if lower else Same()


def _value(
    of: Rule, on: date, book: RuleBook | None, region: str, key: tuple[str, ...]
) -> Value | None:
    try:
        return of.on(on, book, region=region, key=key)
    except ValueNotInForce:
        return None


def _extent(region: str) -> int:
    """Return how wide a place is: 0 a county, 3 the whole country."""
    if not region:
        return 3
    return 2 if region.endswith("0000") else 1 if region.endswith("00") else 0
