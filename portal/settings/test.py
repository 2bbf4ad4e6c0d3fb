"""The test suite: like the demo, but quick to hash and silent to send."""

import os
from datetime import UTC, datetime

from portal.keys import kept_key, kept_root
from portal.logs import MaskedFormatter, logging_to_terminal

from .base import *  # noqa: F403 -- a settings module is its parent plus the differences
from .base import VAR_DIR, database

DEMO = True
STAFF_NEED_SECOND_FACTOR = False
DEBUG = False
ALLOWED_HOSTS = ["*"]
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = "test-only"  # noqa: S105 -- production refuses it
FIELD_KEYS = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
BLIND_INDEX_KEY = "dGVzdC1ibGluZC1pbmRleC1rZXk="
IDP_OIDC_PRIVATE_KEY = kept_key(VAR_DIR / "test-keys", "IDP_OIDC_PRIVATE_KEY")
SEAL_ROOT_CERTIFICATES = kept_root(
    VAR_DIR / "test-keys", name="TEST", begins_at=datetime(2020, 1, 1, tzinfo=UTC)
)
SEAL_ROOT_KEY = kept_key(VAR_DIR / "test-keys", "SEAL_ROOT_KEY")
CERTIFICATES_ON_DEMAND = True
SEAL_MARK = "演示DEMO电子印章"
JOURNAL_KEY = kept_key(VAR_DIR / "test-keys", "JOURNAL_KEY")

# A file, for threads and the live server cannot share a database in memory; one for each run,
# so that two runs do not meet; in the environment, so that a worker of the run finds it.
os.environ.setdefault("TEST_SQLITE", str(VAR_DIR / f"test-{os.getpid()}.sqlite3"))
DATABASES = {"default": database(VAR_DIR / "test-base.sqlite3")}
DATABASES["default"]["TEST"] = (
    {"NAME": os.environ["TEST_SQLITE"]}
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {}
)
# Whether a kept question still is the one that would be asked is the same on each database.
QUESTIONS_ARE_CHECKED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "agencies.two_secrets.EitherOfTwo",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = logging_to_terminal(formatter=MaskedFormatter, level="WARNING")
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # look files up when asked: the suite makes many clients
SMS_CHANNEL = "memory"
POLICE_CHANNEL = "sandbox"
ACCOUNT_CHECK_CHANNEL = "sandbox"
PAYOUT_CHANNEL = "sandbox"
CARD_MAKER_CHANNEL = "sandbox"
TREATMENT_PLACES_CHANNEL = "sandbox"
SCANNER = "sandbox"
PAPERS_DIR = VAR_DIR / "test-papers"
RECORD_FILES_DIR = VAR_DIR / "test-record-files"
NUDGE_WORKERS = False
CLOCK_TOLERANCE = None  # what time it is, each test invents
PERSONAL_DATA_DIR = VAR_DIR / "test-personal-data"
