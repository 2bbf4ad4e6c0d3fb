"""Webhooks at the desk: the head of an agency sets them up, tries them, and sees how they fare."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import security_log
from agencies import second_factor
from agencies.actors import Actor
from agencies.entering import posted, status_for
from casework.desk.door import at_desk, show_once_more
from feeds.actions import managing
from feeds.models import Webhook
from feeds.rules.addresses import LONGEST
from kit import clock
from kit.errors import NotValid, Refusal

MOST_DEAD = 20


class WebhookForm(forms.Form):
    """Where to tell."""

    url = forms.CharField(
        label=gettext_lazy("Address of your system"),
        help_text=gettext_lazy("It begins with https:// and is reached from outside."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Enter the address of your system.")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def webhooks(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the webhooks of the agency; set one up."""
    managing.check_may(who)
    form = WebhookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not second_factor.is_proven_lately(request):
            why = _("Show once more that it is you, then set the webhook up.")
            return show_once_more(request, "desk_webhooks", why)
        try:
            made, secret = managing.make(form.cleaned_data["url"], by=who, now=clock.now())
        except NotValid as refusal:
            form.add_error("url", str(refusal.errors["url"]))
        else:
            security_log.note("webhook set up", request, account=request.user.pk)
            return _show_secret(request, made, secret)
    shown = [_shown(each) for each in Webhook.objects.of(who).select_related("fare")[:50]]
    context = {"form": form, "webhooks": shown, "now": clock.now()}
    return render(request, "desk/webhooks.html", context, status=status_for(request, form))


def _shown(hook: Webhook) -> dict[str, Any]:
    calls = hook.calls.all()
    dead = calls.dead().exclude(entry=None).select_related("entry").order_by("-pk")  # type: ignore[attr-defined]
    return {
        "hook": hook,
        "waiting": calls.waiting().count(),  # type: ignore[attr-defined]
        "dead": list(dead[:MOST_DEAD]),
        "last_trial": calls.filter(entry=None).order_by("-pk").first(),
    }


def _show_secret(request: HttpRequest, hook: Webhook, secret: str) -> HttpResponse:
    context = {"hook": hook, "secret": secret}
    return render(request, "desk/webhook_secret.html", context)


def _try(request: HttpRequest, hook: Webhook, who: Actor) -> None:
    managing.try_out(hook, by=who, now=clock.now())
    messages.info(request, _("A trial is on its way. How it went stands here in a moment."))


def _replay(request: HttpRequest, hook: Webhook, who: Actor) -> None:
    again = managing.replay(hook, by=who, now=clock.now())
    messages.info(request, _("%(n)s events are sent again.") % {"n": again})


def _end(request: HttpRequest, hook: Webhook, who: Actor) -> None:
    managing.stop(hook, by=who, now=clock.now())
    messages.success(request, _("The webhook has ended. Nothing more is sent there."))


ACTS: dict[str, Callable[[HttpRequest, Webhook, Actor], None]] = {
    "try": _try,
    "replay": _replay,
    "end": _end,
}


@never_cache
@require_POST
@at_desk
def webhook_act(request: HttpRequest, who: Actor, name: str) -> HttpResponse:
    """Do something with a webhook: try it, give it another secret, send again, end it."""
    managing.check_may(who)
    hook = get_object_or_404(Webhook.objects.of(who), name=name)
    if not second_factor.is_proven_lately(request):
        why = _("Show once more that it is you, then go on.")
        return show_once_more(request, "desk_webhooks", why)
    try:
        if request.POST.get("do") == "secret":
            secret = managing.change_secret(hook, by=who, now=clock.now())
            security_log.note("secret of a webhook changed", request, account=request.user.pk)
            return _show_secret(request, hook, secret)
        act = ACTS.get(request.POST.get("do", ""))
        if act is not None:
            act(request, hook, who)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("desk_webhooks")
