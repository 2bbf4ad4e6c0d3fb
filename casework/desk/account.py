"""Where the agency's money goes: every member of staff sees it, its supervisor confirms changes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import accounts
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from casework.errors import somebody_was_faster
from casework.models import AccountProposal, BankAccount
from kit import clock
from kit.errors import NotPermitted, NotValid, Refusal

ROWS = 25


class RejectForm(forms.Form):
    """Why the agency does not want this account."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=accounts.LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write why.")},
    )


@require_GET
@at_desk
def desk_account(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the account that letters print, what is proposed, and what has been."""
    return _page(request, who)


def _page(
    request: HttpRequest, who: Actor, *, form: RejectForm | None = None, status: int = 200
) -> HttpResponse:
    agency = Agency.objects.get(pk=who.agency.pk)
    proposal = accounts.undecided(agency)
    people = ("proposed_by", "approved_by", "confirmed_by")
    history = BankAccount.objects.filter(agency=agency).select_related(*people).order_by("-pk")
    context: dict[str, Any] = {
        "agency": agency,
        "proposal": proposal,
        "may_decide": bool(proposal and proposal.is_approved and accounts.may_decide(who, agency)),
        "form": form or RejectForm(),
        "page_obj": BoundedPaginator(history, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "desk/account.html", context, status=status)


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let the proposed account count."""
    return _decide(
        request,
        who,
        lambda proposal: accounts.confirm(proposal, by=who, now=clock.now()),
        said=_("Confirmed. Letters print the new account from now on."),
    )


@require_POST
@at_desk
def reject(request: HttpRequest, who: Actor) -> HttpResponse:
    """Leave the account as it is, and say why."""
    reason = request.POST.get("reason", "")
    return _decide(
        request,
        who,
        lambda proposal: accounts.reject(proposal, reason=reason, by=who, now=clock.now()),
        said=_("Rejected. Letters go on printing the account as it is."),
    )


def _decide(
    request: HttpRequest, who: Actor, act: Callable[[AccountProposal], Any], *, said: str
) -> HttpResponse:
    if not accounts.may_decide(who, who.agency):
        raise NotPermitted
    proposal = accounts.undecided(who.agency)
    try:
        if proposal is None or str(proposal.pk) != request.POST.get("proposal"):
            raise somebody_was_faster()
        act(proposal)
    except NotValid as refusal:
        form = RejectForm(request.POST)
        form.is_valid()
        if not form.errors:
            form.add_error("reason", str(refusal.errors["reason"]))
        return _page(request, who, form=form, status=422)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
        return _page(request, who, status=refusal.status)
    messages.success(request, said)
    return redirect("desk_account")
