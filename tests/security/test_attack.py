"""The attack finds what it looks for: a word about somebody else, a fault, a missing header."""

import pytest

from attack.judging import ALWAYS, POLICY, Answer, faults
from attack.people import Visitor
from attack.questions import Question

GOOD = ALWAYS | {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "; ".join(POLICY),
}


def judged(body="", path="/", status=200, seconds=0.1, **headers):
    visitor = Visitor("other_person", markers=frozenset({"王小燕"}))
    heads = GOOD | {name.replace("_", "-"): value for name, value in headers.items()}
    return faults(Question(visitor, "GET", path, ""), Answer(status, heads, body, seconds))


def test_a_good_answer_has_no_fault():
    assert judged("<p>李红</p>") == []


@pytest.mark.parametrize("body", ["<p>王小燕</p>", '{"name": "\\u738b\\u5c0f\\u71d5"}'])
def test_a_word_about_somebody_else_is_found(body):
    assert judged(body) == ["leak: 王小燕"]


def test_what_was_asked_for_by_name_tells_nothing():
    assert judged("<p>王小燕</p>", path="/?q=王小燕") == []


def test_what_breaks_waits_or_lacks_a_header_is_found():
    assert judged(status=500) == ["broken: 500"]
    assert judged(seconds=20)[0].startswith("slow")
    assert judged(referrer_policy="") == ["header: referrer-policy"]
    assert judged(content_security_policy="object-src 'self'")
    assert judged(access_control_allow_origin="*") == ["header: others may read it"]
