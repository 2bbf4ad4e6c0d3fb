"""A key of a program works from wherever the program calls."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_key_works_from_a_page_that_is_signed_in(world):
    """The page that explains the API sends a session, whose check reads the body first."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.applicant.user)
    client.get("/help/")
    headers = {
        "Idempotency-Key": "from-a-page",
        "X-CSRFToken": client.cookies["csrftoken"].value,
    }
    kind = "application/json"

    answers = [
        client.post("/api/v1/cases/", {"insurance": "pension"}, content_type=kind, headers=headers)
        for _time in range(2)
    ]

    assert [each.status_code for each in answers] == [201, 201]
    assert answers[1]["Idempotent-Replayed"] == "true"
