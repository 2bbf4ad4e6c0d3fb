"""The settlement sheet (结算单): each number of it with its formula and its article."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from applications.fields import Figure
from law.money import ZERO
from law.wording import Text, filled, say_day
from services.reimbursement.facts import ClaimFacts
from services.reimbursement.rules.reasons import BY_PLACE, CATALOGUE, NOT_PAID, SHEET
from services.reimbursement.rules.settling import Settled
from services.reimbursement.rules.values import SERIOUS_FROM

FUND = "fund"
FUND_LABEL = Text("支付给您的金额", "What is paid to you")
TO_WORK_OUT = Text("待核定", "to be worked out")
ESTIMATED = Text("（按全部在目录内估算）", " (an estimate, as if all of it were covered)")
BY_LIST = Text("（按费用清单）", " (by the cost list)")


def figures(facts: ClaimFacts) -> tuple[Figure, ...]:
    """Return the sheet; where the numbers of the place are not loaded, what a clerk works out."""
    if not facts.scope.total:
        return ()
    if facts.parts is None:
        return (_of_scope(facts), _open(facts))
    rows: list[Figure] = [_of_scope(facts)]
    several = len(facts.parts) > 1
    for year, settled in facts.parts:
        rows.extend(_of_part(year, settled, is_named=several))
    return (*rows, *_in_all(facts))


def _yuan(amount: Decimal) -> Text:
    return Text(f"¥{amount:,.2f}", f"¥{amount:,.2f}")


def _plain(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _of_scope(facts: ClaimFacts) -> Figure:
    """Return the total and its parts."""
    scope = facts.scope
    parts = Text(
        "范围内 {covered} + 先行自付 {first} + 超限价 {over} + 自费 {own}",
        "covered {covered} + first share {first} + over limit {over} + own {own}",
    )
    said = filled(
        parts,
        covered=_plain(scope.covered),
        first=_plain(scope.first_share),
        over=_plain(scope.over_limit),
        own=_plain(scope.own),
    )
    mark = BY_LIST if facts.lines is not None else ESTIMATED
    return Figure(
        label=Text("总费用", "The whole bill"),
        value=_yuan(scope.total),
        formula=Text(said.zh + mark.zh, said.en + mark.en),
        basis=SHEET,
        is_sure=facts.lines is not None,
    )


def _open(facts: ClaimFacts) -> Figure:
    return Figure(
        name=FUND,
        label=FUND_LABEL,
        value=TO_WORK_OUT,
        formula=Text(
            "当地标准尚未录入，由经办人员按当地文件核定",
            "the local numbers are not loaded: a clerk works it out by the local text",
        ),
        basis=CATALOGUE,
        is_sure=False,
    )


def _of_part(year: date, settled: Settled, *, is_named: bool) -> Iterator[Figure]:
    """Yield deductible, fund, serious illness and the year of one settlement."""
    of = filled(Text("（{day}起的年度）", " (year from {day})"), day=say_day(year))
    mark = of if is_named else Text("", "")
    yield Figure(
        label=_marked(Text("起付标准", "Deductible"), mark),
        value=_yuan(settled.deductible),
        formula=_deducted(settled),
        basis=settled.basis,
        is_sure=settled.is_sure,
    )
    yield Figure(
        label=_marked(Text("统筹基金支付", "Paid by the fund"), mark),
        value=_yuan(settled.fund),
        formula=settled.sheet.formula,
        basis=settled.basis,
        is_sure=settled.is_sure,
    )
    if settled.serious:
        yield Figure(
            label=_marked(Text("大病保险支付", "Paid by serious-illness insurance"), mark),
            value=_yuan(settled.serious),
            formula=Text(
                "本年度目录内自付超过起付标准的部分，分段计算",
                "own part of the year above its deductible, band by band",
            ),
            basis=SERIOUS_FROM.values[0].basis,
            is_sure=False,
        )
    yield _of_year(settled, mark)


def _marked(label: Text, mark: Text) -> Text:
    return Text(label.zh + mark.zh, label.en + mark.en)


def _deducted(settled: Settled) -> Text:
    if not settled.is_stay:
        return filled(
            Text(
                "门诊年度起付标准，本年度此前目录内费用{had}元",
                "of the year; {had} yuan were covered before in it",
            ),
            had=_plain(settled.before.visits_covered),
        )
    return filled(Text("本年度第{n}次住院", "stay {n} of the year"), n=settled.before.stays + 1)


def _of_year(settled: Settled, mark: Text) -> Figure:
    before, after = settled.before.paid, settled.before.paid + settled.fund
    said = filled(
        Text("本次前 {before} + 本次 {now}", "before {before} + now {now}"),
        before=_plain(before),
        now=_plain(settled.fund),
    )
    if settled.ceiling is not None:
        end = filled(Text("，最高限额 {most}", ", at most {most}"), most=_plain(settled.ceiling))
        said = Text(said.zh + end.zh, said.en + end.en)
    return Figure(
        label=_marked(Text("本年度统筹基金累计支付", "Paid by the fund in this year"), mark),
        value=_yuan(after),
        formula=said,
        basis=CATALOGUE,
        is_sure=settled.is_sure,
    )


def _in_all(facts: ClaimFacts) -> Iterator[Figure]:
    """Yield what others have paid, what is paid, and what is left to the person."""
    fund = facts.fund or ZERO
    is_sure = facts.lines is not None and all(each.is_sure for _y, each in facts.parts or ())
    if facts.other_paid:
        yield Figure(
            label=Text("其他保险已赔付", "Paid by other insurance"),
            value=_yuan(facts.other_paid),
            formula=Text("按您填写的金额", "as you have said"),
            basis=NOT_PAID,
        )
    spelled = f"{fund:.2f}"
    yield Figure(
        name=FUND,
        label=FUND_LABEL,
        value=Text(spelled, spelled),
        formula=_paid_because(facts, fund),
        basis=CATALOGUE,
        is_sure=is_sure,
    )
    left = facts.scope.total - fund - facts.other_paid
    yield Figure(
        label=Text("由您负担", "Left to you"),
        value=_yuan(left),
        formula=Text("总费用减去各方支付", "the bill less what is paid"),
        basis=CATALOGUE,
        is_sure=is_sure,
    )
    if facts.if_registered:
        yield Figure(
            label=Text("先补办备案再申请，可以多付", "Registered late first, more is paid"),
            value=Text(f"+¥{facts.if_registered:,.2f}", f"+¥{facts.if_registered:,.2f}"),
            formula=Text(
                "按“其他临时外出备案”计算与未备案的差额",
                "a short stay that is registered, less what is paid without",
            ),
            basis=BY_PLACE,
            is_sure=False,
        )


def _paid_because(facts: ClaimFacts, fund: Decimal) -> Text:
    paid = sum((each.paid for _year, each in facts.parts or ()), ZERO)
    if fund < paid:
        return Text("以其他保险赔付后剩余的费用为限", "no more than others have left open")
    return Text("统筹基金和大病保险支付之和", "the fund and serious-illness insurance together")
