"""A new transfer, one question on each page: kept at every page, sent at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import contacts
from accounts.words import offered
from agencies import actors, rule_book
from agencies.actors import Actor
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from agencies.rules.terms import Insurance, TermKind
from casework.models import Case
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from letters.models import Letter
from records.models import Scheme
from records.rules.interest import RateNotPublished
from transfers import facts, presenting
from transfers.actions import applying, seeing
from transfers.actions.seeing import ChangedMeanwhile
from transfers.facts import KnownPlace, KnownRecord
from transfers.figures import form_figures
from transfers.forms.answers import AnswersForm, DeclarationForm
from transfers.forms.places import InsuranceForm, PlacesForm, where_from
from transfers.forms.questions import details_wanted
from transfers.models import Transfer
from transfers.rules.procedures import BY_INSURANCE
from transfers.rules.reasons import ReasonClass
from transfers.rules.verdicts import Verdict
from transfers.views.entering import own_transfer


# --- Where one is in the form -------------------------------------------------------------------
def steps(transfer: Transfer | None, here: str) -> list[dict[str, str]]:
    """Return the step list of the form: what is done can be opened again."""
    number = transfer.case.number if transfer else ""
    pages = [
        ("start", _("Insurance"), ""),
        ("places", _("From where, to where"), "transfer_page"),
        ("known", _("What we know"), "transfer_page"),
        ("details", _("My details"), "transfer_page"),
        ("check", _("Check and send"), ""),
    ]
    names = [name for name, _text, _url in pages]
    done = names.index(here)
    listed = []
    for index, (name, text, url) in enumerate(pages):
        state = "now" if index == done else "done" if index < done else "next"
        href = reverse(url, args=[number, name]) if url and state == "done" else ""
        listed.append({"text": text, "state": state, "href": href})
    return listed


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page saves itself in the background."""
    return request.method == "POST" and request.headers.get("X-Autosave") == "1"


# --- Which insurance ----------------------------------------------------------------------------
@get_or_post
@insured_person_only
def start(request: HttpRequest) -> HttpResponse:
    """Choose the insurance; a draft is offered to go on with."""
    who, now = actors.actor(request), clock.now()
    first = {"insurance": request.GET.get("insurance", "")}
    unfinished = unfinished_transfers(who)
    left = insurances_left(unfinished["under_way"])
    if len(left) == 1:
        first = {"insurance": left[0]}
    form = InsuranceForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        insurance = form.cleaned_data["insurance"]
        under_way = applying.open_transfer_of(who.person, insurance)
        if under_way is None:
            transfer = applying.start(insurance, by=who, now=now)
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


def insurances_left(under_way: list[Transfer]) -> list[str]:
    """Return the insurances of which no transfer is under way."""
    taken = {each.insurance for each in under_way}
    return [each.value for each in Insurance if each.value not in taken]


def unfinished_transfers(who: Actor) -> dict[str, list[Transfer]]:
    """Return the person's drafts, and what has been sent and has not ended."""
    own = Transfer.objects.whole().filter(case__person=who.person, case__closed_at=None)
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


# --- The pages of a draft -----------------------------------------------------------------------
@dataclass(frozen=True)
class Draft:
    """A draft on one of its pages, and who looks at it."""

    request: HttpRequest
    transfer: Transfer
    who: Actor
    here: str

    @property
    def number(self) -> str:
        """The case number."""
        return self.transfer.case.number

    def verdict(self) -> Verdict:
        """What the rules in force today say to the answers so far."""
        return facts.verdict(self.transfer, today=clock.today())

    def known(self) -> KnownRecord:
        """What the records of the agencies hold of this insurance."""
        return facts.known_record(self.transfer.case.person, self.transfer.insurance)

    def save(self, form: PlacesForm | AnswersForm) -> None:
        """Keep the answers, unless another window has saved others since this page was drawn."""
        shown = self.request.POST.get("seen", "")
        try:
            applying.save(self.transfer, form.answers, by=self.who, now=clock.now(), shown=shown)
        except NotValid:
            self.transfer.refresh_from_db()
            raise

    def seen(self, form: PlacesForm | AnswersForm) -> str:
        """Which of the draft's answers this page shows."""
        return seeing.seen(self.transfer, form.asked)

    def go(self, page: str) -> HttpResponse:
        """Go to another page of the form."""
        return redirect("transfer_page", self.number, page)

    def page(self, template: str, *, form: forms.Form, **context: Any) -> HttpResponse:
        """Draw the page."""
        shown = {
            "transfer": self.transfer,
            "form": offered(self.request, form),
            "steps": steps(self.transfer, self.here),
            **context,
        }
        return render(self.request, template, shown, status=status_for(self.request, form))


