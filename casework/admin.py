"""What an administrator must see of the work: duties that died, by number, with nothing personal.

Cases, letters, events and notices are not here: they hold personal data and belong to the desk.
"""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import CalendarNotice, NoticeProposal
from casework import (  # noqa: F401 -- they register
    agency_admin,
    factor_admin,
    sending_admin,
    systems_admin,
)
from casework.actions import duties
from casework.calendar_admin import CalendarNoticeAdmin, NoticeProposalAdmin
from casework.halt_admin import HaltAdmin
from casework.models import Duty, Halt
from kit import clock

admin.site.register(CalendarNotice, CalendarNoticeAdmin)
admin.site.register(NoticeProposal, NoticeProposalAdmin)
admin.site.register(Halt, HaltAdmin)


@admin.register(Duty)
class DeadDutyAdmin(admin.ModelAdmin):
    """Duties that failed to the last try: what kind, when, of which error; they can be retried."""

    list_display = ("id", "kind", "case_id", "due_at", "attempts", "dead_at", "last_error")
    list_filter = ("kind", "last_error")
    ordering = ("-dead_at", "-pk")
    actions = ("retry",)
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        """Show the dead only."""
        return super().get_queryset(request).exclude(dead_at=None)

    @admin.action(description=gettext_lazy("Try the chosen duties again"))
    def retry(self, request: HttpRequest, dead: QuerySet[Duty]) -> None:
        """Owe them once more."""
        revived = list(dead)
        for duty in revived:
            duties.revive(duty, now=clock.now())
        messages.success(request, _("%(n)s duties will be tried again.") % {"n": len(revived)})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Duties come from actions alone."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        """What is owed stays owed."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        """Let the list offer its action; a single duty is not edited."""
        return obj is None and super().has_change_permission(request, obj)
