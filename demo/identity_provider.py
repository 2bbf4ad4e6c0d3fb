"""An invented identity provider: OpenID Connect with verified claims, in a program of its own.

It believes whatever its visitor chooses, and can be told to answer wrongly in every way that the
portal has to notice. It needs neither Django nor a database:

    python -m demo.identity_provider --port 8900 --people people.json
"""

import argparse
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

CLIENT_ID, CLIENT_SECRET = "portal", "demo-only"
TRUST_FRAMEWORK, ASSURANCE_LEVEL = "cn_demo", "real-person"
NAME, NAME_EN = "演示身份认证平台", "Demonstration identity provider"
YEAR = 365 * 24 * 3600

# How it can answer: what the portal must take, and what it must not.
MANNERS = {
    "honest": ("如实回答", "Answer honestly"),
    "new-key": ("先换签名密钥，再如实回答", "Change the signing key, then answer honestly"),
    "turned-back": ("不同意，返回", "Turn back without agreeing"),
    "other-name": ("姓名不同", "Give another name"),
    "unverified": ("只说名字，未经核验", "Give a name that nobody has checked"),
    "low-assurance": ("核验级别不够", "Say that it was checked too lightly"),
    "old-check": ("核验已过期", "Say that it was checked long ago"),
    "expired-document": ("证件已过期", "Say that the document has expired"),
    "wrong-nonce": ("重放旧的答复", "Replay an answer to something else"),
    "wrong-audience": ("答复是给别的网站的", "Send an answer meant for another site"),
    "wrong-issuer": ("以别的平台名义签发", "Sign in the name of another provider"),
    "mix-up": ("返回时自称别的平台", "Come back as another provider"),
    "expired-token": ("答复已失效", "Send an answer that has expired"),
    "foreign-key": ("用别人的密钥签名", "Sign with somebody else's key"),
    "unsigned": ("不签名", "Do not sign"),
    "silent": ("中途不再应答", "Stop answering half-way"),
}


@dataclass(frozen=True)
class Somebody:
    """An invented person, as their document says."""

    name: str
    document_type: str
    number: str
    born_on: str
    issued_in: str = ""  # the country of a passport


@dataclass(frozen=True)
class Grant:
    """What a code stands for, until it is used."""

    asked: dict[str, str]
    who: Somebody
    manner: str


@dataclass
class Answer:
    """What is sent back."""

    body: str = ""
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)