@get_or_post
@insured_person_only
def page(request: HttpRequest, number: str, page: str) -> HttpResponse:
    """Show and keep one page of the form; what has been sent is shown as a case."""
    who = actors.actor(request)
    transfer = own_transfer(who, number)
    if page == "sent":
        return sent(request, transfer)
    if page not in PAGES:
        raise Http404
    if transfer.case.status != Status.DRAFT:
        return redirect(transfer.case)
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
        return _autosave(draft, form)
    if draft.request.method == "POST" and _keep(draft, form):
        return draft.go("known")
    return draft.page("transfers/places.html", form=form, seen=draft.seen(form))


def _keep(draft: Draft, form: PlacesForm | AnswersForm) -> bool:
    """Keep the answers of a page; say whether all of them could be used."""
    if form.is_valid():
        try:
            draft.save(form)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(form.field_of(name), str(text))
    return form.is_valid()


def _autosave(draft: Draft, form: PlacesForm | AnswersForm) -> HttpResponse:
    """Keep in the background what can be used already; the rest waits as it was typed."""
    is_whole = form.is_valid()
    try:
        if is_whole or isinstance(form, AnswersForm):
            draft.save(form)
    except ChangedMeanwhile as refusal:
        return HttpResponse(status=refusal.status)
    except NotValid:
        is_whole = False
    status = HTTPStatus.NO_CONTENT if is_whole else HTTPStatus.ACCEPTED
    return HttpResponse(status=status, headers={"X-Seen": draft.seen(form)})


def known(draft: Draft) -> HttpResponse:
    """Show what is known already, and whether a transfer is possible, before anything is filed."""
    if not (draft.transfer.original_region_id and draft.transfer.new_region_id):
        return draft.go("places")
    if draft.request.method == "POST":
        return draft.go("details")
    record, verdict = draft.known(), draft.verdict()
    return draft.page(
        "transfers/known.html",
        form=forms.Form(),
        record=record,
        places=[place_row(place) for place in record.places],
        history=presenting.history(record),
        route=route_of(draft.transfer, record, today=clock.today()),
        verdict=verdict,
        decisions=decisions(verdict),
        title=presenting.verdict_title(verdict, is_mine_to_decide=decisions(verdict)),
        is_about_places=is_about_places(verdict),
        is_temporary=bool({TEMPORARY_ACCOUNT} & stopping(verdict)),
    )


def place_row(place: KnownPlace) -> dict[str, Any]:
    """Return what is known of one place as a list of places shows it."""
    return {
        "name": place.agency.region.local_name,
        "first_month": place.first_month,
        "last_month": place.last_month,
        "note": presenting.kind_of_record(place.relationship),
        "months": place.months,
        "amount": place.balance_fen,
    }


def route_of(transfer: Transfer, record: KnownRecord, *, today: date) -> presenting.Route:
    """Return the way of what is asked: the months and the money as the books stand today."""
    held = [p for p in record.places if p.relationship.pk == transfer.original_relationship_id]
    months = sum(place.months for place in held)
    total = _total_today(transfer, today=today) if months else None
    return presenting.route(
        transfer,
        months=months,
        amount=total,
        names_schemes=len({each.relationship.scheme for each in record.places}) > 1,
    )


def _total_today(transfer: Transfer, *, today: date) -> int | None:
    """Return ⑥ in fen, or None while the interest of a year is not published."""
    try:
        return form_figures(transfer, today=today).sums["total_fen"]
    except RateNotPublished:
        return None


