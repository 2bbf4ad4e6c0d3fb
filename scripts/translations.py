"""Keep the translations in step: collect texts, compile them, check that nothing is missing.

Usage: .venv/bin/python scripts/translations.py collect|compile|check

Collecting uses Django's own makemessages (GNU gettext), for it alone reads Django's templates.
Compiling and checking use Babel from the test set, so they need nothing from the system.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["zh_Hans"]
NOT_OURS = [".venv", "var", "staticfiles", "tests", "bench", "scripts"]


def main(task):
    """Do one of the three tasks."""
    {"collect": collect, "compile": compile_all, "check": check}[task]()


def collect():
    """Write new texts of code and templates into the .po files."""
    if not shutil.which("xgettext"):
        sys.exit("Collecting texts needs GNU gettext: apt-get install gettext")
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete"]
    languages = [part for name in LANGUAGES for part in ("--locale", name)]
    ignored = [part for name in NOT_OURS for part in ("--ignore", name)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    subprocess.run([*command, *languages, *ignored], check=True, cwd=ROOT, env=environment)


def compile_all():
    """Write every .mo file from its .po file."""
    for po in po_files():
        po.with_suffix(".mo").write_bytes(compiled(po))
        print(f"Compiled {po.relative_to(ROOT)}")


def check():
    """Fail when a text is untranslated or doubtful, or a .mo file is older than its .po file."""
    problems = [problem for po in po_files() for problem in problems_of(po)]
    if problems:
        sys.exit("\n".join([*problems, "Edit the .po file, then: make translations"]))


def problems_of(po):
    """Name what is wrong with one .po file and its .mo file."""
    place = po.relative_to(ROOT)
    for message in catalogue(po):
        if message.id and (message.fuzzy or not is_translated(message)):
            yield f"{place}: not translated: {message.id!r}"
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(po):
        yield f"{place}: the .mo file does not match"


def is_translated(message):
    """Whether every form of the message has its text."""
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts)


def compiled(po):
    """Return the .mo file's bytes for a .po file; the same text gives the same bytes."""
    target = io.BytesIO()
    write_mo(target, catalogue(po))
    return target.getvalue()


def catalogue(po):
    """Read one .po file."""
    with po.open("rb") as file:
        return read_po(file)


def po_files():
    """Return every .po file of the project."""
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))


if __name__ == "__main__":
    main(sys.argv[1])
