"""The desk's page of differences between our books and a provider's; two persons settle each."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from agencies.actors import Actor
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from kit import clock
from kit.errors import NotValid, Refusal
from payments.actions import settling
from payments.models import DailySheet, Difference

ROWS = 25
DAYS = 7


class ExplainForm(forms.Form):
    """What a difference was."""

    explanation = forms.CharField(
        label=gettext_lazy("What it was, and what was done"),
        max_length=settling.LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write what it was, and what was done.")},
    )


@require_safe
@at_desk
def differences(request: HttpRequest, who: Actor) -> HttpResponse:
    """List what is open, the oldest first, and the signed sheets of the last days."""
    settling.check_may_settle(who)
    found = settling.differences_for(who).filter(settled_at=None).select_related("explained_by")
    page = BoundedPaginator(found.order_by("day", "pk"), ROWS).get_page(request.GET.get("page"))
    context = {
        "rows": [_row(each, who) for each in page.object_list],
        "page_obj": page,
        "sheets": DailySheet.objects.all()[:DAYS],
    }
    return render(request, "payments/differences.html", context)


def _row(found: Difference, who: Actor) -> dict[str, Any]:
    is_mine = who.user is not None and found.explained_by_id == who.user.pk
    return {
        "found": found,
        "age": (clock.today() - found.day).days,
        "form": ExplainForm(auto_id=f"d{found.pk}_%s"),
        "may_settle": found.explained_by_id is not None and not is_mine,
        "is_mine": is_mine,
    }


@require_POST
@at_desk
def settle(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Explain a difference, or close it as the second person."""
    settling.check_may_settle(who)
    found = get_object_or_404(settling.differences_for(who), pk=pk)
    try:
        if request.POST.get("what") == "settle":
            settling.settle(found, by=who, now=clock.now())
            messages.success(request, _("It is settled."))
        else:
            text = request.POST.get("explanation", "")[: settling.LONGEST]
            settling.explain(found, text, by=who, now=clock.now())
            messages.success(request, _("Written down. Another person has to close it."))
    except NotValid as refused:
        messages.error(request, "; ".join(map(str, refused.errors.values())))
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    return redirect("desk_differences")
