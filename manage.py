#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

from django.core.management import execute_from_command_line

from kit import wall

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    with wall.as_house(f"manage.py {' '.join(sys.argv[1:2])}"):
        execute_from_command_line(sys.argv)
