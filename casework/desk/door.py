"""Who may enter the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from agencies import actors, second_factor
from kit.errors import NotPermitted


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in staff of an agency and hand the view who they are; a case stays hidden from others."""

    @login_required
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        who = actors.actor(request)
        if who.is_staff:
            return view(request, who, *args, **kwargs)
        if "number" in kwargs:
            raise Http404
        raise NotPermitted(_("The desk is for the staff of the agencies."))

    return entered


def show_once_more(request: HttpRequest, back: str, why: str) -> HttpResponse:
    """Ask for the app, or where an account has none for the password; then lead back to a page."""
    has_app = second_factor.held_by(request.user).exists()
    way = resolve_url("mfa_reauthenticate" if has_app else "account_reauthenticate")
    messages.info(request, why)
    return redirect(f"{way}?{urlencode({'next': resolve_url(back)})}")
