"""What an operator is told to type exists: commands with options, targets of make, services."""

import re
import shlex

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

FOLDER = settings.BASE_DIR / "docs" / "operator"
PAGES = sorted(FOLDER.glob("*.md"))
SERVICES = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())["services"]
MAKEFILE = (settings.BASE_DIR / "Makefile").read_text()
TOLD = re.compile(r"^    (?!#)(.+)$|`((?:manage\.py|make) [^`]+)`", re.MULTILINE)


def commands():
    """Yield each command of the pages: what stands in a block, or in the text."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace(" \\\n", " ")
        for block, inline in TOLD.findall(text):
            yield page.name, (block or inline).split("  #")[0].strip()


ALL = list(commands())


def of_django():
    for page, told in ALL:
        if "manage.py " in told:
            words = shlex.split(told.partition("manage.py ")[2].replace("…", ""), comments=True)
            yield page, told, words


def options(parser):
    """Yield the options of a command, and of the commands within it."""
    for action in parser._actions:
        yield from action.option_strings
        for within in (action.choices or {}) if isinstance(action.choices, dict) else ():
            yield from options(action.choices[within])


@pytest.mark.parametrize(("page", "told", "words"), list(of_django()))
def test_each_command_is_there_and_takes_these_options(page, told, words):
    app = get_commands().get(words[0].strip("|[]"))
    assert app, told

    command = load_command_class(app, words[0]) if isinstance(app, str) else app
    known = {*options(command.create_parser("manage.py", words[0]))}
    typed = [word.strip("[]").split("=")[0] for word in words[1:]]
    asked = {word for word in typed if word.startswith("--")}
    assert asked <= known, told


def test_each_target_of_make_is_there():
    asked = {told.split()[1] for _page, told in ALL if told.startswith("make ")}

    assert {"secrets", "restore-drill", "audit"} <= asked
    assert not [each for each in asked if not re.search(rf"^{each}:", MAKEFILE, re.MULTILINE)]


def test_each_service_that_is_asked_is_one_of_compose():
    pattern = r"docker compose .*? (?:exec|run)(?: -T| --rm| --entrypoint \S+)* ([\w-]+)"
    asked = re.findall(pattern, "\n".join(told for _page, told in ALL))

    assert len(asked) > 10
    assert {*asked} <= {*SERVICES}
