"""The month's payments at the desk: the board, what is unlike last month, and the lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Count, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Person
from agencies.actors import Actor
from casework.actions import looking
from casework.actions.looking import Part
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from casework.models import Case
from casework.policies import asks_reason_generally, may_generally
from casework.rules.authorisation import Action
from kit import clock, wall
from kit.errors import NotPermitted, Refusal
from kit.spelling import wording
from law.names import mask_name
from payouts import figures_shown as shown
from payouts import showing
from payouts.actions import comparing, letting_go, preparing
from payouts.models import Batch, Entitlement, Finding, Payable, Preparation, Recovery
from payouts.models.seeing import whose
from payouts.registry import FUNDS
from payouts.rules.drawing import month_of
from payouts.rules.returns import CODES, of_code
from payouts.rules.states import OWED, Held, Owed

ROWS = 50
IS_FILLING = -1  # in place of a number of payments


class MonthFilter(forms.Form):
    """Which month, and of which fund; anything unknown shows the newest of all."""

    use_required_attribute = False
    month = forms.ChoiceField(label=gettext_lazy("Month"), required=False)
    fund = forms.ChoiceField(label=gettext_lazy("Fund"), required=False)

    def __init__(self, *args: Any, months: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = shown.month_choices(months)  # type: ignore[attr-defined]
        self.fields["fund"].choices = shown.fund_choices()  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """The valid choices that were made."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PaymentFilter(MonthFilter):
    """Which payments: by state, batch, month and fund."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    batch = forms.CharField(label=gettext_lazy("Batch number"), required=False, max_length=32)

    def __init__(self, *args: Any, months: list[date], **kwargs: Any) -> None:
        super().__init__(*args, months=months, **kwargs)
        states = [(each.value, wording(said)) for each, said in OWED.items()]
        first = ("", _("Held back or returned"))
        self.fields["state"].choices = [first, *states]  # type: ignore[attr-defined]
        every = [("", _("All months")), *shown.month_choices(months)]
        self.fields["month"].choices = every  # type: ignore[attr-defined]


def note_listed(rows: Iterable[Payable | Recovery | Entitlement], who: Actor) -> None:
    """Note for each person that somebody at a desk read a list with what they are paid."""
    looking.listed(parts_of(rows), by=who, now=clock.now())


@wall.as_house("name the case of a payment to whoever is paid")
def parts_of(rows: Iterable[Payable | Recovery | Entitlement]) -> list[Part]:
    """Return what somebody has in which case; no join, or a case behind the wall hid the row."""
    rows = list(rows)
    known = Case.objects.filter(pk__in={each.case_id for each in rows})
    numbers = dict(known.values_list("pk", "number"))
    return [Part(each.person_id, numbers.get(each.case_id, "")) for each in rows]


def let_in(who: Actor, action: Action = Action.READ_PAYMENTS) -> None:
    """Raise unless the table lets this actor see what the agency pays (row 41)."""
    if who.agency is None or not may_generally(who, action):
        raise NotPermitted


def named(person: Person, who: Actor) -> str:
    """Return a name as this reader of a list sees it: masked for whoever says why for one person.

    Auditors read how payments stand without anybody's name; what somebody is paid stands on a page
    of its own, which asks for the reason (row 41).
    """
    is_masked = asks_reason_generally(who, Action.READ_PAYMENTS)
    return mask_name(str(person.name)) if is_masked else str(person.name)


@never_cache
@require_safe
@at_desk
def board(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show a month: what is owed, held, sent, paid and returned; its batches and findings."""
    let_in(who)
    this = month_of(clock.today())
    months = shown.months_of(who) or [this]
    form = MonthFilter(request.GET, months=months)
    month = date.fromisoformat(form.wanted.get("month", months[0].isoformat()))
    fund = form.wanted.get("fund", "")
    states, findings = shown.by_state(who, month, fund), shown.findings(who)
    visits = shown.visits(who)
    at_hand = shown.batches_at_hand(who, month)
    note_listed([*(each["finding"].payable for each in findings), *visits], who)
    findings = [each | {"name": named(each["finding"].person, who)} for each in findings]
    context = {
        "form": form,
        "month": month,
        "states": states,
        "bars": shown.bars(states),
        "runs": shown.run_rows(who, month, fund),
        "batches": shown.batches(at_hand, month, fund),
        "findings": findings,
        "visits": [{"entitlement": each, "name": named(each.person, who)} for each in visits],
        "may_clear": may_generally(who, Action.CHANGE_ENTITLEMENT),
        "to_release": _to_release(at_hand, who),
        "funds": _to_prepare(who) if may_generally(who, Action.PREPARE_BATCH) else [],
    }
    return render(request, "payouts/desk/board.html", context)


