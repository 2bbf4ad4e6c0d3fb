"""My part of what a family is paid after a death: look at it, and agree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies import actors
from agencies.entering import insured_person_only
from casework.models import Case
from kit import clock
from kit.spelling import money
from services.survivors.actions import paying
from services.survivors.models import Payee

MOST = 50


@insured_person_only
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show each part that somebody is to get, and whether they have agreed."""
    who = actors.actor(request)
    paying.find_own(who)
    payees = list(Payee.objects.visible_to(who).order_by("-pk")[:MOST])
    # The letter lies in a payee's own case, or in the application that they made themselves.
    keys = [each.own_case_id or each.case_id for each in payees]
    own = Case.objects.filter(pk__in=keys, person=who.person_id)
    numbers = dict(own.values_list("pk", "number"))
    rows = [_row(each, numbers) for each in payees]
    return render(request, "survivors/mine.html", {"rows": rows})


def _row(payee: Payee, numbers: dict[int, str]) -> dict[str, object]:
    if payee.amount_fen is not None:
        said = money(payee.amount_fen)
    elif payee.agreed_at is not None:
        said = _("You have agreed. It is paid once it is decided.")
    else:
        said = _("Your family has named you. It is paid once you agree.")
    return {
        "key": payee.pk,
        "part": f"{payee.parts}/{paying.parts_in(payee)}",
        "said": said,
        "case": numbers.get(payee.own_case_id or payee.case_id, "") if payee.amount_fen else "",
        "may_agree": payee.agreed_at is None,
    }


@insured_person_only
@require_POST
def agree(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to the parts as the family has written them."""
    paying.agree(key, by=actors.actor(request), now=clock.now())
    messages.success(request, _("You have agreed."))
    return redirect("my_shares")
