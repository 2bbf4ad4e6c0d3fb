"""The portal as it runs in production, with throw-away keys: no demo clock, no debug."""

from portal.settings.test import *  # noqa: F403 -- a settings module is its parent plus the differences
from portal.settings.test import LETTER_CHECK_LIMITS, REST_FRAMEWORK

DEMO = False
NUDGE_WORKERS = False
WHITENOISE_AUTOREFRESH = False
SMS_CHANNEL = "memory"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# One caller asks as fast as it can: that is what is measured, and what the limits forbid.
_RATES = REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": dict.fromkeys(_RATES, "100000/s")}
LETTER_CHECK_LIMITS = dict.fromkeys(LETTER_CHECK_LIMITS, (1_000_000, 60))
