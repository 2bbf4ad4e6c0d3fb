"""Which insurance is to be moved; a draft is offered to go on with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Mandate, Person
from accounts.words import offered
from agencies import actors
from agencies.entering import applicant_only, get_or_post, posted, status_for
from agencies.rules.terms import Insurance
from casework.acting import named_mandate
from kit import clock
from transfers.actions import drafting
from transfers.forms.places import InsuranceForm
from transfers.models import Transfer
from transfers.rules.procedures import BY_INSURANCE
from transfers.views.applying.draft import steps


@get_or_post
@applicant_only
def start(request: HttpRequest) -> HttpResponse:
    """Choose the insurance; a draft is offered to go on with."""
    who, now, mandate = actors.actor(request), clock.now(), named_mandate(request)
    person = mandate.giver if mandate else who.applies_for
    first = {"insurance": request.GET.get("insurance", "")}
    unfinished = unfinished_transfers(person)
    left = insurances_left(unfinished["under_way"], mandate)
    if len(left) == 1:
        first = {"insurance": left[0]}
    form = InsuranceForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        insurance = form.cleaned_data["insurance"]
        under_way = drafting.open_transfer_of(person, insurance)
        if under_way is None:
            transfer = drafting.start(insurance, by=who, now=now, mandate=mandate)
            return redirect("transfer_page", transfer.case.number, first_open_page(transfer))
        form.add_error("insurance", already_under_way(under_way))
    offered(request, form)
    context = {"form": form, "steps": steps(None, "start"), "left": left, **unfinished}
    return render(request, "transfers/start.html", context, status=status_for(request, form))


def already_under_way(transfer: Transfer) -> str:
    """Return why a second transfer of the same insurance has to wait."""
    return _(
        "A transfer of this insurance is already under way (case %(number)s). "
        "You can start another one when it has ended."
    ) % {"number": transfer.case.number}


def insurances_left(under_way: list[Transfer], mandate: Mandate | None = None) -> list[str]:
    """Return the insurances of which no transfer is under way, and that a mandate covers."""
    taken = {each.insurance for each in under_way}
    covered = [
        each for each in Insurance if not mandate or BY_INSURANCE[each].name in mandate.services
    ]
    return [each.value for each in covered if each.value not in taken]


def unfinished_transfers(person: Person | None) -> dict[str, list[Transfer]]:
    """Return the person's drafts, and what has been sent and has not ended."""
    own = Transfer.objects.whole().filter(case__person=person, case__closed_at=None)
    found = list(own.order_by("case__created_at"))
    return {
        "drafts": [each for each in found if each.case.submitted_at is None],
        "under_way": [each for each in found if each.case.submitted_at is not None],
    }


def first_open_page(transfer: Transfer) -> str:
    """Return the page on which the draft goes on."""
    if not (transfer.original_region_id and transfer.new_region_id):
        return "places"
    return "known" if not transfer.contact_phone else "details"
