"""`make attack`: fourteen visitors, every address, every method, foreign names wherever one fits.

A real server with the settings of production, on a real PostgreSQL and with an invented world.
It ends with 1 when anything was found. `make attack ARGS="--requests 3000"` is a short look.
"""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "attack.settings"
django.setup()
with import_module("kit.wall").as_house("attack"):  # the world; the attackers come over HTTP
    sys.exit(import_module("attack.attacking").main())  # models can be imported only now
