"""The administration holds reference data alone: what libraries bring along is taken out again.

This room is the last to be discovered. E-mail addresses, tokens and second factors are personal.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from portal.rulebook import admin as rulebook_admin  # noqa: F401  (registers dated values)

# One way in for everybody: the administration's own asks for no second factor and counts no tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

ROOMS = {"accounts", "agencies", "applications", "casework", "letters"}

for model in list(admin.site._registry):
    if model._meta.app_label not in ROOMS:
        admin.site.unregister(model)
