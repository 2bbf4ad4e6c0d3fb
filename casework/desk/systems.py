"""The agency's systems: proposed, their secrets, from where they call, locked out; by its head."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import security_log
from agencies import call_signing, scopes, second_factor
from agencies.actors import Actor
from agencies.entering import posted, status_for
from agencies.models import ApiClient, approve_on_pages_only
from casework.actions import own_systems, systems
from casework.desk.door import at_desk, show_once_more
from casework.errors import somebody_was_faster
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal
from kit.form_fields.dates import CalendarDateField

MOST = 100  # of one agency, on one page


class ProposalForm(forms.Form):
    """A system that the agency wants."""

    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        max_length=100,
        help_text=gettext_lazy("For example: Guangzhou core system"),
        error_messages={"required": gettext_lazy("Enter the name of the system.")},
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=list(scopes.IN_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("No more than what it is needed for."),
        error_messages={"required": gettext_lazy("Choose what it may do.")},
    )


class SecretForm(forms.Form):
    """Until when the old secret counts."""

    last_day = CalendarDateField(
        label=gettext_lazy("Last day of the old secret"),
        help_text=gettext_lazy("Until that day has ended both count; thirty days at most."),
    )


class NetworksForm(forms.Form):
    """From where a system may call."""

    networks = forms.CharField(
        label=gettext_lazy("Addresses or networks, one a line"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy(
            "Such as 203.0.113.7 or 203.0.113.0/28. Where nothing stands here it may call from "
            "anywhere."
        ),
    )


class KeysForm(forms.Form):
    """By which keys a system signs its calls."""

    keys = forms.CharField(
        label=gettext_lazy("Public keys (PEM), at most two"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocapitalize": "off"}),
        help_text=gettext_lazy(
            "Ed25519, or ECDSA over P-256. Where nothing stands here its calls need no signature."
        ),
    )


def _check_head(who: Actor) -> None:
    if not may_generally(who, Action.OWN_SYSTEMS):
        raise NotPermitted


def _of(who: Actor) -> Any:
    return ApiClient.objects.filter(agency=who.agency).select_related("client", "agency")


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def desk_systems(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the systems of the agency and what waits; propose one."""
    _check_head(who)
    form = ProposalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            own_systems.propose(**form.cleaned_data, by=who, now=clock.now())
        except NotValid as refusal:
            _show_errors(form, refusal)
        else:
            security_log.note("system proposed", request, account=request.user.pk)
            messages.success(request, _("Proposed. It is let in when an administrator approves."))
            return redirect("desk_systems")
    context = {
        "systems": [_line(each) for each in _of(who).order_by("pk")[:MOST]],
        "proposals": [
            {"proposal": each, "may": scopes.in_words(each.scopes), "is_mine": _is_of(each, who)}
            for each in own_systems.proposals_of(who)
        ],
        "pages_only": who.agency is not None and who.agency.pk in approve_on_pages_only(),
        "form": form,
    }
    return render(request, "desk/systems.html", context, status=status_for(request, form))


def _line(system: ApiClient) -> dict[str, Any]:
    return {"system": system, "may": scopes.in_words(system.client.get_scopes())}


def _is_of(proposal: Any, who: Actor) -> bool:
    return who.user is not None and proposal.proposed_by_id == who.user.pk


def _show_errors(form: forms.Form, refusal: NotValid) -> None:
    for name, text in refusal.errors.items():
        form.add_error(name, str(text))


@require_POST
@at_desk
def take_back(request: HttpRequest, who: Actor) -> HttpResponse:
    """Take back a system that one has proposed."""
    _check_head(who)
    key = request.POST.get("which", "")
    try:
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise somebody_was_faster()
        own_systems.take_back(int(key), by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("Taken back."))
    return redirect("desk_systems")


