"""The pre-check: yes, no, or a clerk must look; without a sign-in, and nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import catalogue, guides, known
from applications.declaring import Deciding, Service
from applications.public_forms import CheckForm
from applications.views.readers import Reader, begin_of, declared, reader_of
from kit import clock
from kit.preferences import asks_to_read_otherwise, read_as_asked

UNPROCESSABLE = 422
FILLED = "filled"  # posted by a page that fills the form in: nobody has asked yet


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@read_as_asked
def check(request: HttpRequest, service: str) -> HttpResponse:
    """Ask what the records do not hold, and say what the rules say."""
    if catalogue.entry_named(service) is not None:
        return redirect("service_guide", service)
    asked = declared(service)
    if not guides.can_be_asked(asked):
        return redirect("service_guide", service)
    if request.GET:  # what is personal leaves the address at once
        return redirect("service_check", service)
    reader = reader_of(request)
    held = known.held_for_check(asked, reader.known)
    form = _form(request, asked, held, reader)
    is_filled = FILLED in request.POST
    is_asked = form.is_bound and not (is_filled or asks_to_read_otherwise(request))
    if form.is_bound and not is_asked:
        form.keep_as_typed()
    is_enough = not form.questions and reader.known is not None  # the records answer everything
    is_whole = bool(form.questions) and is_asked and form.is_valid() and not form.is_more_asked
    is_answered = is_enough or is_whole
    found = _found(asked, form, reader) if is_answered else None
    context = _context(asked, form, reader, held, found) | {"is_filled": is_filled}
    status = UNPROCESSABLE if is_asked and form.errors else 200
    answer = render(request, "applications/check.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _form(request: HttpRequest, asked: Service, held: dict[str, Any], reader: Reader) -> CheckForm:
    left = tuple(each for each in asked.pre_check if each.name not in held)
    posted = request.POST if request.method == "POST" else None
    return CheckForm(posted, asked=left, held=held, today=clock.today(), known=reader.known)


def _found(asked: Service, form: CheckForm, reader: Reader) -> known.PreCheck:
    question = known.asked(asked, form.answers, reader.known, today=clock.today())
    return known.pre_check(asked, question)


def _context(
    asked: Service,
    form: CheckForm,
    reader: Reader,
    held: dict[str, Any],
    found: known.PreCheck | None,
) -> dict[str, Any]:
    is_no = found is not None and found.answer == "no"
    # What the rules speak against can still be decided by people (个人信息保护法 art. 24).
    may_begin = found is not None and not (is_no and asked.deciding is Deciding.AT_ONCE)
    return {
        "service": asked,
        "form": form,
        # By this form the header changes language and size, so that it keeps what was typed.
        "form_at_hand": "asked" if form.questions else "",
        "standing": reader.standing,
        "held": known.said_in_check(asked, held),
        "answers": known.said_in_check(asked, form.answers) if found else [],
        "found": found,
        "is_no": is_no,
        "reasons": guides.ways_on(found.verdict.reasons) if found else [],
        "asked_on": clock.today(),
        "begin": begin_of(asked) if may_begin else "",
    }
