"""Reference data in the administration: places and agencies."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from agencies.models import Agency, Region
from kit.admin_journal import SaysWhatChanged


class KeptAdmin(SaysWhatChanged):
    """Rows that cases, letters and history point at: they are switched off, never deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(Region)
class RegionAdmin(KeptAdmin):
    """Administrative divisions of GB/T 2260; they come with a release, and nobody edits them."""

    list_display = ("code", "name", "name_en", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en")
    autocomplete_fields = ("parent",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a place that one person made up would have cases sent to its agency."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Region | None = None) -> bool:
        """Refuse: whose place lies in which province decides who handles what."""
        return False


ACCOUNT = ("account_name", "bank_name", "bank_account")


@admin.register(Agency)
class AgencyAdmin(KeptAdmin):
    """Agencies, whom they serve, who supervises them, where money goes."""

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
            {
                "fields": (
                    "address",
                    "address_en",
                    "postcode",
                    "phone",
                    "hours",
                    "hours_en",
                    "email",
                )
            },
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
