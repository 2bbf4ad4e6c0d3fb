"""Forms about money: what moves with a pension, and what an account earns in a year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from calculators.answers import spell_month
from calculators.asking import Asking, Group, Part, Periods
from calculators.fields import Percent, TypedMoneyField, choice, label, listed, provinces
from calculators.forms_of_periods import FIRST_MONTH, LAST_MONTH
from calculators.reading.refusing import MESSAGES
from kit.form_fields.choices import Option
from kit.form_fields.dates import MonthField, ThreeBoxDateField
from kit.spelling import wording
from law.money import ZERO, spell_yuan
from law.values import RuleBook, percent
from law.wording import Text
from records.rules.contributions import month_number, month_of
from records.rules.interest import Method, published_rates, rate_for
from records.rules.usual_shares import EMPLOYER_SHARE, PERSONAL_SHARE, usual_share
from transfers.rules.facts import GENERAL, TEMPORARY
from transfers.rules.form_lines import moving_rate

ANOTHER_RATE = "another"
CHOOSE_ANOTHER_RATE = label(
    "要用这个利率，请在上面选“其他利率”；不用的，请清空。",
    "To use this rate, choose “Another rate” above; otherwise leave this empty.",
)
MONTHS = range(1, 13)
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class TransferAmountForm(Periods):
    """The periods with their bases, and what is known of the account."""

    row_names = ("first", "last", "base", "region", "owed")
    row_folded = ("account_rate", "employer_rate", "personal_rate")
    telling = ("first", "last", "base")
    before = ("account", "transfer_on")
    after = ("balance", "pre_1998")
    called = {
        "month": "first",
        "balance_at_last_year_end": "balance",
        "pre_1998_personal": "pre_1998",
    }
    fold_title = label(
        "缴费比例（已按规定，一般不用改）", "Rates (those of the law; seldom changed)"
    )

    account = choice(
        label("现在的账户", "The account there"),
        [
            (
                GENERAL,
                Option(
                    label("一般账户", "A general account"),
                    label("绝大多数人是一般账户。", "Nearly everybody has a general account."),
                ),
            ),
            (
                TEMPORARY,
                Option(
                    label("临时缴费账户", "A temporary account"),
                    label(
                        "男满50岁、女满40岁后首次在户籍省以外参保时建立。",
                        "Opened for men from 50 and women from 40 away from their hukou.",
                    ),
                ),
            ),
        ],
        initial=GENERAL,
    )
    transfer_on = ThreeBoxDateField(
        label=label("转移日期", "Day of the transfer"),
        required=False,
        help_text=label("不填就按今天算。", "Left empty, today counts."),
    )
    balance = TypedMoneyField(
        label=label("上年末个人账户余额", "Balance of the account at the end of last year"),
        required=False,
        help_text=label(
            "不填的，按公布的利率逐年推算；2016年以前没有全国利率，须填写。",
            "Left empty, it is worked out with the published rates, which begin in 2016.",
        ),
    )
    pre_1998 = TypedMoneyField(
        label=label("1998年以前个人缴费本息", "Paid personally before 1998, with interest"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.provinces = provinces(label("不填也可以", "May be left out"))
        super().__init__(*args, **kwargs)

    def row_fields(self) -> dict[str, forms.Field]:
        """Ask from when to when and on which base; the rates stand in the law."""
        by_law = label("不填就按规定算。", "Left empty, the rate of the law counts.")
        return {
            "first": MonthField(label=FIRST_MONTH),
            "last": MonthField(label=LAST_MONTH),
            "base": TypedMoneyField(label=label("每月缴费基数", "Contribution base, a month")),
            "region": listed(label("参保省", "Province"), self.provinces, required=False),
            "owed": forms.BooleanField(
                label=label("这一段欠费未缴", "These months were never paid"), required=False
            ),
            "account_rate": Percent(
                least="1",
                label=label("记入个人账户（%）", "To the personal account (%)"),
                required=False,
                help_text=label(
                    "不填就按规定：2006年起8%，1998至2005年11%。",
                    "By the law 8% since 2006 and 11% from 1998 to 2005.",
                ),
            ),
            "employer_rate": Percent(
                least="1",
                label=label("单位缴费（%）", "The employer's share (%)"),
                required=False,
                help_text=label(
                    "不填就按通常的20%，2019年5月起16%。",
                    "Left empty, the usual 20%, and 16% since May 2019.",
                ),
            ),
            "personal_rate": Percent(
                least="1",
                label=label("个人缴费（%）", "The person's share (%)"),
                required=False,
                help_text=by_law,
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Let no period reach beyond the month of the transfer."""
        super().clean()
        month = self.transferred_on.replace(day=1)
        for number, row in self.filled():
            if row["last"] and row["last"] > month:
                self.add_error(f"last_{number}", wording(MESSAGES["month_after_transfer"]))
        return self.cleaned_data

    @property
    def transferred_on(self) -> date:
        """The day of the transfer: the one given, or today."""
        return self.cleaned_data.get("transfer_on") or self.known.today

    def question(self) -> dict[str, Any]:
        """Write every month of every period as programs do."""
        asked = self.cleaned_data
        self.asked_by = []
        return {
            "transfer_on": self.transferred_on.isoformat(),
            "account": asked["account"],
            "pre_1998_personal": spell_yuan(asked["pre_1998"] or ZERO),
            "balance_at_last_year_end": _amount(asked["balance"]),
            "months": list(self._months()),
        }

    def _months(self) -> Iterator[dict[str, Any]]:
        for number, row in self.filled():
            base = spell_yuan(row["base"])
            for each in range(month_number(row["first"]), month_number(row["last"]) + 1):
                self.asked_by.append(number)
                month = month_of(each)
                yield {
                    "month": spell_month(month),
                    "base": base,
                    "paid": not row["owed"],
                    **rates_of(month, row, self.known.book),
                }


