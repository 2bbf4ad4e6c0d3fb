"""Encryption between the machines of an installation: to database and broker, or to neither.

On one machine they speak through a network that nobody else is on (docker-compose.yml). On several,
`INSIDE_CA` names the file with the certificate of whoever signed theirs; then both are asked for a
certificate that fits their name, and nothing is said before it was shown.
"""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

HALF = "INSIDE_CA is half of it: {what} See docs/operator, TLS inside."


def database_options(url: str, authority: str) -> dict[str, str]:
    """Return how the database has to prove itself; raises where the address says otherwise."""
    asked = dict(parse_qsl(urlsplit(url).query)).get("sslmode", "")
    if not authority:
        if asked:
            raise ImproperlyConfigured(HALF.format(what="DATABASE_URL names an sslmode."))
        return {}
    if asked not in ("", "verify-full"):
        raise ImproperlyConfigured(HALF.format(what=f"sslmode={asked} believes any certificate."))
    _check(authority)
    return {"sslmode": "verify-full", "sslrootcert": authority}


def broker_url(url: str, authority: str) -> str:
    """Return the address of the broker with how it has to prove itself; raises where it cannot."""
    parts = urlsplit(url)
    if not authority:
        if parts.scheme == "rediss" or parts.query:
            raise ImproperlyConfigured(HALF.format(what="REDIS_URL is encrypted without it."))
        return url
    if parts.scheme != "rediss" or parts.query:
        raise ImproperlyConfigured(HALF.format(what="REDIS_URL must be rediss://, with no more."))
    _check(authority)
    proof = {"ssl_cert_reqs": "CERT_REQUIRED", "ssl_check_hostname": "true"}
    return urlunsplit(parts._replace(query=urlencode(proof | {"ssl_ca_certs": authority})))


def _check(authority: str) -> None:
    path = Path(authority)
    if not path.is_file() or "BEGIN CERTIFICATE" not in path.read_text(errors="replace"):
        raise ImproperlyConfigured("INSIDE_CA names no file with a certificate.")
