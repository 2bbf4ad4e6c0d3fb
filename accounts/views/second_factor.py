"""Before the first second factor: more than the password, which somebody else may know by now."""

import time

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import contacts, telling
from accounts.actions import codes
from accounts.forms.codes import ContactCodeForm
from accounts.models import Purpose
from kit.callers import neighbour_of
from kit.errors import TooOften

TICKET = "second_factor_ticket"


@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the library's page to whoever has just proven a contact, or has a factor already."""
    if is_mfa_enabled(request.user):
        return activate_totp(request)
    if not _proved_a_contact(request):
        return redirect("mfa_prove_contact")
    answer = activate_totp(request)
    if is_mfa_enabled(request.user):  # this sign-in has shown a code of the app, and no other has
        record_authentication(request, request.user, method="mfa", type="totp")
    return answer


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
        return render(request, "accounts/prove_contact.html", {"contact": contacts.masked(contact)})
    form = ContactCodeForm(request.POST or None, code=ticket)
    if request.method == "POST" and form.is_valid():
        del request.session[TICKET]
        request.session.pop(telling.DEMO_MESSAGE, None)
        record_authentication(request, request.user, method="code")
        return redirect("mfa_activate_totp")
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


def _proved_a_contact(request: HttpRequest) -> bool:
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(each["method"] == "code" and each.get("at", 0) >= oldest for each in records)
