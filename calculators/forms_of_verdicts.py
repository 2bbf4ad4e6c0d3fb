"""May the insurance move: plain questions, grouped, and only those that matter."""

from datetime import date
from typing import Any

from django import forms

from agencies.places import region_choices
from calculators.asking import Asking, Group
from calculators.fields import (
    Number,
    YesNo,
    choice,
    hukou_of,
    hukou_provinces,
    label,
    listed,
    provinces,
)
from calculators.reading.readers import MOST_MONTHS
from kit.form_fields.choices import Option
from kit.form_fields.dates import ThreeBoxDateField
from kit.form_fields.regions import RegionField
from law.wording import Text

CHOOSE_PROVINCE = label("请选择", "Choose")
CHOOSE_PLACE = label("请选择城市", "Choose a place")
NO, YES, STOPPED, CLOSED = "no", "yes", "stopped", "closed"
DRAWS_RESIDENT, DRAWS_BOTH = "resident", "both"
NONE_OWED, WILL_DECIDE, GIVEN_UP, EMPLOYER_OWES = "none", "open", "given-up", "employer"
SCHEMES = [
    ("employee", label("职工医保", "Employees' scheme")),
    ("resident", label("居民医保", "Residents' scheme")),
]
PENSION_SCHEMES = [
    ("employee", label("职工养老保险", "Employees' scheme")),
    ("resident", label("居民养老保险", "Residents' scheme")),
]
DECEASED = label("参保人已经去世", "The insured person has died")
NOT_YET = label("这一天还没有到，请检查年份。", "This day has not come yet. Check the year.")
# Only whether it is below zero matters (ACCOUNT_NEGATIVE), so nobody is asked for the amount.
BELOW_ZERO, NOT_BELOW_ZERO = "-0.01", "0.00"


