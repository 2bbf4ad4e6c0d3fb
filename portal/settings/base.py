"""What every installation of the portal shares; demo, test and production build on it."""

from datetime import timedelta

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .api import REST_FRAMEWORK as REST_FRAMEWORK
from .api import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from .databases import DATABASE_POOLED as DATABASE_POOLED
from .databases import POSTGRESQL_LIMITS as POSTGRESQL_LIMITS
from .databases import database as database
from .databases import postgresql_database as postgresql_database
from .here import BASE_DIR, VAR_DIR, env
from .limits import LIMITS as LIMITS
from .outside import *  # noqa: F403 -- all names of it are settings
from .signing_in import *  # noqa: F403 -- all names of it are settings
from .worker import *  # noqa: F403 -- all names of it are settings

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.idp.oidc",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "kit",
    "accounts",
    "agencies",
    "records",
    "casework",
    "intake",
    "journal",
    "feeds",
    "letters",
    "payouts",
    "applications",
    "services.advice",
    "services.cards",
    "services.care",
    "services.enrolments",
    "payments",
    "services.particulars",
    "services.dues",
    "services.reimbursement",
    "services.contributions",
    "services.survivors",
    "services.unemployment",
    "services.retirement",
    "transfers",
    "privacy",
    "calculators",
    "demo",
    "portal",
]

MIDDLEWARE = [
    "portal.metrics.MetricsMiddleware",
    "kit.traces.TraceMiddleware",
    "portal.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.replicas.ReplicaMiddleware",
    "kit.held.HeldMiddleware",
    "kit.once.OnceMiddleware",
    "agencies.middleware.WallMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.hosts.AdministrationHostMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kit.costs.CostMiddleware",
    "kit.clock_check.ClockMiddleware",
    "accounts.middleware.IdleMiddleware",
    "accounts.middleware.EntranceMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "accounts.middleware.UnreadableMiddleware",
    "accounts.middleware.WrongFormMiddleware",
    "accounts.middleware.KeptWordsMiddleware",
    "agencies.staff_accounts.StaffAccountsMiddleware",
    "casework.middleware.RefusalMiddleware",
    "casework.nudging.NudgeMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "kit.form_renderer.PortalRenderer"

CONTEXT_PROCESSORS = [
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "portal.context.page",
]
TEMPLATES = [
    {
        "NAME": "pages",
        "BACKEND": "portal.templating.Pages",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # the controls of forms come from Django, in Jinja2 as well
        "OPTIONS": {
            "environment": "portal.templating.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {  # what libraries draw: the administration, the second factor, e-mails
        "NAME": "library",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "library"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                *CONTEXT_PROCESSORS,
            ],
        },
    },
]

# --- Language and time -------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]  # days in English as pages write them
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # stored in UTC, shown here

# --- Personal data -------------------------------------------------------------------------
# Key ring of the encrypted fields: "kid:base64key,kid:base64key", newest first.
FIELD_KEYS = env("FIELD_KEYS", default="")
BLIND_INDEX_KEY = env("BLIND_INDEX_KEY", default="")

# --- Watching ------------------------------------------------------------------------------
# Whoever bears it reads /metrics; without one nobody does, but for the demonstration.
METRICS_TOKEN = ""
# Where base backups lie (deploy/backup), if this machine sees them: then their age is told.
BACKUPS_DIR = env("BACKUPS_DIR", default="")

# Databases from which pages that only read are answered, by name (portal/replicas.py), and how many
# seconds old what they say may be.
REPLICAS: dict = {}
REPLICA_STALENESS = env.float("REPLICA_STALENESS", default=5.0)

# --- Letters -------------------------------------------------------------------------------
# A folder beside the database, on a disk that is never restored together with it: every letter
# number that was given is written down there, so that no restored backup gives one twice.
LETTER_NUMBER_BOOK = env("LETTER_NUMBER_BOOK", default="")

# --- Seals and signatures ------------------------------------------------------------------
# What seals the file of a letter, and what, if anything, signs the finished file once more; a
# hardware module or a national e-seal takes its place here (docs/operator/seals.md).
LETTER_SIGNER = env("LETTER_SIGNER", default="sealing.pades.PadesSigner")
COUNTER_SIGNER = env("COUNTER_SIGNER", default="")
# PEM, the root that issues first, older ones after it. The key is needed for issuing only.
SEAL_ROOT_CERTIFICATES = ""
SEAL_ROOT_KEY = ""
# Whether an agency without a certificate is given one when its first letter is sealed: the demo.
CERTIFICATES_ON_DEMAND = False
SEAL_MARK = "平台电子印章"  # what stands on every seal, below the star

# --- Words that are not sent yet -----------------------------------------------------------
CSRF_FAILURE_VIEW = "portal.pages.page_too_old"

# Whether a change rings the worker's bell at once; without, the next tick finds what is due.
NUDGE_WORKERS = True
# By how much a process's clock may differ from the database's; beyond, it changes nothing.
CLOCK_TOLERANCE = timedelta(seconds=5)

# --- Papers that persons send (docs/decisions/0061) -------------------------------------------
PAPERS_DIR = VAR_DIR / "papers"
RECORD_FILES_DIR = VAR_DIR / "record-files"
# Copies of somebody's data, for a week each (docs/decisions/0076).
PERSONAL_DATA_DIR = VAR_DIR / "personal-data"
# Who looks for what is dangerous: `clamd`, or `none`: then the desk says so at each page.
SCANNER = env("SCANNER", default="none")
CLAMD_ADDRESS = env("CLAMD_ADDRESS", default="/run/clamav/clamd.ctl")  # a socket, or host:port

# --- API -----------------------------------------------------------------------------------
# Agencies' systems sign in as OAuth2 clients; tokens are kept hashed and last an hour.
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3600
# The first of them makes hashes; the last only knows two secrets at once (agencies.two_secrets).
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "agencies.two_secrets.EitherOfTwo",
]

# --- Pages -----------------------------------------------------------------------------------
# Where the administration answers, and nothing else does; empty: beside the portal, on its host.
ADMIN_HOST = ""
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.one_sheet.OneSheet",
]
STATIC_ROOT = BASE_DIR / "staticfiles"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "report-uri": "/csp-report/",
        "report-to": "csp",
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The demonstration clock (move the date forward) exists only where this is true.
DEMO = False
WEBHOOKS_INSIDE = False  # whether webhooks may lead to private addresses, and without https


# A question that is kept is worked out anew each time as well, to be compared: in tests.
QUESTIONS_ARE_CHECKED = False

# Who web, worker, beat, sweep and commands are in the database (kit/grants.py).
APPLICATION_ROLE = env.db_url("DATABASE_URL", default="sqlite://:memory:").get("USER", "")
