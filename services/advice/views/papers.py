"""Papers of a question: added by whoever asked, read by them and by whoever answers it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Looked
from agencies import actors
from agencies.actors import Actor
from agencies.entering import insured_person_only
from applications.rules.papers import SAYS, Fault
from applications.uploads import FILES, PHOTO, WHOLE, ArrivedFile, streamed_in, unread
from applications.views.papers import served
from casework.actions import looking
from casework.desk.door import at_desk
from kit import clock
from kit.callers import neighbour_of
from kit.errors import NotValid, Refusal
from kit.spelling import wording
from services.advice.actions import asking, attaching
from services.advice.actions.writing import check_may
from services.advice.forms import CodeForm, MoreForm
from services.advice.models import Attachment, Question
from services.advice.views.asking import question_page


# --- Adding ---------------------------------------------------------------------------------------
@unread
@require_POST
@never_cache
@sensitive_post_parameters("code")
def add_by_code(request: HttpRequest) -> HttpResponse:
    """Add papers to the question whose number and code are sent along."""
    attaching.check_often(neighbour_of(request), now=clock.now())
    with streamed_in(request):
        return csrf_protect(_added_by_code)(request)


def _added_by_code(request: HttpRequest) -> HttpResponse:
    form, now = CodeForm(request.POST), clock.now()
    if not form.is_valid():
        return redirect("help_find")
    said = form.cleaned_data
    try:
        question = asking.find(said["number"], said["code"], address=neighbour_of(request), now=now)
    except NotValid as refusal:
        messages.warning(request, " ".join(str(text) for text in refusal.errors.values()))
        return redirect("help_find")
    return question_page(request, question, MoreForm(), form, wrong=_taken(request, question))


@unread
@require_POST
@insured_person_only
@never_cache
def add_to_mine(request: HttpRequest, question: str) -> HttpResponse:
    """Add papers to one of one's questions."""
    found = get_object_or_404(Question.objects.visible_to(actors.actor(request)), number=question)
    attaching.check_often(neighbour_of(request), now=clock.now())
    with streamed_in(request):
        return csrf_protect(_added_to_mine)(request, found)


def _added_to_mine(request: HttpRequest, found: Question) -> HttpResponse:
    wrong = _taken(request, found)
    if wrong:
        return question_page(request, found, MoreForm(), None, wrong=wrong)
    return redirect("my_question", found.number)


def _taken(request: HttpRequest, question: Question) -> list[str]:
    """Keep the files that came; return what is wrong with them, each by its name."""
    came = [*request.FILES.getlist(PHOTO), *request.FILES.getlist(FILES)]
    if not came:
        return [_("Choose a file or take a photograph first.")]
    if WHOLE not in request.POST:  # the last field of the form: the line broke before it
        return [wording(SAYS[Fault.BROKEN_OFF])]
    told = ((each, _attach(question, each, actors.actor(request))) for each in came)
    return [f"{file.arrived.name[:60]}: {text}" for file, text in told if text]


def _attach(question: Question, file: ArrivedFile, who: Actor) -> str:
    """Keep one file; return what is wrong with it."""
    try:
        attaching.attach(question, file.take_up(), by=who, now=clock.now())
    except NotValid as refusal:
        return " ".join(str(text) for text in refusal.errors.values())
    except Refusal as refusal:
        return str(refusal.reason)
    return ""


# --- Reading --------------------------------------------------------------------------------------
@require_safe
@insured_person_only
@never_cache
def mine(request: HttpRequest, question: str, key: str) -> HttpResponse:
    """Hand out a paper that one has added."""
    return _served(_paper(actors.actor(request), question, key))


@require_safe
@at_desk
@never_cache
def at_the_desk(request: HttpRequest, who: Actor, question: str, key: str) -> HttpResponse:
    """Hand a paper to whoever answers its question; whoever asked reads that it was looked at."""
    check_may(who)
    paper = _paper(who, question, key)
    if paper.question.person_id is not None:
        part = looking.Part(paper.question.person_id, paper.question.number)
        looking.looked(part, Looked.DOCUMENT, by=who, now=clock.now())
    return _served(paper)


def _paper(who: Actor, question: str, key: str) -> Attachment:
    visible = Attachment.objects.visible_to(who).select_related("question")
    return get_object_or_404(visible, question__number=question, key=key)


def _served(paper: Attachment) -> Any:
    """Serve a clean paper: a picture to be looked at, a PDF to be kept and not to be run."""
    if not paper.is_clean:
        raise Http404
    way = "attachment" if paper.ending == "pdf" else "inline"
    name = f"{paper.question.number}-{paper.pk}.{paper.ending}"
    return served(paper.file, paper.kind, f'{way}; filename="{name}"')
