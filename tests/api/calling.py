"""Programs that call: with a person's token, or with an agency's client credentials."""

import base64
import json
from typing import Any

from allauth.idp.oidc.models import Client as OAuthClient
from django.test import Client
from knox.models import AuthToken

from agencies.actors import Actor
from agencies.models import Agency, ApiClient

SECRET = "a secret of the agency's system"
BOTH_SCOPES = "cases.read cases.write"
ALL_SCOPES = f"{BOTH_SCOPES} care.hospitals records.write arrivals.write payments.write"


def address(path: str) -> str:
    """Return the address of a route, with the slash at its end and the query after it."""
    route, mark, query = path.partition("?")
    end = "" if route.endswith(".json") else "/"
    return f"/api/v1/{route.rstrip('/')}{end}{mark}{query}"


class Program:
    """Somebody's program: it sends JSON and a token."""

    def __init__(self, token: str = "", **headers: str) -> None:
        self.client = Client()
        self.headers = {"authorization": f"Bearer {token}"} if token else {}
        self.headers |= headers

    def get(self, path: str, **headers: str) -> Any:
        """Read."""
        return self.client.get(address(path), headers=self.headers | headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Do."""
        return self.send("post", path, json.dumps(body or {}), **headers)

    def patch(self, path: str, body: Any) -> Any:
        """Change."""
        return self.send("patch", path, json.dumps(body))

    def send(self, method: str, path: str, raw: str | bytes, **headers: str) -> Any:
        """Send a body as it is."""
        kind = headers.pop("content_type", "application/json")
        return getattr(self.client, method)(
            address(path), raw, content_type=kind, headers=self.headers | headers
        )

    def act(self, number: str, act: str, **body: Any) -> Any:
        """Act on the case as it stands."""
        version = self.get(f"cases/{number}").json()["version"]
        return self.post(f"cases/{number}/{act}", {"version": version, **body})


def program_of(actor: Actor, **headers: str) -> Program:
    """Return a program with a personal token of somebody."""
    _token, value = AuthToken.objects.create(actor.user)
    return Program(value, **headers)


def register(agency: Agency, name: str = "agency-system", scopes: str = ALL_SCOPES) -> ApiClient:
    """Register an agency's system as the administrator does."""
    oauth = OAuthClient(
        id=name,
        name=name,
        scopes="\n".join(scopes.split()),
        grant_types=OAuthClient.GrantType.CLIENT_CREDENTIALS,
    )
    oauth.set_secret(SECRET)
    oauth.save()
    return ApiClient.objects.create(client=oauth, agency=agency)


def ask_for_token(name: str, scope: str = ALL_SCOPES, secret: str = SECRET) -> Any:
    """Ask the token endpoint."""
    credentials = base64.b64encode(f"{name}:{secret}".encode()).decode()
    return Client().post(
        "/identity/o/api/token",
        {"grant_type": "client_credentials", "scope": scope},
        headers={"authorization": f"Basic {credentials}"},
    )


def program_of_agency(agency: Agency, name: str = "agency-system", **kwargs: str) -> Program:
    """Return an agency's system that has fetched its token."""
    register(agency, name)
    kwargs.setdefault("scope", ALL_SCOPES)
    return Program(ask_for_token(name, **kwargs).json()["access_token"])
