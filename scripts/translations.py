"""Keep the translations in step: collect texts, compile them, check that nothing is missing.

Usage: .venv/bin/python scripts/translations.py collect|compile|check

Babel reads Python and the pages' templates; Django turns what libraries draw into something that
reads like Python. So nothing from the system is needed: no GNU gettext.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    "kit",
    "accounts",
    "agencies",
    "records",
    "casework",
    "privacy",
    "journal",
    "intake",
    "feeds",
    "letters",
    "payouts",
    "applications",
    "payments",
    "services",
    "transfers",
    "calculators",
    "demo",
    "portal",
    "templates",
]
LANGUAGES = ["zh_Hans"]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOTES = ("Translators:",)
# As portal/templating.py draws them: a text may be folded; a text is a format (100%% is 100%).
AS_DRAWN = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
LIBRARY = ROOT / "templates" / "library"
HEADER = {
    "project": "insurance-transfer-portal",
    "version": "1",
    "copyright_holder": "the portal's authors",
    "header_comment": "# What the portal says; the texts of the rules stand beside the rules.",
    "fuzzy": False,
}


def main(task):
    """Do one of the three tasks."""
    settings.configure(USE_I18N=False)  # reading templates asks for settings, not for ours
    {"collect": collect, "compile": compile_all, "check": check}[task]()


def collect():
    """Bring the texts of code and templates into the .po files; what is no longer used goes."""
    in_use = texts_in_use()
    for po in po_files():
        po.parent.mkdir(parents=True, exist_ok=True)
        known = catalogue(po) if po.exists() else Catalog(language_of(po), **HEADER)
        known.update(in_use, no_fuzzy_matching=True, keep_user_comments=True)
        known.creation_date = known.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # no noise
        with po.open("wb") as file:
            write_po(
                file, known, no_location=True, ignore_obsolete=True, sort_output=True, width=96
            )
        print(f"Collected {po.relative_to(ROOT)}: {len(list(untranslated(po)))} to translate")


def compile_all():
    """Write every .mo file from its .po file."""
    for po in po_files():
        po.with_suffix(".mo").write_bytes(compiled(po))
        print(f"Compiled {po.relative_to(ROOT)}")


def check():
    """Fail when a text is missing, untranslated or doubtful, or a .mo file does not match."""
    in_use = texts_in_use()
    problems = [problem for po in po_files() for problem in problems_of(po, in_use)]
    if problems:
        sys.exit("\n".join([*problems, "make messages, edit the .po file, make translations"]))


def problems_of(po, in_use):
    """Name what is wrong with one .po file and its .mo file."""
    place = po.relative_to(ROOT)
    if not po.exists():
        yield f"{place}: is missing"
        return
    known = {(message.context, message.id) for message in catalogue(po)}
    for message in in_use:
        if message.id and (message.context, message.id) not in known:
            yield f"{place}: not collected: {message.id!r}"
    for message in untranslated(po):
        yield f"{place}: not translated: {message.id!r}"
    for message, errors in catalogue(po).check():
        yield f"{place}: {message.id!r}: {errors[0]}"
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(po):
        yield f"{place}: the .mo file does not match"


def untranslated(po):
    """Yield the messages that have no text, or a doubtful one."""
    for message in catalogue(po):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def texts_in_use():
    """Return every text that code or a template marks for translation."""
    found = Catalog()
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*")):
        if path.suffix in (".py", ".html", ".txt"):
            for _line, text, notes, context in texts_of(path):
                found.add(text, auto_comments=notes, context=context)
    return found


def texts_of(path):
    """Return what Babel finds in a file of Python, a page of ours, a template of a library."""
    source = path.read_text()
    if path.suffix == ".py":
        return extract("python", as_file(source), KEYWORDS, NOTES)
    if path.is_relative_to(LIBRARY):
        return extract("python", as_file(as_python(source, path)), KEYWORDS, NOTES)
    return extract(babel_extract, as_file(source), KEYWORDS, NOTES, AS_DRAWN)


def as_python(source, path):
    """Return the texts of a Django template as Python; it would object to the indents."""
    return "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())


def as_file(source):
    """Return a text as Babel wants it."""
    return io.BytesIO(source.encode())


def compiled(po):
    """Return the .mo file's bytes for a .po file; the same text gives the same bytes."""
    target = io.BytesIO()
    write_mo(target, catalogue(po))
    return target.getvalue()


def catalogue(po):
    """Read one .po file."""
    with po.open("rb") as file:
        return read_po(file, locale=language_of(po))


def language_of(po):
    """Return the language a .po file is written in."""
    return po.parent.parent.name


def po_files():
    """Return the .po file of every language; it may not exist yet."""
    return [ROOT / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES]


if __name__ == "__main__":
    main(sys.argv[1])
