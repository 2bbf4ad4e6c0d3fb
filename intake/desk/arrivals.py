"""Arrivals at the desk: the days that came, and what two persons have to look at."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.actors import Actor
from agencies.rules.terms import RECORDED
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from intake.actions import placing
from intake.models import Arrival, ArrivalFile
from intake.rules.arrival_file import INSURANCES, KINDS
from intake.rules.arriving import REASONS
from kit import clock
from kit.errors import NotValid, Refusal
from kit.form_fields.money import MoneyField
from kit.form_fields.texts import PlainTextField
from kit.spelling import wording
from law.money import to_fen

ROWS, DAYS = 20, 7
LONG = 5  # days after which money that nobody has placed is late


class PlaceForm(forms.Form):
    """Where a payment belongs."""

    number = PlainTextField(
        label=gettext_lazy("Personal number"),
        help_text=gettext_lazy("Leave it empty where the payment is not for a record here."),
        max_length=20,
        required=False,
    )
    account = MoneyField(
        label=gettext_lazy("Of it to the personal account"),
        help_text=gettext_lazy("Only where the months before do not say."),
        required=False,
    )
    note = PlainTextField(
        label=gettext_lazy("How you found out"),
        max_length=placing.LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write how you found out.")},
    )


@never_cache
@require_safe
@at_desk
def arrivals(request: HttpRequest, who: Actor) -> HttpResponse:
    """List what was put aside, the oldest money first, and the last days."""
    placing.check_may_place(who)
    pages = BoundedPaginator(placing.put_aside(who), ROWS)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "rows": [_row(each, who) for each in page.object_list],
        "page_obj": page,
        "days": list(ArrivalFile.objects.visible_to(who)[:DAYS]),
    }
    return render(request, "desk/arrivals.html", context)


def _row(found: Arrival, who: Actor, form: PlaceForm | None = None) -> dict[str, Any]:
    is_mine = who.user is not None and found.proposed_by_id == who.user.pk
    age = found.age(clock.today())
    first = {"number": found.personal_number} if found.reason != "no-relationship" else {}
    return {
        "found": found,
        "reason": wording(REASONS[found.reason]),
        "kind": wording(KINDS[found.kind]),
        "insurance": _insurance(found.insurance_code),
        "age": age,
        "is_late": age > LONG,
        "form": form or PlaceForm(auto_id=f"a{found.pk}_%s", initial=first),
        "may_agree": found.proposed_by_id is not None and not is_mine,
        "is_mine": is_mine,
    }


def _insurance(code: str) -> str:
    """Return what an insurance of the channel is called; one that is not kept here has its code."""
    name = INSURANCES[code][0]
    return wording(RECORDED[name]) if name else code


@never_cache
@require_POST
@at_desk
def place(request: HttpRequest, who: Actor, arrival: int) -> HttpResponse:
    """Say where a payment belongs, or agree as the second person."""
    placing.check_may_place(who)
    found = get_object_or_404(placing.put_aside(who), pk=arrival)
    try:
        messages.success(request, _placed(request, found, who))
    except NotValid as refused:
        messages.error(request, " ".join(map(str, refused.errors.values())))
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("desk_arrivals")


def _placed(request: HttpRequest, found: Arrival, who: Actor) -> str:
    """Do what was asked for, and return what to say of it."""
    now, what = clock.now(), request.POST.get("what", "")
    if what == "agree":
        placing.agree(found, by=who, now=now)
        return _("It is decided.")
    if what == "withdraw":
        placing.withdraw(found, by=who)
        return _("It waits as before.")
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise NotValid({name: str(texts[0]) for name, texts in form.errors.items()})
    said = form.cleaned_data
    account = None if said["account"] is None else to_fen(said["account"])
    number, note = said["number"], said["note"]
    placing.propose(found, number, note, account_fen=account, by=who, now=now)
    return _("Written down. Another person has to agree.")
