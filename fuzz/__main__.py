"""`make fuzz`: Schemathesis over the document of the API, as each role, stateful, with all checks.

A real server with the settings of production on a real PostgreSQL, and the invented world of
`make attack`. No answer may be a 5xx or a status that the document does not name; nothing that it
forbids may be taken, and nothing that it allows refused without a reason it gives.
`make fuzz ARGS="--role client_new --seconds 300"` is a short look.
"""

import os
import sys
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "attack.settings"
django.setup()
with import_module("kit.wall").as_house("fuzz"):  # the world; whoever asks comes over HTTP
    sys.exit(import_module("fuzz.fuzzing").main())  # models can be imported only now
