"""A draft on one of its pages, kept as it is typed."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies.actors import Actor
from agencies.entering import status_for
from kit import clock
from kit.errors import NotValid
from transfers.actions import drafting, seeing
from transfers.actions.seeing import ChangedMeanwhile
from transfers.facts import judging, record
from transfers.facts.record import KnownRecord
from transfers.forms.answers import AnswersForm
from transfers.forms.places import PlacesForm
from transfers.models import Transfer
from transfers.rules.verdicts import Verdict


def steps(transfer: Transfer | None, here: str) -> list[dict[str, str]]:
    """Return the step list of the form: what is done can be opened again."""
    number = transfer.case.number if transfer else ""
    pages = [
        ("start", _("Insurance"), ""),
        ("places", _("From where, to where"), "transfer_page"),
        ("known", _("What we know"), "transfer_page"),
        ("details", _("My details"), "transfer_page"),
        ("check", _("Check and send"), ""),
    ]
    names = [name for name, _text, _url in pages]
    done = names.index(here)
    listed = []
    for index, (name, text, url) in enumerate(pages):
        state = "now" if index == done else "done" if index < done else "next"
        href = reverse(url, args=[number, name]) if url and state == "done" else ""
        listed.append({"text": text, "state": state, "href": href})
    return listed


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page saves itself in the background."""
    return request.method == "POST" and request.headers.get("X-Autosave") == "1"


@dataclass(frozen=True)
class Draft:
    """A draft on one of its pages, and who looks at it."""

    request: HttpRequest
    transfer: Transfer
    who: Actor
    here: str

    @property
    def number(self) -> str:
        """The case number."""
        return self.transfer.case.number

    def verdict(self) -> Verdict:
        """What the rules in force today say to the answers so far."""
        return judging.verdict(self.transfer, today=clock.today())

    def known(self) -> KnownRecord:
        """What the records of the agencies hold of this insurance."""
        return record.known_record(self.transfer.case.person, self.transfer.insurance)

    def save(self, form: PlacesForm | AnswersForm) -> None:
        """Keep the answers, unless another window has saved others since this page was drawn."""
        shown = self.request.POST.get("seen", "")
        try:
            drafting.save(self.transfer, form.answers, by=self.who, now=clock.now(), shown=shown)
        except NotValid:
            self.transfer.refresh_from_db()
            raise

    def swap(self) -> None:
        """Keep the two places the other way round."""
        here = self.transfer
        other = {
            "original_region": here.new_region_id,
            "new_region": here.original_region_id,
            "from_scheme": here.to_scheme,
            "to_scheme": here.from_scheme,
        }
        drafting.save(here, other, by=self.who, now=clock.now())

    def seen(self, form: PlacesForm | AnswersForm) -> str:
        """Which of the draft's answers this page shows."""
        return seeing.seen(self.transfer, form.names)

    def go(self, page: str) -> HttpResponse:
        """Go to another page of the form."""
        return redirect("transfer_page", self.number, page)

    def page(self, template: str, *, form: forms.Form, **context: Any) -> HttpResponse:
        """Draw the page."""
        shown = {
            "transfer": self.transfer,
            "form": offered(self.request, form),
            "steps": steps(self.transfer, self.here),
            **context,
        }
        return render(self.request, template, shown, status=status_for(self.request, form))


def keep(draft: Draft, form: PlacesForm | AnswersForm) -> bool:
    """Keep the answers of a page; say whether all of them could be used."""
    if form.is_valid():
        try:
            draft.save(form)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(form.field_of(name), str(text))
    return form.is_valid()


def autosave(draft: Draft, form: PlacesForm | AnswersForm) -> HttpResponse:
    """Keep in the background what can be used already; the rest waits as it was typed.

    The answer names what was typed and could not be used, so that the page says what is not saved.
    """
    refused = {name for name in form.errors if name in form.fields and is_typed(form, name)}
    is_whole = form.is_valid()
    try:
        if is_whole or isinstance(form, AnswersForm):
            draft.save(form)
        else:
            refused = {name for name in form.fields if is_typed(form, name)}
    except ChangedMeanwhile as refusal:
        return HttpResponse(status=refusal.status)
    except NotValid as refusal:
        is_whole, refused = False, refused | {form.field_of(e) or e for e in refusal.errors}
    seen = {"X-Seen": draft.seen(form)}
    if is_whole:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=seen)
    return JsonResponse({"left": sorted(refused)}, status=HTTPStatus.ACCEPTED, headers=seen)


def is_typed(form: forms.Form, name: str) -> bool:
    """Whether somebody has given anything to a field of a form, usable or not."""
    said = form[name].data
    return any(said) if isinstance(said, list) else bool(said)
