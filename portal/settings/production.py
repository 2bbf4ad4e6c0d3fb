"""A real installation: every secret given, everything encrypted on the way, nothing of the demo."""

from urllib.parse import quote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

from portal.logs import MaskedJsonFormatter, logging_to_terminal

from .base import *  # noqa: F403 -- a settings module is its parent plus the differences
from .base import BASE_DIR, VAR_DIR, env, postgresql_database
from .databases import replicas
from .identity_provider import identity_provider
from .inside import broker_url, database_options
from .secrets import (
    ED25519,
    RSA,
    certificates,
    index_key,
    key_ring,
    private_key,
    read_secret,
    refuse_examples,
    secret,
)

DEMO = False
DEBUG = False
if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG shows personal data to strangers: unset it.")


def required(name: str) -> str:
    """Return a setting that has no sensible default."""
    if not env(name, default=""):
        raise ImproperlyConfigured(f"Set {name}; see deploy/portal.env.example.")
    return env(name)


def with_password(url: str, password: str) -> str:
    """Put the password from its file into an address that names none."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))


SECRET_KEY = secret("SECRET_KEY")
FIELD_KEYS = key_ring("FIELD_KEYS")
BLIND_INDEX_KEY = index_key("BLIND_INDEX_KEY")
IDP_OIDC_PRIVATE_KEY = private_key("IDP_OIDC_PRIVATE_KEY", RSA, shortest=1600)
SEAL_ROOT_CERTIFICATES = certificates("SEAL_ROOT_CERTIFICATES")
SEAL_ROOT_KEY = read_secret("SEAL_ROOT_KEY")  # only where certificates are issued
JOURNAL_KEY = private_key("JOURNAL_KEY", ED25519, shortest=100)  # signs each day of the journal

# --- Where it answers ----------------------------------------------------------------------
SITE_HOST = required("SITE_HOST")
ADMIN_HOST = env("ADMIN_HOST", default="")
if ADMIN_HOST == SITE_HOST:
    raise ImproperlyConfigured("ADMIN_HOST is for another host than SITE_HOST; or leave it out.")
ALLOWED_HOSTS = [SITE_HOST, *([ADMIN_HOST] if ADMIN_HOST else [])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [
    r"^healthz$",
    r"^readyz$",
]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# No other host of the same domain can set a cookie of such a name.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"

# --- What it leans on ------------------------------------------------------------------------
DATABASE_URL = required("DATABASE_URL")
# Only `migrate` is the owner of the tables; all others connect as a role that owns nothing.
MIGRATION_DATABASE_URL = env("MIGRATION_DATABASE_URL", default="")
for _url in (DATABASE_URL, MIGRATION_DATABASE_URL or DATABASE_URL):
    if not _url.startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database.")
if MIGRATION_DATABASE_URL:
    _database = with_password(MIGRATION_DATABASE_URL, secret("MIGRATION_DATABASE_PASSWORD"))
else:
    _database = with_password(DATABASE_URL, secret("DATABASE_PASSWORD"))
INSIDE_CA, INSIDE_CERTIFICATE = env("INSIDE_CA", default=""), env("INSIDE_CERTIFICATE", default="")
DATABASES = {"default": postgresql_database(env.db_url_config(_database))}
DATABASES["default"]["OPTIONS"] |= database_options(_database, INSIDE_CA, INSIDE_CERTIFICATE)
APPLICATION_ROLE = env.db_url_config(DATABASE_URL)["USER"]
REPLICAS = replicas(
    env.list("REPLICA_URLS", default=[]),
    lambda url: with_password(url, secret("DATABASE_PASSWORD")),
    lambda url: database_options(url, INSIDE_CA, INSIDE_CERTIFICATE),
)
REDIS_URL = broker_url(
    with_password(required("REDIS_URL"), secret("BROKER_PASSWORD")), INSIDE_CA, INSIDE_CERTIFICATE
)
CELERY_BROKER_URL = REDIS_URL

EMAIL_URL = secret("EMAIL_URL", shortest=1)
globals().update(env.email_url_config(EMAIL_URL))
if EMAIL_URL.startswith("smtp"):
    EMAIL_BACKEND = "accounts.mails.Backend"  # which knows whether a mail was taken
MAIL_STATUS_TOKEN = read_secret("MAIL_STATUS_TOKEN")
METRICS_TOKEN = read_secret("METRICS_TOKEN")  # without one nobody reads /metrics

PORTAL_URL = f"https://{SITE_HOST}"
PORTAL_HOST = SITE_HOST
SMS_CHANNEL = "gateway"
SMS_GATEWAY_URL = required("SMS_GATEWAY_URL")
if not SMS_GATEWAY_URL.startswith("https://"):
    raise ImproperlyConfigured("SMS_GATEWAY_URL must be https: codes and numbers go there.")
SMS_GATEWAY_TOKEN = secret("SMS_GATEWAY_TOKEN", shortest=8)
POLICE_CHANNEL = env("POLICE_CHANNEL", default="none")
if POLICE_CHANNEL not in {"none", "gateway"}:
    raise ImproperlyConfigured("POLICE_CHANNEL must be none or gateway: the sandbox invents.")
CARD_MAKER_CHANNEL = env("CARD_MAKER_CHANNEL", default="none")
if CARD_MAKER_CHANNEL not in {"none", "gateway"}:
    raise ImproperlyConfigured("CARD_MAKER_CHANNEL must be none or gateway: the sandbox invents.")
if CARD_MAKER_CHANNEL == "gateway":
    CARD_MAKER_URL = required("CARD_MAKER_URL")
    if not CARD_MAKER_URL.startswith("https://"):
        raise ImproperlyConfigured("CARD_MAKER_URL must be https: names and numbers go there.")
    CARD_MAKER_TOKEN = secret("CARD_MAKER_TOKEN", shortest=8)
if POLICE_CHANNEL == "gateway":
    POLICE_GATEWAY_URL = required("POLICE_GATEWAY_URL")
    if not POLICE_GATEWAY_URL.startswith("https://"):
        raise ImproperlyConfigured("POLICE_GATEWAY_URL must be https: names and numbers go there.")
    POLICE_GATEWAY_TOKEN = secret("POLICE_GATEWAY_TOKEN", shortest=8)
ACCOUNT_CHECK_CHANNEL = env("ACCOUNT_CHECK_CHANNEL", default="none")
if ACCOUNT_CHECK_CHANNEL not in {"none", "gateway"}:
    raise ImproperlyConfigured(
        "ACCOUNT_CHECK_CHANNEL must be none or gateway: the sandbox invents."
    )
if ACCOUNT_CHECK_CHANNEL == "gateway":
    ACCOUNT_CHECK_URL = required("ACCOUNT_CHECK_URL")
    if not ACCOUNT_CHECK_URL.startswith("https://"):
        raise ImproperlyConfigured("ACCOUNT_CHECK_URL must be https: account numbers go there.")
    ACCOUNT_CHECK_TOKEN = secret("ACCOUNT_CHECK_TOKEN", shortest=8)
TREATMENT_PLACES_CHANNEL = env("TREATMENT_PLACES_CHANNEL", default="none")
if TREATMENT_PLACES_CHANNEL not in {"none", "gateway"}:
    raise ImproperlyConfigured(
        "TREATMENT_PLACES_CHANNEL must be none or gateway: the sandbox invents."
    )
if TREATMENT_PLACES_CHANNEL == "gateway":
    TREATMENT_PLACES_GATEWAY_URL = required("TREATMENT_PLACES_GATEWAY_URL")
    if not TREATMENT_PLACES_GATEWAY_URL.startswith("https://"):
        raise ImproperlyConfigured(
            "TREATMENT_PLACES_GATEWAY_URL must be https: names and numbers go there."
        )
    TREATMENT_PLACES_GATEWAY_TOKEN = secret("TREATMENT_PLACES_GATEWAY_TOKEN", shortest=8)
IDENTITY_PROVIDER = identity_provider(env, read_secret, in_clear=False)

SMS_STATUS_URL = env("SMS_STATUS_URL", default="")
MAIL_STATUS_URL = env("MAIL_STATUS_URL", default="")
for _name, _url in {"SMS_STATUS_URL": SMS_STATUS_URL, "MAIL_STATUS_URL": MAIL_STATUS_URL}.items():
    if _url and not _url.startswith("https://"):
        raise ImproperlyConfigured(f"{_name} must be https: it says what was sent.")

# What may leave, besides mail to its server: to these and nobody else (kit.gateways).
OUTGOING = [each for each in (SMS_GATEWAY_URL, SMS_STATUS_URL, MAIL_STATUS_URL) if each]
OUTGOING += [POLICE_GATEWAY_URL] if POLICE_CHANNEL == "gateway" else []
OUTGOING += [CARD_MAKER_URL] if CARD_MAKER_CHANNEL == "gateway" else []
OUTGOING += [TREATMENT_PLACES_GATEWAY_URL] if TREATMENT_PLACES_CHANNEL == "gateway" else []
OUTGOING += [ACCOUNT_CHECK_URL] if ACCOUNT_CHECK_CHANNEL == "gateway" else []
OUTGOING += [IDENTITY_PROVIDER["issuer"]] if IDENTITY_PROVIDER else []

refuse_examples(SITE_HOST=SITE_HOST, ADMIN_HOST=ADMIN_HOST, EMAIL_URL=EMAIL_URL)
refuse_examples(**{f"The address {each}": each for each in OUTGOING})

SCANNER = env("SCANNER", default="none")
if SCANNER not in {"none", "clamd"}:
    raise ImproperlyConfigured("SCANNER must be none or clamd: the sandbox knows one file.")

# Never on a disk that is restored together with the database.
LETTER_NUMBER_BOOK = env("LETTER_NUMBER_BOOK", default=str(VAR_DIR / "numbers"))

# --- What it serves and writes -----------------------------------------------------------------
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = logging_to_terminal(formatter=MaskedJsonFormatter, level=env("LOG_LEVEL", default="INFO"))