def _to_release(at_hand: list[Batch], who: Actor) -> list[dict[str, Any]]:
    may_release = may_generally(who, Action.RELEASE_BATCH)
    return shown.to_release(at_hand, who) if may_release else []


def _to_prepare(who: Actor) -> list[dict[str, Any]]:
    """Return the funds of which payments wait for a batch, how many, and whether it fills."""
    under_way = Preparation.objects.visible_to(who).filter(done_at=None).order_by()
    owed = Payable.objects.at_desk_of(who).filter(state=Owed.OWED.value, fund__in=FUNDS)
    waiting = owed.order_by().values_list("fund").annotate(n=Count("pk"))
    rows = list(waiting.union(under_way.values_list("fund", Value(IS_FILLING)), all=True))
    counts = {fund: n for fund, n in rows if n != IS_FILLING}
    filling = {fund for fund, n in rows if n == IS_FILLING}
    return [
        {
            "name": name,
            "title": wording(title),
            "n": counts.get(name, 0),
            "is_filling": name in filling,
        }
        for name, title in FUNDS.items()
        if name in counts or name in filling
    ]


@require_POST
@at_desk
def prepare(request: HttpRequest, who: Actor) -> HttpResponse:
    """Put what may be paid from a fund into batches."""
    let_in(who, Action.PREPARE_BATCH)
    fund = request.POST.get("fund", "")
    if fund not in FUNDS:
        return redirect("desk_payouts")
    try:
        asked = preparing.prepare(fund, by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("desk_payouts")
    _say_prepared(request, asked)
    return redirect("desk_payouts")


def _say_prepared(request: HttpRequest, asked: Preparation) -> None:
    made = asked.made()
    if asked.done_at is None:
        said = _("The batches are being filled. You need not wait: this page says how far it is.")
        messages.info(request, said)
    elif made:
        text = ngettext("%(n)s batch is prepared.", "%(n)s batches are prepared.", len(made))
        said = text % {"n": len(made)}
        next_ = _("Another person has to release it.")
        messages.success(request, f"{said} {next_}")
    else:
        messages.warning(request, _("There was nothing that may go. The list says why."))


@require_POST
@at_desk
def clear(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Say that a payment is right although it is unlike last month's."""
    let_in(who, Action.CHANGE_ENTITLEMENT)
    found = get_object_or_404(Finding.objects.at_desk_of(who), pk=pk)
    comparing.clear(found, by=who, now=clock.now())
    messages.success(request, _("It goes on with the next batch."))
    return redirect("desk_payouts")


@never_cache
@require_safe
@at_desk
def payments(request: HttpRequest, who: Actor) -> HttpResponse:
    """List payments by state, batch, month and fund: what failed, and why."""
    let_in(who)
    form = PaymentFilter(request.GET, months=shown.months_of(who))
    wanted = form.wanted
    page = BoundedPaginator(shown.failures(who, wanted), ROWS).get_page(request.GET.get("page"))
    note_listed(page.object_list, who)
    context = {
        "form": form,
        "rows": [_row(each, who) for each in whose(page.object_list)],
        "page_obj": page,
        "query": urlencode(wanted),
    }
    return render(request, "payouts/desk/payments.html", context)


def _row(payable: Payable, who: Actor) -> dict[str, Any]:
    code = payable.returned_because
    is_for_clerk = payable.held_because == Held.CLERK.value
    return {
        "payable": payable,
        "name": named(payable.person, who),
        "title": wording(payable.what.title),
        "state": wording(OWED[payable.status]),
        "tone": showing.TONES.get(payable.status, ""),
        "why": shown.why(payable),
        "code": f"{code} {wording(of_code(code).meaning)}" if code in CODES else "",
        "may_go_again": is_for_clerk and may_generally(who, Action.PREPARE_BATCH),
    }


@require_POST
@at_desk
def again(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Let a payment go again that a clerk has looked at."""
    let_in(who, Action.PREPARE_BATCH)
    found = get_object_or_404(Payable.objects.at_desk_of(who), pk=pk)
    letting_go.pay_again(found, by=who, now=clock.now())
    messages.success(request, _("It goes on with the next batch."))
    return redirect("desk_payments")
