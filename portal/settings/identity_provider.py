"""Where people show in person who they are: a provider of OpenID Connect with verified claims.

Off without IDENTITY_PROVIDER_ISSUER. Half told, the portal does not start: a provider whose rules
and levels nobody has named would raise whomever it names.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

ISSUER, SECRET = "IDENTITY_PROVIDER_ISSUER", "IDENTITY_PROVIDER_CLIENT_SECRET"
TOLD = {
    "client_id": "IDENTITY_PROVIDER_CLIENT_ID",
    "name": "IDENTITY_PROVIDER_NAME",
    "name_en": "IDENTITY_PROVIDER_NAME_EN",
    "trust_framework": "IDENTITY_PROVIDER_TRUST_FRAMEWORK",
    "assurance_levels": "IDENTITY_PROVIDER_ASSURANCE_LEVELS",  # several separated by commas
}


def identity_provider(
    told: Callable[..., str], read_secret: Callable[[str], str], *, in_clear: bool
) -> dict[str, Any] | None:
    """Return the provider of an installation, or nothing; `in_clear` allows http, for the demo."""
    found = {key: told(name, default="").strip() for key, name in TOLD.items()}
    issuer, secret = told(ISSUER, default="").strip(), read_secret(SECRET)
    if not (issuer or secret or any(found.values())):
        return None
    names = {ISSUER: issuer, SECRET: secret} | {TOLD[key]: text for key, text in found.items()}
    missing = ", ".join(name for name, text in names.items() if not text)
    if missing:
        raise ImproperlyConfigured(f"The identity provider is half configured: set {missing}.")
    if not issuer.startswith(("http://", "https://") if in_clear else "https://"):
        raise ImproperlyConfigured(f"{ISSUER} must be https: names and numbers come from there.")
    levels = frozenset(each.strip() for each in found["assurance_levels"].split(",") if each)
    return {**found, "issuer": issuer, "client_secret": secret, "assurance_levels": levels}
