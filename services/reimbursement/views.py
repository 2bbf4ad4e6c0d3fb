"""Filling the invoices of a claim from the files of electronic ones."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies import actors
from agencies.entering import applicant_only
from applications.actions import collecting
from applications.views.finding import own_application
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from services.reimbursement.actions.reading import FIELD, MOST_FILES, read_files
from services.reimbursement.acts import is_claim
from services.reimbursement.rules.invoice_files import LARGEST

PAGE = "bills"


@applicant_only
@never_cache
@require_http_methods(["GET", "POST"])
def invoice_files(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the files, or read them and go on to the table that they fill."""
    application = own_application(request, number)
    if not is_claim(application) or application.case.state is not Status.DRAFT:
        raise Http404
    back = reverse("apply_page", args=[number, PAGE])
    errors: list[str] = []
    if request.method == "POST":
        who, now = actors.actor(request), clock.now()
        collecting.check_often(who, now=now)
        came = request.FILES.getlist(FIELD)
        errors = _faults(came)
        if not errors:
            files = [(each.name or "-", each.read()) for each in came]
            try:
                read = read_files(application, files, by=who, now=now)
            except NotValid as refusal:
                errors = [str(text) for text in refusal.errors.values()]
            else:
                said = ngettext("%(n)s invoice was read.", "%(n)s invoices were read.", read)
                messages.success(request, said % {"n": read})
                return redirect(back)
    context: dict[str, Any] = {"number": number, "back": back, "errors": errors, "field": FIELD}
    return render(request, "reimbursement/files.html", context, status=422 if errors else 200)


def _faults(came: list[Any]) -> list[str]:
    if not came:
        return [_("Choose a file first.")]
    if len(came) > MOST_FILES:
        return [_("Choose at most %(n)s files at a time.") % {"n": MOST_FILES}]
    if any(each.size > LARGEST for each in came):
        return [_("The file is larger than 2 MB.")]
    return []
