"""What every answer tells the browser, and what the browser tells us."""

import json
import runpy

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.passwords import NotOfThisPlaceValidator
from tests.accounts.steps import sign_in
from tests.cast import PASSWORD
from tests.operations.test_production_settings import (  # noqa: F401  (two fixtures)
    installation,
    secrets_folder,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize("page", ["/", "/account/login/", "/nowhere/", "/api/v1/rules/"])
def test_every_answer_says_what_our_pages_never_use_and_who_may_embed_them(client, page):
    told = client.get(page).headers

    assert "camera=()" in told["Permissions-Policy"]
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_a_page_cannot_be_turned_to_another_base_and_tells_what_was_blocked(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "base-uri 'none'" in policy
    assert "report-uri /csp-report/" in policy


@pytest.mark.parametrize(
    "report",
    [
        {
            "csp-report": {
                "violated-directive": "script-src",
                "blocked-uri": "https://e.example/x?y",
            }
        },
        [{"body": {"effectiveDirective": "script-src", "blockedURL": "https://e.example/x?y"}}],
    ],
)
def test_what_was_blocked_is_written_down_without_an_address_of_a_page(caplog, report):
    client = Client(enforce_csrf_checks=True)
    sent = client.post("/csp-report/", json.dumps(report), content_type="application/csp-report")

    assert sent.status_code == 204
    assert "script-src from e.example" in caplog.text
    assert "x?y" not in caplog.text


@pytest.mark.parametrize(
    "sent", [b"", b"\xff", b"[" * 5000, b"[[]]", b'{"csp-report": 1}', b'[{"body": []}]']
)
def test_what_is_no_report_is_no_error(client, sent):
    answer = client.generic("POST", "/csp-report/", sent, content_type="application/csp-report")
    assert answer.status_code == 204


def test_a_report_writes_no_second_line(client, caplog):
    body = {"violated-directive": "img-src\nERROR", "blocked-uri": "https://[::1"}
    client.post("/csp-report/", json.dumps({"csp-report": body}), content_type="text/json")
    assert "img-srcERROR from" in caplog.text


def test_signing_out_clears_what_the_browser_keeps():
    user = User.objects.create_user("wang@people.example", PASSWORD)
    client = Client()
    sign_in(client, user.email)

    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/")


def test_whoever_finds_a_weakness_reads_where_to_tell_it(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:security@transfer.example"
    told = client.get("/.well-known/security.txt")

    assert told["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:security@transfer.example\n" in told.content.decode()
    assert "\nExpires: 20" in told.content.decode()


def test_no_door_is_open_that_nobody_uses(client, settings):
    settings.DEMO = False
    unused = ("authorize", "device", "logout", "api/device/code", "api/userinfo")
    pages = ["/styleguide/", *(f"/identity/o/{each}" for each in unused)]
    pages += ["/.well-known/openid-configuration"]

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)


def test_in_production_no_other_host_can_set_our_cookies(installation, monkeypatch):  # noqa: F811
    for name, value in installation.items():
        monkeypatch.setenv(name, value)
    real = runpy.run_module("portal.settings.production")

    for name in ("SESSION", "CSRF", "LANGUAGE"):
        assert real[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert real[f"{name}_COOKIE_SECURE"]


def test_an_administration_with_a_host_of_its_own_is_nowhere_else(settings):
    site, own = Client(headers={"host": "testserver"}), Client(headers={"host": "admin.example"})
    settings.ALLOWED_HOSTS = ["testserver", "admin.example"]
    assert site.get("/admin/").status_code == 302

    settings.ADMIN_HOST = "admin.example"

    assert site.get("/admin/").status_code == 404
    assert site.get("/admin/login/").status_code == 404
    assert site.get("/").status_code == 200
    assert own.get("/")["Location"] == "/admin/"
    assert own.get("/admin/").status_code == 302
    for page in ("/desk/", "/my/", "/api/v1/rules/", "/help/", "/verify/"):
        assert own.get(page).status_code == 404
    for browser in (site, own):
        assert browser.get(reverse("account_login")).status_code == 200


# --- Passwords ---
@pytest.mark.parametrize(
    "password", ["shebao2026", "YiBao@12345", "wodemima!!", "x13900000001", "wangxiaoyan88"]
)
def test_what_would_be_tried_here_first_is_no_password(password):
    user = User(phone="+8613900000001", email="wangxiaoyan@people.example")
    with pytest.raises(ValidationError):
        NotOfThisPlaceValidator().validate(password, user)


def test_three_words_are_a_password():
    NotOfThisPlaceValidator().validate("yibao kuaizi yueliang", User())
