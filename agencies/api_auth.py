"""How programs show who they are: a person's token, or an agency's client credentials (OAuth2)."""

from dataclasses import replace
from typing import Any

from allauth.idp.oidc.contrib.rest_framework.authentication import TokenAuthentication
from allauth.idp.oidc.models import Token
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.api_auth import SCHEME, PersonalToken, bearer_token
from accounts.models import User
from agencies import actors, call_signing, second_factor
from agencies.actors import Actor
from kit import wall
from kit.callers import address_of

OUTSIDE = _("This system may not call from this address. The head of the agency names them.")


class PersonalTokenAuthentication(PersonalToken):
    """Personal tokens; those of staff answer while post and second factor stand behind them."""

    def authenticate(self, request: HttpRequest) -> Any:
        """Refuse a token from before its owner's post or app: whoever made it was not staff yet."""
        found = super().authenticate(request)
        if found is None:
            return None
        if not _answers_now(*found):
            raise AuthenticationFailed(_("This token is not valid, or no longer."))
        wall.is_asked_by(lambda: actors.actor(request).asker)
        return found


def _answers_now(user: User, token: AuthToken) -> bool:
    """Whether a token may answer for whom its owner is by now."""
    who = actors.actor_of(user)
    post = actors.post_of(user)
    if post is not None and token.created < post.started_at:
        return False
    return not who.is_of_the_house or second_factor.stands_behind(token)


class ClientPrincipal(AnonymousUser):
    """An agency's system as Django's request knows it: signed in, and nobody's account."""

    is_authenticated = True

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor
        self.pk = self.id = f"client:{actor.client.client_id}"  # type: ignore[union-attr]


class ClientAuthentication(TokenAuthentication):
    """Access tokens of agencies' systems; any other bearer token is refused here."""

    def authenticate(self, request: Request) -> tuple[ClientPrincipal, Token] | None:
        """Return the system as principal, with its token."""
        if not bearer_token(request):
            return None
        found = super().authenticate(_without_body(request))
        client = found[1].client if found and found[1] else None
        actor = actors.actor_of_client(client.pk) if client else actors.ANONYMOUS
        if actor is actors.ANONYMOUS:
            raise AuthenticationFailed(_("This token is not valid, or no longer."))
        if not actor.agency.is_active:
            raise PermissionDenied(_("This agency takes no cases at present."))
        if actor.client is not None and not actor.client.may_call_from(address_of(request)):
            raise PermissionDenied(OUTSIDE)
        wall.is_asked_by(lambda: actor.asker)
        return ClientPrincipal(actor), found[1]

    def authenticate_header(self, request: HttpRequest) -> str:
        """Say what is asked for (`WWW-Authenticate`)."""
        return f'{SCHEME} realm="api"'


def _without_body(request: Request) -> HttpRequest:
    """Return address and headers alone: allauth would parse a form of whoever calls, known or not.

    Nobody's body is read before they are known, and then only by the parser that measures it.
    """
    bare = HttpRequest()
    bare.method, bare.path, bare.META = request.method, request.path, request.META
    bare.GET = request.query_params
    return bare


def check_signed(request: Request) -> None:
    """Raise `SignatureNeeded` for an unsigned call of a system whose head has named its keys."""
    system = request.user.actor.client if isinstance(request.user, ClientPrincipal) else None
    if system is not None and system.signing_keys:
        call_signing.check(request._request, system.signing_keys)


def caller(request: Request) -> Actor:
    """Return who calls: a person, a member of staff, or an agency's system."""
    if isinstance(request.user, ClientPrincipal):
        return request.user.actor
    found = actors.actor(request)
    return replace(found, is_by_program=True) if isinstance(request.auth, AuthToken) else found


def may_by_scope(request: Request, scope: str) -> bool:
    """Whether the token was given for this; people's own tokens have no narrower scope."""
    if not isinstance(request.auth, Token):
        return True
    return scope in request.auth.get_scopes()
