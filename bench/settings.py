"""The portal as it runs in production, with throw-away keys: no demo clock, no debug."""

from portal.settings.test import *  # noqa: F403 -- a settings module is its parent plus the differences

DEMO = False
NUDGE_WORKERS = False
WHITENOISE_AUTOREFRESH = False
SMS_CHANNEL = "memory"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
