"""Before a factor is added: more than the password, which somebody else may know by now."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import activate_totp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import contacts, telling
from accounts.actions import codes
from accounts.forms.codes import ContactCodeForm
from accounts.models import Purpose, User
from kit.callers import neighbour_of
from kit.errors import TooOften

TICKET = "second_factor_ticket"
THEN = "second_factor_then"
FACTORS = {"mfa_activate_totp", "mfa_add_webauthn"}  # what a contact is proven for


def prove_first(request: HttpRequest, then: str) -> HttpResponse | None:
    """Lead to a proof of who sits there, before a factor is added; nothing where it was just given.

    Whoever has a factor shows it; whoever has none, a code that goes to the account's own contact.
    """
    kinds = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
    held = {each.type for each in Authenticator.objects.filter(user=request.user, type__in=kinds)}
    if _proved_lately(request, "mfa" if held else "code"):
        return None
    if held:
        has_app = Authenticator.Type.TOTP in held
        asked = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
        return redirect(f"{resolve_url(asked)}?{urlencode({'next': resolve_url(then)})}")
    request.session[THEN] = then
    return redirect("mfa_prove_contact")


@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the library's page for the app to whoever has just proven that it is they."""
    if asked := prove_first(request, "mfa_activate_totp"):
        return asked
    had_none = app_of(request.user) is None
    answer = activate_totp(request)
    app = app_of(request.user)
    if had_none and app:  # this sign-in has shown a code of the app, and no other has
        record_authentication(request, request.user, method="mfa", type="totp", id=app.pk)
    return answer


def app_of(user: User) -> Authenticator | None:
    """Return the authenticator app of an account, if it has one."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def prove_contact(request: HttpRequest) -> HttpResponse:
    """Ask for the code that was sent to the account's own phone or address."""
    contact = contacts.proven(request.user)
    if not contact:
        messages.warning(request, _("First confirm a phone number or an e-mail address."))
        return redirect("account_email")
    ticket = request.session.get(TICKET, "")
    if not ticket:
        is_passkey = request.session.get(THEN) == "mfa_add_webauthn"
        asked = {"contact": contacts.masked(contact), "is_passkey": is_passkey}
        return render(request, "accounts/prove_contact.html", asked)
    form = ContactCodeForm(request.POST or None, code=ticket)
    if request.method == "POST" and form.is_valid():
        del request.session[TICKET]
        request.session.pop(telling.DEMO_MESSAGE, None)
        record_authentication(request, request.user, method="code")
        then = request.session.pop(THEN, "")
        return redirect(then if then in FACTORS else "mfa_activate_totp")
    context = {"verify_form": form, "email": contacts.masked(contact), "can_resend": False}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/prove_contact_code.html", context, status=status)


@login_required
@require_POST
def send_proof(request: HttpRequest) -> HttpResponse:
    """Send the code."""
    contact = contacts.proven(request.user)
    ticket = codes.issue(Purpose.SECOND_FACTOR, address=neighbour_of(request), now=timezone.now())
    digits = codes.digits(ticket, contact, user=request.user)
    try:
        telling.tell(request, contact, telling.code_text(digits))
    except TooOften as refusal:
        messages.warning(request, refusal.reason)
    else:
        request.session[TICKET] = ticket
    return redirect("mfa_prove_contact")


def _proved_lately(request: HttpRequest, method: str) -> bool:
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(each["method"] == method and each.get("at", 0) >= oldest for each in records)


class SecondStepView(AuthenticateView):
    """The second factor, after the password: a code of the app, a code on paper, or a passkey."""

    template_name = "accounts/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the page what it needs, of all that the library offers."""
        given = super().get_context_data(**kwargs)
        options = given["js_data"]["request_options"]
        has_passkey = bool(options["publicKey"]["allowCredentials"])
        posted = self.form if self.form and self.form.errors else None
        return {
            "form": given["form"],
            "wrong": posted or given["form"],
            "options": options if has_passkey else None,
        }

    def form_invalid(self, form: Form) -> HttpResponse:
        """Show the page again, as of a form that is wrong."""
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer


second_step = SecondStepView.as_view()
