"""The form about what an account earns in a year."""

from decimal import Decimal
from typing import Any

from calculators.asking import Asking, Group, Part
from calculators.fields import Percent, TypedMoneyField, choice, label, listed
from kit.form_fields.choices import Option
from law.money import spell_yuan
from law.values import percent
from law.wording import Text
from records.rules.interest import Method, published_rates, rate_for

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