class Provider:
    """The provider as a WSGI application."""

    def __init__(self, issuer: str, people: list[Somebody], *, ahead: float = 0) -> None:
        self.issuer, self.people, self.ahead = issuer, people, ahead
        self.grants: dict[str, Grant] = {}
        self.keys: dict[str, ec.EllipticCurvePrivateKey] = {}
        self.is_down = False
        self.change_key()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """Answer a request."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        posted = environ["wsgi.input"].read(length).decode() if length else ""
        answer = self._answer(environ, dict(parse_qsl(posted)))
        status = HTTPStatus(answer.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        start_response(f"{status.value} {status.phrase}", list((headers | answer.headers).items()))
        return [answer.body.encode()]

    def change_key(self) -> None:
        """Sign with a new key from now on; the old one is not published any more."""
        self.keys = {secrets.token_hex(4): ec.generate_private_key(ec.SECP256R1())}

    def now(self) -> int:
        """What time it is, for those whose day is another."""
        return int(time.time() + self.ahead)

    def _answer(self, environ: dict[str, Any], posted: dict[str, str]) -> Answer:
        if self.is_down:
            return Answer(status=HTTPStatus.SERVICE_UNAVAILABLE)
        asked = {key: each[0] for key, each in parse_qs(environ.get("QUERY_STRING", "")).items()}
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "GET", "/.well-known/openid-configuration":
                return _json(self._metadata())
            case "GET", "/jwks":
                return _json({"keys": [_public(kid, key) for kid, key in self.keys.items()]})
            case "GET", "/authorize" if _is_permitted(asked):
                return Answer(_page(asked, self.people))
            case "POST", "/authorize" if _is_permitted(asked):
                return self._decide(asked, posted)
            case "POST", "/token":
                return self._exchange(environ, posted)
        return Answer("Not here.", status=HTTPStatus.NOT_FOUND)

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "verified_claims_supported": True,
            "trust_frameworks_supported": [TRUST_FRAMEWORK],
            "claims_in_verified_claims_supported": ["name", "birthdate"],
        }

    def _decide(self, asked: dict[str, str], posted: dict[str, str]) -> Answer:
        manner = posted.get("manner", "honest")
        back = {"state": asked.get("state", ""), "iss": self.issuer}
        if manner == "turned-back":
            return _lead(asked, back | {"error": "access_denied"})
        if manner == "mix-up":
            back["iss"] = "https://another.example"
        code = secrets.token_urlsafe(24)
        who = self.people[int(posted.get("who", "0"))]
        self.grants[code] = Grant(asked, who, manner)
        return _lead(asked, back | {"code": code})

    def _exchange(self, environ: dict[str, Any], posted: dict[str, str]) -> Answer:
        grant = self.grants.pop(posted.get("code", ""), None)
        if grant is None or not _is_client(environ) or not _is_same_try(grant, posted):
            return _json({"error": "invalid_grant"}, status=HTTPStatus.BAD_REQUEST)
        if grant.manner == "silent":
            return Answer(status=HTTPStatus.SERVICE_UNAVAILABLE)
        if grant.manner == "new-key":
            self.change_key()
        token = {"access_token": secrets.token_urlsafe(24), "token_type": "Bearer"}
        return _json(token | {"id_token": self._id_token(grant)})

    def _id_token(self, grant: Grant) -> str:
        [(kid, key)] = self.keys.items()
        claims = self._claims(grant)
        if grant.manner == "unsigned":
            return jwt.encode(claims, None, algorithm="none")
        if grant.manner == "foreign-key":
            key = ec.generate_private_key(ec.SECP256R1())
        return jwt.encode(claims, key, algorithm="ES256", headers={"kid": kid})

    def _claims(self, grant: Grant) -> dict[str, Any]:
        now = self.now()
        claims = {
            "iss": self.issuer,
            "sub": hashlib.sha256(grant.who.number.encode()).hexdigest(),
            "aud": grant.asked["client_id"],
            "iat": now,
            "auth_time": now,
            "exp": now + 300,
            "nonce": grant.asked.get("nonce", ""),
        }
        wrong = {
            "wrong-nonce": {"nonce": "another"},
            "wrong-audience": {"aud": "another", "azp": grant.asked["client_id"]},
            "wrong-issuer": {"iss": "https://another.example"},
            "expired-token": {"iat": now - 7200, "exp": now - 3600},
        }
        return claims | wrong.get(grant.manner, {}) | self._said(grant)

    def _said(self, grant: Grant) -> dict[str, Any]:
        """Return who it is, as OpenID Identity Assurance Schema Definition 1.0 writes it down."""
        who = grant.who
        name = f"{who.name[0]}某某" if grant.manner == "other-name" else who.name
        person = {"name": name, "birthdate": who.born_on}
        if grant.manner == "unverified":
            return person
        age = 11 * YEAR if grant.manner == "old-check" else 3600
        details = {"type": who.document_type, "document_number": who.number}
        if who.issued_in:
            details["issuer"] = {"country_code": who.issued_in}
        if grant.manner == "expired-document":
            details["date_of_expiry"] = self._moment(YEAR)[:10]
        verification = {
            "trust_framework": TRUST_FRAMEWORK,
            "assurance_level": "name" if grant.manner == "low-assurance" else ASSURANCE_LEVEL,
            "time": self._moment(age),
            "evidence": [{"type": "document", "document_details": details}],
        }
        return {"verified_claims": {"verification": verification, "claims": person}}

    def _moment(self, seconds_ago: int) -> str:
        return datetime.fromtimestamp(self.now() - seconds_ago, UTC).isoformat(timespec="seconds")


def _is_permitted(asked: dict[str, str]) -> bool:
    """Whether a client of this machine asks, with PKCE: nobody else may be answered."""
    back = urlsplit(asked.get("redirect_uri", ""))
    is_near = back.hostname in {"127.0.0.1", "localhost", "testserver"}
    is_bound = asked.get("code_challenge_method") == "S256" and "code_challenge" in asked
    return is_near and is_bound and asked.get("client_id") == CLIENT_ID


def _is_client(environ: dict[str, Any]) -> bool:
    expected = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
    return hmac.compare_digest(environ.get("HTTP_AUTHORIZATION", ""), f"Basic {expected}")


def _is_same_try(grant: Grant, posted: dict[str, str]) -> bool:
    digest = hashlib.sha256(posted.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    is_bound = challenge == grant.asked["code_challenge"]
    return is_bound and posted.get("redirect_uri") == grant.asked["redirect_uri"]


def _public(kid: str, key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    written = json.loads(ECAlgorithm.to_jwk(key.public_key()))
    return {**written, "kid": kid, "alg": "ES256", "use": "sig"}


def _json(told: dict[str, Any], status: int = HTTPStatus.OK) -> Answer:
    return Answer(json.dumps(told), status, {"Content-Type": "application/json"})


def _lead(asked: dict[str, str], told: dict[str, str]) -> Answer:
    address = f"{asked['redirect_uri']}?{urlencode(told)}"
    return Answer(status=HTTPStatus.SEE_OTHER, headers={"Location": address})


def _page(asked: dict[str, str], people: list[Somebody]) -> str:
    english = asked.get("ui_locales", "").startswith("en")
    say = (lambda zh, en: en) if english else (lambda zh, en: zh)
    who = "".join(
        f'<label><input type="radio" name="who" value="{number}"{" checked" * (not number)}> '
        f"{escape(each.name)} · {escape(each.number)}</label>"
        for number, each in enumerate(people)
    )
    manners = "".join(
        f'<option value="{name}">{escape(say(*words))}</option>' for name, words in MANNERS.items()
    )
    return PAGE.format(
        language="en" if english else "zh-Hans",
        title=say(NAME, NAME_EN),
        warning=say(
            "这是演示：不核验任何真实的人，您选谁，它就说您是谁。",
            "A demonstration: nobody real is checked. It says that you are whomever you choose.",
        ),
        wants=say(
            "“社会保险网上办事大厅”想核实您的姓名、证件号码和出生日期。",
            "Social Insurance Online asks for your name, document number and date of birth.",
        ),
        ask_who=say("您是谁？", "Who are you?"),
        ask_manner=say("怎样回答？", "How should it answer?"),
        agree=say("继续", "Go on"),
        who=who,
        manners=manners,
    )


PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>
body {{ font: 18px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto;
  padding: 0 1rem; color: #222 }}
.warning {{ background: #fff3cd; border: 2px solid #8a6d00; padding: .75rem 1rem }}
fieldset {{ border: 0; padding: 0; margin: 1rem 0 }}
label {{ display: block; padding: .5rem 0; overflow-wrap: anywhere }}
select, button {{ font: inherit; padding: .6rem 1rem; max-width: 100% }}
</style>
<h1>{title}</h1>
<p class="warning"><strong>{warning}</strong></p>
<p>{wants}</p>
<form method="post">
<fieldset><legend><strong>{ask_who}</strong></legend>{who}</fieldset>
<p><label for="manner"><strong>{ask_manner}</strong></label>
<select id="manner" name="manner">{manners}</select></p>
<p><button>{agree}</button></p>
</form></html>
"""


