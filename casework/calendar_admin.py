"""Holiday notices in the administration: proposed by file or form, previewed, approved by another.

They are reference data of the agencies, but what loading one does is known here: which open terms
it moves.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from agencies import work_calendar
from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.admin import KeptAdmin
from agencies.approval_admin import DECISION_FIELDS, ProposalAdmin, administrator
from agencies.models import (
    Agency,
    CalendarDay,
    CalendarNotice,
    NoticeProposal,
    NoticeVersion,
    Region,
)
from agencies.rules.notice_file import NO_AREA, read_notice, written
from agencies.rules.notice_findings import NoticeFile
from agencies.rules.notice_lines import MOST_BYTES
from agencies.rules.notices import NoticeChange, public_holidays
from casework.actions import foreseeing, rescheduling
from casework.rules.procedures import procedure_of
from kit import clock
from kit.spelling import wording
from law.workdays import ExceptionDay

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


class NoticeProposalForm(forms.ModelForm):
    """The days of a notice, from a file or typed, and the document they stand in."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        required=False,
        help_text=gettext_lazy("Columns: date, kind (off or worked), reason, reason_en."),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages={"empty": gettext_lazy("The file holds no days.")},
    )
    typed = forms.CharField(
        label=gettext_lazy("Or the days by hand"),
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea({"rows": 8, "cols": 60, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "The lines that a file would hold, the names of the columns first. They are all days "
            "of the notice: a day that is not named is an ordinary one again."
        ),
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

    class Meta:
        model = NoticeProposal
        fields = ("file", "typed", "area", "number", "issued_on", "deviation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = notices.areas()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the days; when anything is wrong, each finding is an error where they were given."""
        given = super().clean() or {}
        upload, typed = given.get("file"), given.get("typed", "").strip()
        if bool(upload) == bool(typed):
            raise ValidationError({"file": _("Choose a file, or enter the days by hand.")})
        data = upload.read() if upload else typed.encode()
        chosen = given.get("area")
        found = read_notice(
            data, deviation=bool(given.get("deviation")), area=chosen.code if chosen else ""
        )
        findings = [each.message for each in found.findings]
        area = notices.areas().filter(code=found.area).first()
        if found.area and area is None:
            findings.append(NO_AREA.format(given=found.area))
        where = "file" if upload else "typed"
        for each in findings:
            self.add_error(where, each.in_language(_language()))
        self._keep(found, upload, data)
        return given | {"area": area}

    def _keep(self, found: NoticeFile, upload: Any, data: bytes) -> None:
        """Note on the proposal what the file or the form said."""
        proposal, kinds = self.instance, NoticeProposal.Source
        proposal.year, proposal.days = found.year, notices.written(found.days)
        proposal.source = kinds.FILE if upload else kinds.FORM
        if upload:
            proposal.file_name = upload.name[:120]
            proposal.file_sha256 = sha256(data).hexdigest()


class CalendarDayInline(admin.TabularInline):
    """The published exceptions of a year."""

    model = CalendarDay


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
        "proposed_by",
        "approved_by",
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
    """Notices of the country and of single areas as they are loaded, with all their versions."""

    change_list_template = "admin/agencies/calendarnotice/list.html"
    list_display = ("year", "area", "number", "issued_on", "is_verified", "loaded_at")
    list_select_related = ("area",)
    fields = ("year", "area", "number", "issued_on", "is_verified", "loaded_at", "correction")
    readonly_fields = ("correction",)
    inlines = (CalendarDayInline, VersionInline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a notice is proposed and approved."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a corrected notice is proposed as well."""
        return False

    @admin.display(description=gettext_lazy("correction"))
    def correction(self, notice: CalendarNotice) -> str:
        """Where a corrected notice begins with the days of this one."""
        address = reverse("admin:agencies_noticeproposal_add")
        words = _("Propose a corrected notice")
        return format_html('<a href="{}?notice={}">{}</a>', address, notice.pk, words)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Say above the list how far the open terms have been counted by it."""
        shown = {"progress": rescheduling.progress(), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def get_urls(self) -> list[URLPattern]:
        """Add the files of all versions."""
        wrap = self.admin_site.admin_view
        return [
            path("versions/<int:pk>/", wrap(self.version_file), name="agencies_noticeversion_file"),
            *super().get_urls(),
        ]

    def version_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the days of a version as the file they could be loaded from."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(NoticeVersion.objects.select_related("notice"), pk=pk)
        answer = HttpResponse(
            "\ufeff" + written(version.spoken, version.notice.area_id or ""),
            content_type="text/csv; charset=utf-8",
        )
        of = f"{version.notice.year}-{version.notice.area_id or 'national'}"
        name = f"holidays-{of}-v{version.version}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class NoticeProposalAdmin(ProposalAdmin):
    """Notices that shall be loaded: looked at by the second administrator, then terms move."""

    form = NoticeProposalForm
    preview_template = "admin/notice_preview.html"
    said_approved = gettext_lazy(
        "Loaded. Open terms are counted anew, part by part; the list of holiday notices says how "
        "far that is. Whoever is concerned will be told."
    )
    list_display = ("year", "area", "number", "proposed_by", "approved_by", "turned_down_at")
    list_select_related = ("area", "proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: NoticeProposal | None = None) -> Any:
        """Ask for the notice; show what was given and who decided."""
        if obj is None:
            return NoticeProposalForm.Meta.fields
        given = ("year", "area", "number", "issued_on", "deviation", "source", "file_name")
        return (*given, *DECISION_FIELDS)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for days only where a notice is proposed."""
        return super().get_form(
            request, obj, **({"form": forms.ModelForm} if obj else {}), **kwargs
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the days of the notice that is to be corrected."""
        asked = request.GET.get("notice", "")
        found = CalendarNotice.objects.filter(pk=int(asked)) if asked.isdecimal() else None
        notice = found.first() if found is not None else None
        if notice is None:
            return {}
        return {
            "area": notice.area_id,
            "typed": written(notices.days_of(notice)),
            "number": notice.number,
            "issued_on": notice.issued_on,
        }

    def approve_as(self, request: HttpRequest, proposal: NoticeProposal) -> None:
        """Load it, if the calendar is still the one whose changes were shown."""
        seen = request.POST.get("seen", "")
        notices.approve(proposal, by=administrator(request), seen=seen, now=clock.now())

    def preview(self, request: HttpRequest, proposal: NoticeProposal) -> dict[str, Any]:
        """Return which days change, and which open terms would move."""
        return _shown(notices.loaded_of(proposal))


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
        "seen": notices.fingerprint(),
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
