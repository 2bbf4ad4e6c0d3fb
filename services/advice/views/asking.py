"""Asking an agency, with or without a sign-in, and finding the question again by its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from agencies import actors
from agencies.entering import get_or_post, posted, status_for
from kit import clock
from kit.callers import neighbour_of
from kit.errors import NotValid, TooOften
from services.advice import library
from services.advice.actions import asking
from services.advice.answer_shown import question_shown
from services.advice.forms import CodeForm, QuestionForm, RatingForm
from services.advice.models import Question
from services.advice.rules import codes, reasons
from services.advice.rules.masking import mask
from services.advice.rules.ranking import near
from services.advice.rules.routing import About, route

NEAREST = 5


@never_cache
@get_or_post
@sensitive_post_parameters("text", "phone", "ticket")
def ask_page(request: HttpRequest) -> HttpResponse:
    """Ask, look once more with the nearest answers beside it, and send."""
    form = QuestionForm(posted(request), initial={"text": request.GET.get("q", "")})
    if request.method == "POST" and form.is_valid():
        if "send" in request.POST:
            return _send(request, form)
        if "change" not in request.POST:
            return _look_once_more(request, form)
    return render(request, "advice/ask.html", {"form": form}, status=status_for(request, form))


def _look_once_more(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    said, now = form.cleaned_data, clock.now()
    today = timezone.localdate(now)
    masked = mask(said["text"], today=today)
    where = route(About(said["about"]), said["text"])
    known = library.current()
    hits = near(masked.text, known.index, on=today, limit=NEAREST)
    told = [
        (reasons.NUMBERS_TAKEN_OUT, masked.taken or masked.is_doubtful),
        (reasons.IS_A_COMPLAINT, where.is_complaint),
        (reasons.NEEDS_A_DECISION, where.wants_decision),
        (reasons.THERE_IS_AN_ANSWER, hits),
    ]
    context = {
        "form": form,
        "said": said,
        "text": masked.text,
        "told": [reason for reason, is_so in told if is_so],
        "body": where.body,
        "another_body": reasons.ANOTHER_BODY,
        "near": [
            library.read(known.entries[each.slug], region=said["region"], on=today) for each in hits
        ],
        "ticket": asking.draw(now).handle,
    }
    return render(request, "advice/ask_check.html", context)


def _send(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    ticket = asking.ticket_of(request.POST.get("ticket", ""))
    if ticket is None:
        return _look_once_more(request, form)
    by, now, said = actors.actor(request), clock.now(), form.cleaned_data
    try:
        asking.check_often(by, neighbour_of(request), now)
        question = asking.ask(
            asking.Said(**said, language=get_language() or "zh-hans"),
            by=by,
            ticket=ticket,
            now=now,
        )
    except (NotValid, TooOften) as refusal:
        for name, text in getattr(refusal, "errors", {"": refusal.reason}).items():
            form.add_error(name if name in form.fields else None, str(text))
        return render(request, "advice/ask.html", {"form": form}, status=status_for(request, form))
    context = {"question": question, "code": codes.spelled(ticket.code)}
    return render(request, "advice/asked.html", context)


@never_cache
@get_or_post
@sensitive_post_parameters("code")
def find_page(request: HttpRequest) -> HttpResponse:
    """Show a question to whoever has its number and code; let them rate or take it back."""
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, clock.now()
        try:
            question = asking.find(
                said["number"], said["code"], address=neighbour_of(request), now=now
            )
        except (NotValid, TooOften) as refusal:
            for name, text in getattr(refusal, "errors", {"": refusal.reason}).items():
                form.add_error(name if name in form.fields else None, str(text))
        else:
            question = do_to_it(request, question)
            context = {"shown": question_shown(question), "code_form": form}
            return render(request, "advice/question.html", context)
    return render(request, "advice/find.html", {"form": form}, status=status_for(request, form))


def do_to_it(request: HttpRequest, question: Question) -> Question:
    """Take a question back or keep how its answer was, if that was asked for."""
    by, now = actors.actor(request), clock.now()
    if request.POST.get("do") == "withdraw":
        asking.withdraw(question, by=by, now=now)
    rating = RatingForm(request.POST)
    if request.POST.get("do") == "rate" and rating.is_valid():
        asking.rate(question, rating.cleaned_data["kind"])
    return asking.again(question)
