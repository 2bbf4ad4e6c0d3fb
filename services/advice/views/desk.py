"""Questions at the desk: what waits, those that ask the same together, and one with suggestions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor, Position
from agencies.entering import posted, status_for
from agencies.models import Agency
from casework.desk.door import at_desk
from casework.models import StandingSentence
from kit import clock
from kit.errors import NotValid, Refusal
from services.advice import figures, library
from services.advice.actions import answering, talking
from services.advice.actions.writing import check_may
from services.advice.answer_shown import question_shown
from services.advice.forms import AnswerForm, AskAboveForm, AskBackForm, HandOnForm
from services.advice.models import MissedWords, Question, Rating

MOST, LATELY, SUGGESTED = 200, timedelta(days=30), 5


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def queue(request: HttpRequest, who: Actor) -> HttpResponse:
    """What waits for an answer, the one due first at the top; a question to the agency above."""
    check_may(who)
    form = AskAboveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            answering.ask_above(**form.cleaned_data, by=who, now=clock.now())
        except NotValid as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Sent to the agency above."))
            return redirect("desk_questions")
    seen = Question.objects.visible_to(who)
    offices = who.agency.offices if who.agency else []
    waiting = seen.open().filter(agency__in=offices, same_as=None)
    context = {
        "form": form,
        "questions": waiting.annotate(again=Count("asked_again"))[:MOST],
        "asked_above": seen.filter(from_agency__in=offices).order_by("-asked_at")[:MOST],
        "today": clock.today(),
        "figures": _figures(offices) if who.position == Position.SUPERVISOR else None,
    }
    return render(request, "advice/desk/queue.html", context, status=status_for(request, form))


def _figures(offices: list[int]) -> dict[str, Any]:
    """Return what a supervisor asks: how old, how punctual, what was missed, what was wrong."""
    now, today = clock.now(), clock.today()
    asked = Question.objects.filter(agency__in=offices, asked_at__gt=now - LATELY)
    answered = asked.filter(answered_at__isnull=False)
    return {
        "open": asked.open().count(),
        "late": Question.objects.open().filter(agency__in=offices, due_on__lt=today).count(),
        "answered": answered.count(),
        "helped": answered.filter(rated=Rating.Kind.HELPED).count(),
        "rated": answered.exclude(rated="").count(),
        "missed": MissedWords.objects.filter(day__gt=today - LATELY).order_by("-number")[:10],
        "wrong": Rating.objects.filter(kind=Rating.Kind.WRONG, at__gt=now - LATELY)
        .select_related("answer")
        .order_by("-at")[:10],
    }


def _say(form: forms.Form, refusal: NotValid) -> None:
    for name, text in refusal.errors.items():
        form.add_error(name if name in form.fields else None, str(text))


# --- One question -----------------------------------------------------------------------------
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def one(request: HttpRequest, who: Actor, question: str) -> HttpResponse:
    """One question: take it up, answer it, send it on, with the nearest answers beside it."""
    check_may(who)
    found = get_object_or_404(Question.objects.visible_to(who), number=question)
    do = "" if "put" in request.POST else request.POST.get("do", "")
    answer = AnswerForm(request.POST if do == "answer" else None, initial=_begun(request))
    hand_on = HandOnForm(request.POST if do == "hand-on" else None)
    back = AskBackForm(request.POST if do == "ask-back" else None)
    chosen = {"answer": answer, "hand-on": hand_on, "ask-back": back}
    if request.method == "POST" and _done(request, who, found, do, chosen):
        return redirect(request.path if do in STAYS else "desk_questions")
    return _draw(request, who, found, chosen)


def _begun(request: HttpRequest) -> dict[str, str]:
    """Return what the form begins with: a suggestion that was tapped, or what was typed so far.

    Nothing typed is lost while a figure or a sentence is looked for and put in.
    """
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("slug", "text", "law")}
        put = request.POST.get("put", "")
        return typed | ({"text": f"{typed['text'].rstrip()} {put}".strip()} if put else {})
    slug = request.GET.get("use", "")
    return {"slug": slug} if slug in library.current().entries else {}


def _done(
    request: HttpRequest,
    who: Actor,
    found: Question,
    do: str,
    chosen: dict[str, Any],
) -> bool:
    form = chosen.get(do)
    if do not in ACTS or (form is not None and not form.is_valid()):
        return False
    try:
        messages.success(request, ACTS[do](found, form, who, clock.now()))
    except NotValid as refusal:
        _say(form or chosen["answer"], refusal)
        return False
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
    return True


def _claim(found: Question, _form: Any, who: Actor, now: datetime) -> str:
    answering.claim(found, by=who, now=now)
    return _("You have taken it.")


def _phoned(found: Question, _form: Any, who: Actor, now: datetime) -> str:
    talking.phoned(found, by=who, now=now)
    return _("Noted. Whoever asked reads that you have phoned.")


def _ask_back(found: Question, form: AskBackForm, who: Actor, now: datetime) -> str:
    talking.ask_back(found, form.cleaned_data["words"], by=who, now=now)
    return _("Asked. The term stands still until there is a reply.")


def _hand_on(found: Question, form: HandOnForm, who: Actor, now: datetime) -> str:
    answering.hand_on(found, form.cleaned_data["agency"], by=who, now=now)
    return _("Sent on. The term runs on there.")


def _answer(found: Question, form: AnswerForm, who: Actor, now: datetime) -> str:
    said = form.cleaned_data
    told = answering.answer(found, said["text"], form.articles, said["slug"], by=who, now=now)
    return _("Answered: %(n)s.") % {"n": told}


ACTS: dict[str, Callable[[Question, Any, Actor, datetime], str]] = {
    "claim": _claim,
    "phoned": _phoned,
    "ask-back": _ask_back,
    "hand-on": _hand_on,
    "answer": _answer,
}
STAYS = ("claim", "phoned")  # the question goes on waiting before one's eyes


def _draw(
    request: HttpRequest, who: Actor, found: Question, chosen: dict[str, Any]
) -> HttpResponse:
    form = next((each for each in chosen.values() if each.is_bound), chosen["answer"])
    context = {
        "shown": question_shown(found),
        "answer_form": chosen["answer"],
        "hand_on_form": chosen["hand-on"],
        "ask_back_form": chosen["ask-back"],
        "form": form,
        "beside": _beside(who, found, request.POST.get("figures", "")),
        "is_ours": who.agency is not None and found.agency_id in who.agency.offices,
    }
    return render(request, "advice/desk/question.html", context, status=status_for(request, form))


def _beside(who: Actor, found: Question, words: str) -> dict[str, Any]:
    """Return what helps to answer: nearest answers, figures, sentences that are kept, who else."""
    where = {"region": found.region_id or "", "on": clock.today()}
    near = library.current().found(found.text, on=clock.today(), limit=SUGGESTED)
    return {
        "suggested": [
            {
                "read": library.read(entry, region=found.region_id or "", on=clock.today()),
                "hit": hit,
            }
            for entry, hit in near
        ],
        "words": words,
        "figures": figures.found(words, **where)
        if words
        else figures.of(
            (name for entry, _hit in near for name in sorted(entry.rule_names)), **where
        ),
        "sentences": StandingSentence.objects.filter(agency=who.agency, ended_at=None),
        "agencies": _others(found),
        "again": Question.objects.visible_to(who).filter(same_as=found).count(),
    }


def _others(found: Question) -> list[Agency]:
    """Return the other agencies of the place, to which most of what is sent on belongs."""
    place = found.region_id or found.agency.region_id
    there = Q(pk__in=Agency.objects.serving(place, "pension").values("pk"))
    there |= Q(pk__in=Agency.objects.serving(place, "medical").values("pk"))
    return list(Agency.objects.filter(there).exclude(pk=found.agency_id))
