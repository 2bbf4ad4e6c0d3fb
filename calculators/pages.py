"""The calculators as pages: a short form, the answer in a sentence, the working, the articles."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from agencies import actors
from calculators import own_record
from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.catalogue import CALCULATORS, ask, what_is_known
from calculators.examples import EXAMPLES
from calculators.reading.refusing import BadInput
from calculators.rows import Rows
from calculators.themes import PAGES, THEMES
from calculators.workings.working import Working
from kit.preferences import asks_to_read_otherwise, read_as_asked
from kit.spelling import wording

BAD_REQUEST = 422
EXAMPLE, OWN_RECORD = "example", "own"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All calculators, by the question people have."""
    themes = [
        {"title": theme.title, "doors": [_door(name) for name in theme.names]} for theme in THEMES
    ]
    return render(request, "calculators/index.html", {"themes": themes})


def _door(name: str) -> dict[str, Any]:
    page = PAGES[name]
    return {
        "name": name,
        "title": CALCULATORS[name].title,
        "about": page.about,
        "icon": page.icon,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@read_as_asked
def calculator(request: HttpRequest, calculator: str) -> HttpResponse:
    """One question: what is personal is posted, everything else stands in the address."""
    if calculator not in PAGES:
        raise Http404
    page = PAGES[calculator]
    if request.method == "POST" and not page.personal:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    is_example = EXAMPLE in request.GET and request.method != "POST"
    if page.personal and request.GET.keys() - {EXAMPLE}:
        return redirect("calculator", calculator)  # what is personal leaves the address at once
    if request.method == "POST":
        typed = request.POST.dict()
    else:
        typed = EXAMPLES[calculator] if is_example else request.GET.dict()
    owner = _owner(request, calculator)
    is_own = owner is not None and OWN_RECORD in typed
    if is_own:
        typed = own_record.typed(calculator, owner)
    known = what_is_known()
    form, is_asked = _form(page.form, typed, known)
    if is_own:
        form.keep_as_typed()  # it is looked at before it is asked
        is_asked = False
    if is_asked and asks_to_read_otherwise(request) and not form.is_valid():
        form.keep_as_typed()  # nobody has asked for an answer
        is_asked = False
    answer = _answer(calculator, form, known) if is_asked and form.is_valid() else None
    context = _context(calculator, form, answer, known) | {
        "is_example": is_example,
        "own": {"may": owner is not None, "is_filled_in": is_own},
        "link": _link(request, calculator, form) if answer and not page.personal else "",
    }
    status = BAD_REQUEST if is_asked and not answer else 200
    return render(request, "calculators/calculator.html", context, status=status)


def _owner(request: HttpRequest, name: str) -> Person | None:
    """Return whose record answers a part of the question: of whoever is signed in and proven."""
    if name not in own_record.FROM_RECORD:
        return None
    who = actors.actor(request)
    return None if who.is_staff else who.person


def _form(kind: type[Asking], typed: dict[str, str], known: Known) -> tuple[Asking, bool]:
    """Return the form and whether it is asked: a row more or less asks nothing yet."""
    gone = typed.get("less", "")
    if issubclass(kind, Rows) and gone.isascii() and gone.isdigit() and len(gone) <= 2:
        typed = kind.without_row(typed, int(gone))
    form = kind(typed, known=known)
    if not any(map(form.knows, typed)):  # what a messenger adds to an address asks nothing
        return kind(known=known), False
    is_asked = not {"more", "less"} & typed.keys()
    if not is_asked:
        form.keep_as_typed()
    return form, is_asked


def _answer(name: str, form: Asking, known: Known) -> Answer | None:
    """Ask the calculator; what it refuses is told at the field."""
    try:
        return ask(name, form.question(), known)
    except BadInput as bad:
        form.add_error(form.field_of(bad.field), wording(bad.message))
        return None


def _context(name: str, form: Asking, answer: Answer | None, known: Known) -> dict[str, Any]:
    page = PAGES[name]
    working = page.working(form, answer, known) if answer else Working()
    return {
        "asking": {
            "name": name,
            "title": CALCULATORS[name].title,
            "about": page.about,
            "personal": page.personal,
            "has_rows": isinstance(form, Rows),
            "see_also": [_door(other) for other in page.see_also],
        },
        "form": form,
        # By this form the header changes language and size, so that it keeps what was typed.
        "form_at_hand": "asked" if page.personal else "",
        "answer": answer,
        "sentence": working.sentence or (answer.explanation[0] if answer else ""),
        "working": working,
        "sentences": answer.explanation[0 if working.sentence else 1 :] if answer else (),
        "articles": tuple(dict.fromkeys(answer.basis)) if answer else (),
        "asked_on": known.today,
    }


def _link(request: HttpRequest, name: str, form: Asking) -> str:
    """Return the address that asks the same again."""
    address = reverse("calculator", args=[name])
    return request.build_absolute_uri(f"{address}?{form.as_address()}")
