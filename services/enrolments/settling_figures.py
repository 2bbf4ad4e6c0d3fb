"""What an account holds when it is paid out, number by number, with how it was worked out."""

from applications.fields import Figure
from law.values import percent
from law.wording import Basis, Text
from records.rules.interest import RATES_BASIS
from services.enrolments.figures import yuan
from services.enrolments.settling import Left

WRITTEN = Text("账簿余额，利息已经结清", "the balance of the books, interest included")
BALANCE = Text("年初余额，加本年记入", "what lay there when the year began, and what came since")


def of_account(left: Left, basis: Basis) -> tuple[Figure, ...]:
    """Return balance, interest, what was paid before 1998, and the sum."""
    found, rows = left.years, []
    rows.append(
        _row(
            Text("账户余额", "Balance"),
            found.balance_fen,
            WRITTEN if left.is_written else BALANCE,
            basis,
            left,
        )
    )
    if found.interest_fen:
        rate, months = percent(found.rate), found.months
        said = Text(
            f"逐月余额 × {rate} ÷ 12，算到当年第{months}个月（{found.rate_year}年利率）",
            f"month by month × {rate} ÷ 12, to month {months} of the year (rate of "
            f"{found.rate_year})",
        )
        label = Text("利息", "Interest")
        rows.append(_row(label, found.interest_fen, said, RATES_BASIS, left))
    if left.pre_1998_fen:
        label = Text("1998年以前的个人缴费", "Paid personally before 1998")
        said = Text("账簿另行记载的数额", "as the books keep it apart")
        rows.append(_row(label, left.pre_1998_fen, said, basis, left))
    total = Text("支付合计", "Paid out in all")
    rows.append(_row(total, left.total_fen, Text("以上相加", "all of these"), basis, left))
    return tuple(rows)


def _row(label: Text, fen: int, formula: Text, basis: Basis, left: Left) -> Figure:
    shown = yuan(fen)
    return Figure(
        label=label, value=Text(shown, shown), formula=formula, basis=basis, is_sure=left.is_sure
    )
