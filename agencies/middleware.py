"""Tells the wall in the database who is asking (`kit.wall`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from agencies.actors import ANONYMOUS, actor
from kit import wall


class WallMiddleware:
    """Lets each request be asked for by whoever is signed in, found once a walled table is read.

    A page that reads none looks at no session. Programs say later who they are (`api_auth`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; with its answer ends what was said of the asker."""

        def who() -> wall.Asker:
            return (actor(request) if hasattr(request, "user") else ANONYMOUS).asker

        with wall.asked_by(who):
            return self.get_response(request)
