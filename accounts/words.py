"""How pages offer what was kept: a form gets its mark, and is filled with what waits for it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from accounts.actions import keeping
from accounts.actions.keeping import Place
from accounts.models import KeptWords

Form = TypeVar("Form", bound=forms.Form)
CACHE, TAKEN = "_words_that_wait", "_words_were_taken"
DONE = (204, 302, 303)  # what answers a form that was taken
# Never kept, whichever form asks for it.
SECRET = {"account_number", "number", "code", "password"}
MACHINERY = {"csrfmiddlewaretoken", keeping.MARK, "seen", "revision", "version"}
IN_WORDS = (forms.TextInput, forms.EmailInput, forms.Textarea)
SILENT = (forms.HiddenInput, forms.PasswordInput, forms.FileInput)


@dataclass(frozen=True)
class Words:
    """What the page of a form says about keeping: its mark, and since when its words wait."""

    mark: str
    kept_at: datetime | None = None


def marked(request: HttpRequest, form: Form, *, at: str = "") -> Form:
    """Let what is typed into a form be kept, under the address it is sent to."""
    names = tuple(_names(form))
    written = tuple(name for name in names if isinstance(_widget(form, name), IN_WORDS))
    place = Place(request.user.pk, at or request.path, names, written)
    form.words = Words(place.mark) if place.names else None
    return form


def offered(request: HttpRequest, form: Form, *, at: str = "") -> Form:
    """Let it be kept, and fill an empty form with what was typed before and not sent."""
    marked(request, form, at=at)
    kept = None if form.is_bound else _waiting(request).get(at or request.path)
    if kept is not None and form.words is not None:
        _fill(form, kept)
        form.words = Words(form.words.mark, kept.kept_at)
    return form


def _names(form: forms.Form) -> Iterable[str]:
    for name, field in form.fields.items():
        if name in SECRET or isinstance(field.widget, SILENT) or getattr(field, "is_secret", False):
            continue
        for tail in getattr(field.widget, "widgets_names", [""]):
            yield f"{form.add_prefix(name)}{tail}"


def _widget(form: forms.Form, name: str) -> forms.Widget | None:
    field = form.fields.get(name.removeprefix(f"{form.prefix}-") if form.prefix else name)
    return field.widget if field else None


def _waiting(request: HttpRequest) -> dict[str, KeptWords]:
    """Return what waits for the reader, asked once for each page however many its forms."""
    if not hasattr(request, CACHE):
        setattr(request, CACHE, keeping.kept_by(request.user, now=timezone.now()))
    return getattr(request, CACHE)


def _fill(form: forms.Form, kept: KeptWords) -> None:
    """Show the words as they were typed; nobody has sent them, so nothing is wrong with them."""
    form.data = QueryDict(mutable=True)
    for name, words in json.loads(kept.words).items():
        form.data.setlist(name, words)
    form.is_bound, form._errors, form.cleaned_data = True, ErrorDict(), {}


def posted_place(request: HttpRequest) -> Place | None:
    """Return whose form was posted, if it carries a mark of ours."""
    mark = request.POST.get(keeping.MARK, "")
    return keeping.place_of(mark) if mark else None


def keep_posted(request: HttpRequest, place: Place) -> bool:
    """Keep what was posted for whoever the form belongs to; say whether there was anything."""
    return keeping.keep(place, request.POST.getlist, now=timezone.now())


def left_out(request: HttpRequest, place: Place) -> list[str]:
    """Return the fields of which something was posted that is not kept, as it was typed."""
    kept = keeping.fitting(place, request.POST.getlist)
    posted = {name: given for name, given in request.POST.lists() if name not in MACHINERY}
    return [name for name, given in posted.items() if any(given) and kept.get(name) != given]


def written(request: HttpRequest) -> list[str]:
    """Return what was written in words of one's own into the form that was posted."""
    place = posted_place(request) if request.method == "POST" else None
    if place is None or not is_for(request, place):
        return []
    said = [text for name in place.written for text in request.POST.getlist(name)]
    return [text for text in said if text.strip()]


def taken(request: HttpRequest) -> None:
    """Say that a form was taken although its answer is a page: what was typed need not wait."""
    setattr(request, TAKEN, True)


def forget_posted(request: HttpRequest) -> None:
    """Forget what waited for a form that another address has taken: it would hide what was kept."""
    place = posted_place(request)
    if place is not None and is_for(request, place):
        keeping.forget(place)


def is_taken(request: HttpRequest, status: int) -> bool:
    """Whether a form that is answered with this status has been taken."""
    return request.user.is_authenticated and (status in DONE or hasattr(request, TAKEN))


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, as the browser says and no other site can."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def is_for(request: HttpRequest, place: Place) -> bool:
    """Whether these are the reader's own words, or nobody is signed in who could read them."""
    return not request.user.is_authenticated or request.user.pk == place.user_id
