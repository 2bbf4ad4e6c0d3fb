"""What is wrong with an answer: it tells of others, breaks, is slow, or lacks a head."""

import json
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, unquote_plus

from attack.questions import FORM, Question

SLOW_SECONDS = 8.0  # eight ask at once, on a machine that may do other things as well
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=()",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}
POLICY = ("frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'")
# The web server itself refuses what it cannot read as HTTP, in a few words of its own.
BEFORE_THE_PORTAL = {400, 411, 414, 417, 431, 501, 505}


@dataclass(frozen=True)
class Answer:
    """What came back, and after how long."""

    status: int
    headers: dict[str, str]
    body: str
    seconds: float


def faults(question: Question, answer: Answer) -> list[str]:
    """Return what is wrong, in a word and what it is about."""
    found = []
    if answer.status >= 500 and answer.status != 501:
        found.append(f"broken: {answer.status}")
    if answer.seconds > SLOW_SECONDS:
        found.append(f"slow: {answer.seconds:.1f} s")
    found += [f"leak: {marker}" for marker in _leaks(question, answer)]
    if answer.headers.get("access-control-allow-origin"):
        found.append("header: others may read it")
    return found + [f"header: {name}" for name in _missing(answer)]


def _leaks(question: Question, answer: Answer) -> list[str]:
    """Return the words of others that stand in the answer and did not stand in the question."""
    sent = question.body.decode(errors="replace")
    asked = f"{unquote(question.path)} {unquote_plus(sent) if question.kind == FORM else sent}"
    told = answer.body + json.dumps(answer.headers)
    return [
        marker
        for marker in question.visitor.markers
        if marker not in asked and any(form in told for form in _forms(marker))
    ]


@cache
def _forms(marker: str) -> tuple[str, str]:
    """As it is, and as JSON may write it."""
    return marker, json.dumps(marker)[1:-1]


def _missing(answer: Answer) -> list[str]:
    heads = answer.headers
    if answer.status in BEFORE_THE_PORTAL and "permissions-policy" not in heads:
        return []
    missing = [name for name, told in ALWAYS.items() if told not in heads.get(name, "")]
    if "text/html" in heads.get("content-type", ""):
        policy = heads.get("content-security-policy", "")
        missing += [each for each in POLICY if each not in policy]
        missing += [] if "charset=utf-8" in heads["content-type"].lower() else ["charset"]
    cookies = heads.get("set-cookie", "")
    missing += ["cookie Secure"] if cookies and "Secure" not in cookies else []
    return missing
