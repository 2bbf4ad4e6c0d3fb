"""The templates of our own pages: lines that can be read, names that are explained."""

import re
from itertools import chain

from django.conf import settings
from django.template import engines
from jinja2 import meta, nodes

TEMPLATES = settings.BASE_DIR / "templates"
# Libraries' pages are Django's, whose tags cannot be folded.
OURS = sorted(set(TEMPLATES.rglob("*.html")) - set((TEMPLATES / "library").rglob("*")))
# An element whose line breaks are drawn (white-space: pre-line), opened at the end of a line
# without the dash that eats the line break.
DRAWS_A_LINE_BREAK = re.compile(
    r'class="(summary__value(?! plain-lines)|message__body|brief__note|board__outcome'
    r'|preview__note|timeline__body)[^"]*"[^>]*>\n(?!\s*\{[{%]-)'
)
KNOWN_EVERYWHERE = {"page", "user", "request", "csrf_input", "csrf_token", "messages", "form"}


def named(path):
    return str(path.relative_to(TEMPLATES))


def test_no_line_of_a_template_is_longer_than_a_line_of_code():
    long = [
        f"{named(path)}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 100
    ]

    assert long == []


def test_no_line_break_is_drawn_that_nobody_typed():
    assert [named(path) for path in OURS if DRAWS_A_LINE_BREAK.search(path.read_text())] == []


def test_every_name_a_template_asks_for_is_explained_at_its_top():
    unexplained = {named(path): names for path in OURS if (names := names_without_words(path))}

    assert unexplained == {}


def names_without_words(path):
    """Return the names that nobody but the view can know and that the comment does not tell."""
    source = path.read_text()
    environment = engines["pages"].env
    environment.get_template(named(path))  # it compiles: every filter is known
    tree = environment.parse(source)
    names = chain.from_iterable(each.names for each in tree.find_all(nodes.FromImport))
    imported = {name[-1] if isinstance(name, tuple) else name for name in names}
    imported |= {macro.name for macro in tree.find_all(nodes.Macro)}
    is_set = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    asked = meta.find_undeclared_variables(tree)
    asked -= imported | is_set | environment.globals.keys() | KNOWN_EVERYWHERE
    told = set(chain.from_iterable(map(words, re.findall(r"\{#(.*?)#\}", source, re.DOTALL))))
    return sorted(asked - told)


def words(comment):
    return re.findall(r"\w+", comment)
