"""The working behind an answer, as its page draws it: days, months, sums, what was checked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from accounts.rules.money import ZERO
from accounts.rules.wording import Text
from agencies.rules.workdays import Calendar, seed_years, workdays_between
from portal.calculators.answers import Answer, Known
from portal.calculators.asking import Asking
from portal.calculators.eligibility import TEMPORARY_ACCOUNT
from portal.calculators.provinces import name_of
from portal.spelling import in_chinese, money, month_name, period, wording
from records.rules.interest import Method
from records.rules.months import history_grid
from transfers.presenting import history_named
from transfers.rules import medical, pension
from transfers.rules.amounts import POOLED_RATE, TransferAmounts, pooled_money
from transfers.rules.facts import GENERAL, TEMPORARY, Facts, PensionFacts, province
from transfers.rules.form_lines import FIRST_YEAR, FormLine, percent
from transfers.rules.verdicts import Condition, Verdict

MOST_DAYS_DRAWN = 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Working:
    """What stands between the answer and the articles.

    `sentence`: the answer where it is not the calculator's first sentence. `told`: whether the
    other sentences are shown as they are. `template`: what draws `data`.
    """

    sentence: Text | None = None
    template: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    told: bool = True


Draw = Callable[[Asking, Answer, Known], Working]


def _drawn(
    name: str, /, *, sentence: Text | None = None, told: bool = True, **data: Any
) -> Working:
    return Working(sentence, f"calculators/working/{name}.html", data, told)


def as_sentences(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw nothing: the sentences are the working."""
    return Working()


