"""Reference data in the administration: places and agencies."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, Region
from kit import wall


class KeptAdmin(admin.ModelAdmin):
    """Rows that cases, letters and history point at: they are switched off, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(Region)
class RegionAdmin(KeptAdmin):
    """Administrative divisions of GB/T 2260."""

    list_display = ("code", "name", "name_en", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en")
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Region | None = None) -> tuple:
        """Keep the code of a region that is there: everything points at it."""
        return ("code",) if obj else ()


ACCOUNT = ("account_name", "bank_name", "bank_account")


class AgencyForm(forms.ModelForm):
    """An agency; with turns under way it closes by a merger alone."""

    @wall.as_house("know whether an agency has cases under way")
    def clean_is_active(self) -> bool:
        """Refuse to close an agency whose turns nobody would take over."""
        stays: bool = self.cleaned_data["is_active"]
        if not stays and self.instance.pk and self.instance.steps.filter(closed_at=None).exists():
            raise ValidationError(
                _("This agency has cases under way. Propose its merger into a successor.")
            )
        if stays and self.instance.successor_id:
            raise ValidationError(_("Another agency has taken this one over."))
        return stays


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    """Agencies, whom they serve, who supervises them, where money goes."""

    form = AgencyForm
    list_display = ("code", "name", "region", "is_active")
    list_filter = ("is_active", "handles_pension", "handles_medical", "region__level")
    list_select_related = ("region",)
    list_per_page = 50
    search_fields = ("code", "name", "name_en", "region__name", "region__name_en")
    autocomplete_fields = ("region", "supervisor")
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "region", "is_active")}),
        (gettext_lazy("What it does"), {"fields": ("handles_pension", "handles_medical")}),
        (gettext_lazy("Supervision"), {"fields": ("supervisor",)}),
        (
            gettext_lazy("How to reach it"),
            {"fields": ("address", "address_en", "postcode", "phone", "email")},
        ),
        (
            gettext_lazy("Where money goes"),
            {
                "fields": ACCOUNT,
                "description": gettext_lazy(
                    "Changed by a proposal that another administrator approves and the agency's "
                    "supervisor confirms. Without a confirmed account no acceptance letter is "
                    "issued."
                ),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Agency | None = None) -> tuple:
        """Keep the code, by which letters are numbered, and the account: it needs three persons."""
        return (*ACCOUNT, *(("code",) if obj else ()))
