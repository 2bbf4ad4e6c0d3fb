"""Who calls too often, or with tokens that are none, waits; who may call reads what is left."""

import re

from tests.api.calling import Program, program_of

POLICY = re.compile(r'"(\w+)";q=(\d+);w=(\d+)')
LEFT = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


def test_each_answer_says_what_is_left_of_the_limit(world, person):
    first, second, refused = (person.get(path) for path in ("me", "me", "queue"))

    assert POLICY.fullmatch(first["RateLimit-Policy"]).groups() == ("person", "240", "60")
    left = [int(LEFT.fullmatch(each["RateLimit"])[2]) for each in (first, second, refused)]
    assert left == [239, 238, 237], "what is not permitted counts like all else"
    assert 0 < int(LEFT.fullmatch(first["RateLimit"])[3]) <= 60
    assert Program().get("agencies")["RateLimit"].startswith('"anonymous";r=119')


def test_tokens_that_are_none_are_counted_and_those_that_count_go_on(world, settings):
    settings.LIMITS = settings.LIMITS | {
        "api.wrong-token": (2, 60),
        "api.wrong-at-address": (4, 60),
    }
    right = program_of(world.applicant)

    same = [Program("sit_wrong").get("me") for _try in range(3)]
    others = [Program(f"wrong-{number}").get("me") for number in range(3)]

    assert [each.status_code for each in same] == [401, 401, 429]
    assert [each.status_code for each in others] == [401, 401, 429]
    assert int(others[-1]["Retry-After"]) > 0
    assert others[-1]["Content-Type"] == "application/problem+json"
    assert right.get("me").status_code == 200


def test_whoever_is_refused_again_and_again_is_counted(world, person, settings):
    settings.LIMITS = settings.LIMITS | {"api.person": (2, 60)}

    assert [person.get("queue").status_code for _call in range(3)] == [403, 403, 429]


def test_a_system_has_nothing_of_its_own_in_the_queue(world, system):
    answer = system.get("queue?whose=mine")

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "whose")
    assert system.get("queue?whose=unassigned").status_code == 200


def test_the_slash_at_the_end_may_be_left_out(world, person):
    client, headers = person.client, person.headers

    read = client.get("/api/v1/me", headers=headers)
    begun = client.post(
        "/api/v1/cases", '{"insurance": "pension"}', "application/json", headers=headers
    )

    assert read.status_code == 200
    assert begun.status_code == 201
    assert begun["Location"] == f"/api/v1/cases/{begun.json()['number']}/"
    for nowhere in ("/api/v1/no-such", "/api/v1/cases//", "/api/v1", "/api/nothing"):
        answer = client.get(nowhere, headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
