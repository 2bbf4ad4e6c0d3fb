"""What an agency offers for each service: its supervisor proposes, an administrator approves."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actors import Actor
from agencies.entering import posted, status_for
from agencies.models import Agency
from applications.actions import offering
from applications.declaring import Service
from applications.models import Offer, OfferProposal, Terms
from casework.desk.door import at_desk
from kit import clock
from kit.errors import NotValid
from kit.form_fields.dates import CalendarDateField
from kit.spelling import wording


def _text(label: Any, longest: int, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **more)


class OfferForm(forms.Form):
    """What people read of a service at this agency; its fields are those of `Terms`."""

    is_online = forms.BooleanField(
        label=gettext_lazy("It can be done online"),
        help_text=gettext_lazy("If not, the guide sends people to the counters below."),
        required=False,
    )
    online_from = CalendarDateField(label=gettext_lazy("Online from"), required=False)
    promised_days = forms.IntegerField(
        label=gettext_lazy("Promised working days"),
        help_text=gettext_lazy("Empty: the term of the law. Never longer than that."),
        required=False,
        min_value=1,
        max_value=366,
    )
    counters = _text(gettext_lazy("Counters"), 1000, rows=3)
    counters_en = _text(gettext_lazy("Counters, in English"), 1000, rows=3)
    hours = _text(gettext_lazy("Opening hours"), 200)
    hours_en = _text(gettext_lazy("Opening hours, in English"), 200)
    phone = _text(gettext_lazy("Phone"), 40)
    complaint_phone = _text(gettext_lazy("Phone for complaints"), 40)


@never_cache
@require_safe
@at_desk
def desk_offers(request: HttpRequest, who: Actor) -> HttpResponse:
    """List the services of the agency: how each is offered, and what waits for approval."""
    agency = offering.check_may_propose(who)
    offers = {each.service: each for each in Offer.objects.filter(agency=agency)}
    waiting = OfferProposal.objects.waiting().filter(agency=agency)
    proposed = {each.service: each for each in waiting.select_related("proposed_by")}
    rows = [
        {
            "service": each,
            "title": wording(each.title),
            "offer": offers.get(each.name),
            "waits": proposed.get(each.name),
            "only_here": wording(each.only_at_counter) if each.only_at_counter else "",
        }
        for each in offering.services_of(agency)
    ]
    return render(request, "desk/offers.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@at_desk
def desk_offer(request: HttpRequest, who: Actor, service: str) -> HttpResponse:
    """Show what is offered for one service, and propose something else or take that back."""
    agency = offering.check_may_propose(who)
    found = _service(agency, service)
    if request.POST.get("do") == "take-back":
        offering.take_back(found, by=who, now=clock.now())
        messages.success(request, _("It is taken back: what is offered stays as it is."))
        return redirect("desk_offer", service=service)
    place = {"agency": agency, "service": service}
    offer = Offer.objects.filter(**place).first()
    form = OfferForm(posted(request), initial=_offered(offer))
    if request.method == "POST" and form.is_valid() and _proposed(form, found, who):
        messages.success(request, _("Proposed. It counts once an administrator has approved it."))
        return redirect("desk_offers")
    proposals = OfferProposal.objects.filter(**place).select_related("proposed_by")
    context = {
        "title": wording(found.title),
        "form": form,
        "offer": offer,
        "latest": proposals.first(),
    }
    return render(request, "desk/offer.html", context, status=status_for(request, form))


def _service(agency: Agency, name: str) -> Service:
    for each in offering.services_of(agency):
        if each.name == name:
            return each
    raise Http404


def _offered(offer: Terms | None) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in offering.OFFERED} if offer else {}


def _proposed(form: OfferForm, service: Service, who: Actor) -> bool:
    try:
        offering.propose(service, form.cleaned_data, by=who, now=clock.now())
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
        return False
    return True
