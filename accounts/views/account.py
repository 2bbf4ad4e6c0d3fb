"""One's own account: settings, sign-ins, tokens for programs, who looked."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from knox.models import get_token_model

from accounts import looks, passkeys, security_log, sign_ins
from accounts.actions import ending
from accounts.contacts import masked
from accounts.forms.settings import MessageLanguageForm
from accounts.models import AccessEntry, SignIn

ENTRIES_ON_A_PAGE = 20


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def account_settings(request: HttpRequest) -> HttpResponse:
    """Show the account and what can be changed about it."""
    form = MessageLanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account_settings")
    context = {
        "form": form,
        "sign_in_rows": _sign_in_rows(request),
        "sign_ins": sign_ins.shown(request.user, now=timezone.now(), request=request),
        "tokens": _tokens(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/settings.html", context, status=status)


@login_required
@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    others = SignIn.objects.filter(user=request.user)
    ended, _by_model = others.exclude(pk=request.session.session_key).delete()
    done = _("You are signed out everywhere else.") if ended else _("There was no other sign-in.")
    messages.success(request, done)
    return redirect("account_settings")


@login_required
@require_POST
def end_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign out on one other device, by the mark that the page shows for it."""
    mark = request.POST.get("mark", "")
    if mark == SignIn(session_key=request.session.session_key).mark:
        return redirect("account_logout")
    if ending.end_sign_in(request.user, mark):
        security_log.note("sign-in ended from elsewhere", request, account=request.user.pk)
        messages.success(request, _("You are signed out there, from this moment on."))
    else:
        messages.info(request, _("That sign-in had ended already."))
    return redirect("account_settings")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.account")
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token for a program; it is shown on this page and never again."""
    if request.method == "GET":
        return render(request, "accounts/make_token.html")
    tokens = get_token_model().objects
    if tokens.filter(user=request.user).count() >= 10:
        messages.error(request, _("You have ten tokens already. Revoke one first."))
        return redirect("account_settings")
    _kept, token = tokens.create(request.user)
    return render(request, "accounts/token_made.html", {"token": token}, status=201)


@login_required
@require_POST
def revoke_token(request: HttpRequest) -> HttpResponse:
    """Revoke one's token by the beginning that the page shows."""
    tokens = get_token_model().objects.filter(user=request.user)
    gone, _by_model = tokens.filter(token_key=request.POST.get("token_key", "")).delete()
    if gone:
        messages.success(request, _("The token is revoked. Programs that used it are locked out."))
    return redirect("account_settings")


@login_required
@never_cache
@require_GET
def access_log(request: HttpRequest) -> HttpResponse:
    """Show who looked at one's data."""
    if not request.user.is_verified:
        return redirect(f"{resolve_url('verify_identity')}?next={request.path}")
    entries = AccessEntry.objects.filter(person=request.user.person).select_related("mandate")
    page = Paginator(entries, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "events": [looks.shown(entry) for entry in page]}
    return render(request, "accounts/access_log.html", context)


def _sign_in_rows(request: HttpRequest) -> list[dict]:
    user = request.user
    second_factor = _("In use") if is_mfa_enabled(user) else _("Not in use")
    return [
        {
            "key": _("Mobile number"),
            "value": masked(user.phone) if user.phone else _("Not given"),
            "change_href": resolve_url("account_change_phone"),
        },
        {
            "key": _("E-mail"),
            "value": user.email or _("Not given"),
            "change_href": resolve_url("account_email"),
        },
        {
            "key": _("Password"),
            "value": "••••••••" if user.has_usable_password() else _("Not given"),
            "change_href": resolve_url("account_change_password"),
        },
        {
            "key": _("Second factor"),
            "value": second_factor,
            "note": _("A code from an app on your phone, asked after the password."),
            "change_href": resolve_url("mfa_index"),
        },
        {
            "key": _("Fingerprint or face"),
            "value": _("Set up") if passkeys.of(user).exists() else _("Not set up"),
            "note": _("You sign in as you unlock your phone, without a password."),
            "change_href": resolve_url("mfa_list_webauthn"),
        },
    ]


def _tokens(request: HttpRequest) -> list:
    now = timezone.now()
    mine = get_token_model().objects.filter(user=request.user).order_by("-created", "pk")
    for token in mine:
        token.is_over = bool(token.expiry and token.expiry <= now)
    return list(mine)
