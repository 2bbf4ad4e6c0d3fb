"""`make run`: everything embedded, invented people, a clock that can be moved forward."""

from .base import *  # noqa: F403
from .base import VAR_DIR, database

DEMO = True
DEBUG = False
ALLOWED_HOSTS = ["*"]
VAR_DIR.mkdir(exist_ok=True)
SECRET_KEY = "demo-only"
FIELD_KEYS = "demo:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
BLIND_INDEX_KEY = "ZGVtby1ibGluZC1pbmRleC1rZXk="
DATABASES = {"default": database(VAR_DIR / "portal.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
