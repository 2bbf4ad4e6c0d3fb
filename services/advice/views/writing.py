"""The library at the desk: what waits for a second person, what has aged, a new wording."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actors import Actor
from agencies.entering import posted, status_for
from casework.desk.door import at_desk
from kit import clock
from kit.errors import NotValid, Refusal
from services.advice import library as held
from services.advice.actions import writing
from services.advice.called_wrong import called_wrong
from services.advice.forms import ContentForm
from services.advice.models import Answer, Question

MOST = 100


@never_cache
@require_safe
@at_desk
def library(request: HttpRequest, who: Actor) -> HttpResponse:
    """What waits for a second person, and what has to be looked at again."""
    writing.check_may(who)
    offices = who.agency.offices if who.agency else []
    today = clock.today()
    wrong = called_wrong(who.agency) if who.agency else {}
    aged = [
        {
            "entry": each,
            "moved": held.moved_under(each),
            "documents": held.documents_changed(each),
            "wrong": wrong.get(each.row.pk),
        }
        for each in held.current().entries.values()
        if each.row.pk in wrong or held.waits_for_review(each, today=today)
    ]
    aged.sort(key=lambda each: each["wrong"].due_on if each["wrong"] else date.max)
    context = {
        "proposed": Answer.objects.proposed()
        .filter(agency__in=offices)
        .select_related("written_by")[:MOST],
        "aged": aged[:MOST],
        "me": who.user,
        "today": today,
        "rules": held.rules(),
    }
    return render(request, "advice/desk/library.html", context)


@never_cache
@require_POST
@at_desk
def decide(request: HttpRequest, who: Actor, pk: int) -> HttpResponse:
    """Approve or turn down a wording, or say that one still stands."""
    answer, do, now = get_object_or_404(Answer, pk=pk), request.POST.get("do", ""), clock.now()
    acts = {
        "approve": (writing.approve, _("It stands in the library.")),
        "turn-down": (writing.turn_down, _("It does not stand in the library.")),
        "still-right": (writing.still_right, _("Looked at: it stands as it is.")),
    }
    try:
        if do in acts:
            act, said = acts[do]
            act(answer, by=who, now=now)
            messages.success(request, said)
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
    return redirect("desk_library")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def write(request: HttpRequest, who: Actor) -> HttpResponse:
    """Propose a wording: new, of an answer that is there, or out of a question."""
    writing.check_may(who)
    form = ContentForm(posted(request), initial=_begun(request, who))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            writing.propose(
                said["slug"],
                form.content,
                chapter=said["chapter"],
                insurance=said["insurance"],
                regions=form.regions,
                by=who,
                now=clock.now(),
            )
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name if name in form.fields else None, str(text))
        else:
            messages.success(request, _("Proposed. Somebody else has to approve it."))
            return redirect("desk_library")
    status = status_for(request, form)
    return render(request, "advice/desk/write.html", {"form": form}, status=status)


def _begun(request: HttpRequest, who: Actor) -> dict[str, Any]:
    """Return what the form begins with: an answer of the library, or a question with its answer."""
    entry = held.current().entries.get(request.GET.get("answer", ""))
    if entry is not None:
        said = entry.content
        return {
            "slug": entry.slug,
            "chapter": entry.row.chapter,
            "insurance": entry.row.insurance,
            "region": entry.row.regions[0] if entry.row.regions else "",
            "title_zh": said.title.zh,
            "title_en": said.title.en,
            "short_zh": said.short.zh,
            "short_en": said.short.en,
            **{
                name: ", ".join(getattr(said, name))
                for name in ("law", "words", "services", "calculators")
            },
        }
    asked = Question.objects.visible_to(who).filter(number=request.GET.get("question", "")).first()
    if asked is None or not asked.is_public_matter:
        return {}
    words = asked.text[:120]
    return {"title_zh": words, "short_zh": asked.answer, "law": ", ".join(asked.law)}
