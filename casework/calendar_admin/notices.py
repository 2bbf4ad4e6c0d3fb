"""The pages of holiday notices.

They are reference data of the agencies, but what loading one does is known here: which open terms
it moves.
"""

from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.admin import KeptAdmin
from agencies.models import CalendarDay, CalendarNotice, NoticeVersion
from agencies.rules.notice_file import written
from casework.calendar_admin.forms import CalendarDays, ImportForm, NoticeForm
from casework.calendar_admin.preview import fingerprint, opened_preview, preview_of
from kit import clock


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
            return self._page(request, {"form": form, **preview_of(loaded)})
        return self._page(request, {"form": form}, status=422 if form.is_bound else 200)

    def _load_what_was_shown(self, request: HttpRequest) -> HttpResponse:
        try:
            loaded, stood = opened_preview(request.POST["sealed"])
        except signing.BadSignature:
            messages.error(request, _("The preview has expired. Choose the file again."))
            return redirect("admin:agencies_calendarnotice_import")
        if stood != fingerprint():
            messages.error(
                request, _("The calendar has changed meanwhile. This is what would change now.")
            )
            return self._page(request, {"form": ImportForm(), **preview_of(loaded)}, status=409)
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
