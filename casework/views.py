"""What a person was told."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies import actors
from casework import notices
from casework.models import Notice
from kit import clock

A_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show what this person was told; posting marks everything as read."""
    who = actors.actor(request)
    told = Notice.objects.visible_to(who).filter(to_person=who.person_id or 0)
    if request.method == "POST":
        told.filter(read_at=None).update(read_at=clock.now())
        return redirect("notice_list")
    page = Paginator(told.select_related("case"), A_PAGE).get_page(request.GET.get("page"))
    shown = [notices.shown(notice) for notice in page]
    context = {"page_obj": page, "notices": shown, "is_new": any(n["is_new"] for n in shown)}
    return render(request, "casework/notice_list.html", context)
