"""What is said beside the sums: another share than recorded, and months that do not count."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from law.values import percent
from law.wording import Text
from records.rules.benefit_place import TEMPORARY
from records.rules.contributions import (
    ContributionPeriod,
    month_number,
)
from transfers.rules.form_lines import (
    FIRST_YEAR,
    STAYS_REMARK,
    FormLine,
)

ABOVE = Text(
    "{months}个月的记账比例为{found}，高于{rate}的部分不转移，原记录不变。",
    "Months for which {found} of the base was recorded: {months}. What exceeds {rate} does not "
    "move and the record stays as it is.",
)
BELOW = Text(
    "{months}个月的记账比例为{found}，按{rate}转移，由转出地补足并更正记录。",
    "Months for which {found} of the base was recorded: {months}. {rate} moves, and the original "
    "agency makes up the difference and corrects the record.",
)
OWED = Text(
    "{months}个月欠费，不计缴费年限，也不转移资金。",
    "Months owed: {months}. They do not count and move no money.",
)
STAYING = Text(
    "{months}个月按规定不能转移，年限和本金留在转出地，已书面告知本人。",
    "Months that cannot be moved: {months}. They and what was paid for them stay at the original "
    "place, and the person was told in writing.",
)
IN_FULL = Text(
    "临时缴费账户：单位和个人的缴费全部转移，单位部分按实际缴费比例计算。",
    "Temporary account: all that employer and person paid moves; the employer's part at the rate "
    "that was paid.",
)

DOUBLE = Text(
    "{months}个月在本账户重复缴费，只计算一次。",
    "Months paid twice into this account: {months}. They count once.",
)


def about_account(lines: Iterable[FormLine], account: str) -> tuple[Text, ...]:
    """Say where another share of the base moves than was recorded."""
    months: dict[tuple[Decimal, Decimal], int] = {}
    for line in lines:
        if line.months and line.year >= FIRST_YEAR and line.recorded_rate != line.account_rate:
            key = (line.account_rate, line.recorded_rate)
            months[key] = months.get(key, 0) + line.months
    corrections = (
        (ABOVE if found > rate else BELOW).format(
            months=number, found=percent(found), rate=percent(rate)
        )
        for (rate, found), number in months.items()
    )
    return (*([IN_FULL] if account == TEMPORARY else []), *corrections)


def about_months(
    lines: Iterable[FormLine], given: Iterable[ContributionPeriod]
) -> tuple[Text, ...]:
    """Say which months do not count: those owed, those that stay, and those paid twice."""
    idle = [line for line in lines if not line.months]
    staying = _months_of(line for line in idle if line.remark is STAYS_REMARK)
    owed = _months_of(line for line in idle if line.remark is not STAYS_REMARK)
    doubled = _doubled([period for period in given if period.counts])
    sentences = ((OWED, len(owed)), (STAYING, len(staying)), (DOUBLE, doubled))
    return tuple(sentence.format(months=number) for sentence, number in sentences if number)


def _months_of(lines: Iterable[FormLine]) -> set[int]:
    return {
        number
        for line in lines
        for number in range(month_number(line.first_month), month_number(line.last_month) + 1)
    }


def _doubled(paid: Sequence[ContributionPeriod]) -> int:
    numbers = [
        number
        for period in paid
        for number in range(month_number(period.first_month), month_number(period.last_month) + 1)
    ]
    return len(numbers) - len(set(numbers))
