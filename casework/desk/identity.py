"""At the counter: the document of whoever stands there, the number of their account, and a yes."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import contacts
from accounts.forms.identity import DocumentForm
from accounts.models import Person, User
from agencies.actors import Actor
from agencies.entering import posted, status_for
from casework.actions import counter
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock, wall
from kit.callers import neighbour_of
from kit.errors import NotPermitted, NotValid, TooOften
from kit.spelling import wording

FOUND = "counter_found"  # keys and a moment; nothing of the person
MINUTES = 10


class CounterForm(DocumentForm):
    """The document that is shown, and the number on the person's page."""

    code = forms.CharField(
        label=gettext_lazy("Number on the page of the person"),
        help_text=gettext_lazy("For example 31-482-193. They find it under: prove who you are."),
        max_length=24,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Enter the number.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"]  # the record says it, and the clerk compares
        self.fields["number"].widget.attrs["autofocus"] = True


class SeenForm(forms.Form):
    """What the clerk says to have seen."""

    seen = forms.BooleanField(
        label=gettext_lazy(
            "I have seen the document itself. Its photograph shows whoever stands here, its name "
            "is the one above, and the contact above is theirs."
        ),
        error_messages={"required": gettext_lazy("Tick this only if you have seen it.")},
    )


@never_cache
@sensitive_post_parameters("number", "code")
@require_http_methods(["GET", "POST"])
@at_desk
def desk_identity(request: HttpRequest, who: Actor) -> HttpResponse:
    """Ask for document and number, and show whose account it is."""
    _let_in(who)
    form = CounterForm(posted(request))
    if request.method == "POST" and form.is_valid() and _found(request, who, form):
        return redirect("desk_identity_confirm")
    return render(request, "desk/identity.html", {"form": form}, status=status_for(request, form))


def _let_in(who: Actor) -> None:
    if not may_generally(who, Action.CONFIRM_IDENTITY):
        raise NotPermitted


def _found(request: HttpRequest, who: Actor, form: CounterForm) -> bool:
    try:
        user, person = counter.find(
            form.document,
            form.cleaned_data["code"],
            by=who,
            address=neighbour_of(request),
            now=clock.now(),
        )
    except (NotValid, TooOften) as refusal:
        for field, text in getattr(refusal, "errors", {"": refusal.reason}).items():
            form.add_error(field or None, str(text))
        return False
    request.session[FOUND] = [user.pk, person.pk, time.time()]
    return True


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def confirm(request: HttpRequest, who: Actor) -> HttpResponse:
    """Compare once more, and confirm."""
    _let_in(who)
    found = _waiting(request)
    if found is None:
        return redirect("desk_identity")
    user, person = found
    form = SeenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _confirm(request, who, user, person)
    rows = [
        {"key": _("Name"), "value": person.name},
        {"key": _("Document"), "value": wording(person.document.title)},
        {"key": _("Number of the document"), "value": person.masked_number},
        {"key": _("Contact of the account"), "value": contacts.masked(contacts.proven(user))},
    ]
    context = {"form": form, "rows": rows}
    return render(request, "desk/identity_confirm.html", context, status=status_for(request, form))


@require_POST
@at_desk
def leave(request: HttpRequest, who: Actor) -> HttpResponse:
    """Confirm nothing: it is not who it should be."""
    _let_in(who)
    request.session.pop(FOUND, None)
    messages.info(request, _("Nothing was confirmed."))
    return redirect("desk_identity")


@wall.as_house("go on with whoever stands at the counter")
def _waiting(request: HttpRequest) -> tuple[User, Person] | None:
    user, person, at = request.session.get(FOUND, (None, None, 0))
    if user is None or time.time() - at > MINUTES * 60:
        return None
    return get_object_or_404(User, pk=user), get_object_or_404(Person, pk=person)


def _confirm(request: HttpRequest, who: Actor, user: User, person: Person) -> HttpResponse:
    is_new = counter.confirm(user, person, by=who, now=clock.now())
    del request.session[FOUND]
    if is_new:
        get_adapter().send_notification_mail("account/email/identity_proven", user)
        messages.success(request, _("Confirmed. The person can go on at once."))
    else:
        messages.info(request, _("This had been confirmed before."))
    return redirect("desk_identity")