# Reasons that an answer of the person on the next page may settle.
ARREARS, TEMPORARY_ACCOUNT, WAIVED = "A07", "A03", "B04"
# Reasons that other places may settle; for all others changing them leads nowhere.
ABOUT_PLACES = {
    "A02", "A04", "A05", "A12", "NO_RECORD", "IN_NOT_ENROLLED", "SAME_POOLING_AREA",
}  # fmt: skip
STOPPING = {ReasonClass.REFUSE, ReasonClass.NOT_NEEDED, ReasonClass.HOLD}


def stopping(verdict: Verdict) -> set[str]:
    """Return the codes that stand against the transfer."""
    return {each.code for each in verdict.reasons if each.kind in STOPPING}


def decisions(verdict: Verdict) -> bool:
    """Whether the next page asks the person to choose, and the choice settles everything."""
    return stopping(verdict) == {ARREARS}


def is_about_places(verdict: Verdict) -> bool:
    """Whether the transfer may become possible with other places."""
    return bool(stopping(verdict) & ABOUT_PLACES)


def details(draft: Draft) -> HttpResponse:
    """Ask how the person can be reached, and for the decisions that only they can take."""
    transfer = draft.transfer
    if not (transfer.original_region_id and transfer.new_region_id):
        return draft.go("places")
    form = AnswersForm(posted(draft.request), transfer=transfer, names=wanted(draft))
    if is_autosave(draft.request):
        return _autosave(draft, form)
    if draft.request.method == "POST" and _keep(draft, form):
        return redirect("transfer_check", draft.number)
    return draft.page("transfers/details.html", form=form, seen=draft.seen(form))


def wanted(draft: Draft) -> list[str]:
    """Return the questions that matter for this transfer."""
    transfer = draft.transfer
    verdict = draft.verdict()
    given = {each.code for each in verdict.reasons}
    is_pension = transfer.insurance == Insurance.PENSION
    chose = transfer.arrears != Transfer.Arrears.NONE
    return details_wanted(
        owes_months=is_pension and (chose or bool(given & {ARREARS, WAIVED})),
        move_matters=is_pension and (transfer.is_approved_move or TEMPORARY_ACCOUNT in given),
    )


PAGES = {"places": places, "known": known, "details": details}


# --- Check and send -----------------------------------------------------------------------------
@get_or_post
@insured_person_only
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Show every answer once more, then send; sending twice makes one case."""
    who = actors.actor(request)
    transfer = own_transfer(who, number)
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
        form=form or DeclarationForm(may_file=verdict.may_file),
        rows=answer_rows(transfer),
        verdict=verdict,
        title=presenting.verdict_title(verdict),
        term=rule_book.term_in_force(TermKind.REVIEW, transfer.insurance, clock.today()),
    )


def _declared(draft: Draft) -> DeclarationForm | None:
    """Send the application; return the form with what is missing when it cannot be sent."""
    typed_here = draft.request.POST
    despite = bool(typed_here.get("despite_checks"))
    form = DeclarationForm(typed_here, may_file=not despite)
    if not form.is_valid():
        return DeclarationForm(typed_here, may_file=draft.verdict().may_file)
    try:
        applying.submit(draft.transfer, by=draft.who, now=clock.now(), despite_checks=despite)
    except NotValid:  # the rules speak against it: the page shows why, and asks once more
        return DeclarationForm(typed_here, may_file=False)
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
    rows = [
        (_("Insured person"), person.name, person.masked_number, ""),
        (_("Insurance"), transfer.get_insurance_display(), "", ""),
        (_("From"), transfer.original_region, transfer.original_agency, places_page),
        (_("To"), transfer.new_region, transfer.new_agency, places_page),
        *_scheme_rows(transfer, places_page),
        *_decision_rows(transfer, details_page),
        (_("New employer"), transfer.employer_name, "", details_page),
        (_("Contact phone"), contacts.readable(transfer.contact_phone), "", details_page),
        (_("Postal address"), transfer.contact_address, "", details_page),
        (_("Anything the clerk should know"), transfer.note, "", details_page),
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


def _decision_rows(transfer: Transfer, page: str) -> list[tuple[str, Any, str, str]]:
    rows: list[tuple[str, Any, str, str]] = []
    if transfer.arrears != Transfer.Arrears.NONE:
        rows.append((_("Months still owed"), transfer.get_arrears_display(), "", page))
    if transfer.is_approved_move:
        rows.append((_("Approved move"), _("Yes"), "", page))
    return rows


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
