"""How a person's own program shows on whose behalf it calls: a personal token."""

from typing import Any

from django.http import HttpRequest
from knox.auth import TokenAuthentication
from knox.settings import knox_settings
from rest_framework.authentication import get_authorization_header

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

    def authenticate_header(self, request: HttpRequest) -> str:
        """Say what is asked for (`WWW-Authenticate`)."""
        return SCHEME
