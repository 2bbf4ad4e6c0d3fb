"""Users in the administration: who may sign in, and nothing personal."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts import security_log, sign_ins
from accounts.actions import ending
from accounts.models import User
from kit.admin_journal import SaysWhatChanged

admin.site.unregister(Group)  # rights follow from posts, not from groups


@admin.register(User)
class UserAdmin(SaysWhatChanged):
    """Accounts: one may be locked or its sign-ins ended; neither phone nor person is seen."""

    change_form_template = "admin/user_sign_ins.html"
    list_display = ("id", "called", "is_active", "is_staff", "joined_at", "last_login")
    list_display_links = ("id", "called")
    list_filter = ("is_active", "is_staff")
    search_fields = ("display_name",)
    ordering = ("-joined_at", "-pk")
    fields = ("display_name", "language", "is_active", "is_staff", "joined_at", "last_login")
    readonly_fields = ("is_staff", "joined_at", "last_login")  # who administers is no click

    @admin.display(description=gettext_lazy("display name"), ordering="display_name")
    def called(self, user: User) -> str:
        """Whoever works here by name; insured people are no names to an administrator."""
        return user.display_name or _("Insured person, account %(number)s") % {"number": user.pk}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes accounts for others here: people join, and clerks get posts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are locked, not deleted: their actions stay in the history."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the way to end one sign-in of an account."""
        end = self.admin_site.admin_view(require_POST(self.end_sign_in_view))
        ours = path("<path:object_id>/sign-ins/end/", end, name="accounts_user_end_sign_in")
        return [ours, *super().get_urls()]

    def end_sign_in_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """End one sign-in by its mark; whoever used it is out from that moment on."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        user = get_object_or_404(User, pk=object_id)
        if ending.end_sign_in(user, request.POST.get("mark", "")):
            self.log_change(request, user, "ended a sign-in")
            security_log.note("sign-in ended by an administrator", request, account=user.pk)
            messages.success(request, _("This sign-in has ended."))
        else:
            messages.info(request, _("That sign-in had ended already."))
        return redirect("admin:accounts_user_change", user.pk)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show where the account is signed in."""
        user = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        context["sign_ins"] = sign_ins.shown(user, now=timezone.now()) if user else []
        return super().render_change_form(request, context, *args, **kwargs)
