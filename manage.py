#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from kit import wall


def say_what_stops_the_settings():
    """Say it in its sentence: without settings there is no command that could."""
    try:
        settings.INSTALLED_APPS  # noqa: B018 -- reading one reads them all
    except ImproperlyConfigured as error:
        sys.exit(f"WRONG  settings: {error}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    with wall.as_house(f"manage.py {' '.join(sys.argv[1:2])}"):
        if sys.argv[1:2] == ["doctor"]:
            say_what_stops_the_settings()
        execute_from_command_line(sys.argv)
