"""For the contact person of an employer: the code of the agency, and a list to hand in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies import actors
from agencies.entering import posted, status_for
from applications import catalogue
from applications.actions import employing, listing
from applications.actions.listing import Taken
from applications.employee_files import MOST_BYTES, lines_of
from applications.models import Employer
from applications.registry import declared_of, services
from casework.rules.procedures import is_delegable
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording
from law.wording import Text


class EmployerCodeForm(forms.Form):
    """The code that the agency has handed over."""

    code = forms.CharField(
        label=gettext_lazy("Code from your agency"),
        help_text=gettext_lazy("For example 12-3456-7890."),
        max_length=32,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Enter the code.")},
    )


class ListForm(forms.Form):
    """A list, and what those on it are to be offered."""

    service = forms.ChoiceField(
        label=gettext_lazy("What is prepared for them"),
        error_messages={"required": gettext_lazy("Choose what is prepared for them.")},
    )
    file = forms.FileField(
        label=gettext_lazy("The list (XLSX or CSV)"),
        help_text=gettext_lazy(
            "First line: name, number, phone. At most 10,000 lines and 2 MB. People under other "
            "documents than the identity card need the column document type."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = offered()

    def clean_file(self) -> bytes:
        """Return the bytes; more than any list has is not read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is too large: at most 10,000 lines and 2 MB. Divide it.")
            )
        return bytes(file.read())


def offered() -> list[tuple[str, str]]:
    """Return what an employer may prepare: what begins as a draft, and is not for its person alone.

    Where money goes and who somebody is (`Service.only_in_person`) is no matter of an employer, and
    what is only read or reckoned cannot be prepared.
    """
    elsewhere = {each.name for each in services() if each.opens_by_itself or each.begins_at}
    entries = [each for each in catalogue.entries() if is_delegable(each.name)]
    return [(each.name, wording(each.title)) for each in entries if each.name not in elsewhere]


def columns_of(service: str) -> Mapping[str, Text]:
    """Return what a list may say beside name, number and phone."""
    declared = declared_of(service)
    return declared.listed.columns if declared and declared.listed else {}


def further_columns() -> list[tuple[str, str]]:
    """Return for each service that reads them its title and the heads of further columns."""
    return [
        (wording(each.title), ", ".join(wording(head) for head in each.listed.columns.values()))
        for each in services()
        if each.listed
    ]


def employer_of(request: HttpRequest) -> Employer | None:
    """Return the employer for which whoever is signed in acts; raises `NotPermitted` for staff."""
    house = actors.actor(request).is_of_the_house
    return employing.employer_of(request.user, is_of_the_house=house)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def employer(request: HttpRequest) -> HttpResponse:
    """Ask for the code once; then take lists in."""
    own = employer_of(request)
    if own is not None:
        return _list(request, own)
    form = EmployerCodeForm(posted(request))
    if request.method == "POST" and form.is_valid() and _linked(request, form):
        messages.success(request, _("Your account may hand in lists now."))
        return redirect("employer")
    context = {"form": form}
    return render(request, "employers/code.html", context, status=status_for(request, form))


def _linked(request: HttpRequest, form: EmployerCodeForm) -> bool:
    try:
        employing.link(form.cleaned_data["code"], user=request.user, now=clock.now())
    except NotValid as refusal:
        form.add_error("code", str(refusal.errors["code"]))
    except Refusal as refusal:
        form.add_error(None, str(refusal.reason))
    return not form.errors


def _list(request: HttpRequest, own: Employer) -> HttpResponse:
    given = posted(request)
    form = ListForm(given, request.FILES) if given is not None else ListForm()
    taken: Taken | None = None
    if given is not None and form.is_valid():
        lines = lines_of(form.cleaned_data["file"], columns_of(form.cleaned_data["service"]))
        edge = {"by": request.user, "now": clock.now()}
        try:
            taken = listing.take_in(own, form.cleaned_data["service"], lines, **edge)
        except Refusal as refusal:
            form.add_error(None, str(refusal.reason))
    context = {"employer": own, "form": form, "taken": taken, "further": further_columns()}
    return render(request, "employers/list.html", context, status=status_for(request, form))
