"""Passkeys: signing in by fingerprint or face; added, named, removed, asked for again."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter as second_factors
from allauth.mfa.base.internal.flows import delete_and_cleanup, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import passkeys
from accounts.devices import device_of
from accounts.forms.passkeys import (
    NewPasskeyForm,
    PasskeyNameForm,
    PasskeyOnceMoreForm,
    SignInByPasskeyForm,
)
from accounts.views.second_factor import prove_first

get_or_post = require_http_methods(["GET", "POST"])


@never_cache
@get_or_post
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone; nobody has to say first who they are."""
    if request.user.is_authenticated:
        return redirect("arrive")
    form = SignInByPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(request))
        return flows.perform_passwordless_login(request, passkey, login)
    context = {"form": form, "options": auth.begin_authentication(), "next": _next(request)}
    return render(request, "accounts/passkey_sign_in.html", context, status=_status(form))


@login_required
@never_cache
@require_GET
def passkey_list(request: HttpRequest) -> HttpResponse:
    """Show the passkeys of the account."""
    rows = [
        {
            "pk": each.pk,
            "name": passkeys.name_of(each),
            "created_at": each.created_at,
            "last_used_at": each.last_used_at,
        }
        for each in passkeys.of(request.user)
    ]
    return render(request, "accounts/passkeys.html", {"rows": rows, "most": passkeys.MOST})


@login_required
@never_cache
@get_or_post
def add(request: HttpRequest) -> HttpResponse:
    """Add a passkey, once it is proven that nobody but the owner sits there."""
    if asked := prove_first(request, "mfa_add_webauthn"):
        return asked
    first = {"name": device_of(request.headers.get("User-Agent", "")) or _("My device")}
    form = NewPasskeyForm(request.POST or None, user=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        _keep(request, form.cleaned_data)
        return redirect("mfa_list_webauthn")
    context = {"form": form, "options": auth.begin_registration(request.user, passwordless=True)}
    return render(request, "accounts/passkey_add.html", context, status=_status(form))


def _keep(request: HttpRequest, said: dict[str, Any]) -> None:
    kept = passkeys.keep(request.user, said["name"], said["credential"])
    if kept is None:
        messages.error(request, _("You have ten passkeys already. Remove one first."))
        return
    post_authentication(request, kept)  # this sign-in has just shown it
    request.session.cycle_key()
    second_factors().send_notification_mail("mfa/email/webauthn_added", request.user)
    messages.success(request, _("Done. From now on you can sign in by fingerprint or face."))


@login_required
@never_cache
@get_or_post
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a passkey otherwise; somebody else's does not exist."""
    return _rename(request, get_object_or_404(passkeys.of(request.user), pk=pk))


@reauthentication_required(app="allauth.mfa")
def _rename(request: HttpRequest, passkey: Authenticator) -> HttpResponse:
    form = PasskeyNameForm(request.POST or None, initial={"name": passkeys.name_of(passkey)})
    if request.method == "POST" and form.is_valid():
        passkeys.rename(passkey, form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("mfa_list_webauthn")
    return render(request, "accounts/passkey_name.html", {"form": form}, status=_status(form))


@login_required
@never_cache
@get_or_post
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a passkey: whoever has the device signs in by it no more."""
    return _remove(request, get_object_or_404(passkeys.of(request.user), pk=pk))


@reauthentication_required(app="allauth.mfa")
def _remove(request: HttpRequest, passkey: Authenticator) -> HttpResponse:
    if request.method == "POST":
        delete_and_cleanup(request, passkey)
        second_factors().send_notification_mail("mfa/email/webauthn_removed", request.user)
        messages.success(request, _("Removed. Nobody signs in with it any more."))
        return redirect("mfa_list_webauthn")
    context = {"name": passkeys.name_of(passkey)}
    return render(request, "accounts/passkey_remove.html", context)


@login_required
@never_cache
@get_or_post
def once_more(request: HttpRequest) -> HttpResponse:
    """Ask for the passkey again, before something that matters."""
    if not passkeys.of(request.user).exists():
        return redirect(f"{resolve_url('account_reauthenticate')}?{request.GET.urlencode()}")
    form = PasskeyOnceMoreForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return resume_request(request) or redirect("arrive")
    options = auth.begin_authentication(request.user)
    context = {"form": form, "options": options, "next": _next(request)}
    return render(request, "accounts/passkey_once_more.html", context, status=_status(form))


def _next(request: HttpRequest) -> str:
    return get_next_redirect_url(request) or ""


def _status(form: Form) -> int:
    return 422 if form.is_bound else 200
