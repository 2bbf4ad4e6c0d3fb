"""What several parts of a page ask for is read once for the page.

Questions, checks, figures and papers of one page rest on the same records; each asks for them where
it needs them, which reads best. While a page is only read (GET, HEAD) `once_a_page` lets the second
who asks have what the first one found. Nothing is kept beyond the page, nothing while something is
changed, and nothing for anybody else than who asked first.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

from kit import wall
from kit.remembered import Remembered

P, T = ParamSpec("P"), TypeVar("T")
READING = ("GET", "HEAD")
CHANGES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET")
_found = Remembered(
    "what was found for this page", is_change=lambda sql: not sql.startswith(CHANGES_NOTHING)
)
# Let a piece of work that only reads ask the same question once.
reading_once = _found.within


def once_a_page(read: Callable[P, T]) -> Callable[P, T]:
    """Let a function that only reads answer the same question once for a page.

    What it returns is shared by all that ask: nobody may change it. Arguments by which nothing can
    be found again (an answer sheet, a row that was never saved) are read for each time.
    """

    @wraps(read)
    def ask(*given: P.args, **named: P.kwargs) -> T:
        found = _found.kept
        if found is None:
            return read(*given, **named)
        key = (read, wall.source(), given, tuple(sorted(named.items())))
        try:
            if key in found:
                return found[key]
        except TypeError:  # nothing by which it could be found again
            return read(*given, **named)
        answer = found[key] = read(*given, **named)
        return answer

    return ask


def has_none(row: object, what: str) -> bool:
    """Whether a page that is only read need not look for something of a row.

    Whatever fetched the row may have noted along with it whether there is any (`has_…`). Where
    something is changed, or nothing was noted, one has to look.
    """
    return _found.kept is not None and getattr(row, f"has_{what}", True) is False


class OnceMiddleware:
    """Lets each page that is only read ask the same question once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget what was found when the request is answered."""
        if request.method not in READING:
            return self.get_response(request)
        with reading_once():
            return self.get_response(request)


# Of a connection: a page sees what it has changed itself.
see_own_changes = _found.watch
