"""Reference data in the administration: places, agencies, posts, terms, API clients."""

import secrets
from typing import Any

from allauth.idp.oidc.models import Client
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.api_auth import SCOPES
from agencies.models import Agency, ApiClient, Region


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


class NewApiClientForm(forms.ModelForm):
    """A new system of an agency."""

    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        max_length=100,
        help_text=gettext_lazy("For example: Guangzhou core system"),
    )

    class Meta:
        model = ApiClient
        fields = ("agency", "is_active")


@admin.register(ApiClient)
class ApiClientAdmin(KeptAdmin):
    """Agencies' systems: made here, shown their secret once, switched off here."""

    list_display = ("client_id", "system", "agency", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("client", "agency")
    search_fields = ("client__id", "client__name", "agency__name", "agency__name_en")
    autocomplete_fields = ("agency",)
    actions = ("renew_secret",)

    @admin.display(description=gettext_lazy("system"))
    def system(self, obj: ApiClient) -> str:
        """What the system is called."""
        return obj.client.name

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for a name when a system is made."""
        return super().get_form(
            request, obj, **({} if obj else {"form": NewApiClientForm}), **kwargs
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Show who it is, and let it be switched off."""
        return ("client_id", "system", "agency", "is_active") if obj else ("name", "agency")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple:
        """Let an existing system keep its agency: its deeds stand under that name."""
        return ("client_id", "system", "agency") if obj else ()

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        """Make the OAuth2 client with it."""
        if not change:
            client = Client(
                name=form.cleaned_data["name"],
                grant_types=Client.GrantType.CLIENT_CREDENTIALS,
                scopes="\n".join(SCOPES),
                default_scopes="\n".join(SCOPES),
                response_types="",
            )
            _give_secret(request, client)
            obj.client = client
        super().save_model(request, obj, form, change)

    @admin.action(description=gettext_lazy("Give the chosen systems a new secret"))
    def renew_secret(self, request: HttpRequest, systems: QuerySet[ApiClient]) -> None:
        """Replace secrets; the old ones end at once."""
        for system in systems.select_related("client"):
            _give_secret(request, system.client)


def _give_secret(request: HttpRequest, client: Client) -> None:
    """Store a new secret hashed, and show it this once."""
    secret = secrets.token_urlsafe(32)  # letters and digits: it is copied by hand
    client.set_secret(secret)
    client.save()
    messages.warning(
        request,
        _("Client %(id)s, secret %(secret)s. Write it down now: it is not shown again.")
        % {"id": client.pk, "secret": secret},
    )
