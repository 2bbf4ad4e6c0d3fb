"""Secrets of a production installation: from files or the environment, never from the code."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32
EXAMPLES = ("demo-only", "test-only", "changeme", "change-me", "django-insecure")


def secret(name: str, *, shortest: int = SHORTEST) -> str:
    """Return the secret of that name; without a real one the portal does not start."""
    value = read_secret(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}_FILE (a file) or {name}: it has no default.")
    if len(value) < shortest or value.startswith(EXAMPLES):
        raise ImproperlyConfigured(f"{name} is an example or too short; make one: make secrets")
    return value


def read_secret(name: str) -> str:
    """Return what the file named by NAME_FILE holds, or else the variable NAME."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, "").strip()
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
