"""What an employer has prepared for somebody: theirs to begin with a code, or to turn down."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import contacts, telling
from accounts.forms.fields import CodeField
from agencies import actors
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from applications import filings
from applications.actions import listing
from applications.models import ListedPerson
from casework.rules.procedures import procedure_of
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording


class ListedCodeForm(forms.Form):
    """The code that went to the phone on the list."""

    code = CodeField()


@get_or_post
@insured_person_only
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was prepared and by whom; begin it with a code, or let it go."""
    found = listing.one_of(key, by=actors.actor(request), now=clock.now())
    if found is None:
        raise Http404
    what = request.POST.get("do", "")
    if what == "send":
        return _send(request, found)
    if what == "no":
        listing.settle(found, now=clock.now())
        messages.success(request, _("Nothing is done. Your employer is not told."))
        return redirect("my_page")
    form = ListedCodeForm(posted(request))
    number = ""
    if request.method == "POST" and form.is_valid():
        number = _begun(request, found, form)
    if number:
        messages.success(request, _("Begun. Look at everything once more, then send it."))
        return redirect("case", number)
    context = {
        "listed": found,
        "title": wording(procedure_of(found.service).title),
        "phone": contacts.masked(str(found.phone)),
        "form": form,
    }
    return render(request, "employers/listed.html", context, status=status_for(request, form))


def _send(request: HttpRequest, found: ListedPerson) -> HttpResponse:
    try:
        phone, code = listing.new_code(found, now=clock.now())
        telling.tell(request, phone, telling.code_text(code))
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
    else:
        told = {"contact": contacts.masked(phone)}
        messages.success(request, _("A code is on its way to %(contact)s.") % told)
    return redirect("listed", found.key)


def _begun(request: HttpRequest, found: ListedPerson, form: ListedCodeForm) -> str:
    """Return the number of the draft, or nothing where the code is not right."""
    try:
        listing.check_code(found, form.cleaned_data["code"], now=clock.now())
    except NotValid as refusal:
        form.add_error("code", str(refusal.errors["code"]))
        return ""
    case = filings.begin(
        found.service,
        found.employer.name,
        found.answers,
        by=actors.actor(request),
        now=clock.now(),
    )
    listing.settle(found, now=clock.now())
    return case.number
