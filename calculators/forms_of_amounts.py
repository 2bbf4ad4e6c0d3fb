"""The form about what moves with a pension."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from calculators.answers import spell_month
from calculators.fields import Percent, TypedMoneyField, choice, label, listed, provinces
from calculators.forms_of_periods import FIRST_MONTH, LAST_MONTH
from calculators.reading.refusing import MESSAGES
from calculators.rows import Periods
from kit.form_fields.choices import Option
from kit.form_fields.dates import MonthField, ThreeBoxDateField
from kit.spelling import wording
from law.money import ZERO, spell_yuan
from law.values import RuleBook
from records.rules.benefit_place import GENERAL, TEMPORARY
from records.rules.contributions import month_number, month_of
from records.rules.usual_shares import EMPLOYER_SHARE, PERSONAL_SHARE, usual_share
from transfers.rules.form_lines import moving_rate


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
