"""The portal as it runs in production, with throw-away keys; one address asks all that is asked."""

from attack import HOST, PROVIDER_PORT
from demo import identity_provider as invented
from portal.settings.test import *  # noqa: F403 -- a settings module is its parent plus the differences
from portal.settings.test import LIMITS, VAR_DIR

DEMO = False
NUDGE_WORKERS = False
WHITENOISE_AUTOREFRESH = False
STAFF_NEED_SECOND_FACTOR = True
POLICE_CHANNEL = "none"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

# An invented provider answers there while the attack lasts (attack/firing.py).
IDENTITY_PROVIDER = {
    "issuer": f"http://127.0.0.1:{PROVIDER_PORT}",
    "client_id": invented.CLIENT_ID,
    "client_secret": invented.CLIENT_SECRET,
    "name": invented.NAME,
    "name_en": invented.NAME_EN,
    "trust_framework": invented.TRUST_FRAMEWORK,
    "assurance_levels": frozenset({invented.ASSURANCE_LEVEL}),
}
OUTGOING = [IDENTITY_PROVIDER["issuer"]]

ALLOWED_HOSTS = [HOST]
CSRF_TRUSTED_ORIGINS = [f"https://{HOST}"]
PAPERS_DIR = VAR_DIR / "attack-papers"
PORTAL_URL, PORTAL_HOST = f"https://{HOST}", HOST
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"

# What is counted by caller would answer 429 to nearly everything here. What is counted of guesses
# stays as it is.
LIMITS = LIMITS | {
    name: (10_000_000, 60)
    for name in LIMITS
    if name.startswith(
        ("api.", "cost.", "entrance.", "letters.", "words.", "csp.", "papers.", "message.case")
    )
}
