"""“What is due”: the list, an order, the way to the provider and back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from agencies import actors
from agencies.entering import get_or_post, insured_person_only
from kit import clock
from kit.errors import NotValid, Refusal
from letters.models import Letter
from payments import channels
from payments.actions import asking
from payments.actions import ordering as paying
from payments.models import Order
from payments.providers.tax_channel import NOT_CONNECTED
from payments.rules.orders import State
from services.dues import showing
from services.dues.actions import ordering
from services.dues.actions.crediting import dues_of
from services.dues.models import Due

UNPROCESSABLE = 422
MOST_OF_A_KEY = 18


@get_or_post
@insured_person_only
def dues(request: HttpRequest) -> HttpResponse:
    """Show what is due; a post makes an order of what was chosen."""
    if request.method != "POST":
        return _list(request)
    who, now = actors.actor(request), clock.now()
    keys = [int(key) for key in request.POST.getlist("due") if _is_key(key)]
    mark, provider = request.POST.get("mark", ""), request.POST.get("provider", "")
    try:
        made = ordering.order(
            keys, provider=provider, mark=int(mark) if _is_key(mark) else -1, by=who, now=now
        )
    except NotValid as refused:
        return _list(request, list(map(str, refused.errors.values())), refused.status)
    return redirect(made)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_OF_A_KEY


def _list(request: HttpRequest, errors: list[str] | None = None, status: int = 200) -> HttpResponse:
    who, today = actors.actor(request), clock.today()
    there = ordering.list_of(who, today)
    payable = [each for each in there if each.state == Due.State.OPEN]
    ordered = {each.order_no for each in there if each.state == Due.State.IN_ORDER}
    rows = showing.rows(payable, who.person, today=today) if payable else []
    orders = Order.objects.visible_to(who).order_by("-opened_at")
    context = {
        "rows": rows,
        "effects": list({(row.due.relationship_id, row.due.kind): row for row in rows}.values()),
        "sums": showing.sums(payable),
        "mark": ordering.mark_of(there),
        "open_orders": list(orders.filter(number__in=ordered)),
        "past": list(orders.filter(state__in=[State.PAID, State.REFUNDED])[:6]),
        "providers": channels.ready(),
        "not_connected": NOT_CONNECTED,
        "errors": errors or [],
    }
    return render(request, "dues/list.html", context, status=status)


def _own(request: HttpRequest, number: str) -> Order:
    own = Order.objects.visible_to(actors.actor(request)).select_related("person")
    return get_object_or_404(own.filter(purpose=ordering.PURPOSE), number=number)


@require_safe
@insured_person_only
def order(request: HttpRequest, order_no: str) -> HttpResponse:
    """Show an order: the sum, what it is for, how it stands, what can be done."""
    found, now = _own(request, order_no), clock.now()
    held = dues_of(found)
    rows = showing.rows(held, found.person, today=clock.today())
    letter = Letter.objects.filter(case__number=found.case_number).first()
    context: dict[str, Any] = {
        "order": found,
        "headline": showing.headline(found),
        "tone": showing.TONES[found.status],
        "rows": rows,
        "sums": showing.sums(held),
        "back": showing.came_twice(found),
        "minutes_left": max(0, int((found.expires_at - now).total_seconds() + 59) // 60),
        "is_payable": found.status is State.OPEN and now <= found.expires_at,
        "is_asked": found.status is State.OPEN and found.silent_times > 0,
        "letter": letter if found.case_number else None,
        "provider": channels.provider_of(found.provider),
    }
    return render(request, "dues/order.html", context)


@require_POST
@insured_person_only
def pay(request: HttpRequest, order_no: str) -> HttpResponse:
    """Lead to the provider."""
    found = _own(request, order_no)
    try:
        return redirect(paying.pay_at(found, now=clock.now()))
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect(found)


@require_GET
@insured_person_only
def back(request: HttpRequest, order_no: str) -> HttpResponse:
    """Come back from the provider: whatever the address says, the provider itself is asked."""
    found = _own(request, order_no)
    before = found.declined
    if not asking.ask(found.number, now=clock.now()):
        messages.info(
            request,
            _("The payment service has not answered yet. We go on asking; do not pay again."),
        )
    found.refresh_from_db()
    if found.status is State.OPEN and found.declined > before:
        messages.error(
            request,
            _("Your bank or wallet said no. Nothing was taken, and you can try once more."),
        )
    return redirect(found)


@require_POST
@insured_person_only
def cancel(request: HttpRequest, order_no: str) -> HttpResponse:
    """Cancel an unpaid order."""
    found = _own(request, order_no)
    try:
        ordering.cancel(found, by=actors.actor(request), now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect(found)
    messages.success(request, _("The order is cancelled. Nothing was taken."))
    return redirect("dues")
