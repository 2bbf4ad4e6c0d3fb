"""Where one arrives after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from agencies.actors import Position, actor


@login_required
def arrive(request: HttpRequest) -> HttpResponse:
    """Send staff to their desk, the administrator to the administration, others to their page."""
    who = actor(request)
    if who.is_staff:
        return redirect("desk_today")
    return redirect("admin:index" if who.position == Position.ADMINISTRATOR else "my_page")