def rates_of(month: date, given: dict[str, Any], book: RuleBook) -> dict[str, str]:
    """Return the rates of a month: those typed, or else those of the law and of custom."""
    usual = {
        "account_rate": moving_rate(month.year, book),
        # These matter for a temporary account only, and whoever paid another share types it.
        "employer_rate": usual_share(EMPLOYER_SHARE, month, book),
        "personal_rate": usual_share(PERSONAL_SHARE, month, book),
    }
    return {
        name: f"{rate if given[name] is None else given[name]:f}" for name, rate in usual.items()
    }


def _amount(typed: Decimal | None) -> str | None:
    return None if typed is None else spell_yuan(typed)


class AccountInterestForm(Asking):
    """An account at the beginning of a year, what was credited in it, and the year's rate."""

    groups = (
        Group(Text("年初", "At the beginning of the year"), ("opening",)),
        Group(Text("利率", "The rate"), ("year", "rate")),
        Group(Text("当年记入", "Credited in the year"), ("each_month",)),
        Group(Text("算法", "The method"), ("method",)),
    )

    fold_title = label("各月金额不一样？逐月填写", "Not the same each month? Month by month")

    opening = TypedMoneyField(label=label("年初余额", "Balance at the beginning of the year"))
    year = listed(label("哪一年", "Which year"), [])
    rate = Percent(
        label=label("其他利率（%）", "Another rate (%)"),
        required=False,
        help_text=label("上面选了“其他利率”才填，如2.62。", "Only for another rate, such as 2.62."),
    )
    each_month = TypedMoneyField(
        label=label("每月记入金额", "Credited each month"),
        required=False,
        help_text=label(
            "个人账户每月记入的钱，一般是缴费基数的8%。",
            "What goes into the account each month, as a rule 8% of the base.",
        ),
    )
    method = choice(
        label("利息怎么算", "How interest is counted"),
        [
            (
                Method.MONTH_PRODUCT.value,
                Option(
                    label("月积数法", "Month by month"),
                    label(
                        "每笔钱按存了几个月计息。", "Each credit earns for the months it lay there."
                    ),
                ),
            ),
            (
                Method.ANNUAL.value,
                Option(
                    label("年度计算法", "By the year"),
                    label(
                        "全年记入的钱平均按半年多计息。", "The year's credits earn for half a year."
                    ),
                ),
            ),
        ],
        initial=Method.MONTH_PRODUCT.value,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = [
            (str(year), label(f"{year}年：{percent(rate)}", f"{year}: {percent(rate)}"))
            for year, rate in published_rates(self.known.book).items()
        ]
        other = (ANOTHER_RATE, label("其他利率", "Another rate"))
        self.fields["year"].choices = [*published, other]  # type: ignore[attr-defined]
        for month in MONTHS:
            self.fields[f"month_{month}"] = TypedMoneyField(
                label=label(f"{month}月", MONTH_NAMES[month - 1]), required=False
            )

    @property
    def parts(self) -> list[Part]:
        """The twelve months open on request: mostly each is like the others."""
        parts = super().parts
        parts[2].folded.extend(self[f"month_{month}"] for month in MONTHS)
        return parts

    def clean(self) -> dict[str, Any]:
        """Ask for the rate where no published one was chosen."""
        asked = self.cleaned_data
        is_missing = asked.get("year") == ANOTHER_RATE and asked.get("rate") is None
        if is_missing and "rate" not in self.errors:
            self.add_error("rate", Percent.default_error_messages["required"])
        if self._typed_in_vain():
            self.add_error("rate", CHOOSE_ANOTHER_RATE)
        return asked

    def _typed_in_vain(self) -> bool:
        """Return whether a rate was typed that is not the one of the year chosen."""
        year, typed = self.cleaned_data.get("year"), self.cleaned_data.get("rate")
        if not year or year == ANOTHER_RATE or typed is None:
            return False
        return typed != rate_for(int(year), self.known.book)

    def question(self) -> dict[str, Any]:
        """Return the credits of the months: their own, or what was credited in each."""
        asked = self.cleaned_data
        another = asked["year"] == ANOTHER_RATE
        rate = asked["rate"] if another else rate_for(int(asked["year"]), self.known.book)
        return {
            "method": asked["method"],
            "opening": spell_yuan(asked["opening"]),
            "rate": f"{rate:f}",
            "credits": [
                {"month": month, "amount": spell_yuan(amount)}
                for month in MONTHS
                if (amount := self._credited(month))
            ],
        }

    def _credited(self, month: int) -> Decimal | None:
        own = self.cleaned_data[f"month_{month}"]
        return self.cleaned_data["each_month"] if own is None else own
