"""Where a program sends the file itself, a form is refused in words, whoever sends it and how."""

import pytest
from django.test import Client

from tests.cast import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FORM = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/v1/batches/none/answer/"),
        ("POST", "/api/v1/batches/none/answer/"),
        ("POST", "/api/v1/record-files/?kind=persons"),
        ("POST", "/api/v1/payments/sandbox/events/"),
    ],
)
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"]
)
def test_a_form_breaks_nothing_and_is_refused(settings, method, path, kind):
    """By a browser that is signed in: its token is looked for in the form."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(make_world().pension_new_a.user)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32

    name, _, query = path.partition("?")
    answer = client.generic(method, name, FORM, content_type=kind, QUERY_STRING=query)

    assert 400 <= answer.status_code < 500
