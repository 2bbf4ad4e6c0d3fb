"""The portal as it runs in production, with throw-away keys: no demo clock, no debug."""

from portal.settings.test import *  # noqa: F403 -- a settings module is its parent plus the differences
from portal.settings.test import LIMITS


class _NoMigrations:
    """As in the suite: the tables come from the models, in a second instead of in two minutes."""

    def __contains__(self, _app: str) -> bool:
        return True

    def __getitem__(self, _app: str) -> None:
        return None


MIGRATION_MODULES = _NoMigrations()
DEMO = False
NUDGE_WORKERS = False
SANDBOX_BANK_RETURNS_ONE_IN = 40
QUESTIONS_ARE_CHECKED = False
WHITENOISE_AUTOREFRESH = False
SMS_CHANNEL = "memory"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# One caller asks as fast as it can: that is what is measured, and what the limits forbid.
LIMITS = dict.fromkeys(LIMITS, (1_000_000, 60))
