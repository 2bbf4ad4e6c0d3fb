"""Contacts on a page are proven by codes that are sent to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import telling
from accounts.contacts import masked
from accounts.words import forget_posted
from applications.actions import proving
from applications.drafts import Draft
from applications.views.asking import draw
from applications.views.on_page import OnPage, again
from kit.errors import NotValid, TooOften


def send_and_return(on: OnPage, name: str) -> HttpResponse:
    """Keep what was typed, send a code to the contact of it, and show the page again."""
    form = on.form(
        _without(on.request.POST, [each.name for each in on.draft.codes(on.page.fields)])
    )
    if not (form.is_valid() and on.keep(form)):
        return draw(on, form)
    forget_posted(on.request)
    _send_code(on.request, again(on.draft), name)
    return redirect(on.path + on.way_back)


def _without(data: QueryDict, names: list[str]) -> QueryDict:
    left = data.copy()
    for name in names:
        left.pop(name, None)
    return left


def _send_code(request: HttpRequest, draft: Draft, name: str) -> None:
    """Send a code and say where it went, or why none is sent."""
    try:
        contact, code = proving.new_code(draft.application, name, draft.answers, now=draft.now)
    except TooOften as refusal:
        messages.warning(request, str(refusal.reason))
        return
    except NotValid as refusal:
        messages.warning(request, " ".join(str(text) for text in refusal.errors.values()))
        return
    telling.tell(request, contact, telling.code_text(code))
    said = _("A code is on its way to %(contact)s.") % {"contact": masked(contact)}
    messages.success(request, said)
