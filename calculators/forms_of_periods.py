"""Forms about a life of work, typed as periods: nobody types three hundred and sixty months."""

from typing import Any

from django import forms

from calculators.answers import spell_month
from calculators.fields import Number, choice, hukou_of, hukou_provinces, label, listed, provinces
from calculators.rows import Periods, Rows
from kit.form_fields.dates import MonthField
from law.wording import Text
from records.rules.benefit_place import GENERAL, TEMPORARY

CHOOSE_PROVINCE = label("请选择", "Choose")
FIRST_MONTH, LAST_MONTH = label("起始月", "First month"), label("结束月", "Last month")


class BenefitPlaceForm(Rows):
    """The hukou, and the places in the order of the life."""

    row_title = Text("第{n}个参保地", "Place {n}")
    before = ("hukou_region",)
    row_names = ("region", "months", "temporary")
    telling = ("region", "months")

    hukou_region = listed(label("户籍所在省", "Province of the hukou"), [])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.provinces = provinces(CHOOSE_PROVINCE)
        super().__init__(*args, **kwargs)
        self.fields["hukou_region"].choices = hukou_provinces()  # type: ignore[attr-defined]

    def row_fields(self) -> dict[str, forms.Field]:
        """Ask for the province, the months there, and the kind of account."""
        return {
            "region": listed(label("参保省", "Province"), self.provinces),
            "months": Number(
                label=label("缴费月数", "Months paid there"),
                help_text=label("按月填：10年填120。", "In months: 10 years are 120."),
            ),
            "temporary": forms.BooleanField(
                label=label("是临时账户", "It is a temporary account"), required=False
            ),
        }

    def question(self) -> dict[str, Any]:
        """Return the places that were filled in."""
        rows = self.filled()
        self.asked_by = [number for number, _ in rows]
        segments = [
            {
                "region": row["region"],
                "months": row["months"],
                "account": TEMPORARY if row["temporary"] else GENERAL,
            }
            for _, row in rows
        ]
        return {"hukou_region": hukou_of(self.cleaned_data["hukou_region"]), "segments": segments}


class CumulativeMonthsForm(Periods):
    """One insurance, and the periods in which one was in it."""

    before = ("insurance",)
    row_names = ("first", "last", "region", "scheme")
    telling = ("first", "last", "region")
    called = {"from": "first", "to": "last"}

    insurance = choice(
        label("哪种保险", "Which insurance"),
        [
            ("pension", label("养老保险", "Old-age insurance")),
            ("medical", label("医疗保险", "Medical insurance")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.provinces = provinces(CHOOSE_PROVINCE)
        super().__init__(*args, **kwargs)

    def row_fields(self) -> dict[str, forms.Field]:
        """Ask from when to when, where, and in which scheme."""
        return {
            "first": MonthField(label=FIRST_MONTH),
            "last": MonthField(label=LAST_MONTH),
            "region": listed(label("参保省", "Province"), self.provinces),
            "scheme": listed(
                label("险种", "Scheme"),
                [
                    ("employee", label("职工保险", "Employees' scheme")),
                    ("resident", label("居民保险", "Residents' scheme")),
                ],
            ),
        }

    def question(self) -> dict[str, Any]:
        """Return the periods that were filled in."""
        rows = self.filled()
        self.asked_by = [number for number, _ in rows]
        segments = [
            {
                "region": row["region"],
                "from": spell_month(row["first"]),
                "to": spell_month(row["last"]),
                "scheme": row["scheme"],
            }
            for _, row in rows
        ]
        return {"insurance": self.cleaned_data["insurance"], "segments": segments}
