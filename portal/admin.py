"""The administration holds reference data alone: what libraries bring along is taken out again.

This room is the last to be discovered. E-mail addresses, tokens and second factors are personal.
"""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop

from agencies.approval_admin import waiting_in
from portal.rulebook import admin as rulebook_admin  # noqa: F401  (registers dated values)

# One way in for everybody: the administration's own asks for no second factor and counts no tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Words of the library that its own Chinese lacks: read aloud before each list of the first page.
LACKING = (
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
)

_index = admin.site.index


def index(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Begin the administration with what waits for whoever looks."""
    more = {**(extra_context or {}), "waiting": waiting_in(admin.site, request)}
    return _index(request, more)


# Lists and old beside new need the room; the first page and the way back lead everywhere.
admin.site.enable_nav_sidebar = False
admin.site.index = index  # type: ignore[method-assign]

ROOMS = {"accounts", "agencies", "applications", "casework", "letters", "privacy"}

for model in list(admin.site._registry):
    if model._meta.app_label not in ROOMS:
        admin.site.unregister(model)
