"""The administration holds reference data alone: what libraries bring along is taken out again.

This room is the last to be discovered. E-mail addresses, tokens and second factors are personal.
"""

from django.contrib import admin

ROOMS = {"accounts", "agencies", "casework"}

for model in list(admin.site._registry):
    if model._meta.app_label not in ROOMS:
        admin.site.unregister(model)
