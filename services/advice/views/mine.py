"""One's own questions, and the answers one follows."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import actors
from agencies.entering import insured_person_only
from kit import clock
from services.advice import library
from services.advice.actions import reading
from services.advice.forms import MoreForm
from services.advice.models import Alert, Question
from services.advice.views.asking import do_to_it, question_page

MOST = 100


@insured_person_only
@require_safe
@never_cache
def my_questions(request: HttpRequest) -> HttpResponse:
    """List one's questions, the latest first, and the answers one follows."""
    who = actors.actor(request)
    known = library.current().entries
    alerts = Alert.objects.filter(user=request.user)
    context = {
        "questions": Question.objects.visible_to(who).order_by("-asked_at")[:MOST],
        "followed": [known[each.slug] for each in alerts if each.slug in known],
    }
    return render(request, "advice/mine.html", context)


@insured_person_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_question(request: HttpRequest, question: str) -> HttpResponse:
    """Show one of one's questions; rate its answer or take it back."""
    found = get_object_or_404(Question.objects.visible_to(actors.actor(request)), number=question)
    if request.method == "POST":
        more = do_to_it(request, found)
        if not more.errors:
            return redirect("my_question", question)
        return question_page(request, found, more, None)
    return question_page(request, found, MoreForm(), None)


@login_required
@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Want to hear when an answer changes, or no more."""
    if slug in library.current().entries:
        if request.POST.get("do") == "stop":
            reading.hear_no_more(request.user, slug)
        else:
            reading.want_to_hear(request.user, slug, now=clock.now())
        return redirect("answer", slug)
    return redirect("help")
