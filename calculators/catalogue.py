"""All calculators by their names, and the one way to ask them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils import timezone

from agencies import rule_book, work_calendar
from calculators import days, dues, eligibility, history, money, persons
from calculators.answers import Answer, Known
from calculators.benefits import estimating, retiring, unemployed
from calculators.reading.shapes import Shape
from kit import clock
from law.area_days import published_calendars
from law.values import RELEASE
from law.wording import Text


@dataclass(frozen=True)
class Calculator:
    """One question: its title, the fields it reads, and what answers it."""

    title: Text
    shape: Shape
    answer: Callable[[dict[str, Any], Known], Answer]


CALCULATORS = {
    "deadline": Calculator(Text("什么时候到期", "When is it due"), days.DEADLINE, days.deadline),
    "working-days": Calculator(
        Text("一年有多少工作日", "The working days of a year"), days.YEAR, days.working_days
    ),
    "benefit-place": Calculator(
        Text("养老金在哪里领", "Where will I draw my pension"),
        history.BENEFIT_PLACE,
        history.benefit_place,
    ),
    "pension-transfer-amount": Calculator(
        Text("转移多少钱", "How much money moves"),
        money.TRANSFER_AMOUNT,
        money.pension_transfer_amount,
    ),
    "account-interest": Calculator(
        Text("个人账户利息", "Interest on a personal account"),
        money.ACCOUNT_INTEREST,
        money.account_interest,
    ),
    "cumulative-months": Calculator(
        Text("累计缴费多少个月", "How many months do I have"),
        history.CUMULATIVE_MONTHS,
        history.cumulative_months,
    ),
    "pension-eligibility": Calculator(
        Text("养老保险能不能转移", "May my old-age insurance move"),
        eligibility.PENSION,
        eligibility.pension_eligibility,
    ),
    "medical-eligibility": Calculator(
        Text("医疗保险能不能转移", "May my medical insurance move"),
        eligibility.MEDICAL,
        eligibility.medical_eligibility,
    ),
    "retirement-age": Calculator(
        Text("什么时候退休", "When may I retire"),
        retiring.RETIREMENT_AGE,
        retiring.retirement_age,
    ),
    "pension-estimate": Calculator(
        Text("养老金大约多少", "What will my pension be, roughly"),
        estimating.PENSION_ESTIMATE,
        estimating.pension_estimate,
    ),
    "unemployment-term": Calculator(
        Text("失业保险金能领多久", "For how long is unemployment benefit paid"),
        unemployed.UNEMPLOYMENT_TERM,
        unemployed.unemployment_term,
    ),
    "employer-dues": Calculator(
        Text("单位欠费要缴多少", "What does an employer owe, with its late fee"),
        dues.EMPLOYER_DUES,
        dues.employer_dues,
    ),
    "identity-number": Calculator(
        Text("证件号码对不对", "Can this identity number be right"),
        persons.IDENTITY_NUMBER,
        persons.identity_number,
    ),
}


def calculate(name: str, data: Any, language: str, known: Known) -> dict[str, Any]:
    """Answer one question as programs read it, or raise `BadInput`."""
    return ask(name, data, known).spelled(language)


def ask(name: str, data: Any, known: Known) -> Answer:
    """Answer one question in both languages, or raise `BadInput`."""
    calculator = CALCULATORS[name]
    return calculator.answer(calculator.shape(data), known)


def what_is_known() -> Known:
    """Return today, the loaded notices and the approved values; without them the release's."""
    try:
        today, calendars, book = clock.today(), work_calendar.known(), rule_book.current()
    except DatabaseError:
        today, calendars, book = timezone.localdate(), published_calendars(), RELEASE
    is_loaded = bool(calendars.national.published_years)
    return Known(today, calendars if is_loaded else published_calendars(), book)
