"""When somebody may retire."""

from typing import Any

from calculators.answers import Answer, Known, say_years, spell_month
from calculators.reading import readers, shapes
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Shape
from law.wording import Text, filled, say_month, say_months
from records.rules import retirement
from records.rules.retirement import Category

RETIRES = Text(
    "到{month}达到法定退休年龄{age}。",
    "The statutory retirement age of {age} is reached in {month}.",
)
DELAYED = Text("原来是{original}，延迟{delay}。", "It was {original} before: {delay} later.")
NOT_DELAYED = Text("不受延迟影响。", "It is not raised for this month of birth.")
NEEDS = Text("届时至少要缴费{months}（{years}）。", "By then {months} ({years}) must be paid.")
FILE_COUNTS = Text(
    "这是测算结果，出生日期以档案认定为准，最终由社保经办机构核定。",
    "This is a calculation. The agency decides, by the date of birth in the personal file.",
)

RETIREMENT_AGE = Shape({"category": shapes.choice_of(Category), "born": readers.month})


def retirement_age(asked: dict[str, Any], known: Known) -> Answer:
    """Say when somebody born in that month may retire."""
    if asked["born"] > known.today:
        raise BadInput("in_the_future", "born")
    found = retirement.retirement_of(asked["category"], asked["born"], known.book)
    needed = found.minimum_contribution_months
    age = say_years(found.age_years * 12 + found.age_months)
    explanation = (
        filled(RETIRES, month=say_month(found.retirement_month), age=age_in_words(age)),
        filled(
            DELAYED, original=say_month(found.original_month), delay=say_months(found.delay_months)
        )
        if found.delay_months
        else NOT_DELAYED,
        filled(NEEDS, months=say_months(needed), years=say_years(needed)),
        FILE_COUNTS,
    )
    result = {
        "original_month": spell_month(found.original_month),
        "delay_months": found.delay_months,
        "retirement_month": spell_month(found.retirement_month),
        "age_years": found.age_years,
        "age_months": found.age_months,
        "minimum_contribution_months": needed,
    }
    return Answer(result, retirement.AGE_BASIS, explanation)


def age_in_words(years: Text) -> Text:
    """Return an age as one says it: 62岁11个月."""
    return Text(years.zh.replace("年", "岁", 1), years.en)
