"""What an administrator sees of what leaves: how each gateway fares, and which messages did not go.

No message names anybody here: by its number, its kind and the kind of error.
"""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from casework.actions import sending
from casework.models import Dispatch, Gateway
from kit import clock


class OnlyLooked(admin.ModelAdmin):
    """A list that is read; nothing in it is added, changed or deleted."""

    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """These rows come from the sending alone."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """They stay."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Let the list offer its actions; a single row is not edited."""
        return obj is None and super().has_change_permission(request, obj)


@admin.register(Gateway)
class GatewayAdmin(OnlyLooked):
    """Each way out: since when it takes nothing, and when it is tried next."""

    list_display = ("way", "failing_since", "failures", "rest_until", "last_error")


@admin.register(Dispatch)
class UndeliveredAdmin(OnlyLooked):
    """Messages that failed, or of which nobody can say whether they left."""

    list_display = (
        "id",
        "what",
        "way",
        "state",
        "why",
        "case_id",
        "made_at",
        "tries",
        "last_error",
    )
    list_filter = ("state", "way", "why")
    ordering = ("-made_at", "-pk")
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispatch]:
        """Show what needs somebody."""
        over = [Dispatch.State.FAILED, Dispatch.State.UNCERTAIN]
        return super().get_queryset(request).filter(state__in=over)

    @admin.action(description=gettext_lazy("Send the chosen messages again"))
    def send_again(self, request: HttpRequest, chosen: QuerySet[Dispatch]) -> None:
        """Let them leave once more; one that had left arrives twice."""
        sent = sum(sending.send_again(each, now=clock.now()) for each in list(chosen))
        said = ngettext("%(n)s message is sent again.", "%(n)s messages are sent again.", sent)
        messages.success(request, said % {"n": sent})
