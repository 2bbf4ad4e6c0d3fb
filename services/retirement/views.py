"""Pages of retiring for which nothing is applied: forecast, and what is made public."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actors
from agencies.entering import insured_person_only
from applications.fields import Answers, Known
from applications.known import known_of
from applications.public_forms import CheckForm
from casework.acting import named_mandate
from casework.policies import whose
from kit import clock
from kit.errors import NotPermitted
from services.retirement.actions import publishing
from services.retirement.forecast_questions import QUESTIONS
from services.retirement.forecasting import forecast, growth_of, outlook_of
from services.retirement.forms import ObjectionForm
from services.retirement.rules.values import CHOICE, FORMULA

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def forecast_page(request: HttpRequest) -> HttpResponse:
    """When, how much, and what if earlier or later: for everybody; nothing of it is kept."""
    return _page(request, {}, None)


@insured_person_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_forecast(request: HttpRequest) -> HttpResponse:
    """The same by what the agencies hold of somebody; what they do not know is asked."""
    who = actors.actor(request)
    person = whose(who, "retirement", named_mandate(request))
    known = known_of(person, today=clock.today())
    found = {each.name: each.known(known) for each in QUESTIONS}
    held = {name: value for name, value in found.items() if value is not None}
    return _page(request, held, known)


def _page(request: HttpRequest, held: Answers, known: Known | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None  # nothing of it in an address
    today = clock.today()
    form = CheckForm(typed, asked=QUESTIONS, held=held, today=today, known=known)
    is_sound = not form.is_bound or (form.is_valid() and not form.is_more_asked)
    answers = form.answers if is_sound else {}
    found = forecast(outlook_of(answers, today), growth_of(answers)) if _is_whole(answers) else None
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "is_own": known is not None,
        "asked_on": today,
        "choice": CHOICE,
        "formula": FORMULA,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "retirement/forecast.html", context, status=status)


# --- What is made public ------------------------------------------------------------------------
@require_safe
@never_cache
def publications(request: HttpRequest) -> HttpResponse:
    """Show what is public today: special work before it is confirmed, names partly hidden."""
    rows = publishing.running(clock.today())
    return render(request, "retirement/publications.html", {"rows": rows})


@insured_person_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def object_to(request: HttpRequest, key: int) -> HttpResponse:
    """Object to something that is public; only the agency learns who does."""
    shown = next((each for each in publishing.running(clock.today()) if each.pk == key), None)
    if shown is None:
        raise Http404
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actors.actor(request).person
        if person is None:
            raise Http404
        try:
            publishing.object_to(key, form.cleaned_data["text"], person=person, now=clock.now())
        except NotPermitted as refusal:
            form.add_error("text", str(refusal.reason))
        else:
            messages.success(request, _("Your objection is with the agency. It looks into it."))
            return redirect("publications")
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    context = {"form": form, "row": shown}
    return render(request, "retirement/object.html", context, status=status)


def _is_whole(answers: Answers) -> bool:
    """Whether everything is answered without which nothing can be said."""
    return all(answers.get(name) is not None for name in ("category", "born", "place"))
