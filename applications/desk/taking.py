"""Taking along the list that stands at the desk, with its filters, as a file."""

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import security_log
from agencies.actors import Actor
from agencies.entering import posted, status_for
from applications.desk.wanted import DeskFilter, found_for
from casework.actions import assigning, exporting
from casework.desk.door import at_desk
from casework.desk.exporting import TakingForm
from casework.desk.files import as_file
from casework.desk.waiting import last_soon_day
from casework.models import Case
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid
from kit.tables import Format


class TakeListForm(TakingForm):
    """Why, as what, and which list: its filters as they stand in its address."""

    list = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)


@require_http_methods(["GET", "POST"])
@at_desk
def take(request: HttpRequest, who: Actor) -> HttpResponse | StreamingHttpResponse:
    """Ask why, and hand over the list as it stands at the desk."""
    if not may_generally(who, Action.EXPORT_LIST):
        raise NotPermitted
    asked = {"file": Format.XLSX.value, "list": request.GET.urlencode()[:300]}
    form = TakeListForm(posted(request), initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            answer = _file(form, who)
        except NotValid as refusal:
            for text in refusal.errors.values():
                form.add_error("reason", str(text))
        else:
            security_log.note("list of cases taken along", request, account=request.user.pk)
            return answer
    context = {"form": form, "most": exporting.MOST_IN_A_FILE, "is_of_desk": True}
    return render(request, "desk/export.html", context, status=status_for(request, form))


def _file(form: forms.Form, who: Actor) -> StreamingHttpResponse:
    given, now, today = form.cleaned_data, clock.now(), clock.today()
    staff = assigning.colleagues(who, now=now)
    wanted = DeskFilter(QueryDict(given["list"]), who=who, colleagues=staff).wanted
    turns = found_for(who, wanted, today=today, soon=last_soon_day(who, today))
    found = Case.objects.visible_to(who).filter(pk__in=turns.order_by().values("case"))
    return as_file(
        lambda: exporting.table_of_cases(who, found, reason=given["reason"], now=now),
        Format(given["file"]),
        f"cases-{now:%Y%m%d}",
    )
