"""`make bench`: queries and times with few and with many cases, requests a second, memory.

Every speed stands beside a floor of the same run (the answer of /healthz), since machines differ.
"""

import os
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
import_module("bench.measuring").main()  # models can be imported only now
