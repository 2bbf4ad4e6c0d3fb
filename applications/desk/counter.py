"""The counter: whose document is shown, what can be filed for them here, and their end."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.identity import DocumentForm
from accounts.models.persons import Sex
from agencies import actors, visits
from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications import catalogue, filings, known
from applications.declaring import Service
from applications.my_cases import lines_of, my_cases
from applications.registry import services
from applications.where import choice_at_counter
from casework.actions import counter
from casework.actions.counter import Shown
from casework.desk.door import at_desk
from casework.models import Case
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid, TooOften
from kit.form_fields.dates import OneBoxDateField

MOST_CASES = 40
Row = dict[str, Any]


class VisitForm(DocumentForm):
    """The document that is shown, and why it is looked up; its reader is the clerk."""

    born_on = OneBoxDateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("Only for a passport or a permit whose number does not tell it."),
        required=False,
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"),
        help_text=gettext_lazy("As it stands on the document; an identity card number tells it."),
        required=False,
        choices=[("", "—"), *Sex.choices],
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number, if they want messages"),
        help_text=gettext_lazy("Kept only of somebody who is new here."),
        required=False,
        max_length=32,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("What they have come for"),
        help_text=gettext_lazy("The person reads it beside your agency's name."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what they have come for.")},
    )
    seen = forms.BooleanField(
        label=gettext_lazy(
            "I have the document itself before me, and its photograph shows whoever stands here."
        ),
        error_messages={"required": gettext_lazy("Tick this only if you have seen it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, kind = self.fields["name"], self.fields["document_type"]
        for untold in ("born_on", "sex"):  # a resident's number tells both
            self.fields[untold].widget.attrs |= {"data-untold": True}
        name.widget.attrs |= {"autocomplete": "off", "autofocus": True}
        name.help_text = _("As it stands on the document. From a passport: surname first.")
        name.error_messages["required"] = _("Enter the name.")
        kind.help_text = _(
            "The one under which they are insured: usually what they have shown their employer."
        )

    @property
    def shown(self) -> Shown:
        """What stands on the document."""
        said = self.cleaned_data
        return Shown(
            name=said["name"],
            document=self.document,
            born_on=said["born_on"],
            sex=said["sex"],
            phone=said["phone"],
        )


def at_counter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in clerks and supervisors, with whoever stands there; nothing stays in the browser."""

    @never_cache
    @at_desk
    @wraps(view)
    def entered(request: HttpRequest, who: Actor, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_generally(who, Action.FILE_AT_COUNTER):
            raise NotPermitted
        visits.stand_beside(request)
        return view(request, actors.actor(request), *args, **kwargs)

    return entered


# --- Who stands there -----------------------------------------------------------------------------
@sensitive_post_parameters("name", "number", "born_on", "phone", "reason")
@require_http_methods(["GET", "POST"])
@at_counter
def begin(request: HttpRequest, who: Actor) -> HttpResponse:
    """Ask for the document of whoever stands there."""
    form = VisitForm(posted(request))
    if request.method == "POST" and form.is_valid() and _received(request, who, form):
        return redirect("desk_counter_visit")
    return render(request, "desk/counter.html", {"form": form}, status=status_for(request, form))


def _received(request: HttpRequest, who: Actor, form: VisitForm) -> bool:
    try:
        person = counter.receive(form.shown, form.cleaned_data["reason"], by=who, now=clock.now())
    except (NotValid, TooOften, NotPermitted) as refusal:
        for field, text in getattr(refusal, "errors", {"": refusal.reason}).items():
            form.add_error(field if field in form.fields else None, str(text))
        return False
    visits.begin(request, person)
    return True


@require_POST
@at_counter
def end(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let the person go: from now on nothing of theirs is open here."""
    visits.end(request)
    messages.success(request, _("The visit has ended."))
    return redirect("desk_counter")


# --- What can be done for them --------------------------------------------------------------------
@require_safe
@at_counter
def visit(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show whoever stands there, what is under way for them here, and what can be begun."""
    if who.present is None:
        messages.info(request, _("Nobody stands at your counter: ask for the document first."))
        return redirect("desk_counter")
    own = my_cases(who)[:MOST_CASES]
    lines = [replace(each, unread=0) for each in lines_of(own, who, today=clock.today())]
    here, elsewhere = _offered(who)
    context = {
        "person": who.present,
        "unsent": [each for each in lines if each.is_draft],
        "running": [each for each in lines if each.case.is_open and not each.is_draft],
        "ended": [each for each in lines if not each.case.is_open],
        "here": here,
        "elsewhere": elsewhere,
    }
    return render(request, "desk/counter_visit.html", context)


def _offered(who: Actor) -> tuple[list[Row], list[Row]]:
    """Return what this counter can file for them, and what it cannot and why."""
    person, today = who.present, clock.today()
    held = known.known_for(Case(person=person), today=today)
    here, elsewhere = [], []
    if who.agency is not None:
        here += [
            {"title": door.title, "errand": door.errand, "href": door.href()}
            for door in filings.doors_of(who.agency)
        ]
    for service in (each for each in services() if not (each.is_about_case or each.begins_at)):
        choice = choice_at_counter(service.agency(held, {}), who)
        (here if choice.agencies else elsewhere).append(_row(service, choice.reason))
    return here, elsewhere


def _row(service: Service, reason: Any) -> Row:
    entry = catalogue.entry_of(service)
    href = reverse("apply_start", args=[service.name])
    return {"title": entry.title, "errand": entry.errand, "href": href, "reason": reason}