class PensionEligibilityForm(Asking):
    """What decides whether an old-age insurance relationship may move."""

    groups = (
        Group(
            Text("关于您", "About you"),
            ("sex", "born_on", "hukou_region", "drawing_benefit"),
        ),
        Group(
            Text("新参保地", "The new place"),
            ("new_region", "to_scheme", "at_new", "first_enrolment_at_new"),
        ),
        Group(
            Text("原参保地", "The original place"),
            ("original_region", "from_scheme", "active_at_original", "arrears"),
        ),
        Group(
            Text("特殊情况", "Special cases"),
            ("employee_months", "overlapping", "open_transfer", "approved_move", "deceased"),
        ),
    )

    called = {"enrolled_and_paid_at_new": "at_new"}
    told_apart = ("at_new", "overlapping", "arrears")

    sex = choice(
        label("性别", "Sex"), [("male", label("男", "Male")), ("female", label("女", "Female"))]
    )
    born_on = ThreeBoxDateField(label=label("出生日期", "Date of birth"))
    hukou_region = listed(label("户籍所在省", "Province of the hukou"), [])
    drawing_benefit = choice(
        label("已经在领养老金了吗？", "Do you draw a pension already?"),
        [
            (NO, label("没有", "No")),
            (YES, label("在领职工养老金", "Yes, an employee's pension")),
            (DRAWS_RESIDENT, label("在领居民养老金", "Yes, a resident pension")),
            (DRAWS_BOTH, label("两种都在领", "Yes, both")),
        ],
    )
    new_region = listed(label("现在在哪个省参保？", "In which province are you insured now?"), [])
    to_scheme = choice(label("在那里参加的是", "There you are in the"), PENSION_SCHEMES)
    at_new = choice(
        label("在那里参保缴费了吗？", "Enrolled there, and contributions paid?"),
        [
            (YES, label("已经参保，正在缴费", "Yes, and paying now")),
            (STOPPED, label("缴过费，现在停保了", "Paid there, but stopped now")),
            (CLOSED, label("缴过费，账户已终止或转走", "Paid there, but the account has ended")),
            (NO, label("还没有缴费", "Not yet")),
        ],
    )
    first_enrolment_at_new = ThreeBoxDateField(
        label=label("哪天在新参保地首次参保？", "When were you first enrolled there?"),
        required=False,
        help_text=label(
            "男满50岁、女满40岁的请填写；不填就按今天算。",
            "It matters for men from 50 and women from 40. Left empty, today counts.",
        ),
    )
    original_region = listed(
        label("原来在哪个省参保？", "In which province were you insured before?"), []
    )
    from_scheme = choice(label("在那里参加的是", "There you were in the"), PENSION_SCHEMES)
    active_at_original = YesNo(
        label=label("原参保地还在缴费吗？", "Are contributions still being paid there?")
    )
    arrears = choice(
        label("在原参保地有欠费的月份吗？", "Are contributions for some months owed there?"),
        [
            (NONE_OWED, label("没有欠费", "No")),
            (EMPLOYER_OWES, label("有，是原单位欠的", "Yes, by my former employer alone")),
            (
                WILL_DECIDE,
                label(
                    "有，是我个人欠的，还没决定补不补",
                    "Yes, by myself, and I have not decided about them",
                ),
            ),
            (
                GIVEN_UP,
                Option(
                    label("有，是我个人欠的，放弃补缴", "Yes, by myself, and I give them up"),
                    label("放弃的月份不计年限，以后也不能补。", "They will never count."),
                ),
            ),
        ],
    )
    employee_months = Number(
        label=label(
            "职工养老保险一共缴了多少个月？", "How many months in the employees' scheme in all?"
        ),
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        help_text=label(
            "只有在职工和居民养老保险之间转移才用得上。",
            "It matters only between the employees' and the residents' scheme.",
        ),
    )
    overlapping = forms.BooleanField(
        label=label("有的月份在两地都缴过费", "Some months were paid at both places"),
        required=False,
    )
    open_transfer = forms.BooleanField(
        label=label("已有一笔养老转移正在办理", "A pension transfer is under way already"),
        required=False,
    )
    approved_move = forms.BooleanField(
        label=label(
            "经组织、人社部门批准调动", "The move was approved by an organisation department"
        ),
        required=False,
        help_text=label("县级以上批准，并有文件。", "At county level or above, with the papers."),
    )
    deceased = forms.BooleanField(label=DECEASED, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = provinces(CHOOSE_PROVINCE)
        for name in ("new_region", "original_region"):
            self.fields[name].choices = places  # type: ignore[attr-defined]
        self.fields["hukou_region"].choices = hukou_provinces()  # type: ignore[attr-defined]

    def clean_born_on(self) -> date:
        """Refuse a day that has not come yet."""
        if (day := self.cleaned_data["born_on"]) > self.known.today:
            raise forms.ValidationError(NOT_YET)
        return day

    def question(self) -> dict[str, Any]:
        """Ask as of today."""
        asked = dict(self.cleaned_data)
        first = asked["first_enrolment_at_new"]
        return {
            **{name: each for name, each in asked.items() if name not in self.told_apart},
            "born_on": asked["born_on"].isoformat(),
            "applied_on": self.known.today.isoformat(),
            "hukou_region": hukou_of(asked["hukou_region"]),
            "first_enrolment_at_new": first.isoformat() if first else None,
            "overlapping_months": int(asked["overlapping"]),
            **self._told_apart(asked["at_new"], asked["drawing_benefit"], asked["arrears"]),
        }

    def _told_apart(self, at_new: str, drawing: str, arrears: str) -> dict[str, Any]:
        """Return what the answers with several choices mean; how many months decides nothing."""
        return {
            "enrolled_and_paid_at_new": at_new != NO,
            "suspended_at_new": at_new == STOPPED,
            "closed_at_new": at_new == CLOSED,
            "drawing_benefit": drawing in (YES, DRAWS_BOTH),
            "drawing_resident_pension": drawing in (DRAWS_RESIDENT, DRAWS_BOTH),
            "arrears_months_at_original": int(arrears in (WILL_DECIDE, GIVEN_UP)),
            "arrears_waived": arrears == GIVEN_UP,
            "employer_arrears_months_at_original": int(arrears == EMPLOYER_OWES),
        }


class MedicalEligibilityForm(Asking):
    """What decides whether medical insurance may move."""

    groups = (
        Group(
            Text("关于参保人", "About the insured person"),
            ("medical_retiree", "in_hospital"),
        ),
        Group(
            Text("转出地", "The original place"),
            (
                "original_area",
                "from_scheme",
                "original_cover_ends_on",
                "stopped_at_original",
                "below_zero",
                "arrears",
            ),
        ),
        Group(Text("转入地", "The new place"), ("new_area", "to_scheme", "enrolled_at_new")),
        Group(Text("特殊情况", "Special cases"), ("open_transfer", "deceased")),
    )

    medical_retiree = YesNo(
        label=label("已经办理医保退休了吗？", "Are you a medical retiree, insured without paying?")
    )
    in_hospital = YesNo(
        label=label("正在住院，或有住院没结算吗？", "In hospital, or a stay not settled yet?")
    )
    original_area = RegionField(label=label("原来在哪里参保？", "Where were you insured before?"))
    from_scheme = choice(label("在那里参加的是", "There you were in the"), SCHEMES)
    original_cover_ends_on = ThreeBoxDateField(
        label=label("那里的居民医保缴到哪一天？", "Until which day is cover there paid?"),
        required=False,
        help_text=label(
            "选填，只问居民医保。待遇期过了，就不算当年内转移。",
            "Optional, for residents only. Once that day has passed, the year of cover is over.",
        ),
    )
    stopped_at_original = YesNo(
        label=label("在那里已经停保了吗？", "Has the insurance there been stopped?")
    )
    below_zero = YesNo(
        label=label("个人账户是负数吗？", "Is the personal account below zero?"),
        help_text=label("没有个人账户的选“否”。", "Choose no if there is no personal account."),
    )
    arrears = YesNo(
        label=label("在那里有医保欠费吗？", "Are medical contributions owed there?"),
    )
    new_area = RegionField(label=label("现在在哪里参保？", "Where are you insured now?"))
    to_scheme = choice(label("在这里参加的是", "Here you are in the"), SCHEMES)
    enrolled_at_new = YesNo(label=label("在这里已经参保了吗？", "Are you enrolled here already?"))
    open_transfer = forms.BooleanField(
        label=label("已有一笔医保转移正在办理", "A medical transfer is under way already"),
        required=False,
    )
    deceased = forms.BooleanField(label=DECEASED, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = region_choices(CHOOSE_PLACE)
        for name in ("original_area", "new_area"):
            self.fields[name].choices = places  # type: ignore[attr-defined]

    def question(self) -> dict[str, Any]:
        """Ask as of today."""
        asked = dict(self.cleaned_data)
        below_zero = asked.pop("below_zero")
        ends_on = asked.pop("original_cover_ends_on")
        if ends_on:
            asked["original_cover_ends_on"] = ends_on.isoformat()
        return asked | {
            "applied_on": self.known.today.isoformat(),
            "account_balance": BELOW_ZERO if below_zero else NOT_BELOW_ZERO,
        }
