"""The numbers of a pension as page, desk and letter show them, each with formula and article."""

from decimal import Decimal

from applications.fields import Figure
from law.wording import Basis, Text, filled, say_month, say_months, say_yuan
from records.rules.contributions import month_number
from records.rules.retirement import AGE_BASIS, minimum_months
from services.retirement.facts import RetireFacts
from services.retirement.rules.pension import Determination, PensionLine
from services.retirement.rules.profiles import profile
from services.retirement.rules.values import BASE, EARLY, FORMULA, PRACTICE
from services.retirement.rules.windows import When, notice_by

PROVISIONAL = Text(
    "{year}年的基数，当年的公布后重新核定，差额补发",
    "the base of {year}: once that of the year is published it is worked out anew and made up",
)
NATIONAL = Text(
    "按全国平均工资估算，由经办人员按当地数据认定",
    "by national averages; a clerk goes by those of the place",
)


def figures(facts: RetireFacts) -> tuple[Figure, ...]:
    """Return the months, the window and the lines; raises `ValueNotInForce` without a base."""
    if facts.judged.by_hand is not None:
        return (*_window(facts), _months(facts), *map(_line, facts.lines))
    found = facts.determination()
    if found is None and facts.category and facts.region:
        profile(facts.region, facts.month, facts.book)  # says which number is missing
    sums = _sums(found, facts) if found else ()
    return (*_window(facts), _months(facts), *sums)


def _window(facts: RetireFacts) -> tuple[Figure, ...]:
    of = facts.window
    if of is None:
        return ()
    shown = [
        Figure(
            label=Text("法定退休月份", "Statutory month"),
            value=say_month(of.statutory),
            formula=Text(
                f"最早{say_month(of.earliest).zh}，最晚{say_month(of.latest).zh}",
                f"earliest {say_month(of.earliest).en}, latest {say_month(of.latest).en}",
            ),
            basis=AGE_BASIS[1],
        )
    ]
    if facts.when is When.EARLY:
        by = notice_by(facts.day, facts.book)
        shown.append(
            Figure(
                label=Text("最迟书面告知日", "Notice by"),
                value=Text(f"{by:%Y-%m-%d}", f"{by:%Y-%m-%d}"),
                formula=Text("退休日前三个月的同一日", "the same day three months before"),
                basis=EARLY,
            )
        )
    return tuple(shown)


def _months(facts: RetireFacts) -> Figure:
    months, needed = facts.counted, minimum_months(facts.month, facts.book)
    return Figure(
        label=Text("累计缴费", "Months that count"),
        value=say_months(months.total),
        formula=Text(
            f"实际缴费{months.paid}＋视同缴费{months.deemed}；{facts.month.year}年最低{needed}",
            f"{months.paid} paid + {months.deemed} deemed; {needed} needed in {facts.month.year}",
        ),
        basis=AGE_BASIS[2],
    )


def _sums(found: Determination, facts: RetireFacts) -> tuple[Figure, ...]:
    lines = map(_line, found.lines)
    return (_index(facts), _base(found, facts), *lines, _total(found), *_from(facts, found))


def _line(line: PensionLine) -> Figure:
    return Figure(
        label=line.title,
        value=say_yuan(line.amount),
        formula=line.formula,
        basis=line.basis,
        is_sure=line.is_sure,
    )


def _index(facts: RetireFacts) -> Figure:
    years = len(facts.career.years) if facts.career else 0
    return Figure(
        label=Text("平均缴费指数", "Average index"),
        value=Text(str(facts.index), str(facts.index)),
        formula=Text(f"{years}个年度的平均", f"mean of {years} years")
        if facts.is_index_sure
        else NATIONAL,
        basis=FORMULA if facts.is_index_sure else PRACTICE,
        is_sure=facts.is_index_sure,
    )


def _base(found: Determination, facts: RetireFacts) -> Figure:
    value = BASE.on(facts.month, facts.book, region=facts.region)
    year = value.valid_from.year
    return Figure(
        label=Text("计发基数", "Base of the pension"),
        value=say_yuan(found.base_amount),
        formula=filled(PROVISIONAL, year=year)
        if found.is_provisional
        else Text(f"{year}年公布的基数", f"the base of {year}"),
        basis=found.base,
        is_sure=value.is_verified and not found.is_provisional,
    )


def _total(found: Determination) -> Figure:
    said = "＋".join(f"{line.amount:,.2f}" for line in found.lines)
    return Figure(
        label=Text("每月养老金", "Pension of a month"),
        value=say_yuan(found.total),
        formula=Text(said, said.replace("＋", " + ")),
        basis=FORMULA,
        is_sure=found.is_sure,
    )


def _from(facts: RetireFacts, found: Determination) -> tuple[Figure, ...]:
    basis: Basis = EARLY
    behind = max(month_number(facts.today) - month_number(facts.first.month), 0)
    shown = [
        Figure(
            label=Text("从哪个月开始发", "Paid from"),
            value=say_month(facts.first.month),
            formula=Text("退休次月起", "the month after retirement"),
            basis=basis,
        )
    ]
    if behind:
        shown.append(
            Figure(
                label=Text("补发", "Paid for months before"),
                value=say_yuan(found.total * behind),
                formula=Text(
                    f"{found.total:,.2f}×{behind}个月", f"{found.total:,.2f} × {behind} months"
                ),
                basis=basis,
                is_sure=facts.first.may_lose == 0,
            )
        )
    return tuple(shown)


def sheet_figures(found: Determination, before: Decimal, year: int) -> tuple[Figure, ...]:
    """Return the numbers of a pension that was worked out anew with the base of its year."""
    difference = found.total - before
    return (
        Figure(
            label=Text("计发基数", "Base of the pension"),
            value=say_yuan(found.base_amount),
            formula=Text(f"{year}年公布的基数", f"the base of {year}"),
            basis=found.base,
            is_sure=found.base.verified,
        ),
        *map(_line, found.lines),
        _total(found),
        Figure(
            label=Text("比预发每月增加", "More a month than paid so far"),
            value=say_yuan(difference),
            formula=Text(
                f"{found.total:,.2f}－{before:,.2f}", f"{found.total:,.2f} − {before:,.2f}"
            ),
            basis=FORMULA,
        ),
    )
