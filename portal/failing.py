"""What is answered where something of ours has failed, and where a request cannot be read."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from rest_framework.exceptions import ParseError

from kit.api.errors import TooLarge
from kit.api.problems import PROBLEM, OurFault, Unavailable, body_of
from kit.turning_away import PROGRAMS

AGAIN_IN = "10"  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer with 503 where the database is away or held up, and with 500 where we are at fault.

    Django calls it while the error is being handled. Nothing but a file is needed for the answer.
    """
    away = _is_of_database(sys.exc_info()[1])
    problem = Unavailable() if away else OurFault()
    status = problem.status_code
    if request.path.startswith(PROGRAMS):
        answer = JsonResponse(body_of(problem), status=status, content_type=PROBLEM)
    else:
        answer = HttpResponse(loader.render_to_string("500.html"), status=status)
    if away:
        answer["Retry-After"] = AGAIN_IN
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer with 413 what is larger than any form of ours, with 400 what cannot be read.

    Not even the host of such a request may be asked for, so nothing but a file is needed here too.
    """
    is_large = isinstance(exception, RequestDataTooBig)
    problem = TooLarge() if is_large else ParseError()
    status = problem.status_code
    if request.path.startswith(PROGRAMS):
        return JsonResponse(body_of(problem), status=status, content_type=PROBLEM)
    page = "413.html" if is_large else "400.html"
    return HttpResponse(loader.render_to_string(page), status=status)


def _is_of_database(error: BaseException | None) -> bool:
    """Whether an error comes of a database that does not answer, and not of what it was asked.

    One that dies in the middle of an answer is told by the driver without a kind of its own.
    """
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
            return True
        error = error.__cause__ or error.__context__
    return False
