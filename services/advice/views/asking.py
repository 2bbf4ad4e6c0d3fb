"""Asking an agency, with or without a sign-in, and finding the question again by its code."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from agencies import actors, rule_book
from agencies.entering import get_or_post, posted, status_for
from kit import clock
from kit.callers import neighbour_of
from kit.errors import NotValid, Refusal, TooOften
from services.advice import library
from services.advice.actions import asking, attaching, talking
from services.advice.answer_shown import question_shown
from services.advice.forms import CodeForm, MoreForm, QuestionForm, RatingForm
from services.advice.models import Question
from services.advice.rules import codes, reasons
from services.advice.rules.masking import mask
from services.advice.rules.ranking import near
from services.advice.rules.routing import About, route
from services.advice.rules.values import ANONYMOUS_KEPT, ANSWERED_WITHIN

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
    return _asked(request, form)


def _asked(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    book, today = rule_book.current(), clock.today()
    terms = {
        "answered": ANSWERED_WITHIN.spell(ANSWERED_WITHIN.number(today, book)),
        "kept": ANONYMOUS_KEPT.spell(ANONYMOUS_KEPT.number(today, book)),
    }
    context = {"form": form, "terms": terms}
    return render(request, "advice/ask.html", context, status=status_for(request, form))


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
        return _asked(request, form)
    context = {"shown": question_shown(question), "code": codes.spelled(ticket.code)}
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
            return question_page(request, question, do_to_it(request, question), form)
    return render(request, "advice/find.html", {"form": form}, status=status_for(request, form))


def question_page(
    request: HttpRequest,
    question: Question,
    more: MoreForm,
    code_form: CodeForm | None,
    wrong: Iterable[str] = (),
) -> HttpResponse:
    """Show a question to whoever asked it; what was not taken stands in its field.

    `wrong` is what is wrong with papers that were sent.
    """
    context = {
        "shown": question_shown(asking.again(question)),
        "code_form": code_form,
        "more": more,
        "form": more,  # its faults are named at the head
        "wrong": wrong,
    }
    status = 422 if wrong else status_for(request, more)
    return render(request, "advice/question.html", context, status=status)


def do_to_it(request: HttpRequest, question: Question) -> MoreForm:
    """Take a question back, add to it, or keep how its answer was, if that was asked for.

    Return the form for more words: empty, or with what was wrong.
    """
    by, now, do = actors.actor(request), clock.now(), request.POST.get("do")
    if do == "withdraw":
        asking.withdraw(question, by=by, now=now)
    if do == "remove":
        attaching.remove(question, request.POST.get("paper", ""))
    rating = RatingForm(request.POST)
    if do == "rate" and rating.is_valid():
        asking.rate(question, rating.cleaned_data["kind"])
    more = MoreForm(request.POST if do == "say" else None)
    if do != "say" or not more.is_valid() or _is_said(request, more, question):
        return more if more.errors else MoreForm()
    return more


def _is_said(request: HttpRequest, more: MoreForm, question: Question) -> bool:
    """Add what was written to a question; whether it was taken, and else why not in the form."""
    by, now = actors.actor(request), clock.now()
    try:
        asking.check_often(by, neighbour_of(request), now)
        talking.say_more(question, more.cleaned_data["words"], by=by, now=now)
    except (NotValid, Refusal) as refusal:
        for text in getattr(refusal, "errors", {"": refusal.reason}).values():
            more.add_error("words", str(text))
        return False
    return True
