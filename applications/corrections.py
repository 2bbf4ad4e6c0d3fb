"""The lines of a correction, as the desk, the letter and the person read them."""

from typing import Any

from django.utils.translation import gettext as _

from agencies import rule_book
from agencies.rules.terms import RECORDED
from applications.fields import Shown
from applications.models import Application
from kit import clock
from kit.spelling import money, wording
from law.money import from_fen
from law.values import percent
from law.wording import MONTH_NAMES, Text
from records.effects import effects_of
from records.models import RecordCorrection

Row = dict[str, Any]
Kind = RecordCorrection.Kind
TITLES = {
    Kind.ADD: Text("增加月份", "Months added"),
    Kind.STRIKE: Text("划去月份", "Months struck out"),
    Kind.ACCOUNT: Text("更正个人账户", "Personal account corrected"),
}


def lines_of(case_number: str) -> list[RecordCorrection]:
    """Return what a correction puts right, in the order in which it was written."""
    lines = RecordCorrection.objects.standing().filter(case_number=case_number)
    return list(lines.select_related("relationship", "written_by").order_by("pk"))


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what the letter says was put right; where no line is named, the words say it."""
    lines = lines_of(application.case.number)
    if not lines:
        what = application.service.field_named("what")
        return (Shown(label=what.label, value=str(application.raw_answers.get("what") or "—")),)
    return tuple(Shown(label=title(each), value=said(each)) for each in lines)


def title(line: RecordCorrection) -> Text:
    """Return of which insurance a line is, and what it does."""
    insurance, kind = RECORDED[line.relationship.insurance], TITLES[Kind(line.kind)]
    return Text(f"{insurance.zh}：{kind.zh}", f"{insurance.en}: {kind.en.lower()}")


def said(line: RecordCorrection) -> Text:
    """Return a line in words: which months, on which base, what the account gains or loses."""
    parts = [_months(line), _base(line), _account(line), _pooled(line)]
    found = [each for each in parts if each is not None]
    return Text("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def _months(line: RecordCorrection) -> Text | None:
    first, last = line.first_month, line.last_month
    if first is None or last is None:
        return None
    return Text(
        f"{first.year}年{first.month}月至{last.year}年{last.month}月",
        f"{MONTH_NAMES[first.month - 1]} {first.year} to {MONTH_NAMES[last.month - 1]} {last.year}",
    )


def _base(line: RecordCorrection) -> Text | None:
    if line.kind != Kind.ADD:
        return None
    base, rates = f"¥{from_fen(line.base_fen):,.2f}", _rates(line)
    return Text(f"月缴费基数{base}，{rates.zh}", f"monthly base {base}, {rates.en}")


def _rates(line: RecordCorrection) -> Text:
    shares = [percent(r) for r in (line.employer_rate, line.personal_rate, line.account_rate)]
    return Text(
        "单位{}，个人{}，记入个人账户{}".format(*shares),
        "employer {}, person {}, into the account {}".format(*shares),
    )


def _account(line: RecordCorrection) -> Text | None:
    if not line.amount_fen:
        return None
    sum_ = f"¥{from_fen(abs(line.amount_fen)):,.2f}"
    by_rates = _reckoned_otherwise(line)
    if line.amount_fen > 0:
        return Text(f"个人账户增加{sum_}{by_rates.zh}", f"the account gains {sum_}{by_rates.en}")
    return Text(f"个人账户减少{sum_}{by_rates.zh}", f"the account loses {sum_}{by_rates.en}")


def _reckoned_otherwise(line: RecordCorrection) -> Text:
    """Say what base and rates make of it, where another sum was entered: both are printed."""
    if line.kind == Kind.ACCOUNT or line.amount_fen == line.reckoned_fen:
        return Text("", "")
    sum_ = f"¥{from_fen(abs(line.reckoned_fen)):,.2f}"
    return Text(f"（按基数和比例计算为{sum_}）", f" (by base and rates {sum_})")


def _pooled(line: RecordCorrection) -> Text | None:
    if not line.pooled_fen:
        return None
    sum_ = f"¥{from_fen(line.pooled_fen):,.2f}"
    return Text(
        f"统筹基金退回转出地{sum_}", f"{sum_} of the common fund go back to the original agency"
    )


def rows(application: Application) -> list[Row]:
    """Return the lines as the desk lists them: what, why, by whom, and what differs from reckoning.

    `key` is the number by which a line is dropped again.
    """
    return [
        {
            "key": each.pk,
            "title": wording(title(each)),
            "said": wording(said(each)),
            "reason": each.reason,
            "by": each.written_by.display_name,
            "changed": _changed(each),
            "is_done": each.applied_at is not None,
        }
        for each in lines_of(application.case.number)
    ]


def effects(application: Application) -> list[Row]:
    """Return what the lines that wait for two persons change together, for each insurance."""
    waiting = [each for each in lines_of(application.case.number) if each.applied_at is None]
    found = effects_of(waiting, today=clock.today(), book=rule_book.current())
    return [{"title": wording(RECORDED[each.insurance]), "effect": each} for each in found]


def _changed(line: RecordCorrection) -> str:
    """Say where the sum that was entered is not what base and rates make of it."""
    if line.kind == Kind.ACCOUNT or line.amount_fen == line.reckoned_fen:
        return ""
    sums = {"reckoned": money(line.reckoned_fen), "entered": money(line.amount_fen)}
    return _("By base and rates it would be %(reckoned)s; %(entered)s was entered.") % sums
