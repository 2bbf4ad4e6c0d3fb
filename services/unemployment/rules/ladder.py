"""For how many months benefit is drawn: earned by a ladder of the place, added to what is left.

社会保险法 art. 46 sets the longest terms; a province says how many months are earned below them.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from law.documents import SOCIAL_INSURANCE_LAW, UNEMPLOYMENT_REGULATIONS, cite
from law.unemployment_documents import BEIJING_TERMS, CHONGQING, GUANGDONG, SHANGHAI_ANSWER
from law.unemployment_documents import ZHEJIANG_ANSWER as ZHEJIANG
from law.values import RELEASE, RuleBook, Unit, Value, ValueNotInForce, reaches, rule, value
from law.wording import Basis, Text, counted, filled
from records.rules.unemployment import LONGEST, longest_term, new_term

LEAST_MONTHS = rule(
    "unemployment.least-months",
    Text("领取失业保险金最少缴费月数", "Months paid before unemployment benefit is drawn"),
    Unit.MONTHS,
    value(12, cite(SOCIAL_INSURANCE_LAW, "45")),
)
BASE, EACH, PER, REST = "base", "each", "per", "rest"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a ladder: from so many months paid on, so many are drawn."""

    from_months: int
    base: int
    each: int = 0
    per: int = 0
    rest: int = 0  # of the months left over so many count as whole ones; at most `per`
    basis: Basis

    def earned(self, paid: int) -> int:
        """Return the months drawn for the months paid."""
        if not self.per:
            return self.base
        return self.base + self.each * (
            (paid - self.from_months + self.per - self.rest) // self.per
        )


def _steps(region: str, basis: Basis, *steps: tuple[int, ...]) -> tuple[Value, ...]:
    """Return the values of a ladder; a step is from, base, each, per, rest."""
    begins = basis.effective_on
    return tuple(
        value(number, basis, begins, region=region, key=(f"{step[0]}", part))
        for step in steps
        for part, number in zip((BASE, EACH, PER, REST), step[1:], strict=False)
    )


KEPT = 512  # ladders of a day and a place that are not looked up again
NATIONAL_STEPS = ((12, 12), (60, 18), (120, 24))
LADDER = rule(
    "unemployment.ladder",
    Text("失业保险金领取期限的阶梯", "Ladder of months of unemployment benefit"),
    Unit.MONTHS,
    *_steps("440000", cite(GUANGDONG, "17"), (12, 1, 1, 12, 12), (48, 4, 1, 6, 6)),
    *_steps("330000", cite(ZHEJIANG), (12, 2, 1, 6, 3), (60, 10, 1, 8, 4)),
    *_steps("110000", cite(BEIJING_TERMS), (12, 3, 3, 12, 12), (60, 12, 1, 12, 12)),
    *_steps("310000", cite(SHANGHAI_ANSWER), (12, 2, 2, 12, 12)),
    *_steps("500000", cite(CHONGQING), (12, 3, 3, 12, 12), (60, 15), (84, 16, 1, 12, 12)),
    # No ladder of their own was found: the longest terms of the law, not confirmed.
    *_steps("510000", cite(UNEMPLOYMENT_REGULATIONS, "17", verified=False), *NATIONAL_STEPS),
    *_steps("320000", cite(UNEMPLOYMENT_REGULATIONS, "17", verified=False), *NATIONAL_STEPS),
    axes=(Text("从缴费第几个月起", "From month paid"), Text("项目", "Part of the step")),
    is_local=True,
    words={
        BASE: Text("起点月数", "months at its beginning"),
        EACH: Text("每次增加的月数", "months added each time"),
        PER: Text("每缴满几个月增加一次", "months paid for each addition"),
        REST: Text("余下几个月算一次", "months of a rest that count as whole"),
    },
)
RULES = (LEAST_MONTHS, LADDER)


def ladder_of(region: str, on: date, book: RuleBook | None = None) -> tuple[Step, ...]:
    """Return the ladder of a place, the lowest step first; raises `ValueNotInForce`."""
    return _ladder_of(region, on, book or RELEASE)