# --- Days ------------------------------------------------------------------------------------
def day_by_day(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw the days of a term; a very long term is not drawn."""
    if len(answer.found.days) > MOST_DAYS_DRAWN:
        return Working()
    return _drawn("days", days=_strip(form.cleaned_data["received_on"], answer.found))


def _strip(start: date, found: Any) -> list[dict[str, Any]]:
    drawn = [{"date": start, "counted": False, "start": True}]
    drawn += [
        {"date": each.date, "counted": True, "number": each.day, "due": each.date == found.due_on}
        for each in found.days
    ]
    drawn += [
        {"date": each.date, "counted": False, "reason": wording(each.reason)}
        for each in found.skipped
    ]
    return sorted(drawn, key=lambda each: each["date"])


def month_by_month(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the working days of each month, and the days the year's notice moved."""
    found, calendar = answer.found, known.calendar
    has_page = min(seed_years()) <= found.year <= known.today.year + 1
    return _drawn(
        "year",
        year=found.year if has_page else None,
        months=[_month(found.year, month, calendar) for month in range(1, 13)],
        count=found.count,
        holidays=_stretches(found.holidays, calendar),
        worked=_stretches(found.make_up_days, calendar),
    )


def _month(year: int, month: int, calendar: Calendar) -> dict[str, Any]:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
    return {"month": first, "count": workdays_between(first - ONE_DAY, last, calendar)}


def _stretches(days: tuple[date, ...], calendar: Calendar) -> list[dict[str, str]]:
    """Return days in a row that have one reason as one line."""
    runs = groupby(
        enumerate(days),
        key=lambda each: (each[1].toordinal() - each[0], calendar.exceptions[each[1]].name),
    )
    told = []
    for (_place, name), run in runs:
        stretch = [day for _number, day in run]
        told.append({"name": wording(name), "when": period(stretch[0], stretch[-1])})
    return told


# --- Months ----------------------------------------------------------------------------------
def timeline(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw every month with its places, and count them by place."""
    segments, count = answer.found
    names = {segment.region: wording(name_of(segment.region)) for segment in segments}
    history = history_named(history_grid(segments), count, names)
    return _drawn(
        "months",
        months=history.months,
        places=history.places,
        by_region=[{"name": names[each.region], "months": each.months} for each in count.by_region],
        counted=count.months,
        overlapping=count.overlapping_months,
    )


def place_by_place(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the months of each province, in the order in which they were typed."""
    counted: dict[str, dict[str, int]] = {}
    for segment in form.question()["segments"]:
        of_place = counted.setdefault(province(segment["region"]), {})
        of_place[segment["account"]] = of_place.get(segment["account"], 0) + segment["months"]
    rows = [
        {
            "name": wording(name_of(region)),
            "general": months.get(GENERAL, 0),
            "temporary": sum(months.values()) - months.get(GENERAL, 0),
            "pays": region == answer.result["region"],
        }
        for region, months in counted.items()
    ]
    return _drawn("places", rows=rows, told=True)


# --- Money -----------------------------------------------------------------------------------
MOVES = Text(
    "一共转移{total}：个人账户{account}，统筹基金{pooled}。",
    "{total} moves in all: {account} from the personal account and {pooled} from the pooled fund.",
)
EARNS = Text(
    "这一年的利息是{interest}，年末余额{closing}。",
    "The account earns {interest} in the year and closes it with {closing}.",
)


def six_sums(form: Asking, answer: Answer, known: Known) -> Working:
    """Show ① to ⑥ with the formula of each, and the periods they are made of."""
    found: TransferAmounts = answer.found
    asked = form.cleaned_data
    sentence = MOVES.format(
        total=money(found.total), account=money(found.personal_account), pooled=money(found.pooled)
    )
    on = form.transferred_on  # type: ignore[attr-defined]
    lines = [_line(line, asked["account"], on, known) for line in found.lines]
    return _drawn(
        "sums",
        sentence=sentence,
        told=False,
        sums=_sums(found, asked, on, known),
        lines=lines,
        months=found.months_counted,
        credited=found.account_principal_transferred,
        pooled=found.pooled,
        is_derived=asked["balance"] is None,
        adjustments=[wording(each) for each in found.adjustments],
    )


def _sums(
    found: TransferAmounts, asked: dict[str, Any], on: date, known: Known
) -> list[dict[str, Any]]:
    three = (
        found.pre_1998_personal,
        found.balance_to_last_year_end,
        found.current_year_principal,
    )
    both = (found.personal_account, found.pooled)
    rows = (
        ("①", _("Paid personally before 1998, with interest"), _("as you entered it"), three[0]),
        ("②", _("Account at the end of last year"), _about_balance(found, asked), three[1]),
        ("③", _("Credited this year, without interest"), _this_year(found, on), three[2]),
        ("④", _("Personal account"), f"①＋②＋③ = {_added(three)}", both[0]),
        ("⑤", _("Pooled fund"), _about_pooled(found, asked["account"], on, known), both[1]),
        ("⑥", _("In all"), f"④＋⑤ = {_added(both)}", found.total),
    )
    return [
        {"mark": mark, "label": words, "note": note, "values": [amount], "is_sum": mark in "④⑥"}
        for mark, words, note, amount in rows
    ]


def _added(amounts: tuple[Decimal, ...]) -> str:
    return " + ".join(map(money, amounts))


def _about_balance(found: TransferAmounts, asked: dict[str, Any]) -> str:
    if asked["balance"] is None:
        return _("worked out year by year with the published rates, see below")
    difference = found.balance_to_last_year_end - asked["balance"]
    if not difference:
        return _("as you entered it")
    sign = "−" if difference < 0 else "+"
    given, corrected = money(asked["balance"]), f"{sign} {money(abs(difference))}"
    return _("%(given)s, corrected by the share that moves: %(corrected)s") % {
        "given": given,
        "corrected": corrected,
    }


def _this_year(found: TransferAmounts, on: date) -> str:
    lines = [line for line in found.lines if line.year == on.year and line.months]
    return " + ".join(
        f"{money(line.base)} × {percent(line.account_rate)} × {line.months}" for line in lines
    ) or _("nothing was paid this year")


def _about_pooled(found: TransferAmounts, account: str, on: date, known: Known) -> str:
    since_1998 = [line for line in found.lines if line.year >= FIRST_YEAR]
    if account != GENERAL:
        return _("all that was paid beside the account since 1998, period by period below")
    bases = sum((line.base * line.months for line in since_1998), ZERO)
    rate = percent(POOLED_RATE.number(on, known.book))
    return _("%(rate)s × %(bases)s, all bases since 1998; no interest") % {
        "rate": rate,
        "bases": money(bases),
    }


def _line(line: FormLine, account: str, on: date, known: Known) -> dict[str, Any]:
    """Return a line of the information form, and what moves from the pooled fund for it."""
    return {
        "when": _within_a_year(line.first_month, line.last_month),
        "months": line.months,
        "base": line.base,
        "rate": percent(line.account_rate) if line.year >= FIRST_YEAR else "①",
        "credited": line.credited,
        "pooled": pooled_money([line], account, on=on, book=known.book),
        "interest": line.interest if line.closing else None,
        "closing": line.closing or None,
        "remark": wording(line.remark),
    }


def _within_a_year(first: date, last: date) -> str:
    """Return 2021年1至12月, or Jan–Dec 2021."""
    if first == last:
        return month_name(first)
    if in_chinese():
        return f"{first.year}年{first.month}至{last.month}月"
    return f"{first:%b}–{last:%b} {first.year}"


def year_of_interest(form: Asking, answer: Answer, known: Known) -> Working:
    """Show what was credited in each month, and for how many months it earned."""
    found, asked = answer.found, form.question()
    by_month = asked["method"] == Method.MONTH_PRODUCT.value
    rate = Decimal(asked["rate"])
    rows = [_credit(each["month"], Decimal(each["amount"])) for each in asked["credits"]]
    credited = sum((row["amount"] for row in rows), ZERO)
    opening = Decimal(asked["opening"])
    return _drawn(
        "interest",
        sentence=EARNS.format(interest=money(found.interest), closing=money(found.closing)),
        rows=rows,
        by_month=by_month,
        credited=credited,
        product=sum((row["product"] for row in rows), ZERO),
        rate=percent(rate),
        sums=[
            {"label": _("At the beginning of the year"), "values": [opening]},
            {"label": _("Credited in the year"), "values": [credited]},
            {"label": _("Interest on the opening balance"), "values": [found.interest_on_opening]},
            {"label": _("Interest on what was credited"), "values": [found.interest_on_credits]},
            {"label": _("At the end of the year"), "values": [found.closing], "is_sum": True},
        ],
    )


def _credit(month: int, amount: Decimal) -> dict[str, Any]:
    earning = 13 - month
    return {
        "month": date(2000, month, 1),
        "amount": amount,
        "earning": earning,
        "product": amount * earning,
    }


# --- Benefits --------------------------------------------------------------------------------
def retirement(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the months the age is made of."""
    found = answer.result
    first, last = (_month_of(found[name]) for name in ("original_month", "retirement_month"))
    rows = [
        {"key": _("Month by the old age"), "value": first},
        {"key": _("Months later"), "value": str(found["delay_months"])},
        {"key": _("Month of retirement"), "value": last},
        {
            "key": _("Months of contributions needed"),
            "value": str(found["minimum_contribution_months"]),
        },
    ]
    return _drawn("rows", rows=rows)


def _month_of(written: str) -> str:
    return month_name(date.fromisoformat(f"{written}-01"))


def estimate(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the parts of the pension."""
    parts = {
        "basic_pension": _("Basic pension"),
        "account_pension": _("Account pension"),
        "transitional_pension": _("Transitional pension"),
        "monthly_total": _("In all, a month"),
    }
    sums = [
        {"label": words, "values": [answer.result[name]], "is_sum": name == "monthly_total"}
        for name, words in parts.items()
        if answer.result[name] or name != "transitional_pension"
    ]
    return _drawn("pension", sums=sums)


# --- Verdicts --------------------------------------------------------------------------------
# What the questions of the page decide; the rest only the agencies' records can tell.
ASKED = {
    "E02", "A01", "A02", "A04", "A03", "A06", "A07", "B04",
    "DECEASED", "RETIREE", "SAME_POOLING_AREA", "OUT_NOT_STOPPED", "IN_NOT_ENROLLED",
    "RESIDENT_SAME_YEAR", "IN_HOSPITAL", "ACCOUNT_NEGATIVE", "OPEN_TRANSFER",
}  # fmt: skip


def verdict(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the reasons with their ways forward, and what else was checked."""
    facts, found = answer.found
    told = {text for each in found.reasons for text in (each.sentence, each.way_forward)}
    if found.account_at_new == TEMPORARY and found.reasons:
        told.add(TEMPORARY_ACCOUNT)  # A03 says so at length
    return _drawn(
        "verdict",
        told=False,
        outcome=found.outcome.value,
        reasons=found.reasons,
        met=[wording(each.met) for each in _met(facts, found)],
        notes=[wording(each) for each in answer.explanation[1:] if each not in told],
    )


def _met(facts: Facts, found: Verdict) -> list[Condition[Any]]:
    """Return the conditions that are met; where one ends the matter, no other was looked at."""
    conditions: tuple[Condition[Any], ...] = (
        pension.CONDITIONS if isinstance(facts, PensionFacts) else medical.CONDITIONS
    )
    standing = {reason.code for reason in found.reasons}
    if any(each.ends and each.code in standing for each in conditions):
        return []
    return [each for each in conditions if each.code in ASKED and not each.fails(facts)]
