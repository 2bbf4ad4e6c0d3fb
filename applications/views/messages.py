"""The thread of a case for its person: read, and written to the agency."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies import actors
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from applications import threads
from applications.message_forms import MessageForm
from applications.views.finding import own_case
from casework.actions import messaging
from kit import clock
from kit.errors import NotValid


@get_or_post
@insured_person_only
def thread(request: HttpRequest, number: str) -> HttpResponse:
    """Show the thread, and send what was written; opening it marks it as read."""
    who = actors.actor(request)
    case = own_case(request, number)
    form = MessageForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            messaging.write(case, form.cleaned_data["text"], by=who, now=clock.now())
        except NotValid as refusal:
            form.add_error("text", str(refusal.errors["text"]))
        else:
            messages.success(request, _("Your message is with the agency."))
            return redirect("case_messages", number)
    rows = threads.rows_of(case, who)
    messaging.mark_read(case, by=who)
    context = {
        "case": case,
        "thread": rows,
        "answer_due_on": case.answer_due_on if case.is_open else None,
        "may_write": messaging.may_write(case),
        "form": offered(request, form),
    }
    status = status_for(request, form)
    return render(request, "applications/messages.html", context, status=status)
