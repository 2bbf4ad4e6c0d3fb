"""`make run`: everything embedded, invented people, a clock that can be moved forward."""

from datetime import UTC, datetime

from portal.keys import kept_key, kept_root
from portal.logs import MaskedFormatter, logging_to_terminal

from .base import *  # noqa: F403 -- a settings module is its parent plus the differences
from .base import VAR_DIR, database, env
from .databases import replicas

DEMO = True
WEBHOOKS_INSIDE = True  # a receiver on this machine
POLICE_CHANNEL = "sandbox"  # an invented register
ACCOUNT_CHECK_CHANNEL = "sandbox"  # invented banks
PAYOUT_CHANNEL = "sandbox"
SANDBOX_BANK_RETURNS_ONE_IN = 40
CARD_MAKER_CHANNEL = "sandbox"  # an invented maker of cards
TREATMENT_PLACES_CHANNEL = "sandbox"  # invented places
SCANNER = "sandbox"  # an invented scanner, which knows one file
STAFF_NEED_SECOND_FACTOR = False  # a visitor plays clerk without an authenticator app
DEBUG = False
ALLOWED_HOSTS = ["*"]
VAR_DIR.mkdir(parents=True, exist_ok=True)

KEYS_DIR = VAR_DIR / "keys"
SECRET_KEY = kept_key(KEYS_DIR, "SECRET_KEY")
FIELD_KEYS = kept_key(KEYS_DIR, "FIELD_KEYS")
BLIND_INDEX_KEY = kept_key(KEYS_DIR, "BLIND_INDEX_KEY")
IDP_OIDC_PRIVATE_KEY = kept_key(KEYS_DIR, "IDP_OIDC_PRIVATE_KEY")
JOURNAL_KEY = kept_key(KEYS_DIR, "JOURNAL_KEY")

SEAL_ROOT_CERTIFICATES = kept_root(
    KEYS_DIR, name="演示 DEMO 电子印章根证书", begins_at=datetime(2020, 1, 1, tzinfo=UTC)
)
SEAL_ROOT_KEY = kept_key(KEYS_DIR, "SEAL_ROOT_KEY")
CERTIFICATES_ON_DEMAND = True
SEAL_MARK = "演示DEMO电子印章"

DATABASES = {"default": database(VAR_DIR / "portal.sqlite3")}
REPLICAS = replicas(env.list("REPLICA_URLS", default=[]))
EMAIL_BACKEND = "accounts.mails.FolderBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
LOGGING = logging_to_terminal(formatter=MaskedFormatter, level=env("LOG_LEVEL", default="WARNING"))

# Collected by `runportal`, compressed and named by their content; until then as they lie.
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.one_sheet.OnceCollected"},
}
