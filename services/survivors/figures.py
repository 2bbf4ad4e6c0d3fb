"""Both grants, what is set off, and each part of it."""

from applications.fields import Figure
from law.wording import Text, filled, say_yuan
from services.survivors.facts import SurvivorFacts
from services.survivors.rules.amounts import BASIS, Grants, Income, spell_months
from services.survivors.rules.reasons import BACK, PROMPTLY

FUNERAL, CONDOLENCE = "funeral", "condolence"
LABELS = (
    (FUNERAL, Text("丧葬补助金", "Funeral grant")),
    (CONDOLENCE, Text("抚恤金", "Condolence grant")),
)
CLERK = Text("由经办人员按记录核定", "a clerk works it out from the record")
NOT_KNOWN = Text(
    "缴费记录或当地标准还不知道，不作推算",
    "the record or the number of the place is not known: no guess",
)


def figures(facts: SurvivorFacts) -> tuple[Figure, ...]:
    """Return what the family gets, or that a clerk works it out."""
    found = facts.grants
    if found is None:
        return (*_counted(facts), *(_unknown(name, label) for name, label in LABELS))
    sure = _is_sure(facts)
    rows = (_funeral(found, facts, sure), _condolence(found, facts, sure))
    if found.set_off:
        rows += (_set_off(found),)
    return (*rows, _in_all(found, sure))


def _counted(facts: SurvivorFacts) -> tuple[Figure, ...]:
    """Return how many months each grant has, by which a clerk works the amounts out."""
    of = facts.months
    if of is None:
        return ()
    drawn = (facts.drawn_months or 0) // 12
    less = Text(
        f"，已领满{drawn}年减{drawn}个月，最少9个月", f", less {drawn} for whole years drawn"
    )
    said = filled(
        Text("缴费{paid}个月{less}", "{paid} months paid{less}"),
        paid=facts.paid_months,
        less=less if drawn else Text("", ""),
    )
    return (
        Figure(
            label=Text("抚恤金月数", "Months of the condolence grant"),
            value=spell_months(of),
            formula=said,
            basis=BASIS,
            is_sure=BASIS.verified,
        ),
    )


def _unknown(name: str, label: Text) -> Figure:
    return Figure(
        name=name, label=label, value=CLERK, formula=NOT_KNOWN, basis=PROMPTLY, is_sure=False
    )


def _is_sure(facts: SurvivorFacts) -> bool:
    income = facts.income
    return income is not None and income.basis.verified and not income.is_provisional


def _funeral(found: Grants, facts: SurvivorFacts, sure: bool) -> Figure:
    return Figure(
        name=FUNERAL,
        label=dict(LABELS)[FUNERAL],
        value=say_yuan(found.funeral),
        formula=Text(
            f"{facts.yearly:,.2f} ÷ 12 × 2{_capped(found).zh}",
            f"{facts.yearly:,.2f} ÷ 12 × 2{_capped(found).en}",
        ),
        basis=_basis(facts.income),
        is_sure=sure,
    )


def _condolence(found: Grants, facts: SurvivorFacts, sure: bool) -> Figure:
    months = spell_months(found.months)
    return Figure(
        name=CONDOLENCE,
        label=dict(LABELS)[CONDOLENCE],
        value=say_yuan(found.condolence),
        formula=Text(
            f"{facts.yearly:,.2f} ÷ 12 × {months.zh}{_capped(found).zh}",
            f"{facts.yearly:,.2f} ÷ 12 × {months.en}{_capped(found).en}",
        ),
        basis=BASIS,
        is_sure=sure,
    )


def _capped(found: Grants) -> Text:
    if not found.is_capped:
        return Text("", "")
    return Text("；合计不超过个人缴费", "; together no more than was paid")


def _basis(income: Income | None):
    return income.basis if income else BASIS


def _set_off(found: Grants) -> Figure:
    return Figure(
        label=Text("抵扣去世后多发的养老金", "Pension paid after the death, set off"),
        value=say_yuan(found.set_off),
        formula=Text("从两项待遇中扣除", "taken off both grants"),
        basis=BACK,
    )


def _in_all(found: Grants, sure: bool) -> Figure:
    said = f"{found.funeral:,.2f} + {found.condolence:,.2f}"
    if found.set_off:
        said += f" − {found.set_off:,.2f}"
    return Figure(
        label=Text("实际支付", "Paid to the family"),
        value=say_yuan(found.paid),
        formula=filled(Text("{sum}", "{sum}"), sum=said),
        basis=BASIS,
        is_sure=sure,
    )
