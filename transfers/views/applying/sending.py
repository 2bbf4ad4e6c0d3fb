"""Every answer once more, then the application is sent."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies import actors, rule_book
from agencies.entering import applicant_only, get_or_post
from agencies.rules.terms import Insurance, TermKind
from applications.actions import signing
from applications.page_forms import SendForm
from casework.models import Case
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from letters.models import Letter
from records.models import Scheme
from transfers import questions
from transfers.actions import applying, drafting
from transfers.models import Transfer
from transfers.presenting import verdicts
from transfers.rules.procedures import BY_INSURANCE
from transfers.views.applying.draft import Draft
from transfers.views.applying.known import no_of
from transfers.views.entering import own_transfer


@get_or_post
@applicant_only
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Show every answer once more, then send; sending twice makes one case."""
    who = actors.actor(request)
    transfer = own_transfer(request, number)
    if transfer.case.submitted_at is not None:
        return redirect("transfer_page", number, "sent")
    if transfer.case.status != Status.DRAFT:
        return redirect(transfer.case)
    draft = Draft(request, transfer, who, "check")
    if gaps := applying.missing(transfer):
        return _back_to_the_gap(draft, gaps)
    form = None
    if request.method == "POST":
        form = _declared(draft)
        if form is None:
            return redirect("transfer_page", number, "sent")
    verdict = draft.verdict()
    return draft.page(
        "transfers/check.html",
        **_at_counter(draft),
        form=form or SendForm(by=draft.who, asks_a_clerk=not verdict.may_file),
        rows=answer_rows(transfer),
        verdict=verdict,
        no=no_of(transfer, verdict, today=clock.today()),
        title=verdicts.verdict_title(verdict),
        term=rule_book.term_in_force(TermKind.REVIEW, transfer.insurance, clock.today()),
    )


def _at_counter(draft: Draft) -> dict[str, Any]:
    """Return whether this counter may send it, and the yes that whoever stands there has given."""
    transfer, who = draft.transfer, draft.who
    if who.present is None:
        return {"given": None, "is_elsewhere": False}
    is_elsewhere = transfer.sides[1].in_office != who.agency
    given = signing.signing_of(transfer.case, drafting.mark_of(transfer))
    return {"given": None if is_elsewhere else given, "is_elsewhere": is_elsewhere}


def _declared(draft: Draft) -> SendForm | None:
    """Send the application; return the form with what is missing when it cannot be sent."""
    typed_here = draft.request.POST
    despite = bool(typed_here.get("despite_checks"))
    form = SendForm(typed_here, by=draft.who, asks_a_clerk=despite)
    if not form.is_valid():
        return SendForm(typed_here, by=draft.who, asks_a_clerk=not draft.verdict().may_file)
    try:
        applying.submit(draft.transfer, by=draft.who, now=clock.now(), despite_checks=despite)
    except NotValid:  # the rules speak against it: the page shows why, and asks once more
        return SendForm(typed_here, by=draft.who, asks_a_clerk=True)
    return None


def _back_to_the_gap(draft: Draft, gaps: dict[str, str]) -> HttpResponse:
    messages.warning(draft.request, next(iter(gaps.values())))
    return draft.go("places" if {"original_region", "new_region"} & gaps.keys() else "details")


def answer_rows(transfer: Transfer) -> list[dict[str, Any]]:
    """Return the answers to check, each with the page on which it can be changed."""
    number = transfer.case.number
    places_page = reverse("transfer_page", args=[number, "places"])
    details_page = reverse("transfer_page", args=[number, "details"])
    person = transfer.case.person
    rows: list[tuple[str, Any, str, str]] = [
        (_("Insured person"), person.name, person.masked_number, ""),
        (_("Insurance"), transfer.get_insurance_display(), "", ""),
        (_("From"), transfer.original_region, transfer.original_agency, places_page),
        (_("To"), transfer.new_region, transfer.new_agency, places_page),
        *_scheme_rows(transfer, places_page),
        *_detail_rows(transfer, details_page),
    ]
    return [
        {"key": key, "value": value, "note": note or "", "change_href": href}
        for key, value, note, href in rows
    ]


def _scheme_rows(transfer: Transfer, page: str) -> list[tuple[str, Any, str, str]]:
    """Return the schemes where they are not the usual ones, an employee's at both places."""
    if transfer.from_scheme == transfer.to_scheme == Scheme.EMPLOYEE:
        return []
    there, here = transfer.get_from_scheme_display(), transfer.get_to_scheme_display()
    return [(_("Scheme"), f"{there} → {here}", "", page)]


def _detail_rows(transfer: Transfer, page: str) -> list[tuple[str, Any, str, str]]:
    """Return the answers of the details page; of a pension's own those that were given."""
    return [
        (wording(each.short), wording(questions.say(transfer, each.name)), "", page)
        for each in questions.asked_in(transfer.insurance)
        if each in questions.CONTACTS
        or (each in questions.OF_PENSIONS and questions.answer(transfer, each.name))
    ]


def sent(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Show the receipt: the number, what happens next, and the paper to keep."""
    if transfer.case.submitted_at is None:
        return redirect("transfer_check", transfer.case.number)
    receipt = Letter.objects.filter(case=transfer.case, kind=Letter.Kind.RECEIPT).defer("content")
    step = transfer.case.steps.order_by("pk").first()
    own = Case.objects.filter(person=transfer.case.person_id)
    context = {
        "transfer": transfer,
        "receipt": receipt.first(),
        "step": step,
        "other": other_insurance(own.values_list("service", flat=True)),
    }
    return render(request, "transfers/sent.html", context)


def other_insurance(asked_for: Iterable[str]) -> Insurance | None:
    """Return the insurance nobody has asked to move yet, when the other one is on its way.

    `asked_for` are the services of somebody's cases.
    """
    services = set(asked_for)
    left = [name for name, each in BY_INSURANCE.items() if each.name not in services]
    return Insurance(left[0]) if len(left) == 1 else None
