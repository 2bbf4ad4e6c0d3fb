"""Encryption between the machines of an installation: to database and broker, or to neither.

On one machine they speak through a network that nobody else is on (docker-compose.yml). On several,
`INSIDE_CA` names the file with the certificate of whoever signed theirs; then both are asked for a
certificate that fits their name, and nothing is said before it was shown. `INSIDE_CERTIFICATE`
names a file with a certificate of the portal and its key: it is shown to both, beside or in place
of a password (OWASP ASVS 5.0, 13.2.1).
"""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

HALF = "INSIDE_CA is half of it: {what} See docs/operator, TLS inside."


def database_options(url: str, authority: str, own: str = "") -> dict[str, str]:
    """Return how the database has to prove itself, and by what the portal does, if by `own`.

    Raises where the address says otherwise, or where it is half of it.
    """
    asked = dict(parse_qsl(urlsplit(url).query)).get("sslmode", "")
    if own and not authority:
        raise ImproperlyConfigured(HALF.format(what="INSIDE_CERTIFICATE needs it."))
    if not authority:
        if asked:
            raise ImproperlyConfigured(HALF.format(what="DATABASE_URL names an sslmode."))
        return {}
    if asked not in ("", "verify-full"):
        raise ImproperlyConfigured(HALF.format(what=f"sslmode={asked} believes any certificate."))
    _check(authority)
    mine = {"sslcert": own, "sslkey": own} if _holds_a_key(own) else {}
    return {"sslmode": "verify-full", "sslrootcert": authority, **mine}


def broker_url(url: str, authority: str, own: str = "") -> str:
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
    mine = {"ssl_certfile": own, "ssl_keyfile": own} if _holds_a_key(own) else {}
    asked = proof | {"ssl_ca_certs": authority} | mine
    return urlunsplit(parts._replace(query=urlencode(asked)))


def _holds_a_key(own: str) -> bool:
    """Whether the portal shows a certificate; raises where the file holds none with its key."""
    if not own:
        return False
    path = Path(own)
    text = path.read_text(errors="replace") if path.is_file() else ""
    if "BEGIN CERTIFICATE" not in text or "PRIVATE KEY" not in text:
        raise ImproperlyConfigured("INSIDE_CERTIFICATE names no file with a certificate and a key.")
    return True


def _check(authority: str) -> None:
    path = Path(authority)
    if not path.is_file() or "BEGIN CERTIFICATE" not in path.read_text(errors="replace"):
        raise ImproperlyConfigured("INSIDE_CA names no file with a certificate.")
