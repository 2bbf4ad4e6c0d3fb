"""The agency's inbox: what the portal told it about its cases."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from agencies.actors import Actor
from casework import notices
from casework.actions import looking
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from casework.models import Notice
from kit import clock

ROWS = 25


def told_to(who: Actor) -> QuerySet[Notice]:
    """Return what was told to the agency, the newest first; nothing on the reader's own case."""
    return Notice.objects.visible_to(who).filter(to_agency=who.agency).select_related("case")


def notice_rows(told: Iterable[Notice]) -> list[dict[str, Any]]:
    """Return notices as the inbox draws them."""
    return [
        {
            "kind": each.kind,
            "service": each.case.service_title if each.case else "",
            "title": notices.title(each),
            "body": notices.body(each),
            "note": each.data.get("note", ""),
            "href": notices.link(each),
            "at": each.at,
        }
        for each in told
    ]


@require_GET
@at_desk
def desk_notices(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the inbox."""
    page = BoundedPaginator(told_to(who), ROWS).get_page(request.GET.get("page"))
    shown = [told.case for told in page.object_list if told.case]
    looking.listed(shown, by=who, now=clock.now())
    context = {"notices": notice_rows(page.object_list), "page_obj": page}
    return render(request, "desk/notices.html", context)
