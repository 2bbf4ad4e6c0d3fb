"""What the person of a case was told, and whether it reached them, for the clerk."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.actors import Actor
from applications.desk.finding import case_at_desk
from casework import delivery_shown, notices
from casework.desk.door import at_desk
from casework.models import Notice
from casework.rules.authorisation import Action
from kit import wall

ROWS = 25


@require_safe
@at_desk
def desk_told(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show each notice to the person with its messages, the newest first."""
    case = case_at_desk(who, number, Action.READ_CASE)
    with wall.as_house("show a clerk what the person of their case was told"):
        told = Notice.objects.filter(case=case, to_person=case.person_id)
        page = Paginator(told.prefetch_related(delivery_shown.along()), ROWS).get_page(
            request.GET.get("page")
        )
        rows = [_row(each) for each in page]
    return render(request, "desk/told.html", {"case": case, "notices": rows, "page_obj": page})


def _row(notice: Notice) -> dict[str, object]:
    return {
        "title": notices.title(notice),
        "at": notice.at,
        "read_at": notice.read_at,
        "deliveries": delivery_shown.of(notice, whole=True),
    }
