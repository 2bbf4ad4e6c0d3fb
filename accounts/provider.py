"""The identity provider outside, where somebody shows in person who they are (OpenID Connect).

It proves and does not sign in: whoever comes back is whoever was signed in when they left.
Authlib speaks the protocol (authorization code, PKCE, nonce, keys by JWKS); what belongs to one
try waits in the session and is taken out before anything else is looked at.
"""

import json
import logging
import secrets
import time
from dataclasses import dataclass
from typing import Any

from authlib.integrations.base_client import BaseApp, OAuthError
from authlib.integrations.base_client.sync_app import OAuth2Mixin
from authlib.integrations.base_client.sync_openid import OpenIDMixin
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from joserfc.errors import JoseError

from kit.gateways import check_listed

logger = logging.getLogger(__name__)

RUNNING = "identity_provider"  # keys of the try alone lie in the session, nothing of the person
SECONDS_FOR_A_TRY = 15 * 60
SECONDS_TO_ANSWER = 5
SIGNED_IN_WITHIN = 5 * 60  # at the provider: a window left open there proves nothing about today
CLOCKS_DIFFER = 60
# Public keys only: with a shared secret, or with none, everybody could sign.
ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519")
KNOWN = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "_loaded_at")
NAMES_ITSELF = "authorization_response_iss_parameter_supported"  # RFC 9207, 3

# What comes of an answer that is missing or has another form; what requests raises is an OSError.
_UNUSABLE = (OSError, LookupError, TypeError, ValueError, AttributeError)


class OutOfReach(Exception):
    """The provider does not answer, or says nothing that can be used."""


class Stopped(Exception):
    """Somebody turned back at the provider."""


class NotOurs(Exception):
    """An answer to no try of this session: another browser's, an older one's, or used already."""


class Untrue(Exception):
    """What the provider, or somebody in its name, has signed does not hold."""


@dataclass(frozen=True)
class Answer:
    """What a checked ID token says, and where somebody wanted to go on to."""

    claims: dict[str, Any]
    next: str


class _Straight(OAuth2Session):
    """Goes to the addresses of the provider alone, follows no redirect and waits briefly."""

    def request(self, method: str, url: str, **kwargs: Any) -> Any:
        """Ask, where the settings say that something may be sent; `NotOnTheList` elsewhere."""
        check_listed(url)
        kwargs |= {"allow_redirects": False, "timeout": SECONDS_TO_ANSWER}
        return super().request(method, url, **kwargs)


class _Provider(OAuth2Mixin, OpenIDMixin, BaseApp):
    """The provider of the settings; made anew for each try, so that no old key outlives it."""

    client_cls = _Straight

    def load_server_metadata(self) -> dict[str, Any]:
        """Read where it answers, and believe only what is of use and stands under its own name."""
        if "_loaded_at" not in self.server_metadata:
            found = super().load_server_metadata()
            kept = {name: found[name] for name in KNOWN}
            kept[NAMES_ITSELF] = found.get(NAMES_ITSELF) is True
            _check_addresses(kept)
            found.clear()
            found.update(kept, id_token_signing_alg_values_supported=list(ALGORITHMS))
        return self.server_metadata


def is_offered() -> bool:
    """Whether this installation knows a provider."""
    return bool(settings.IDENTITY_PROVIDER)


def name() -> str:
    """Return what the provider is called, in the language of the reader."""
    is_english = (get_language() or "").startswith("en")
    return str(settings.IDENTITY_PROVIDER["name_en" if is_english else "name"])


def begin(request: HttpRequest, *, next_: str) -> str:
    """Begin a try for whoever is signed in; return where they go. Raises `OutOfReach`."""
    provider = _provider()
    try:
        asked = provider.create_authorization_url(
            _back(request),
            claims=json.dumps(_wanted()),
            max_age=SIGNED_IN_WITHIN,
            ui_locales=request.LANGUAGE_CODE,
        )
    except _UNUSABLE as error:
        logger.warning("The identity provider cannot be used.", exc_info=True)
        raise OutOfReach from error
    request.session[RUNNING] = {
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_verifier": asked["code_verifier"],
        "user": request.user.pk,
        "until": int(time.time()) + SECONDS_FOR_A_TRY,
        "names_itself": provider.server_metadata[NAMES_ITSELF],
        "next": next_,
    }
    return str(asked["url"])


