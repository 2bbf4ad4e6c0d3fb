"""What people type: one short form for each calculator that has a page."""

import unicodedata
from typing import Any

from django import forms
from django.utils.functional import lazy

from accounts.forms_kit import MoneyField, MonthField, ThreeBoxDateField
from accounts.rules.identity_number import DOCUMENT_TYPES, normalise_typed
from accounts.rules.money import spell_yuan
from accounts.rules.wording import Text
from agencies.models import Region
from portal.calculators.answers import spell_month
from portal.spelling import wording

PLACES = 4
SHORT = {"size": 20, "inputmode": "decimal", "autocomplete": "off"}
NUMBER = {"size": 6, "inputmode": "numeric", "autocomplete": "off"}
said: Any = lazy(wording, str)


def label(zh: str, en: str) -> Any:
    """Return a label in the reader's language."""
    return said(Text(zh, en))


class TypedMoneyField(MoneyField):
    """An amount as people type it: full-width digits are meant as digits."""

    def to_python(self, value: Any) -> Any:
        """Read the amount."""
        return super().to_python(_plain(value))


class Number(forms.IntegerField):
    """A small whole number."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(NUMBER), min_value=0, max_value=9999, **kwargs)


class Decimals(forms.DecimalField):
    """A number with decimals, such as an index."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(SHORT)
        super().__init__(widget=widget, min_value=0, max_digits=8, decimal_places=5, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the number."""
        return super().to_python(_plain(value))


def _plain(value: Any) -> Any:
    return unicodedata.normalize("NFKC", value) if isinstance(value, str) else value


class Asking(forms.Form):
    """A form that knows how a calculator is asked."""

    def question(self) -> dict[str, Any]:
        """Return the fields of the calculator's question."""
        return dict(self.cleaned_data)


class DeadlineForm(Asking):
    """A day and a number of working days."""

    received_on = ThreeBoxDateField(label=label("收到日期", "Day of receipt"))
    working_days = Number(label=label("几个工作日", "Number of working days"))

    def question(self) -> dict[str, Any]:
        """Write the day as programs do."""
        return self.cleaned_data | {"received_on": self.cleaned_data["received_on"].isoformat()}


class RetirementAgeForm(Asking):
    """Whose age, and when they were born."""

    category = forms.ChoiceField(
        label=label("您属于", "You are"),
        widget=forms.RadioSelect,
        choices=[
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

    age_years = Number(label=label("退休时满几岁", "Age at retirement: full years"))
    age_months = Number(label=label("另几个月", "And months"), initial=0)
    contribution_months = Number(
        label=label("累计缴费月数", "Contribution months in all"),
        help_text=label("包括视同缴费。", "Deemed months included."),
    )
    local_base = TypedMoneyField(
        label=label(
            "当地养老金计发基数（每月）", "Published calculation base of the place, a month"
        ),
        widget=forms.TextInput(SHORT),
    )
    average_index = Decimals(
        label=label("平均缴费指数", "Average contribution index"),
        help_text=label(
            "本人缴费基数与当地平均工资之比，一般在0.6到3之间。",
            "Your own base compared with the average wage, usually between 0.6 and 3.",
        ),
    )
    personal_account = TypedMoneyField(
        label=label("个人账户储存额", "Balance of the personal account"),
        widget=forms.TextInput(SHORT),
    )
    deemed_months = Number(
        label=label("视同缴费月数", "Deemed contribution months"), required=False
    )
    transition_coefficient = Decimals(
        label=label("过渡系数", "Transition coefficient"),
        required=False,
        help_text=label("如1.3%写成0.013，各省不同。", "1.3% is 0.013; provinces differ."),
    )

    def question(self) -> dict[str, Any]:
        """Write amounts and numbers as programs do, and leave out what was not given."""
        asked = dict(self.cleaned_data)
        for name in ("local_base", "personal_account"):
            asked[name] = spell_yuan(asked[name])
        for name in ("average_index", "transition_coefficient"):
            asked[name] = None if asked[name] is None else f"{asked[name]:f}"
        return {name: value for name, value in asked.items() if value is not None}


class BenefitPlaceForm(Asking):
    """The hukou, and up to four places in the order of the life."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.filter(level=Region.Level.PROVINCE).order_by("code")
        provinces = [(each.code, label(each.name, each.name_en)) for each in regions]
        self.fields["hukou_region"] = forms.ChoiceField(
            label=label("户籍所在省", "Province of the hukou"),
            choices=[("none", label("没有户籍", "No hukou")), *provinces],
        )
        for number in range(1, PLACES + 1):
            self._add_place(number, provinces)

    def _add_place(self, number: int, provinces: list) -> None:
        self.fields[f"region_{number}"] = forms.ChoiceField(
            label=label(f"第{number}个参保省", f"Place {number}: province"),
            choices=[("", label("没有", "None")), *provinces],
            required=number == 1,
        )
        self.fields[f"months_{number}"] = Number(
            label=label(f"第{number}个参保省的月数", f"Place {number}: months"),
            required=number == 1,
        )
        self.fields[f"temporary_{number}"] = forms.BooleanField(
            label=label(f"第{number}个是临时账户", f"Place {number} keeps a temporary account"),
            required=False,
        )

    def question(self) -> dict[str, Any]:
        """Return the places that were filled in."""
        asked = self.cleaned_data
        hukou = asked["hukou_region"]
        filled = [n for n in range(1, PLACES + 1) if asked[f"region_{n}"]]
        segments = [
            {
                "region": asked[f"region_{n}"],
                "months": asked[f"months_{n}"] or 0,
                "account": "temporary" if asked[f"temporary_{n}"] else "general",
            }
            for n in filled
        ]
        return {"hukou_region": None if hukou == "none" else hukou, "segments": segments}


class UnemploymentTermForm(Asking):
    """Months paid since the last unemployment, and months left over."""

    contribution_months = Number(
        label=label("上次失业后的缴费月数", "Months paid since you were last unemployed")
    )
    unused_months = Number(
        label=label("上次没有领完的月数", "Months left over from before"), initial=0
    )


class IdentityNumberForm(Asking):
    """A document and its number; sent by POST and kept nowhere."""

    document_type = forms.ChoiceField(
        label=label("证件类型", "Kind of document"),
        choices=[(kind.value, said(text)) for kind, text in DOCUMENT_TYPES.items()],
    )
    number = forms.CharField(
        label=label("证件号码", "Number"),
        max_length=40,
        widget=forms.TextInput({"size": 24, "autocomplete": "off", "spellcheck": "false"}),
    )

    def question(self) -> dict[str, Any]:
        """Read the number as it was meant."""
        return self.cleaned_data | {"number": normalise_typed(self.cleaned_data["number"])}
