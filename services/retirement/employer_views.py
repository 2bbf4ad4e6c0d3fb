"""What an employer is asked about people who have agreed with it to retire later."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications.models import Employer
from applications.views.employers import employer_of
from kit import clock
from kit.errors import Refusal
from services.retirement.actions import agreeing

ANSWERS = {"yes": True, "no": False}


def _own(request: HttpRequest) -> Employer:
    found = employer_of(request)
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """List the later dates that an employer has still to sign."""
    own = _own(request)
    context = {"employer": own, "waiting": agreeing.agreements_for(own)}
    return render(request, "retirement/agreements.html", context)


@never_cache
@login_required
@require_POST
def agreement(request: HttpRequest, key: int) -> HttpResponse:
    """Keep the word of the employer on one of them."""
    own, agrees = _own(request), ANSWERS.get(request.POST.get("agrees", ""))
    if agrees is None:
        messages.error(request, _("Choose an answer."))
        return redirect("employer_agreements")
    try:
        agreeing.say(own, key, agrees=agrees, by=request.user, now=clock.now())
        messages.success(request, _("Your answer is with the agency."))
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("employer_agreements")
