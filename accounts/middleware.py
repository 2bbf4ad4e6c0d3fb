"""What holds for the answers of every page: to wrong forms, lost words, the unreadable, eyes."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest
from django.db import DataError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from accounts import words
from accounts.actions import keeping
from accounts.actions.keeping import Place
from kit.callers import neighbour_of
from kit.errors import TooOften
from kit.limits import limit
from kit.turning_away import turn_away

READS_NO_FORM = "/api/"  # programs hear so, or are asked who they are, before anything is read
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}


class IdleMiddleware:
    """Lets a session go on while it is used, without writing it more often than once a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; who asked for nothing of their own has not used the session."""
        response = self.get_response(request)
        session = request.session
        if session.accessed and session.is_worth_renewing(timezone.now()):
            session.modified = True
        return response


class EntranceMiddleware:
    """Counts whatever is posted to the ways in: by address, and by account where one is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Ask whoever posts too much to wait."""
        page = request.resolver_match.url_name or ""
        if request.method != "POST" or not _is_way_in(page):
            return None
        known = request.user.is_authenticated
        name = "entrance.account" if known else "entrance.address"
        whose = request.user.pk if known else neighbour_of(request)
        posts = limit(name, f"{page}|{whose}", now=timezone.now())
        if posts.passes():
            return None
        return turn_away(request, TooOften(""), "429.html", seconds=posts.wait())


def _is_way_in(page: str) -> bool:
    """Whether something is guessed at there; the last is the administration's own."""
    return page.startswith(("account_", "mfa_")) or page == "password_change"


class WrongFormMiddleware:
    """Gives a page that shows a form again its status: views of libraries answer 200."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Answer 422 where a posted form has errors."""
        form = (response.context_data or {}).get("form")
        is_wrong = isinstance(form, BaseForm) and bool(form.errors)
        if is_wrong and request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response


class UnreadableMiddleware:
    """Answers 400 to what cannot be read or looked up, whoever asks.

    A NUL, which PostgreSQL refuses; a form in another encoding than ours (in UTF-7 a harmless word
    is another one); a thing of the administration whose number is none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, if it says that it is written as our pages are."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        is_form = request.content_type in FORMS and not request.path.startswith(READS_NO_FORM)
        if is_form and charset.strip("'\"").lower() not in {"utf-8", "utf8"}:
            request.csrf_processing_done = True  # or the page of the refusal would read the form
            return bad_request(request, BadRequest("another encoding"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Know the refusal by its words: psycopg has no name for it."""
        is_nul = isinstance(error, ValueError) and "NUL (0x00)" in str(error)
        is_unreadable = is_nul or _is_no_number(request, error)
        return bad_request(request, error) if is_unreadable else None


def _is_no_number(request: HttpRequest, error: Exception) -> bool:
    """Whether the administration is asked for a thing by what cannot be a number.

    By an address, or by a form, which its library draws again with what was chosen.
    """
    if request.resolver_match.app_name != "admin":
        return False
    if isinstance(error, ValueError):
        return "expected a number but got" in str(error)
    return request.method in {"GET", "HEAD"} and isinstance(error, OverflowError | DataError)


class PrivatePagesMiddleware:
    """Lets no browser keep what somebody who is signed in has seen: others may use it next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the page, unless its view has said how long it may be kept."""
        response = self.get_response(request)
        is_private = request.session.accessed and SESSION_KEY in request.session
        if is_private and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class KeptWordsMiddleware:
    """Keeps what was posted until it is taken: through a lost sign-in, a refusal, a mistake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at what became of a form that carries a mark."""
        response = self.get_response(request)
        # Only what stood the check against forgery; what did not is the refusing page's to judge.
        if request.method == "POST" and getattr(request, "csrf_processing_done", False):
            place = words.posted_place(request)
            if place is not None and place.address.partition("?")[0] == request.path:
                self._keep_or_forget(request, response, place)
        return response

    def _keep_or_forget(self, request: HttpRequest, response: HttpResponse, place: Place) -> None:
        if not words.is_for(request, place):
            return
        if words.is_taken(request, response.status_code):
            keeping.forget(place)
        elif words.keep_posted(request, place) and not request.user.is_authenticated:
            messages.info(
                request, _("You had been signed out. Sign in again: what you typed is still here.")
            )
