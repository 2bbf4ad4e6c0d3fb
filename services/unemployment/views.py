"""My unemployment benefit, and what an employer is asked about those who have left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actors
from agencies.entering import insured_person_only, posted, status_for
from applications.models import Employer
from applications.views.employers import employer_of
from kit import clock
from kit.errors import NotValid
from services.unemployment.actions import asking
from services.unemployment.forms import DepartureForm
from services.unemployment.models import Spell
from services.unemployment.shown import shown
from services.unemployment.still_looking import MONTH


@insured_person_only
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show what somebody draws month by month, and what is kept."""
    person, today = actors.actor(request).person, clock.today()
    if person is None:
        raise Http404
    this = today.replace(day=1)
    found = list(Spell.objects.of(person).select_related("case", "agency", "person"))
    running = [each for each in found if each.is_running and each.planned_last >= this]
    current = running[0] if running else None
    confirmed = current is not None and current.confirmations.filter(month=this).exists()
    context = {
        "current": shown(current, today) if current else None,
        "past": [shown(each, today) for each in found if each is not current],
        "confirm": "" if confirmed else reverse("service_guide", args=[MONTH]),
    }
    return render(request, "unemployment/mine.html", context)


def _employer(request: HttpRequest) -> Employer:
    found = employer_of(request)
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_safe
def departures(request: HttpRequest) -> HttpResponse:
    """List the questions that an employer has still to answer."""
    own = _employer(request)
    context = {"employer": own, "waiting": asking.questions_for(own)}
    return render(request, "unemployment/departures.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: HttpRequest, key: int) -> HttpResponse:
    """Let an employer say how somebody's work ended."""
    own = _employer(request)
    asked = next((each for each in asking.questions_for(own) if each.key == key), None)
    if asked is None:
        raise Http404
    form = DepartureForm(posted(request))
    if form.is_bound and form.is_valid() and _kept(request, own, key, form):
        messages.success(request, _("Your answer is with the agency."))
        return redirect("employer_departures")
    context = {"employer": own, "asked": asked, "form": form}
    status = status_for(request, form)
    return render(request, "unemployment/departure.html", context, status=status)


def _kept(request: HttpRequest, own: Employer, key: int, form: DepartureForm) -> bool:
    try:
        asking.answer(own, key, **form.cleaned_data, by=request.user, now=clock.now())
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
    return not form.errors
