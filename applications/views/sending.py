"""The last look at a draft, its sending, and the page that says it is sent or done."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies import actors, rule_book
from agencies.entering import applicant_only, get_or_post, posted, status_for
from applications import kinds, known, offers, papers
from applications.actions import applying, drafting, matters, signing
from applications.declaring import Deciding
from applications.drafts import AGENCY, CHECK, PAPERS, Draft, settle_agency
from applications.fields import Figure, Kind
from applications.known import PreCheck
from applications.models import Application, Signing
from applications.page_forms import SendForm
from applications.views.applying import surely_me
from applications.views.finding import own_application
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from law.values import ValueNotInForce
from letters.cards import letter_cards
from letters.showing import letters_of


@get_or_post
@surely_me
def check(request: HttpRequest, *, application: Application) -> HttpResponse:
    """Show every answer once more, with what the rules say; sending twice makes one case."""
    if application.case.submitted_at is not None:
        return redirect("apply_sent", application.case.number)
    if application.case.state is not Status.DRAFT:
        return redirect(application.case)
    draft = Draft(application, actors.actor(request), clock.now())
    gaps = draft.gaps()
    if gaps:
        messages.warning(request, next(iter(gaps.values())))
        return redirect(draft.goes_on_at())
    found = draft.pre_check()
    form = SendForm(posted(request), by=draft.who, asks_a_clerk=_asks_a_clerk(draft, found))
    if request.method == "POST" and form.is_valid() and _send(draft, form):
        return redirect("apply_sent", draft.number)
    return render(
        request,
        "apply/check.html",
        _last_look(draft, found, form),
        status=status_for(request, form),
    )


def _asks_a_clerk(draft: Draft, found: PreCheck) -> bool:
    """Whether the rules say no, and a person may decide all the same."""
    return found.answer == "no" and draft.service.deciding is not Deciding.AT_ONCE


def _send(draft: Draft, form: SendForm) -> bool:
    """Send it; what stands in the way is said at the head of the form."""
    settle_agency(draft)
    despite = bool(form.cleaned_data.get("despite_checks"))
    try:
        applying.submit(draft.application, by=draft.who, now=draft.now, despite_checks=despite)
    except NotValid as refusal:
        for text in refusal.errors.values():
            form.add_error(None, str(text))
    except MoveNotPossible as refusal:
        form.add_error(None, str(refusal.reason))
    return not form.errors


def _last_look(draft: Draft, found: PreCheck, form: SendForm) -> dict[str, Any]:
    closed, service = draft.closed(), draft.service
    under_way = matters.under_way(draft.application)
    may_not = found.answer == "no" and service.deciding is Deciding.AT_ONCE
    return {
        "service": service,
        "number": draft.number,
        "form": form,
        "steps": draft.steps(CHECK),
        "back": draft.before(CHECK),
        "rows": answer_rows(draft),
        "found": found,
        "figures": figure_rows(found.figures),
        "handled": {
            "agency": draft.agency,
            "reasons_why_none": [draft.choice.reason] if draft.choice.reason else [],
            "closed": closed,
            "done_in": {"at_once": draft.is_done_at_once(found), "days": _days(draft)},
        },
        "under_way": under_way,
        "sending": {
            "may": draft.agency is not None and not (closed or under_way or may_not),
            "given": _given(draft),
        },
    }


def _given(draft: Draft) -> Signing | None:
    """Return the yes that whoever stands at the counter has given to exactly this."""
    if draft.who.present is None:
        return None
    return signing.signing_of(draft.application.case, drafting.mark_of(draft.application))


def _days(draft: Draft) -> int | None:
    """Return in how many working days the agency decides; nothing for what is done at once."""
    offer = offers.offer_of(draft.service, draft.agency) if draft.agency else None
    terms = [each.term for each in draft.service.procedure.turns.values() if each.term]
    if not terms:
        return None
    try:
        place = str(draft.agency.region_id) if draft.agency else ""
        value = terms[0].on(draft.known.today, rule_book.current(), region=place)
        by_law = int(value.number)
    except ValueNotInForce:
        return offer.promised_days if offer else None
    return (offer and offer.promised_days) or by_law


def answer_rows(draft: Draft) -> list[dict[str, Any]]:
    """Return the answers to check, each with the page on which it can be changed."""
    person = draft.application.case.person
    rows = [
        {"key": _("Name"), "value": person.name, "note": person.masked_number, "change_href": ""}
    ]
    for page in draft.pages:
        for each in page.fields:
            if each.shown(draft.answers) and each.kind is not Kind.CODE:
                value = wording(kinds.say(each, draft.answers.get(each.name)))
                href = f"{draft.at(page.slug)}?to={CHECK}"
                warning = kinds.warning_of(each, draft.answers.get(each.name))
                note = wording(warning) if warning else ""
                rows.append(
                    {"key": wording(each.label), "value": value, "note": note, "change_href": href}
                )
    for each in draft.papers:
        standing, href = papers.standing(each), f"{draft.at(PAPERS)}"
        title = wording(each.paper.title)
        rows.append({"key": title, "value": standing, "note": "", "change_href": href})
    if draft.agency:
        several = len(draft.choice.agencies) > 1
        href = draft.at(AGENCY) if several else ""
        agency = draft.agency.local_name
        rows.append({"key": _("Who handles it"), "value": agency, "note": "", "change_href": href})
    return rows


def figure_rows(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return what was worked out, each with how and by which article."""
    return [
        {
            "label": wording(each.label),
            "value": wording(each.value),
            "formula": wording(each.formula),
            "article": wording(each.basis.label),
            "is_sure": each.is_sure,
        }
        for each in figures
    ]


# --- Sent, or done --------------------------------------------------------------------------------
@applicant_only
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """Show the receipt, or for what is done at once the sealed confirmation."""
    application = own_application(request, number)
    case = application.case
    if case.submitted_at is None:
        return redirect("apply_check", number)
    decision = application.decision
    is_done = decision is not None and decision.approved_by_id is None  # by the rules alone
    letters = letters_of(case)
    answers = known.said(application.service, known.answers_of(application))
    context = {
        "case": case,
        "service": application.service,
        "agency": application.agency,
        "is_done": is_done,
        "step": case.steps.order_by("pk").first(),
        "receipt": letters[0] if letters else None,
        "letters": letter_cards(letters) if is_done else [],
        "rows": [{"key": wording(f.label), "value": wording(v)} for f, v in answers],
    }
    return render(request, "apply/sent.html", context)
