"""Users in the administration: who may sign in, and nothing personal."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.models import User

admin.site.unregister(Group)  # rights follow from posts, not from groups


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts: the administrator may lock one, and sees neither phone nor person."""

    list_display = ("id", "display_name", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("display_name",)
    ordering = ("-joined_at", "-pk")
    fields = ("display_name", "language", "is_active", "is_staff", "joined_at", "last_login")
    readonly_fields = ("is_staff", "joined_at", "last_login")  # who administers is no click

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes accounts for others here: people join, and clerks get posts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are locked, not deleted: their actions stay in the history."""
        return False
