"""What every installation of the portal shares; demo, test and production build on it."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .api import REST_FRAMEWORK as REST_FRAMEWORK
from .api import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from .identity_provider import identity_provider
from .limits import LIMITS as LIMITS
from .secrets import read_secret

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
# Everything the portal writes at run time lies in here, and nothing of it belongs to git.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

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
    "portal.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kit.held.HeldMiddleware",
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
FORMAT_MODULE_PATH = ["portal.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]  # days in English as pages write them
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # stored in UTC, shown here

# --- People who sign in --------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# A question that is kept is worked out anew each time as well, to be compared: in tests.
QUESTIONS_ARE_CHECKED = False
AUTHENTICATION_BACKENDS = ["accounts.signed_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "accounts.passwords.NotOfThisPlaceValidator"},
    {"NAME": "accounts.actions.ending.WaysInEndWithThePassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "arrive"  # sorts staff from insured persons
SESSION_ENGINE = "accounts.sessions"
# A session ends when nobody has used it for so long (NIST SP 800-63B, 2.2.3: at most an hour), and
# after a working day whoever uses it. What was typed meanwhile waits for its writer.
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST = 8 * 60 * 60
# Staff sign in with an authenticator app as well (GB/T 22239-2019, 8.1.4.1 d).
STAFF_NEED_SECOND_FACTOR = True

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.signing_in.SignInForm",
    "signup": "accounts.forms.signing_in.JoinForm",
    "request_login_code": "accounts.forms.signing_in.AskForCodeForm",
    "reset_password": "accounts.forms.passwords.ForgottenPasswordForm",
    "change_phone": "accounts.forms.signing_in.NewPhoneForm",
    "add_email": "accounts.forms.signing_in.NewEmailForm",
    "change_password": "accounts.forms.passwords.AnotherPasswordForm",
    "set_password": "accounts.forms.passwords.FirstPasswordForm",
    "reset_password_from_key": "accounts.forms.passwords.PasswordAfterCodeForm",
    "reauthenticate": "accounts.forms.passwords.PasswordOnceMoreForm",
    "confirm_login_code": "accounts.forms.codes.SignInCodeForm",
    "confirm_email_verification_code": "accounts.forms.codes.EmailCodeForm",
    "verify_phone": "accounts.forms.codes.PhoneCodeForm",
    "confirm_password_reset_code": "accounts.forms.codes.PasswordCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# Neither phone nor e-mail is required by itself: our form asks for one of the two. The star is for
# a check of allauth, which knows no such form.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "verify_identity"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before the ways in are changed, the password again
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Of the column, which holds addresses encrypted; a form takes 254 signs (accounts.forms.fields).
ACCOUNT_EMAIL_MAX_LENGTH = 512
# Whatever is confirmed, is confirmed by six digits that somebody reads and types.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
CODE_LIFETIME_SECONDS = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIFETIME_SECONDS
CODE_TRIES = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = CODE_TRIES
# The library's own limits lie in the cache, and their keys hold the host that was asked: `LIMITS`
# and `kit.limits` stand in their place.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.SecondFactorForm",
    "reauthenticate": "accounts.forms.second_factor.SecondFactorOnceMoreForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeyAfterPasswordForm",
}
# `accounts.entrance_urls` stands before each page of the library about passkeys.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or the device's own code, always
MFA_RATE_LIMITS = False  # as ACCOUNT_RATE_LIMITS
MFA_TOTP_ISSUER = "Social Insurance Online"
MFA_TOTP_TOLERANCE = 1  # a phone's clock is off by seconds
# Tokens for programs that act for a person.
REST_KNOX = {
    "TOKEN_TTL": timedelta(days=90),
    "TOKEN_LIMIT_PER_USER": 10,
    "TOKEN_PREFIX": "sit_",  # tells a person's token from that of an agency's system
    "AUTH_HEADER_PREFIX": "Bearer",
}
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@transfer.example")
EMAIL_TIMEOUT = 10  # seconds, for each word that a mail server says
# What reads the mail server's log and knows by its Message-ID whether a mail was taken; or nothing:
# then a mail of which that is not known is not sent again (docs/decisions/0075).
MAIL_STATUS_URL = env("MAIL_STATUS_URL", default="")
MAIL_STATUS_TOKEN = env("MAIL_STATUS_TOKEN", default="")

# --- Personal data -------------------------------------------------------------------------
# Key ring of the encrypted fields: "kid:base64key,kid:base64key", newest first.
FIELD_KEYS = env("FIELD_KEYS", default="")
BLIND_INDEX_KEY = env("BLIND_INDEX_KEY", default="")

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

# --- Broker and worker: they only ring the bell, the database is the record ------------------
REDIS_URL = env("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# No limits of time: a pool of threads keeps none. What may hang has its own: a statement and a lock
# (POSTGRESQL_LIMITS), a mail server and a gateway (below), the typesetter (sealing.sandbox).
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ENABLE_UTC = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # LOGGING masks personal data, Celery's own would not
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# visibility_timeout must stay above the longest task; throttle 1 so that abandoned
# messages come back within seconds instead of minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
_RINGS = {  # every so many seconds
    "casework.tasks.tick": 30.0,
    # Whatever day has ended by then; a bell that was missed costs ten minutes and no day.
    "journal.tasks.seal_journal": 600.0,
    "accounts.tasks.forget_words": 3600.0,
    "accounts.tasks.tell_of_guesses": 300.0,
    "applications.tasks.forget_papers": 3600.0,
    "kit.tasks.forget_attempts": 3600.0,
}
# A bell that nobody heard is over when the next one rings: after an outage none have piled up.
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": every, "options": {"expires": every}}
    for task, every in _RINGS.items()
}

# Whether a change rings the worker's bell at once; without, the next tick finds what is due.
NUDGE_WORKERS = True
# By how much a process's clock may differ from the database's; beyond, it changes nothing.
CLOCK_TOLERANCE = timedelta(seconds=5)

# --- Where we are reached, and how messages go out -------------------------------------------
PORTAL_URL = env("PORTAL_URL", default="http://127.0.0.1:8000")
# Where a weakness is told, as /.well-known/security.txt names it: mailto: or https:, or nowhere.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
PORTAL_HOST = PORTAL_URL.split("//")[-1].split(":")[0].split("/")[0]
SMS_CHANNEL = env("SMS_CHANNEL", default="folder")
SMS_FOLDER = VAR_DIR / "sms"
SMS_GATEWAY_URL = env("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env("SMS_GATEWAY_TOKEN", default="")
# Where the gateway says by a message's own id what became of it; empty: it is not asked.
SMS_STATUS_URL = env("SMS_STATUS_URL", default="")
# The police's population register: `gateway`, or `none` where there is no way to ask it.
POLICE_CHANNEL = env("POLICE_CHANNEL", default="none")
POLICE_GATEWAY_URL = env("POLICE_GATEWAY_URL", default="")
# Banks, asked whether an account works and whose name it is in: `gateway`, or `none`.
ACCOUNT_CHECK_CHANNEL = env("ACCOUNT_CHECK_CHANNEL", default="none")
# How payments reach the banks: by files that clerks carry, or an invented bank.
PAYOUT_CHANNEL = "files"
ACCOUNT_CHECK_URL = env("ACCOUNT_CHECK_URL", default="")
# The addresses that the portal may send to; nothing leaves for any other (kit.gateways).
# Where social security cards are made: sandbox, gateway, or none (orders wait).
CARD_MAKER_CHANNEL = env("CARD_MAKER_CHANNEL", default="none")
CARD_MAKER_URL = env("CARD_MAKER_URL", default="")
CARD_MAKER_TOKEN = env("CARD_MAKER_TOKEN", default="")
_GATEWAYS = (
    SMS_GATEWAY_URL,
    SMS_STATUS_URL,
    MAIL_STATUS_URL,
    POLICE_GATEWAY_URL,
    ACCOUNT_CHECK_URL,
    CARD_MAKER_URL,
)
OUTGOING: list[str] = [each for each in _GATEWAYS if each]
POLICE_GATEWAY_TOKEN = env("POLICE_GATEWAY_TOKEN", default="")
ACCOUNT_CHECK_TOKEN = env("ACCOUNT_CHECK_TOKEN", default="")
POLICE_GATEWAY_TOKEN = env("POLICE_GATEWAY_TOKEN", default="")
# Who tells the places of treatment of a registration; by default nobody: they read it elsewhere.
TREATMENT_PLACES_CHANNEL = env("TREATMENT_PLACES_CHANNEL", default="none")
TREATMENT_PLACES_GATEWAY_URL = env("TREATMENT_PLACES_GATEWAY_URL", default="")
TREATMENT_PLACES_GATEWAY_TOKEN = env("TREATMENT_PLACES_GATEWAY_TOKEN", default="")
# The addresses that the portal may send to; nothing leaves for any other (kit.gateways).
_GATEWAYS = (
    SMS_GATEWAY_URL,
    SMS_STATUS_URL,
    MAIL_STATUS_URL,
    POLICE_GATEWAY_URL,
    TREATMENT_PLACES_GATEWAY_URL,
)
OUTGOING: list[str] = [each for each in _GATEWAYS if each]

# Where people show in person who they are (docs/decisions/0060): nobody, until all of it is told.
IDENTITY_PROVIDER = identity_provider(env, read_secret, in_clear=True)
OUTGOING += [IDENTITY_PROVIDER["issuer"]] if IDENTITY_PROVIDER else []

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


# A page gives up before its reader does; a lock is waited for briefly, then the page says so.
POSTGRESQL_LIMITS = {
    "statement_timeout": env("STATEMENT_TIMEOUT", default="10s"),
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "30s",
}


def sqlite_database(path: Path) -> dict:
    """An SQLite file that several processes can write: WAL, and writers queue from the start."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql_database(parts: dict) -> dict:
    """A PostgreSQL database that is never waited for without end."""
    limits = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_LIMITS.items())
    patience = {"connect_timeout": 5, "tcp_user_timeout": 5000, "options": limits}
    return {
        **parts,
        "OPTIONS": {**patience, **parts.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Set it behind a pooler in transaction mode, which loses cursors between statements.
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("DATABASE_POOLED", default=False),
    }


def database(default: Path) -> dict:
    """The database of DATABASE_URL, or the embedded SQLite file.

    Whoever is given MIGRATION_DATABASE_URL migrates, and is the owner of the tables.
    """
    if not env("DATABASE_URL", default=""):
        return sqlite_database(default)
    is_owner = env("MIGRATION_DATABASE_URL", default="")
    parts = env.db_url("MIGRATION_DATABASE_URL" if is_owner else "DATABASE_URL")
    if parts["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite_database(Path(parts["NAME"]))
    return postgresql_database(parts)


# Who web, worker, beat, sweep and commands are in the database (kit/grants.py).
APPLICATION_ROLE = env.db_url("DATABASE_URL", default="sqlite://:memory:").get("USER", "")
