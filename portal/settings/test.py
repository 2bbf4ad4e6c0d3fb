"""The test suite: like the demo, but quick to hash and silent to send."""

from .base import *  # noqa: F403
from .base import VAR_DIR, database

DEMO = True
DEBUG = False
ALLOWED_HOSTS = ["*"]
VAR_DIR.mkdir(exist_ok=True)
SECRET_KEY = "test-only"
FIELD_KEYS = "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
BLIND_INDEX_KEY = "dGVzdC1ibGluZC1pbmRleC1rZXk="
DATABASES = {"default": database(VAR_DIR / "test-base.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