@lru_cache(maxsize=KEPT)
def _ladder_of(region: str, on: date, book: RuleBook) -> tuple[Step, ...]:
    cells = book.cells(LADDER)
    for place in reaches(region):
        found: dict[int, dict[str, Value]] = {}
        for (where, key), values in cells.items():
            current = next((each for each in values if each.is_in_force(on)), None)
            if where == place and current is not None:
                found.setdefault(int(key[0]), {})[key[1]] = current
        if found:
            return tuple(_step(months, found[months]) for months in sorted(found))
    raise ValueNotInForce(LADDER, on, region)


def _step(from_months: int, parts: dict[str, Value]) -> Step:
    numbers = {name: int(each.number) for name, each in parts.items()}
    return Step(from_months=from_months, basis=parts[BASE].basis, **numbers)


def earned(months_paid: int, region: str, on: date, book: RuleBook | None = None) -> int:
    """Return the months that are earned; raises `ValueNotInForce` for a place without a ladder."""
    return _earned(months_paid, region, on, book)[0]


def _earned(paid: int, region: str, on: date, book: RuleBook | None) -> tuple[int, Basis]:
    least = LEAST_MONTHS.on(on, book)
    if paid < least.number:
        return 0, least.basis
    steps = [each for each in ladder_of(region, on, book) if each.from_months <= paid]
    if not steps:
        return 0, least.basis
    most = new_term(paid, on=on, book=book)
    return min(steps[-1].earned(paid), most), steps[-1].basis


@dataclass(frozen=True, kw_only=True)
class Term:
    """For how long benefit is drawn: what was earned, what was left over, and both together."""

    months_paid: int
    earned: int
    left_over: int
    cap: int
    basis: Basis
    until_age: date | None = None  # the month of the age, where it is drawn until then
    months_to_age: int = 0

    @property
    def total(self) -> int:
        """The months that are drawn."""
        if self.until_age is not None:
            return max(self.months_to_age, self.by_months)
        return self.by_months

    @property
    def by_months(self) -> int:
        """The months earned and left over, up to the limit."""
        return min(self.earned + self.left_over, self.cap)

    @property
    def lost(self) -> int:
        """The months above the limit, which are lost."""
        return self.earned + self.left_over - self.by_months

    @property
    def lines(self) -> Text:
        """How the months come about, in words."""
        said = filled(
            Text(
                "缴费{paid}，计{earned}；上次未领{left}；合计{total}",
                "{paid} paid give {earned}; {left} left from before; {total} in all",
            ),
            paid=counted(self.months_paid, "个月", "month"),
            earned=counted(self.earned, "个月", "month"),
            left=counted(self.left_over, "个月", "month"),
            total=counted(self.by_months, "个月", "month"),
        )
        if not self.lost:
            return said
        more = filled(
            Text("（上限{cap}，超出的{lost}不再计）", " (at most {cap}: {lost} above it are lost)"),
            cap=counted(self.cap, "个月", "month"),
            lost=counted(self.lost, "个月", "month"),
        )
        return Text(said.zh + more.zh, said.en + more.en)


def term(
    months_paid: int,
    left_over: int,
    region: str,
    on: date,
    book: RuleBook | None = None,
    *,
    until_age: date | None = None,
    months_to_age: int = 0,
) -> Term:
    """Return the months that are drawn; raises `ValueNotInForce` for a place without a ladder.

    Months left from an earlier unemployment are drawn although fewer than twelve were paid since
    (人社部令第13号 art. 14). `until_age`: who is that near the age draws until then.
    """
    gained, basis = _earned(months_paid, region, on, book)
    cap = LONGEST.count(on, book)
    return Term(
        months_paid=months_paid,
        earned=gained,
        left_over=left_over,
        cap=cap,
        basis=basis,
        until_age=until_age,
        months_to_age=months_to_age,
    )


def is_within_national(months_paid: int, gained: int, on: date) -> bool:
    """Whether a local ladder stays below the longest term of the law (社会保险法 art. 46)."""
    return gained <= longest_term(months_paid, 0, on=on)
