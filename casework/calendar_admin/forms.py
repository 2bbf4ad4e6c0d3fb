"""What is typed of a holiday notice: a file of days, or the days themselves."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import get_language, gettext_lazy

from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.models import CalendarNotice, Region
from agencies.rules.notice_file import NO_AREA, read_notice
from agencies.rules.notices import (
    NoticeFinding,
    check_notice,
)

DEVIATION_HELP = gettext_lazy(
    "Only where the State Council has decided on another number of holidays: which document."
)


def in_language() -> str:
    return get_language() or "zh-hans"


class AreaField(forms.ModelChoiceField):
    """A province or city, with its code: names of cities are not unique."""

    def label_from_instance(self, obj: Region) -> str:
        """Return 450000 广西."""
        return f"{obj.code} {obj.local_name}"


class ImportForm(forms.Form):
    """A file of days, and the notice they stand in."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Columns: date, kind (off or worked), reason, reason_en."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages={"empty": gettext_lazy("The file holds no days.")},
    )
    area = AreaField(
        queryset=Region.objects.none(),
        label=gettext_lazy("Area"),
        required=False,
        empty_label=gettext_lazy("The whole country, or as the file says"),
        help_text=gettext_lazy(
            "Only for days off of one province or city alone. The file may name it instead, in a "
            "column area."
        ),
    )
    number = forms.CharField(label=gettext_lazy("Number of the notice"), max_length=60)
    issued_on = forms.DateField(
        label=gettext_lazy("Issued on"), widget=forms.DateInput({"type": "date"})
    )
    deviation = forms.CharField(
        label=gettext_lazy("Special decision"),
        required=False,
        max_length=120,
        help_text=DEVIATION_HELP,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = notices.areas()  # type: ignore[attr-defined]

    def loaded(self) -> Loaded | None:
        """Return what the file says; when anything is wrong, each finding is an error of it."""
        upload = self.cleaned_data["file"]
        data = upload.read()
        deviation = self.cleaned_data["deviation"]
        chosen = self.cleaned_data["area"]
        found = read_notice(data, deviation=bool(deviation), area=chosen.code if chosen else "")
        for each in found.findings:
            self.add_error("file", each.message.in_language(in_language()))
        if found.area and not notices.areas().filter(code=found.area).exists():
            self.add_error("file", NO_AREA.format(given=found.area).in_language(in_language()))
        if self.errors:
            return None
        return Loaded(
            year=found.year,
            days=found.days,
            number=self.cleaned_data["number"],
            issued_on=self.cleaned_data["issued_on"],
            deviation=deviation,
            file_name=upload.name[:120],
            file_sha256=sha256(data).hexdigest(),
            area=found.area,
        )


class NoticeForm(forms.ModelForm):
    """A notice typed by hand."""

    deviation = forms.CharField(
        label=gettext_lazy("Special decision"),
        required=False,
        max_length=120,
        help_text=DEVIATION_HELP,
    )

    class Meta:
        model = CalendarNotice
        fields = ("year", "area", "number", "issued_on", "is_verified")


class CalendarDays(BaseInlineFormSet):
    """The days of a notice, held against the law before deadlines are counted by them."""

    def clean(self) -> None:
        """Refuse a notice that cannot be right: each finding says what does not add up."""
        super().clean()
        if any(self.errors) or not self.instance.year:
            return
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("date")]
        days = [day for day in kept if not day.get("DELETE")]
        findings = check_notice(
            self.instance.year,
            off=[day["date"] for day in days if not day["is_workday"]],
            worked=[day["date"] for day in days if day["is_workday"]],
            area=self.instance.area_id or "",
        )
        refused = [each for each in findings if not self._is_decided(each)]
        if refused:
            raise ValidationError([each.message.in_language(in_language()) for each in refused])

    def _is_decided(self, finding: NoticeFinding) -> bool:
        """Whether the number of holidays is another one by a decision that was named."""
        return finding.code == NoticeFinding.SUM and bool(self.data.get("deviation", "").strip())
