"""Who may enter the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agencies import actors
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
