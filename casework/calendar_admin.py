"""Holiday notices in the administration: by file with a preview, or by form; all versions kept.

They are reference data of the agencies, but what loading one does is known here: which open terms
it moves.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agencies import work_calendar
from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.admin import KeptAdmin
from agencies.models import Agency, CalendarDay, CalendarNotice, NoticeVersion, Region
from agencies.rules.notice_file import NO_AREA, read_notice, written
from agencies.rules.notices import (
    NoticeChange,
    NoticeFinding,
    check_notice,
    public_holidays,
)
from casework.actions import foreseeing
from casework.rules.procedures import procedure_of
from kit import clock
from kit.spelling import wording
from law.workdays import ExceptionDay

PREVIEW_LASTS = 3600  # seconds
ROWS = 50
DEVIATION_HELP = gettext_lazy(
    "Only where the State Council has decided on another number of holidays: which document."
)


def _language() -> str:
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
            self.add_error("file", each.message.in_language(_language()))
        if found.area and not notices.areas().filter(code=found.area).exists():
            self.add_error("file", NO_AREA.format(given=found.area).in_language(_language()))
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


def _sealed(loaded: Loaded) -> str:
    """Return what was looked at, sealed: what is loaded is what the preview showed."""
    said = {
        "days": written(loaded.days, loaded.area),
        "number": loaded.number,
        "issued_on": loaded.issued_on.isoformat() if loaded.issued_on else "",
        "deviation": loaded.deviation,
        "file_name": loaded.file_name,
        "file_sha256": loaded.file_sha256,
        "stands": _fingerprint(),
    }
    return signing.dumps(said, salt="holiday notice", compress=True)


def _opened(sealed: str) -> tuple[Loaded, str]:
    """Return what a preview showed, and what was loaded then; raises `BadSignature`."""
    said = signing.loads(sealed, salt="holiday notice", max_age=PREVIEW_LASTS)
    found = read_notice(said["days"].encode(), deviation=bool(said["deviation"]))
    issued_on = date.fromisoformat(said["issued_on"]) if said["issued_on"] else None
    named = {name: said[name] for name in ("number", "deviation", "file_name", "file_sha256")}
    loaded = Loaded(year=found.year, days=found.days, issued_on=issued_on, area=found.area, **named)
    return loaded, said["stands"]


def _fingerprint() -> str:
    """Return what tells one state of the loaded calendar from another."""
    moments = CalendarNotice.objects.order_by("pk").values_list("pk", "loaded_at")
    return sha256(repr(list(moments)).encode()).hexdigest()


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
            raise ValidationError([each.message.in_language(_language()) for each in refused])

    def _is_decided(self, finding: NoticeFinding) -> bool:
        """Whether the number of holidays is another one by a decision that was named."""
        return finding.code == NoticeFinding.SUM and bool(self.data.get("deviation", "").strip())


class CalendarDayInline(admin.TabularInline):
    """The published exceptions of a year."""

    model = CalendarDay
    formset = CalendarDays
    extra = 3


class VersionInline(admin.TabularInline):
    """The versions of a notice, the newest first; none is ever changed."""

    model = NoticeVersion
    ordering = ("-version",)
    can_delete = False
    extra = max_num = 0
    fields = readonly_fields = (
        "version",
        "number",
        "issued_on",
        "deviation",
        "source",
        "file_name",
        "file_sha256",
        "loaded_at",
        "loaded_by",
        "as_file",
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Versions come from loading alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A version stays as it was loaded."""
        return False

    @admin.display(description=gettext_lazy("days"))
    def as_file(self, version: NoticeVersion) -> str:
        """Where the days of this version can be had."""
        address = reverse("admin:agencies_noticeversion_file", args=[version.pk])
        return format_html('<a href="{}">CSV ({})</a>', address, len(version.days))