def answered(request: HttpRequest) -> Answer:
    """Return what came back for the running try, which is over with it, whatever it was."""
    running = request.session.get(RUNNING)
    if not _is_answer_to(running, request):
        raise NotOurs
    del request.session[RUNNING]
    request.session.save()  # before the provider is asked: a second copy finds nothing to go on
    if request.GET.get("error") or not request.GET.get("code"):
        raise Stopped if request.GET.get("error") == "access_denied" else OutOfReach
    return Answer(_claims(request, running), running["next"])


def _is_answer_to(running: Any, request: HttpRequest) -> bool:
    """Whether this is the browser, the person and the provider of the running try.

    The issuer is in the answer where the provider says that it is (RFC 9207); another's, or none
    then, is not taken.
    """
    if not running or running["user"] != request.user.pk or running["until"] < time.time():
        return False
    issuer = settings.IDENTITY_PROVIDER["issuer"]
    is_same = secrets.compare_digest(
        request.GET.get("state", "").encode(), running["state"].encode()
    )
    named = request.GET.get("iss", "" if running["names_itself"] else issuer)
    return is_same and named == issuer


def _claims(request: HttpRequest, running: dict[str, Any]) -> dict[str, Any]:
    provider = _provider()
    try:
        token = provider.fetch_access_token(
            _back(request),
            code=request.GET["code"],
            state=running["state"],
            code_verifier=running["code_verifier"],
        )
        return _checked(provider, token, running["nonce"])
    except (JoseError, OAuthError) as error:
        logger.warning("An answer of the identity provider does not hold.", exc_info=True)
        raise Untrue from error
    except _UNUSABLE as error:
        logger.warning("The identity provider cannot be used.", exc_info=True)
        raise OutOfReach from error


def _checked(provider: _Provider, token: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Check signature, issuer, audience, times and nonce of the ID token (OIDC Core 3.1.3.7).

    Authlib compares issuer and audience with what it is given, and asks for neither by itself.
    """
    expected = {
        "iss": {"essential": True, "value": settings.IDENTITY_PROVIDER["issuer"]},
        "aud": {"essential": True, "value": settings.IDENTITY_PROVIDER["client_id"]},
        "auth_time": {"essential": True},
    }
    claims = provider.parse_id_token(token, nonce, claims_options=expected, leeway=CLOCKS_DIFFER)
    if claims is None or claims["auth_time"] < time.time() - SIGNED_IN_WITHIN - SECONDS_FOR_A_TRY:
        raise Untrue
    return dict(claims)


def _provider() -> _Provider:
    wanted = settings.IDENTITY_PROVIDER
    issuer = wanted["issuer"].rstrip("/")
    return _Provider(
        None,
        "identity",
        client_id=wanted["client_id"],
        client_secret=wanted["client_secret"],
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
    )


def _check_addresses(metadata: dict[str, Any]) -> None:
    """Refuse a provider that speaks for another, or in clear where it is known by https."""
    issuer = settings.IDENTITY_PROVIDER["issuer"]
    scheme = issuer.partition("://")[0]
    addresses = (metadata[name] for name in KNOWN if name not in {"issuer", "_loaded_at"})
    if metadata["issuer"] != issuer:
        raise ValueError("the provider says that it is another one")
    if not all(str(each).startswith((f"{scheme}://", "https://")) for each in addresses):
        raise ValueError("the provider names an address in clear")


def _wanted() -> dict[str, Any]:
    """Return what is asked for, and nothing beyond (OpenID Connect for Identity Assurance, 5)."""
    framework = settings.IDENTITY_PROVIDER["trust_framework"]
    levels = sorted(settings.IDENTITY_PROVIDER["assurance_levels"])
    details = {"type": None, "document_number": None, "date_of_expiry": None}
    verification = {
        "trust_framework": {"value": framework},
        "assurance_level": {"values": levels},
        "time": None,
        "evidence": [{"type": {"value": "document"}, "document_details": details}],
    }
    claims = {"name": {"essential": True}, "birthdate": {"essential": True}}
    verified = {"verification": verification, "claims": claims}
    return {"id_token": {"auth_time": {"essential": True}, "verified_claims": verified}}


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("identity_provider_back"))
