"""For how long unemployment benefit is paid at most."""

from typing import Any

from calculators.answers import Answer, Known
from calculators.reading import readers
from calculators.reading.shapes import Shape
from law.wording import Text, filled, say_months
from records.rules import unemployment

TERM = Text(
    "失业保险金最长领取{months}：本次缴费{paid}对应{new}，加上次未领完的{unused}，"
    "合计不超过24个月。",
    "Unemployment benefit for at most {months}: {new} for {paid} paid, and {unused} left "
    "from before; together never more than 24.",
)
NOT_A_YEAR = Text("本次缴费不满1年，不产生新的领取期限。", "Under a year paid earns no new term.")

# Nobody can have more left over than the longest term there ever was.
LONGEST_UNUSED = 24

UNEMPLOYMENT_TERM = Shape(
    {
        "contribution_months": readers.whole_number(0, readers.MOST_MONTHS),
        "unused_months": readers.whole_number(0, LONGEST_UNUSED),
    }
)


def unemployment_term(asked: dict[str, Any], known: Known) -> Answer:
    """Say for how long unemployment benefit is paid at most."""
    paid, unused = asked["contribution_months"], asked["unused_months"]
    rules: Any = {"on": known.today, "book": known.book}
    months = unemployment.longest_term(paid, unused, **rules)
    new = unemployment.new_term(paid, **rules)
    said = filled(
        TERM,
        months=say_months(months),
        paid=say_months(paid),
        new=say_months(new),
        unused=say_months(unused),
    )
    explanation = (said,) if new else (said, NOT_A_YEAR)
    return Answer({"months": months}, unemployment.BASIS, explanation)
