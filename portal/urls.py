"""All addresses of the portal."""

from allauth.idp.oidc.views import revoke
from django.contrib import admin
from django.urls import include, path

from agencies.token_door import token_of_system
from portal.arriving import arrive

handler400 = "portal.failing.bad_request"
handler500 = "portal.failing.server_error"
urlpatterns = [
    # First: nothing else begins so, and programs call hundreds of times a second.
    path("api/", include("portal.api_urls")),
    path("", include("portal.pages_urls")),
    path("", include("portal.health")),
    path("account/", include("accounts.entrance_urls")),  # before allauth's own, which differ
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("arrive/", arrive, name="arrive"),
    path("", include("accounts.urls")),
    path("", include("casework.urls")),
    path("", include("letters.urls")),
    path("", include("journal.urls")),
    path("", include("services.particulars.urls")),
    path("", include("services.dues.urls")),
    path("", include("services.reimbursement.urls")),  # before the pages of any draft
    path("", include("payments.urls")),
    path("", include("payouts.urls")),
    path("", include("services.advice.urls")),
    path("", include("applications.urls")),
    path("", include("services.cards.urls")),
    path("", include("services.care.urls")),
    path("", include("services.retirement.urls")),
    path("", include("services.contributions.urls")),
    path("", include("services.survivors.urls")),
    path("", include("services.unemployment.urls")),
    path("", include("transfers.urls")),
    path("", include("services.enrolments.urls")),
    path("", include("privacy.urls")),
    path("desk/", include("services.advice.desk_urls")),
    path("desk/", include("casework.desk_urls")),
    path("desk/", include("intake.desk_urls")),
    path("desk/", include("feeds.desk_urls")),
    path("desk/", include("transfers.desk_urls")),
    path("desk/", include("payments.desk_urls")),
    path("desk/", include("services.reimbursement.desk_urls")),
    path("desk/", include("payouts.desk_urls")),
    path("desk/", include("applications.desk_urls")),  # last: it takes an act of any name
    # Of the library's provider these alone: agencies' systems sign in by themselves, and nobody
    # signs in elsewhere with an account of ours, so that no page or code of that kind is open.
    path("identity/o/api/token", token_of_system),
    path("identity/o/api/revoke", revoke),
    path("admin/", admin.site.urls),
]
