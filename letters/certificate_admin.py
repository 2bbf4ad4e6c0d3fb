"""The certificates of the seals, for the administrator to read; they are issued by command."""

from datetime import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock
from letters.actions import certificates
from letters.models import Certificate


class CertificateAdmin(admin.ModelAdmin):
    """Which agency seals with what, until when; nothing is changed here, and no key is shown."""

    list_display = ("number", "agency", "standing", "ends_at")
    list_filter = ("algorithm", "revocation")
    search_fields = ("number", "agency__name", "agency__code")
    list_select_related = ("agency",)
    list_display_links = None
    fields = ("number", "agency", "algorithm", "begins_at", "ends_at", "revoked_at", "revocation")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Certificate]:
        """Leave the keys where they are."""
        return super().get_queryset(request).defer("secret", "der")

    @admin.display(description=gettext_lazy("Standing"))
    def standing(self, certificate: Certificate) -> str:
        """Say in a word whether it can be relied on."""
        return _standing(certificate, clock.now())

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A key is made where it stays: by `manage.py certificates issue`."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        """Letters rest on it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Certificate | None = None) -> bool:
        """It is revoked, never deleted."""
        return False


def _standing(certificate: Certificate, now: datetime) -> str:
    if certificate.is_revoked_at(now):
        return _("Has been revoked")
    if certificate.ends_at <= now:
        return _("Has ended")
    if certificate.ends_at <= now + certificates.WARNINGS[0]:
        return _("Ends soon")
    return _("Can be relied on")
