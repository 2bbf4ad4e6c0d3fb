"""The page of the invented provider: it stands for a site of somebody else, and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from agencies.entering import get_or_post
from kit import clock, wall
from law.wording import Text
from payments.actions import receiving
from payments.models import Order, SandboxCharge, SandboxOrder
from payments.providers import sandbox
from payments.rules.signing import SignatureWrong

Behave = Callable[[str, datetime], None]


@dataclass(frozen=True)
class Manner:
    """One way in which the provider behaves."""

    name: str
    title: Text
    hint: Text
    behave: Behave


def _call_back(
    charge: SandboxCharge | None, now: datetime, signed_at: datetime | None = None
) -> None:
    if charge is None:
        return
    said = (charge.order.order_no, charge.provider_no, charge.amount_fen)
    headers, body = sandbox.call_back(*said, now=signed_at or now)
    try:
        receiving.receive(sandbox.NAME, headers, body, now=now)
    except SignatureWrong:
        return  # as the portal answers a real one: it is refused, and nothing else happens


def _pay(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now), now)


def _twice(number: str, now: datetime) -> None:
    charge = sandbox.charge(number, now=now)
    _call_back(charge, now)
    _call_back(charge, now)


def _late(number: str, now: datetime) -> None:
    sandbox.charge(number, now=now, known_after=sandbox.LATE)


def _early(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now, known_after=timedelta(minutes=1)), now)


def _fen_less(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now, apart_fen=-1), now)


def _currency(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now, currency="HKD"), now)


def _stale(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now), now, now - timedelta(days=1))


def _silent(number: str, now: datetime) -> None:
    sandbox.charge(number, now=now, silent_for=sandbox.SILENT_FOR)


def _although_closed(number: str, now: datetime) -> None:
    _call_back(sandbox.charge(number, now=now, although_closed=True), now)


def _no_call_back(number: str, now: datetime) -> None:
    sandbox.charge(number, now=now)


def _decline(number: str, _now: datetime) -> None:
    sandbox.decline(number)


MANNERS = tuple(
    Manner(name, Text(*title), Text(*hint), behave)
    for name, title, hint, behave in (
        ("pay", ("支付", "Pay"), ("扣款成功", "The money is taken"), _pay),
        ("decline", ("余额不足", "Say no"), ("不扣款", "Nothing is taken"), _decline),
        (
            "late",
            ("五分钟后才答复", "Answer five minutes late"),
            ("已扣款，暂时查不到", "The money is taken and cannot be seen yet"),
            _late,
        ),
        (
            "early",
            ("先通知，后入账", "Call back before it knows itself"),
            ("通知到了，一分钟后才能查到", "It can be asked a minute after its call-back"),
            _early,
        ),
        ("twice", ("通知两次", "Call back twice"), ("只扣一次款", "Money is taken once"), _twice),
        (
            "no-call-back",
            ("不通知", "Do not call back"),
            ("门户自己来问", "The portal has to ask by itself"),
            _no_call_back,
        ),
        ("fen", ("少扣一分", "Take a fen too little"), ("金额不符", "A wrong sum"), _fen_less),
        ("currency", ("扣成港币", "Take Hong Kong dollars"), ("币种不符", "Not yuan"), _currency),
        (
            "stale",
            ("签名是昨天的", "Sign as of yesterday"),
            ("通知会被拒绝", "The call-back is refused"),
            _stale,
        ),
        (
            "silent",
            ("一小时不应答", "Be silent for an hour"),
            ("已扣款，什么也问不到", "The money is taken and no question is answered"),
            _silent,
        ),
        (
            "although-closed",
            ("订单关闭后仍扣款", "Take it although the order is closed"),
            ("应当原路退回", "It has to go back"),
            _although_closed,
        ),
    )
)


@get_or_post
@never_cache
def sandbox_pay(request: HttpRequest, order_no: str) -> HttpResponse:
    """Ask how to behave, behave so, and lead back."""
    if not settings.DEMO:
        raise Http404
    order = get_object_or_404(SandboxOrder, order_no=order_no)
    if request.method == "POST":
        chosen = {each.name: each for each in MANNERS}.get(request.POST.get("manner", ""))
        if chosen is None:
            raise Http404
        if request.POST.get("stay"):
            chosen.behave(order_no, clock.now())
            return redirect(request.path)
        chosen.behave(order_no, clock.now())
        return redirect(_back(order_no))
    first, others = MANNERS[:2], MANNERS[2:]
    context = {
        "order": order,
        "first": first,
        "others": others,
        "taken": list(order.charges.all()),
        "back": _back(order_no),
    }
    return render(request, "payments/sandbox.html", context)


@wall.as_house("lead back from the bank, which knows the order by its number alone")
def _back(order_no: str) -> str:
    return get_object_or_404(Order, number=order_no).back_url
