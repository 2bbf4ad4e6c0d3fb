"""`make bench`: calculators, queries and times with few and with many cases, load, memory.

Every speed stands beside a floor of the same run (the answer of /healthz; JSON read and written
again), since machines differ. `make bench ARGS=--only-calculators` stops after the first table.
"""

import os
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()
house = import_module("kit.wall").as_house("bench")
with house:  # what is asked over HTTP is asked for by its readers
    import_module("bench.measuring").main()  # models can be imported only now
