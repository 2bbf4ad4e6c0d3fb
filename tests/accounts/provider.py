"""The invented identity provider within reach of a test: no program, no network."""

import io
from datetime import date
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from accounts.models import Person
from demo import identity_provider as invented

ISSUER = "https://provider.example"
SETTINGS = {
    "issuer": ISSUER,
    "client_id": invented.CLIENT_ID,
    "client_secret": invented.CLIENT_SECRET,
    "name": invented.NAME,
    "name_en": invented.NAME_EN,
    "trust_framework": invented.TRUST_FRAMEWORK,
    "assurance_levels": frozenset({invented.ASSURANCE_LEVEL}),
}


def somebody(person: Person, **changes: str) -> invented.Somebody:
    """Return how the provider knows a person of the records."""
    facts = {
        "name": str(person.name),
        "document_type": person.document_type,
        "number": str(person.number),
        "issued_in": str(person.issued_in),
        "born_on": date.isoformat(person.born_on),
    }
    return invented.Somebody(**(facts | changes))


def within_reach(monkeypatch, provider: invented.Provider) -> None:
    """Let what the portal asks go to this provider."""

    def send(self, request, **kwargs):
        status, headers, body = ask(provider, request.method, request.url, request)
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = status, request.url, request
        answer.headers.update(headers)
        answer.raw = io.BytesIO(body)
        return answer

    monkeypatch.setattr(HTTPAdapter, "send", send)


def ask(provider, method, url, request=None, *, body=b""):
    """Ask the provider as a server would; return status, headers and body."""
    parts, told = urlsplit(url), {}
    sent = request.body if request is not None else body
    sent = (sent or b"").encode() if isinstance(sent, str) else sent or b""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
        "HTTP_AUTHORIZATION": request.headers.get("Authorization", "") if request else "",
    }

    def start_response(status, headers):
        told.update(status=int(status[:3]), headers=dict(headers))

    answer = b"".join(provider(environ, start_response))
    return told["status"], told["headers"], answer
