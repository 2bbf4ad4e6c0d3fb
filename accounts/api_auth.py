"""How a person's own program shows on whose behalf it calls: a personal token."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from knox.settings import knox_settings
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from kit.held import AllMarks, remember_marks
from kit.questions import question

SCHEME = "Bearer"


def bearer_token(request: HttpRequest) -> str:
    """Return the token of `Authorization: Bearer …`; empty when the header holds none."""
    words = get_authorization_header(request).split()
    if len(words) != 2 or words[0].lower() != SCHEME.lower().encode():
        return ""
    return words[1].decode("ascii", errors="replace")


class PersonalToken(TokenAuthentication):
    """Tokens that a person makes for a program; they begin with the portal's own prefix."""

    def authenticate(self, request: HttpRequest) -> Any:
        """Answer for personal tokens only; others belong to the systems of agencies."""
        if not bearer_token(request).startswith(knox_settings.TOKEN_PREFIX):
            return None
        return super().authenticate(request)

    def authenticate_credentials(self, token: bytes) -> tuple[Any, AuthToken]:
        """Return whose token it is, and the token; raises `AuthenticationFailed`.

        Knox builds two statements for each call, to delete what has run out along the way; here
        that is done once a day (`accounts.actions.ending`), and one statement is asked.
        """
        digest = hash_token(token.decode("ascii", errors="replace"))
        found = next(iter(_tokens(digest=digest)), None)
        if found is None or (found.expiry is not None and found.expiry < timezone.now()):
            raise AuthenticationFailed(_("This token is not valid, or no longer."))
        remember_marks(found.marks)
        return self.validate_user(found)

    def authenticate_header(self, request: HttpRequest) -> str:
        """Say what is asked for (`WWW-Authenticate`)."""
        return SCHEME


@question
def _tokens(*, digest: str) -> QuerySet[AuthToken]:
    """Find a token by its digest, which is its key; the marks of the reference data come along."""
    found = AuthToken.objects.filter(digest=digest).select_related("user")
    return found.annotate(marks=AllMarks())
