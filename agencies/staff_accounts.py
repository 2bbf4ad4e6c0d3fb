"""What holds for the accounts of staff, on every page."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _

from agencies import second_factor
from agencies.actors import actor_of

FOR_INSURED_PERSONS = {
    "verify_identity",
    "verify_identity_code",
    "another_identity_code",
    "identity_provider",
    "go_to_identity_provider",
    "identity_provider_back",
    "ways_to_prove",
    "prove_at_counter",
}
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_prove_contact",
    "mfa_send_proof",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_add_webauthn",
    "set_preferences",
}


class StaffAccountsMiddleware:
    """Asks staff for a second factor, and keeps their account apart from their own insurance."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Answer instead of the page where the account does not allow it."""
        name = request.resolver_match.url_name
        if name in FOR_INSURED_PERSONS and _is_staff(request):
            return _use_another_account(request)
        if settings.STAFF_NEED_SECOND_FACTOR and name not in OPEN_WITHOUT_SECOND_FACTOR:
            return _ask_for_second_factor(request)
        return None


def _is_staff(request: HttpRequest) -> bool:
    return actor_of(request.user).is_of_the_house


def _use_another_account(request: HttpRequest) -> HttpResponse:
    reason = _(
        "This account is for your work. For your own insurance, sign in with an account of your "
        "own."
    )
    return render(request, "refusal.html", {"reason": reason, "errors": {}}, status=403)


def _ask_for_second_factor(request: HttpRequest) -> HttpResponse | None:
    """Lead staff to where they set it up; or to where they are asked, if this sign-in was not."""
    if not _is_staff(request) or second_factor.is_proven(request):
        return None
    held = {each.type for each in second_factor.held_by(request.user)}
    if held:
        has_app = Authenticator.Type.TOTP in held
        asked = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
        return redirect(f"{resolve_url(asked)}?{urlencode({'next': request.path})}")
    messages.warning(request, _("Staff need a second factor. Please set it up before you go on."))
    return redirect("mfa_activate_totp")
