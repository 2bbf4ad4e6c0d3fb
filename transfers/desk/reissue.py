"""A letter that came back: choose where it goes now, read what changes, issue it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor
from applications.acts.naming import may_now
from applications.desk.doing import do, version_seen
from casework.desk.door import at_desk
from casework.models import Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from transfers.actions import reissuing
from transfers.acts.accepting import REISSUE
from transfers.desk import showing, told
from transfers.desk.case import transfer_at_desk
from transfers.desk_forms.correspondence import ReissueForm
from transfers.models import Transfer


@require_http_methods(["GET", "POST"])
@at_desk
def desk_reissue(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Ask where the letter goes, show what changes, or issue it."""
    if request.method == "POST":
        return _go_on(request, who, transfer_at_desk(who, number, Action.ACCEPT))
    transfer = transfer_at_desk(who, number)
    if not may_now(REISSUE, transfer.case, who):
        return redirect("desk_case", number)
    return _page(request, transfer, _form(transfer))


def _form(transfer: Transfer, typed: Any = None) -> ReissueForm:
    return ReissueForm(typed, transfer=transfer, today=clock.today())


def _go_on(request: HttpRequest, who: Actor, transfer: Transfer) -> HttpResponse:
    form = _form(transfer, request.POST)
    if not form.is_valid():
        return _page(request, transfer, form, status=422)
    said = form.cleaned_data
    try:
        if "confirmed" not in request.POST:
            chosen = reissuing.chosen_addressee(transfer, said["addressee"])
            changed = reissuing.changes(transfer, chosen, by=who, now=clock.now())
            rows = [told.change_row(vars(each)) for each in changed]
            preview = {"agency": chosen.agency, "rows": rows}
            return _page(request, transfer, form, preview=preview)
        return do(request, who, REISSUE.name, transfer, said)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _page(request, transfer, form, status=422)


def _page(
    request: HttpRequest,
    transfer: Transfer,
    form: ReissueForm,
    *,
    preview: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "form": offered(request, form),
        "preview": preview,
        "returned": _returned(transfer),
        "version": version_seen(request) or transfer.case.version,
    }
    return render(request, "desk/reissue.html", context, status=status)


def _returned(transfer: Transfer) -> str:
    """Return why the letter came back, in the words of the agency that returned it."""
    moves = Event.objects.filter(case=transfer.case, moved_to=Status.LETTER_RETURNED.value)
    event = moves.order_by("sequence").last()
    return told.event_body(event, sees_amounts=False) if event else ""
