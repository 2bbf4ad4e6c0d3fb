"""The thread of a case at the desk, with notes of the staff and sentences the agency keeps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.words import offered
from agencies.actors import Actor, Position
from agencies.entering import posted, status_for
from applications import threads
from applications.desk.finding import case_at_desk
from applications.message_forms import DeskMessageForm, SentenceForm
from casework.actions import messaging
from casework.desk.door import at_desk
from casework.models import Case
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid


@require_http_methods(["GET", "POST"])
@at_desk
def thread(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the thread, put a kept sentence into what is being written, or send it."""
    case = case_at_desk(who, number, Action.MESSAGES)
    kept = messaging.sentences_of(who)
    form = DeskMessageForm(posted(request))
    if "insert" in request.POST:
        form = DeskMessageForm(initial={"text": _with_sentence(request, kept)})
    elif request.method == "POST" and form.is_valid() and _write(case, form, who):
        messages.success(request, _("Written."))
        return redirect("desk_messages", number)
    rows = threads.rows_of(case, who)
    messaging.mark_read(case, by=who)
    context = {
        "case": case,
        "thread": rows,
        "may_write": messaging.may_write(case),
        "sentences": kept,
        "answer_due_on": case.answer_due_on,
        "form": offered(request, form),
    }
    return render(request, "desk/messages.html", context, status=status_for(request, form))


def _with_sentence(request: HttpRequest, kept: list[Any]) -> str:
    chosen = [each.text for each in kept if str(each.pk) == request.POST.get("sentence")]
    return "\n".join(filter(None, [request.POST.get("text", "").strip(), *chosen]))


def _write(case: Case, form: DeskMessageForm, who: Actor) -> bool:
    try:
        messaging.write(case, **form.cleaned_data, by=who, now=clock.now())
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name, str(text))
    return not form.errors


@require_http_methods(["GET", "POST"])
@at_desk
def sentences(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the sentences the agency keeps; its supervisor adds and drops them."""
    if who.position != Position.SUPERVISOR:
        raise NotPermitted
    if request.POST.get("drop", "").isdecimal():
        messaging.drop_sentence(int(request.POST["drop"][:9]), by=who, now=clock.now())
        messages.success(request, _("Dropped."))
        return redirect("desk_sentences")
    form = SentenceForm(posted(request))
    if request.method == "POST" and form.is_valid() and _keep(form, who):
        messages.success(request, _("Kept."))
        return redirect("desk_sentences")
    context = {"sentences": messaging.sentences_of(who), "form": offered(request, form)}
    return render(request, "desk/sentences.html", context, status=status_for(request, form))


def _keep(form: SentenceForm, who: Actor) -> bool:
    try:
        messaging.keep_sentence(**form.cleaned_data, by=who)
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name, str(text))
    return not form.errors
