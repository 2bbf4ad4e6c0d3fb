"""Letters in the administration: how they are set, and how each agency's numbers begin.

A new version of a template is tried out, looked at, and approved by a second administrator.
"""

import difflib
from typing import Any

from csp.decorators import csp_replace
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.admin import KeptAdmin
from agencies.approval_admin import ProposalAdmin
from kit import clock
from letters.actions import templates
from letters.models import Letter, LetterTemplate
from sealing.sandbox import LONGEST_SOURCE, TemplateRefused

INSURANCES = ("pension", "medical")


class LetterTemplateForm(forms.ModelForm):
    """A new version: it must set every sample before it may be proposed."""

    source = forms.CharField(
        label=gettext_lazy("template"),
        strip=False,
        max_length=LONGEST_SOURCE,
        widget=forms.Textarea(attrs={"rows": 36, "cols": 100, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Typst. All facts of the letter are in `letter`; text is shown by `paragraph`, "
            "`fields`, `section` and the like of /v2/layout.typ. Files, packages and the network "
            "cannot be reached."
        ),
    )

    class Meta:
        model = LetterTemplate
        fields = ("kind", "note", "valid_from", "valid_to", "source")

    def clean(self) -> dict[str, Any]:
        """Try the template out on every sample, and say what the compiler says."""
        given = super().clean() or {}
        if given.get("valid_to") and given["valid_from"] > given["valid_to"]:
            raise ValidationError({"valid_to": _("It ends before it begins.")})
        if "kind" in given and "source" in given:
            refuse_what_fails(given["kind"], given["source"])
        return given


def refuse_what_fails(kind: str, source: str) -> None:
    """Raise `ValidationError` with the compiler's words unless the template sets all samples."""
    try:
        templates.try_out(kind, source.replace("\r\n", "\n"), now=clock.now())
    except TemplateRefused as refused:
        said = _("This template does not set the samples: %(why)s") % {"why": refused}
        raise ValidationError({"source": said}) from refused


class LetterTemplateAdmin(ProposalAdmin):
    """Versions of letters written here; those that came with the release are where they begin."""

    form = LetterTemplateForm
    change_list_template = "admin/letter_templates.html"
    preview_template = "admin/letter_template_preview.html"
    list_display = (
        "kind",
        "version",
        "valid_from",
        "valid_to",
        "note",
        "proposed_by",
        "approved_by",
        "turned_down_at",
        "failed_at",
    )
    list_filter = ("kind", ("failed_at", admin.EmptyFieldListFilter))
    list_select_related = ("proposed_by", "approved_by")

    def get_fields(self, request: HttpRequest, obj: LetterTemplate | None = None) -> Any:
        """Show its number, and on one that failed, why."""
        fields = super().get_fields(request, obj)
        if obj is None:
            return fields
        return ("version", *fields, *(("failed_at", "failure") if obj.failed_at else ()))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the template that is in force."""
        asked = request.GET.get("kind", "")
        kind = asked if asked in Letter.Kind.values else Letter.Kind.ACCEPTANCE.value
        today = clock.today()
        source = templates.source_in_force(kind, today)
        return {"kind": kind, "valid_from": today, "source": source}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Offer to begin a new version of each kind."""
        today, add = clock.today(), reverse("admin:letters_lettertemplate_add")
        kinds = [
            {
                "label": kind.label,
                "version": templates.version_in_force(kind, today),
                "href": f"{add}?kind={kind.value}",
            }
            for kind in Letter.Kind
        ]
        return super().changelist_view(request, (extra_context or {}) | {"kinds": kinds})

    def save_model(
        self, request: HttpRequest, obj: LetterTemplate, form: Any, change: bool
    ) -> None:
        """Count the version."""
        obj.version = templates.next_version(obj.kind)
        obj.source = obj.source.replace("\r\n", "\n")
        super().save_model(request, obj, form, change)

    def preview(self, request: HttpRequest, proposal: LetterTemplate) -> dict[str, Any]:
        """Return what is changed line by line, and where the samples are."""
        before = templates.source_in_force(proposal.kind, clock.today()).splitlines()
        changes = difflib.unified_diff(before, proposal.source.splitlines(), lineterm="", n=2)
        samples = [
            {
                "insurance": insurance,
                "language": language,
                "href": reverse(
                    "admin:letters_lettertemplate_sample", args=[proposal.pk, insurance, language]
                ),
            }
            for insurance in INSURANCES
            for language in templates.LANGUAGES
        ]
        return {"changes": list(changes)[2:], "samples": samples}

    def get_urls(self) -> list[URLPattern]:
        """Add the samples."""
        return [
            path(
                "<int:pk>/sample/<str:insurance>/<str:language>/",
                self.admin_site.admin_view(self.sample_view),
                name="letters_lettertemplate_sample",
            ),
            *super().get_urls(),
        ]

    @method_decorator(csp_replace({"object-src": ["'self'"]}))  # the browser's reader of PDF files
    def sample_view(
        self, request: HttpRequest, pk: int, insurance: str, language: str
    ) -> HttpResponse:
        """Show a sample as the proposed template sets it."""
        proposal = get_object_or_404(LetterTemplate, pk=pk)
        if insurance not in INSURANCES or language not in templates.LANGUAGES:
            raise Http404
        try:
            pdf = templates.preview(
                proposal.kind, proposal.source, insurance, language, now=clock.now()
            )
        except TemplateRefused as refused:
            return HttpResponse(str(refused), status=422, content_type="text/plain; charset=utf-8")
        return HttpResponse(
            pdf,
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'inline; filename="{proposal.kind}-{proposal.version}.pdf"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def approve_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Try it out once more before it counts: the release may have changed since."""
        proposal: Any = self._proposal(request, object_id)
        try:
            templates.try_out(proposal.kind, proposal.source, now=clock.now())
        except TemplateRefused as refused:
            said = _("This template does not set the samples: %(why)s") % {"why": refused}
            messages.error(request, said)
            return HttpResponse(status=302, headers={"Location": self._page(proposal)})
        return super().approve_view(request, object_id)


class DocumentMarkAdmin(KeptAdmin):
    """What an agency's document numbers begin with; settled before or with its first letter."""

    list_display = ("agency", "mark")
    list_select_related = ("agency",)
    search_fields = ("mark", "agency__code", "agency__name", "agency__name_en")
    autocomplete_fields = ("agency",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: letters that are out bear it."""
        return False