@require_POST
@at_desk
def token_rule(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let second persons approve by token, or on the pages only."""
    _check_head(who)
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then go on.")
        return show_once_more(request, "desk_systems", why)
    may = request.POST.get("approve") == "token"
    systems.rule_tokens(may_approve=may, by=who, now=clock.now())
    security_log.note("approving by token ruled", request, account=request.user.pk)
    messages.success(request, _("Kept. It counts from now on."))
    return redirect("desk_systems")


@never_cache
@require_POST
@at_desk
def secret(request: HttpRequest, who: Actor) -> HttpResponse:
    """Give a supervisor the secret, on this answer alone: in no cookie, no message, no address."""
    _check_head(who)
    asked = request.POST.get("system", "")
    system = None if "\0" in asked else _of(who).filter(client_id=asked).first()
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then fetch the secret.")
        return show_once_more(request, "desk_systems", why)
    try:
        if system is None:
            raise somebody_was_faster()
        given = systems.fetch_secret(system, by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("desk_systems")
    security_log.note("secret of a system fetched", request, account=request.user.pk)
    return _show_secret(request, system, given)


def _show_secret(request: HttpRequest, system: ApiClient, given: str) -> HttpResponse:
    return render(request, "desk/secret.html", {"system": system, "secret": given})


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def desk_system(request: HttpRequest, who: Actor, client: str) -> HttpResponse:
    """Show one system: its secret, from where it calls, when it last did; change them."""
    _check_head(who)
    system = get_object_or_404(_of(who), client_id=client)
    act = ACTS.get(request.POST.get("do", ""))
    if request.method == "GET" or act is None:
        return _page(request, system)
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then go on.")
        return show_once_more(request, system_page(system), why)
    try:
        return act(request, who, system)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect(system_page(system))


def system_page(system: ApiClient) -> str:
    """Return the address of the page of a system."""
    return reverse("desk_system", args=[system.client_id])


def _page(
    request: HttpRequest,
    system: ApiClient,
    *,
    secret_form: SecretForm | None = None,
    networks_form: NetworksForm | None = None,
    keys_form: KeysForm | None = None,
) -> HttpResponse:
    is_wrong = any((secret_form, networks_form, keys_form))
    named = NetworksForm(initial={"networks": "\n".join(system.networks)})
    signed_by = KeysForm(initial={"keys": "\n".join(system.signing_keys or ())})
    has_old = system.old_until is not None and system.old_until > clock.now()
    context = {
        **_line(system),
        "old_until": system.old_until if has_old else None,
        "secret_form": secret_form or SecretForm(),
        "networks_form": networks_form or named,
        "keys_form": keys_form or signed_by,
        "key_names": [call_signing.name_of(each) for each in system.signing_keys or ()],
    }
    return render(request, "desk/system.html", context, status=422 if is_wrong else 200)


def _change_secret(request: HttpRequest, who: Actor, system: ApiClient) -> HttpResponse:
    form = SecretForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["last_day"]
        try:
            given = own_systems.change_secret(system, last_day=day, by=who, now=clock.now())
        except NotValid as refusal:
            _show_errors(form, refusal)
        else:
            security_log.note("secret of a system changed", request, account=request.user.pk)
            return _show_secret(request, system, given)
    return _page(request, system, secret_form=form)


def _end_old(request: HttpRequest, who: Actor, system: ApiClient) -> HttpResponse:
    own_systems.end_old_secret(system, by=who, now=clock.now())
    security_log.note("old secret of a system ended", request, account=request.user.pk)
    messages.success(request, _("The old secret has ended."))
    return redirect(system_page(system))


def _name_networks(request: HttpRequest, who: Actor, system: ApiClient) -> HttpResponse:
    form = NetworksForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["networks"]
        try:
            own_systems.name_networks(system, typed, by=who, now=clock.now())
        except NotValid as refusal:
            _show_errors(form, refusal)
        else:
            security_log.note("addresses of a system changed", request, account=request.user.pk)
            messages.success(request, _("Kept. It counts from now on."))
            return redirect(system_page(system))
    return _page(request, system, networks_form=form)


def _name_keys(request: HttpRequest, who: Actor, system: ApiClient) -> HttpResponse:
    form = KeysForm(request.POST)
    if form.is_valid():
        try:
            own_systems.name_keys(system, form.cleaned_data["keys"], by=who, now=clock.now())
        except NotValid as refusal:
            _show_errors(form, refusal)
        else:
            security_log.note("keys of a system changed", request, account=request.user.pk)
            messages.success(request, _("Kept. It counts from now on."))
            return redirect(system_page(system))
    return _page(request, system, keys_form=form)


def _lock_out(request: HttpRequest, who: Actor, system: ApiClient) -> HttpResponse:
    own_systems.lock_out(system, by=who, now=clock.now())
    security_log.note("system locked out", request, account=request.user.pk)
    messages.success(request, _("Locked out. No access of it answers any more."))
    return redirect(system_page(system))


ACTS: dict[str, Callable[[HttpRequest, Actor, ApiClient], HttpResponse]] = {
    "secret": _change_secret,
    "end-old": _end_old,
    "networks": _name_networks,
    "keys": _name_keys,
    "lock-out": _lock_out,
}
