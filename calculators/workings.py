"""The working behind an answer, as its page draws it: days, months, benefits, what was checked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.days import calendar_at
from calculators.eligibility import TEMPORARY_ACCOUNT
from calculators.provinces import name_of
from casework.rules.verdicts import Condition, Outcome
from kit.spelling import long_date, month_name, period, short_date, wording
from law.wording import Text, filled, say_months
from law.workdays import Calendar, seed_years, workdays_between
from records.rules.months import history_grid
from transfers.presenting.grids import history_named
from transfers.rules import medical, pension
from transfers.rules.facts import GENERAL, TEMPORARY, Facts, PensionFacts, province
from transfers.rules.verdicts import Verdict

MOST_DAYS_DRAWN = 60
ONE_DAY = timedelta(days=1)
DUE = Text(
    "最后一天是{day}（第{number}个工作日）。", "The last day is {day} (working day {number})."
)
MAY_BE_DUE = Text(
    "最后一天是{day}（第{number}个工作日），放假通知可能改变这一天。",
    "The last day is {day} (working day {number}); a holiday notice may still move it.",
)
SEX = {"male": Text("男", "Male"), "female": Text("女", "Female")}
AT_MOST = Text("最长可以领{months}。", "For at most {months}.")


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


def drawn(name: str, /, *, sentence: Text | None = None, told: bool = True, **data: Any) -> Working:
    return Working(sentence, f"calculators/working/{name}.html", data, told)


def number_says(form: Asking, answer: Answer, known: Known) -> Working:
    """Say what can be read in the number of a document."""
    born_on, sex = answer.result["born_on"], answer.result["sex"]
    rows = [
        {"key": _("Date of birth"), "value": short_date(born_on) if born_on else ""},
        {"key": _("Sex"), "value": wording(SEX[sex]) if sex else ""},
    ]
    outcome = Outcome.ACCEPT if answer.result["valid"] else Outcome.REFUSE
    rows = [row for row in rows if row["value"]]
    return drawn("rows", told=False, rows=rows, outcome=outcome.value)


def unemployment(form: Asking, answer: Answer, known: Known) -> Working:
    """Say the term in a word first."""
    return Working(filled(AT_MOST, months=say_months(answer.result["months"])))


# --- Days ------------------------------------------------------------------------------------
def day_by_day(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw the days of a term; a very long term is not drawn."""
    found = answer.found
    sentence = (MAY_BE_DUE if found.may_still_move else DUE).format(
        day=long_date(found.due_on), number=len(found.days)
    )
    if len(found.days) > MOST_DAYS_DRAWN:
        return Working(sentence)
    days = _strip(form.cleaned_data["received_on"], found)
    return drawn("days", sentence=sentence, days=days)


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
    found = answer.found
    place = form.cleaned_data["place"]
    calendar = calendar_at(place, known)
    has_page = min(seed_years()) <= found.year <= known.today.year + 1
    return drawn(
        "year",
        year=found.year if has_page else None,
        place=place,
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
    return drawn(
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
    return drawn("places", rows=rows, told=True)


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
    return drawn("rows", rows=rows)


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
    return drawn("pension", sums=sums)


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
    return drawn(
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
