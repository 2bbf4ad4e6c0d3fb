"""What was paid too much, at the desk; and what one person draws, with its proofs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Looked
from agencies.actors import Actor
from agencies.entering import status_for
from casework.actions import looking
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from casework.forms import ReasonForm
from casework.policies import asks_reason_generally, may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording
from law.money import MoneyNotUnderstood, parse_yuan
from payouts import showing
from payouts.actions import agreeing, proving
from payouts.desk.board import let_in, named, note_listed, parts_of
from payouts.models import Entitlement, Recovery
from payouts.models.seeing import whose
from payouts.rules.reasons import why
from payouts.rules.states import BY_STAFF, PROOFS, RECOVERED, WAYS, Drawn, Proof, Recovered

ROWS = 25


@never_cache
@require_safe
@at_desk
def recoveries(request: HttpRequest, who: Actor) -> HttpResponse:
    """List what has to come back, the oldest first."""
    let_in(who)
    open_ones = Recovery.objects.at_desk_of(who).open().judged()
    found = open_ones.select_related("entitlement")
    page = BoundedPaginator(found.order_by("due_on", "pk"), ROWS).get_page(request.GET.get("page"))
    may_book = may_generally(who, Action.CHANGE_ENTITLEMENT)
    note_listed(page.object_list, who)
    rows = [_row(each, who, may_book=may_book) for each in whose(page.object_list)]
    return render(request, "payouts/desk/recoveries.html", {"rows": rows, "page_obj": page})


def _row(recovery: Recovery, who: Actor, *, may_book: bool) -> dict[str, Any]:
    is_open = recovery.status in (Recovered.DEMANDED, Recovered.AGREED)
    asked_by_me = who.user is not None and recovery.withdrawal_by_id == who.user.pk
    rests = recovery.is_contested  # type: ignore[attr-defined] -- added by `judged`
    is_late = recovery.due_on < clock.today() and recovery.status is Recovered.DEMANDED
    ordered_by_me = who.user is not None and recovery.ordered_by_id == who.user.pk
    return {
        "recovery": recovery,
        "name": named(recovery.person, who),
        "title": showing.title_of(recovery),
        "why": wording(why(recovery.reason)),
        "state": wording(RECOVERED[recovery.status]),
        "way": wording(WAYS[recovery.agreed_way]) if recovery.agreed_way else "",
        "is_late": is_late and not rests,
        "rests": rests,
        "may_order": is_late and not rests and may_book and not ordered_by_me,
        "may_book": is_open and may_book,
        "may_withdraw": is_open and may_book and not asked_by_me,
        "is_asked": recovery.withdrawal_by_id is not None,
    }


@require_POST
@at_desk
def recovery(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Book what came in, or say that it is no debt."""
    let_in(who, Action.CHANGE_ENTITLEMENT)
    found = get_object_or_404(Recovery.objects.at_desk_of(who), pk=pk)
    try:
        if request.POST.get("do") == "withdraw":
            is_done = agreeing.withdraw(found, by=who, now=clock.now())
            said = _("It is withdrawn.") if is_done else _("Another person has to agree.")
            messages.success(request, said)
        elif request.POST.get("do") == "order":
            untouched = parse_yuan(request.POST.get("untouched", ""))
            is_done = agreeing.order_set_off(found, untouched, by=who, now=clock.now())
            said = (
                _("It is decided: the person is told.")
                if is_done
                else _("Another person has to agree.")
            )
            messages.success(request, said)
        else:
            amount = parse_yuan(request.POST.get("amount", ""))
            reference = request.POST.get("reference", "")
            agreeing.book_back(found, amount, reference, by=who, now=clock.now())
            messages.success(request, _("It is booked."))
    except MoneyNotUnderstood as error:
        messages.error(request, wording(error.message))
    except NotValid as refused:
        messages.error(request, "; ".join(map(str, refused.errors.values())))
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("desk_recoveries")


# --- What one person draws ------------------------------------------------------------------------
class ProofForm(forms.Form):
    """How somebody has shown that they may still draw it."""

    way = forms.ChoiceField(label=gettext_lazy("How it was shown"), widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(each.value, wording(PROOFS[each])) for each in BY_STAFF]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


@never_cache
@at_desk
def entitlement(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Show what somebody draws, and write down that they have shown that they still may.

    Auditors say why first (row 41).
    """
    let_in(who)
    (found,) = whose([get_object_or_404(Entitlement.objects.at_desk_of(who), pk=pk)])
    if asks_reason_generally(who, Action.READ_PAYMENTS):
        return _for_a_reason(request, who, found)
    _note_look(found, who)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        way, note = Proof(form.cleaned_data["way"]), form.cleaned_data["note"]
        try:
            proving.prove_at_counter(found, way, by=who, now=clock.now(), note=note)
            messages.success(request, _("It is written down."))
            return redirect("desk_entitlement", pk=pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.reason))
    may_prove = found.what.proves_every and found.status is not Drawn.ENDED
    is_asked = may_prove and may_generally(who, Action.PROVE)
    status = 422 if request.method == "POST" else 200
    return _drawn(request, found, form if is_asked else None, status=status)


def _for_a_reason(request: HttpRequest, who: Actor, found: Entitlement) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _note_look(found, who, form.cleaned_data["reason"])
        return _drawn(request, found, None)
    context = {"form": form, "title": wording(found.what.title), "name": named(found.person, who)}
    return render(request, "payouts/desk/why.html", context, status=status_for(request, form))


def _note_look(found: Entitlement, who: Actor, reason: str = "") -> None:
    (part,) = parts_of([found])
    looking.looked(part, Looked.HISTORY, by=who, now=clock.now(), reason=reason)


def _drawn(
    request: HttpRequest, found: Entitlement, form: ProofForm | None, status: int = 200
) -> HttpResponse:
    payments = found.payables.counting().select_related("rate").order_by("-month", "-pk")[:24]
    context = {
        "drawn": showing.drawn(found, clock.today(), None),
        "payments": [showing.paid(each) for each in payments],
        "proofs": [(each, showing.proof_in_words(each.way)) for each in found.proofs.all()],
        "suspensions": [(each, wording(why(each.reason))) for each in found.suspensions.all()],
        "form": form,
    }
    return render(request, "payouts/desk/entitlement.html", context, status=status)
