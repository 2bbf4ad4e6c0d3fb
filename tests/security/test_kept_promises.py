"""What docs/security.md says of pages, scripts, source and files, held against them."""

import ast
import re
import runpy
from functools import cache

import pytest
from django.conf import settings as configured
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from django.urls import reverse

from tests.accounts.steps import sign_in
from tests.cast import PASSWORD, make_world
from tests.operations.test_production_settings import installation, secrets_folder  # noqa: F401

pytestmark = pytest.mark.django_db
BASE = configured.BASE_DIR
SCRIPTS = sorted((BASE / "static").rglob("*.js"))
NOT_THE_PORTAL = {".venv", "tests", "attack", "bench", "fuzz", "scripts", "var", "node_modules"}
SOURCE = [
    path for path in BASE.rglob("*.py") if not NOT_THE_PORTAL & set(path.relative_to(BASE).parts)
]
# No shell, no code from text, no certificate taken unseen, no page from a text that was sent.
# (Django's engine hands `from_string` on in portal/templating.py, and nobody calls it.)
NEVER_CALLED = {"eval", "exec", "system", "popen", "from_string", "_create_unverified_context"}


@cache
def trees():
    """Return the source of the portal, read once."""
    return {
        path.relative_to(BASE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in SOURCE
    }


@pytest.fixture(scope="module")
def calls():
    """Every call in the source of the portal: where, the name called, its named arguments."""
    return [
        (place, name_of(node.func), node.keywords)
        for place, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def name_of(called):
    return getattr(called, "attr", None) or getattr(called, "id", "")


# --- Source ---
def test_no_shell_no_code_from_text_and_no_certificate_unseen(calls):
    named = {(place, name) for place, name, _more in calls if name in NEVER_CALLED}
    named -= {("portal/templating.py", "from_string")}
    given = {
        (place, word.arg)
        for place, _name, more in calls
        for word in more
        if (word.arg == "shell" and getattr(word.value, "value", True) is not False)
        or (word.arg == "verify" and getattr(word.value, "value", True) is False)
    }

    assert len(calls) > 10_000
    assert named | given == set()


def test_what_is_looked_for_is_never_a_pattern_that_was_typed():
    """A pattern is written out or made of constants when its module is read."""
    made = {"compile", "match", "search", "fullmatch", "sub", "split", "findall"}
    patterns = [
        (place, node.lineno)
        for place, tree in trees().items()
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.Lambda))
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "re"
        and node.func.attr in made
        and not is_constant(node.args[0])
    ]

    # Names of the fields of a calculator and of the walled tables, and the words that the library
    # takes for one another, escaped: all ours.
    assert {place for place, _line in patterns} == {
        "calculators/rows.py",
        "kit/wall.py",
        "services/advice/rules/terms.py",
    }


def is_constant(pattern):
    """Whether a pattern is a text, or made of names in capitals that stand for one."""
    names = [node.id for node in ast.walk(pattern) if isinstance(node, ast.Name)]
    return all(name.isupper() for name in names)


# --- Scripts ---
def test_scripts_write_text_and_keep_nothing_of_a_person():
    told = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)

    assert re.findall(r"(\S+)\.innerHTML = (\w+);", told) == [("button", "before")]
    for never in (
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "postMessage",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "__proto__",
    ):
        assert never not in told


def test_no_script_keeps_anybody_from_pasting_a_password(client):
    told = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    assert not re.search(r"""["']paste["']|onpaste""", told)

    for name in ("account_login", "account_signup"):
        page = client.get(reverse(name)).content.decode()
        [field] = re.findall(r'<input[^>]+name="password1?"[^>]*>', page)
        assert 'type="password"' in field
        assert 'autocomplete="off"' not in field


# --- Cookies and heads ---
def test_cookies_stay_on_this_site_and_scripts_see_no_session():
    world, client = make_world(), Client()
    sign_in(client, world.applicant.user.email, PASSWORD)
    session = client.cookies[configured.SESSION_COOKIE_NAME]
    page = client.get("/my/")

    assert session["httponly"]
    for cookie in client.cookies.values():
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]
    assert session.value not in page.content.decode()


def test_no_answer_invites_another_site_or_a_guess_at_its_kind(client):
    origin = {"origin": "https://evil.example"}
    for page in ("/", "/api/v1/rules/", "/help/", "/no-such-page/", "/static/js/portal.js"):
        answer = client.get(page, headers=origin)
        told = answer.headers
        for close in answer._resource_closers:  # `close` would end the connection as well
            close()
        assert not [name for name in told if name.lower().startswith("access-control-")]
        if not page.startswith("/static"):
            assert told["X-Content-Type-Options"] == "nosniff"
            assert told["Referrer-Policy"] == "same-origin"


def test_whoever_is_signed_in_finds_the_way_out_on_every_page():
    world = make_world()
    for who, pages in (
        (world.applicant, ("/my/", "/help/", "/services/", "/cases/")),
        (world.pension_new_a, ("/desk/", "/desk/cases/", "/help/")),
    ):
        client = Client()
        client.force_login(who.user)
        for page in pages:
            assert reverse("account_logout") in client.get(page).content.decode(), page


# --- Files and methods ---
def test_nothing_is_listed_and_trace_is_no_method(client):
    assert client.trace("/").status_code == 405
    for folder in ("/static/", "/static/js/", "/media/", "/.git/HEAD", "/.env", "/var/"):
        assert client.get(folder).status_code == 404


def test_the_image_holds_neither_history_nor_secrets_nor_tests():
    left_out = (BASE / ".dockerignore").read_text().split()

    assert {".git", "tests", "attack", "deploy/secrets", "deploy/portal.env", "var"} <= set(
        left_out
    )


# --- Passwords and logs ---
def test_passwords_are_kept_as_the_framework_of_today_keeps_them(installation, monkeypatch):  # noqa: F811
    for name, value in installation.items():
        monkeypatch.setenv(name, value)

    real = runpy.run_module("portal.settings.production")

    assert real["PASSWORD_HASHERS"][0].endswith(".PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_who_is_turned_away_leaves_a_line(caplog):
    world, client = make_world(), Client()
    client.force_login(world.applicant.user)

    assert client.get("/desk/").status_code == 403
    assert client.get("/cases/no-such-case/").status_code == 404

    lines = [each.getMessage() for each in caplog.records if each.name == "django.request"]
    assert any(line.startswith("Forbidden") for line in lines)
    assert any(line.startswith("Not Found") for line in lines)
    assert world.person.name not in caplog.text
