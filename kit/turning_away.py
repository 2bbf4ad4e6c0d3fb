"""The answer of a middleware that lets a request not pass: a page, or a problem for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kit.api.problems import PROBLEM, body_of
from kit.errors import Refusal

PROGRAMS = "/api/"


def turn_away(request: HttpRequest, why: Refusal, page: str, *, seconds: int) -> HttpResponse:
    """Return the answer, to whoever asks; it says after how many seconds to come again."""
    if request.path.startswith(PROGRAMS):
        answer = JsonResponse(body_of(why), status=why.status, content_type=PROBLEM)
    else:
        answer = render(request, page, {"reason": why.reason}, status=why.status)
    answer["Retry-After"] = str(seconds)
    return answer
