"""Where the portal lies and writes, and what it is told by its environment."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
# Everything the portal writes at run time lies in here, and nothing of it belongs to git.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