def read_people(path: Path) -> list[Somebody]:
    """Return the invented people of a file."""
    return [Somebody(**each) for each in json.loads(path.read_text())]


def environment(issuer: str) -> dict[str, str]:
    """Return the settings by which a portal knows a provider at this address."""
    return {
        "IDENTITY_PROVIDER_ISSUER": issuer,
        "IDENTITY_PROVIDER_CLIENT_ID": CLIENT_ID,
        "IDENTITY_PROVIDER_CLIENT_SECRET": CLIENT_SECRET,
        "IDENTITY_PROVIDER_NAME": NAME,
        "IDENTITY_PROVIDER_NAME_EN": NAME_EN,
        "IDENTITY_PROVIDER_TRUST_FRAMEWORK": TRUST_FRAMEWORK,
        "IDENTITY_PROVIDER_ASSURANCE_LEVELS": ASSURANCE_LEVEL,
    }


class Quiet(WSGIRequestHandler):
    """Says nothing of each request: the terminal is the portal's."""

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve until told to stop, to this machine alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--ahead", type=float, default=0, help="seconds its clock runs ahead")
    told = parser.parse_args()
    issuer = f"http://127.0.0.1:{told.port}"
    provider = Provider(issuer, read_people(told.people), ahead=told.ahead)
    with make_server("127.0.0.1", told.port, provider, handler_class=Quiet) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
