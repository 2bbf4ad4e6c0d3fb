"""What people type: one short form for each calculator that asks a few things once."""

from typing import Any

from django import forms

from calculators.answers import spell_month
from calculators.asking import Asking, Group
from calculators.fields import (
    Decimals,
    Number,
    TypedMoneyField,
    choice,
    label,
    listed,
    provinces,
    said,
)
from kit.form_fields.dates import MonthField, ThreeBoxDateField
from law.identity_number import DOCUMENT_TYPES, mask, normalise_typed
from law.money import spell_yuan
from law.wording import Text

PLACE = label("在哪个省？", "In which province?")
PLACE_HELP = label(
    "选填。有的地方有自己规定的放假日。", "Optional. Some places have days off of their own."
)


class InPlace(Asking):
    """A question whose answer may differ by place: days off of one province alone."""

    place = listed(PLACE, [], required=False, help_text=PLACE_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = provinces(label("全国", "The whole country"))  # type: ignore[attr-defined]

    def question(self) -> dict[str, Any]:
        """Leave the place out where none was named."""
        asked = dict(self.cleaned_data)
        if not asked["place"]:
            del asked["place"]
        return asked


class DeadlineForm(InPlace):
    """A day and a number of working days."""

    field_order = ("received_on", "working_days", "place")

    received_on = ThreeBoxDateField(
        label=label("收到日期", "Day of receipt"),
        help_text=label(
            "这一天不计入，从第二天起算。", "It is not counted: the next day is the first."
        ),
    )
    working_days = Number(label=label("几个工作日", "Number of working days"))

    def question(self) -> dict[str, Any]:
        """Write the day as programs do."""
        return super().question() | {"received_on": self.cleaned_data["received_on"].isoformat()}


class WorkingDaysForm(InPlace):
    """A year."""

    field_order = ("year", "place")

    year = Number(label=label("哪一年", "Year"))


class RetirementAgeForm(Asking):
    """Whose age, and when they were born."""

    category = choice(
        label("您属于", "You are"),
        [
            ("male", label("男职工", "A man")),
            ("female-55", label("女职工，原退休年龄55岁", "A woman who would have retired at 55")),
            ("female-50", label("女职工，原退休年龄50岁", "A woman who would have retired at 50")),
        ],
        help_text=label(
            "女职工看岗位：管理和技术岗位一般55岁，生产岗位一般50岁。",
            "For women it depends on the post: usually 55 in offices, 50 in production.",
        ),
    )
    born = MonthField(label=label("出生年月", "Month of birth"))

    def question(self) -> dict[str, Any]:
        """Write the month as programs do."""
        return self.cleaned_data | {"born": spell_month(self.cleaned_data["born"])}


class PensionEstimateForm(Asking):
    """What the formula of the pension needs."""

    groups = (
        Group(Text("退休时", "At retirement"), ("age_years", "age_months")),
        Group(
            Text("您的缴费", "Your contributions"),
            ("contribution_months", "average_index", "personal_account"),
        ),
        Group(Text("领取地", "The place that pays"), ("local_base",)),
        Group(
            Text("有视同缴费的才填", "Only with deemed contributions"),
            ("deemed_months", "deemed_years", "transition_coefficient", "second_base"),
        ),
    )

    age_years = Number(
        label=label("满几岁", "Full years of age"),
        help_text=label("不知道的，先查退休年龄。", "Not sure? Look up the retirement age first."),
    )
    age_months = Number(label=label("另几个月", "And months"), initial=0)
    contribution_months = Number(
        label=label("累计缴费月数", "Contribution months in all"),
        help_text=label(
            "按月填，30年填360；包括视同缴费。", "30 years are 360; deemed months included."
        ),
    )
    local_base = TypedMoneyField(
        label=label("当地养老金计发基数（每月）", "Published calculation base, a month"),
        help_text=label(
            "各省每年公布，可在省人社厅网站查到。",
            "Each province publishes it once a year.",
        ),
    )
    average_index = Decimals(
        label=label("平均缴费指数", "Average contribution index"),
        help_text=label(
            "本人缴费基数与当地平均工资之比，一般在0.6到3之间。",
            "Your own base compared with the average wage, usually between 0.6 and 3.",
        ),
    )
    personal_account = TypedMoneyField(
        label=label("个人账户储存额", "Balance of the personal account")
    )
    deemed_months = Number(
        label=label("视同缴费月数", "Deemed contribution months"), required=False
    )
    deemed_years = Decimals(
        label=label("或视同缴费年限", "Or deemed contribution years"),
        required=False,
        help_text=label(
            "可带小数，如6.25年；与月数只填一项。",
            "With decimals, such as 6.25; fill in either the months or the years.",
        ),
    )
    transition_coefficient = Decimals(
        label=label("过渡系数", "Transition coefficient"),
        required=False,
        help_text=label("如1.3%写成0.013，各省不同。", "1.3% is 0.013; provinces differ."),
    )

    second_base = TypedMoneyField(
        label=label("过渡性养老金的计发基数", "Base of the transitional pension"),
        required=False,
        help_text=label(
            "当地另有第二个计发基数的才填。", "Only where the place publishes a second base."
        ),
    )

    def question(self) -> dict[str, Any]:
        """Write amounts and numbers as programs do, and leave out what was not given."""
        asked = dict(self.cleaned_data)
        for name in ("local_base", "personal_account", "second_base"):
            asked[name] = None if asked[name] is None else spell_yuan(asked[name])
        for name in ("average_index", "transition_coefficient", "deemed_years"):
            asked[name] = None if asked[name] is None else f"{asked[name]:f}"
        return {name: value for name, value in asked.items() if value is not None}


class UnemploymentTermForm(Asking):
    """Months paid since the last unemployment, and months left over."""

    contribution_months = Number(
        label=label("上次失业后的缴费月数", "Months paid since you were last unemployed"),
        help_text=label(
            "第一次失业的，填全部缴费月数。", "All your months if it is the first time."
        ),
    )
    unused_months = Number(
        label=label("上次没有领完的月数", "Months left over from before"), initial=0
    )


class EmployerDuesForm(Asking):
    """What was owed for a month, and when it is paid."""

    field_order = ("month", "owed", "first_late_day", "paid_on")

    month = MonthField(label=label("哪个月的社保费", "Owed for which month"))
    owed = TypedMoneyField(label=label("应缴金额", "Amount owed"))
    first_late_day = ThreeBoxDateField(
        label=label("从哪天起算欠缴", "From which day on it is late"),
        required=False,
        help_text=label(
            "选填。不知道的，按次月1日起算。",
            "Optional. If you do not know it, the first of the month after is taken.",
        ),
    )
    paid_on = ThreeBoxDateField(label=label("哪天缴", "Paid on which day"))

    def question(self) -> dict[str, Any]:
        """Write month, amount and days as programs do."""
        asked = self.cleaned_data
        late = asked.get("first_late_day")
        month = {
            "month": spell_month(asked["month"]),
            "owed": spell_yuan(asked["owed"]),
            "first_late_day": late.isoformat() if late else None,
        }
        return {"paid_on": asked["paid_on"].isoformat(), "months": [month]}


class IdentityNumberForm(Asking):
    """A document and its number; sent by POST and kept nowhere."""

    document_type = listed(
        label("证件类型", "Kind of document"),
        [(kind.value, said(text)) for kind, text in DOCUMENT_TYPES.items()],
    )
    number = forms.CharField(
        label=label("证件号码", "Number"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": label("请填写证件号码。", "Enter the number.")},
    )

    def question(self) -> dict[str, Any]:
        """Read the number as it was meant."""
        return self.cleaned_data | {"number": normalise_typed(self.cleaned_data["number"])}

    def told(self, bound: Any) -> str:
        """Hide the middle of the number: paper lies about."""
        return mask(self.question()["number"]) if bound.name == "number" else super().told(bound)
