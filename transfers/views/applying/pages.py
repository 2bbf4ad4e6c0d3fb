"""The pages of a draft: places, what is known, details."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from agencies import actors
from agencies.entering import applicant_only, get_or_post, posted
from casework.rules.statuses import Status
from casework.second_window import lead_on
from kit import clock
from transfers.facts.arrears import arrears_of
from transfers.forms.answers import AnswersForm
from transfers.forms.places import PlacesForm, where_from
from transfers.questions import PLACES, answer, asked_in
from transfers.views.applying.draft import Draft, autosave, is_autosave, keep
from transfers.views.applying.known import ARREARS, TEMPORARY_ACCOUNT, WAIVED, known
from transfers.views.applying.sending import sent
from transfers.views.entering import own_transfer


@get_or_post
@applicant_only
def page(request: HttpRequest, number: str, page: str) -> HttpResponse:
    """Show and keep one page of the form; what has been sent is shown as a case."""
    who = actors.actor(request)
    transfer = own_transfer(request, number)
    if page == "sent":
        return sent(request, transfer)
    if page not in PAGES:
        raise Http404
    if transfer.case.status != Status.DRAFT:
        return lead_on(request, transfer.case)
    return PAGES[page](Draft(request, transfer, who, page))


def places(draft: Draft) -> HttpResponse:
    """Ask from where and to where."""
    known = list(draft.known().places)
    form = PlacesForm(
        posted(draft.request),
        transfer=draft.transfer,
        places=known,
        initial=where_from(draft.transfer, known),
    )
    if is_autosave(draft.request):
        return autosave(draft, form)
    if draft.request.method == "POST" and keep(draft, form):
        return draft.go("known")
    return draft.page("transfers/places.html", form=form, seen=draft.seen(form))


def details(draft: Draft) -> HttpResponse:
    """Ask how the person can be reached, and for the decisions that only they can take."""
    transfer = draft.transfer
    if not (transfer.original_region_id and transfer.new_region_id):
        return draft.go("places")
    form = AnswersForm(
        posted(draft.request),
        transfer=transfer,
        asked=[each for each in asked_in(transfer.insurance) if each not in PLACES],
        beside=matters(draft),
        today=clock.today(),
    )
    if is_autosave(draft.request):
        return autosave(draft, form)
    if draft.request.method == "POST" and keep(draft, form):
        return redirect("transfer_check", draft.number)
    owed = arrears_of(transfer) if "arrears" in form.fields else None
    seen = draft.seen(form)
    return draft.page("transfers/details.html", form=form, seen=seen, arrears=owed)


def matters(draft: Draft) -> dict[str, bool]:
    """Return what the rules say that some questions of the details hang on."""
    given = {each.code for each in draft.verdict().reasons}
    chose = answer(draft.transfer, "arrears") is not None
    return {
        "owes_months": chose or bool(given & {ARREARS, WAIVED}),
        "move_matters": draft.transfer.is_approved_move or TEMPORARY_ACCOUNT in given,
    }


PAGES = {"places": places, "known": known, "details": details}