class CalendarNoticeAdmin(KeptAdmin):
    """Notices of the country and of single areas; after one was saved, terms are counted anew."""

    form = NoticeForm
    change_list_template = "admin/agencies/calendarnotice/list.html"
    list_display = ("year", "area", "number", "issued_on", "is_verified", "loaded_at")
    list_select_related = ("area",)
    fields = ("year", "area", "number", "issued_on", "is_verified", "deviation", "loaded_at")
    readonly_fields = ("loaded_at",)

    def get_urls(self) -> list[URLPattern]:
        """Add the import of a file and the files of all versions."""
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_file), name="agencies_calendarnotice_import"),
            path("versions/<int:pk>/", wrap(self.version_file), name="agencies_noticeversion_file"),
            *super().get_urls(),
        ]

    def get_inlines(self, request: HttpRequest, obj: CalendarNotice | None = None) -> list[Any]:
        """Show versions where there are any."""
        return [CalendarDayInline, VersionInline] if obj else [CalendarDayInline]

    def get_readonly_fields(
        self, request: HttpRequest, obj: CalendarNotice | None = None
    ) -> tuple[str, ...]:
        """Keep the year and area of a notice that is there: its versions stand under it."""
        return ("year", "area", "loaded_at") if obj else ("loaded_at",)

    # --- By form ------------------------------------------------------------------------------
    def save_model(
        self, request: HttpRequest, obj: CalendarNotice, form: Any, change: bool
    ) -> None:
        """Note when it was loaded: that is how the worker sees that days have moved."""
        obj.loaded_at = notices.hold_calendar(clock.now())
        if change:
            notices.keep_what_stands(CalendarNotice.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the notice with its new days as its next version."""
        super().save_related(request, form, formsets, change)
        notice = form.instance
        typed = Loaded(
            notice.year,
            notices.days_of(notice),
            notice.number,
            notice.issued_on,
            form.cleaned_data.get("deviation", ""),
            area=notice.area_id or "",
        )
        notices.keep(notice, typed, source=NoticeVersion.Source.FORM, by=request.user)
        self._say_what_follows(request)

    def _say_what_follows(self, request: HttpRequest) -> None:
        messages.info(
            request,
            _("Open terms are counted anew within a minute; whoever is concerned will be told."),
        )

    # --- By file ------------------------------------------------------------------------------
    def import_file(self, request: HttpRequest) -> HttpResponse:
        """Take a file, show what it would do, and load it once that was looked at."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "sealed" in request.POST:
            return self._load_what_was_shown(request)
        form = ImportForm(request.POST or None, request.FILES or None)
        loaded = form.loaded() if form.is_valid() else None
        if loaded is not None:
            return self._page(request, {"form": form, **_shown(loaded)})
        return self._page(request, {"form": form}, status=422 if form.is_bound else 200)

    def _load_what_was_shown(self, request: HttpRequest) -> HttpResponse:
        try:
            loaded, stood = _opened(request.POST["sealed"])
        except signing.BadSignature:
            messages.error(request, _("The preview has expired. Choose the file again."))
            return redirect("admin:agencies_calendarnotice_import")
        if stood != _fingerprint():
            messages.error(
                request, _("The calendar has changed meanwhile. This is what would change now.")
            )
            return self._page(request, {"form": ImportForm(), **_shown(loaded)}, status=409)
        version = notices.load(loaded, by=request.user, now=clock.now())
        self.log_change(request, version.notice, [{"changed": {"name": f"v{version.version}"}}])
        messages.success(
            request,
            _("The notice of %(year)s is loaded as version %(version)s.")
            % {"year": loaded.year, "version": version.version},
        )
        self._say_what_follows(request)
        return redirect("admin:agencies_calendarnotice_change", version.notice_id)

    def _page(
        self, request: HttpRequest, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        common = {
            **self.admin_site.each_context(request),
            "title": _("Load a holiday notice from a file"),
            "opts": self.model._meta,
        }
        template = "admin/agencies/calendarnotice/import.html"
        return TemplateResponse(request, template, common | context, status=status)

    def version_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the days of a version as the file they could be loaded from."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(NoticeVersion.objects.select_related("notice"), pk=pk)
        answer = HttpResponse(
            "\ufeff" + written(notices.days_kept(version), version.notice.area_id or ""),
            content_type="text/csv; charset=utf-8",
        )
        of = f"{version.notice.year}-{version.notice.area_id or 'national'}"
        name = f"holidays-{of}-v{version.version}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _shown(loaded: Loaded) -> dict[str, Any]:
    """Return what the preview shows: what changes, what was checked, which terms would move."""
    changed = notices.what_changes(loaded)
    terms = foreseeing.preview(notices.calendars_with(loaded))
    shown = terms.moving[:ROWS]
    names = Agency.objects.in_bulk({each.agency for each in shown})
    notice = CalendarNotice.objects.filter(year=loaded.year, area=loaded.area or None).first()
    country = work_calendar.national().exceptions if loaded.area else {}
    return {
        "loaded": loaded,
        "sealed": _sealed(loaded),
        "before": notice,
        "area": Region.objects.filter(code=loaded.area).first(),
        "holidays": public_holidays(loaded.year),
        "changed": [_change(each, country.get(each.date)) for each in changed],
        "terms": terms,
        "moving": [
            {"agency": names[each.agency], "kind": _title(each), "moving": each} for each in shown
        ],
        "not_shown": len(terms.moving) - len(shown),
    }


def _change(change: NoticeChange, in_country: ExceptionDay | None) -> dict[str, Any]:
    """Say what a day is before and after; where an area says nothing, the country's day counts."""
    return {
        "date": change.date,
        "before": _said(change.date, change.before or in_country),
        "after": _said(change.date, change.after or in_country),
    }


def _said(day: date, moved: ExceptionDay | None) -> str:
    if moved is not None:
        return moved.reason.in_language(_language())
    return _("Ordinary working day") if day.weekday() < 5 else _("Weekend")


def _title(moving: foreseeing.Moving) -> str:
    """Return what the turns are called whose term moves."""
    return wording(procedure_of(moving.service).turns[moving.kind].title)
