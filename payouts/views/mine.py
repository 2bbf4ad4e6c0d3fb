"""“My benefits”: what I draw and when, the statement, what came back, what I have to pay back."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.rules.levels import Level
from agencies import actors
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording
from law.money import from_fen
from payouts import showing
from payouts.actions import agreeing, proving
from payouts.models import Entitlement, Recovery
from payouts.rules.reasons import why
from payouts.rules.recovering import MOST_INSTALMENTS
from payouts.rules.states import RECOVERED, WAYS, Drawn, Recovered, Way


@require_safe
@insured_person_only
def my_benefits(request: HttpRequest) -> HttpResponse:
    """Show what somebody draws, what waits for them, and each payment with its lines."""
    who, today = actors.actor(request), clock.today()
    account = showing.my_account(who, today)
    own = [each for each in showing.entitlements(who) if each.person_id == who.person_id]
    payments = showing.statement(who, lacks_account=account is None)
    back = [each for each in showing.recoveries(who) if each.status is not Recovered.WITHDRAWN]
    context = {
        "drawn": [showing.drawn(each, today, account) for each in own],
        "to_mend": [each for each in payments if each.mend],
        "payments": payments,
        "recoveries": [_recovery(each) for each in back],
        "may_prove": who.level.reaches(Level.PERSON),
        "account": account,
    }
    return render(request, "payouts/mine.html", context)


def _recovery(recovery: Recovery) -> dict[str, Any]:
    return {
        "recovery": recovery,
        "title": showing.title_of(recovery),
        "why": wording(why(recovery.reason)),
        "state": wording(RECOVERED[recovery.status]),
        "way": wording(WAYS[recovery.agreed_way]) if recovery.agreed_way else "",
        "is_open": recovery.status in (Recovered.DEMANDED, Recovered.AGREED),
    }


@require_POST
@insured_person_only
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, by being signed in as a real person, that it may still be drawn."""
    who = actors.actor(request)
    own = Entitlement.objects.visible_to(who).filter(person=who.person_id)
    found = get_object_or_404(own.exclude(state=Drawn.ENDED.value), pk=pk)
    try:
        proving.prove_myself(found, by=who, now=clock.now())
        messages.success(request, _("Thank you. It goes on, and you are asked again in a year."))
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("my_benefits")


@require_POST
@insured_person_only
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a visit at home, for oneself or whoever one acts for; nothing is suspended then."""
    who = actors.actor(request)
    seen = Entitlement.objects.visible_to(who).exclude(state=Drawn.ENDED.value)
    found = get_object_or_404(seen, pk=pk)
    try:
        proving.ask_for_visit(found, by=who, now=clock.now())
        messages.success(
            request, _("The agency has been told. Nothing is suspended until somebody came.")
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    if found.person_id == who.person_id:
        return redirect("my_benefits")
    held = next(each for each in who.mandates if each.giver_id == found.person_id)
    return redirect("acting_page", held.number)


@require_safe
@insured_person_only
def statement_file(request: HttpRequest) -> HttpResponse:
    """Hand over the statement as a table."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow([_("Month"), _("What for"), _("Amount (yuan)"), _("State"), _("Booked on")])
    for each in showing.statement(actors.actor(request)):
        payable = each.payable
        booked = payable.booked_on.isoformat() if payable.booked_on else ""
        amount = from_fen(payable.amount_fen)
        rows.writerow([f"{payable.month:%Y-%m}", each.title, amount, each.state, booked])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="benefits.csv"'
    return answer


# --- Paying back ----------------------------------------------------------------------------------
class WayForm(forms.Form):
    """How what was paid too much shall come back."""

    way = forms.ChoiceField(
        label=gettext_lazy("How shall it come back?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the ways.")},
    )
    parts = forms.IntegerField(
        label=gettext_lazy("In how many months?"),
        help_text=gettext_lazy("Only if you pay month by month: from 2 to 24."),
        required=False,
        min_value=2,
        max_value=24,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(each.value, wording(said)) for each, said in WAYS.items()]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["parts"].widget.attrs["max"] = MOST_INSTALMENTS.count(clock.today())


@get_or_post
@insured_person_only
def recovery(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what has to come back and why, and let the person choose how."""
    who = actors.actor(request)
    own = Recovery.objects.visible_to(who).judged().filter(person=who.person_id)
    found = get_object_or_404(own.select_related("entitlement", "case"), pk=pk)
    form = WayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _choose(found, form, who)
            messages.success(request, _("It is written down. Thank you."))
            return redirect("my_recovery", pk=pk)
        except NotValid as refused:
            for name, text in refused.errors.items():
                form.add_error(name if name in form.fields else None, str(text))
        except Refusal as refusal:
            form.add_error(None, str(refusal.reason))
    context = {
        **_recovery(found),
        "is_contested": found.is_contested,
        "lines": found.shown_lines,
        "parts": list(found.instalments.all()),
        "form": form if found.status is Recovered.DEMANDED else None,
    }
    return render(request, "payouts/recovery.html", context, status=status_for(request, form))


def _choose(found: Recovery, form: WayForm, who: actors.Actor) -> None:
    way, parts = Way(form.cleaned_data["way"]), form.cleaned_data["parts"] or 0
    agreeing.agree(found, way, by=who, now=clock.now(), parts=parts)
