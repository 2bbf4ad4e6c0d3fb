"""What the OpenAPI document says of every operation alike; the routes say what is their own.

Answers may grow (docs/integrator/versioning.md): a reader leaves aside what it does not know, and a
word of a list that is new to it. What is sent is read strictly: nothing else is in it.
"""

from collections.abc import Iterator
from typing import Any

from portal.api.examples import example_of

Part = dict[str, Any]
SERVERS = [{"url": "/", "description": "The portal that this document was fetched from"}]
TAGS = {
    "person": "What an insured person does, and what is held of them",
    "cases": "Reading cases, their history and letters",
    "desk": "What the staff and systems of an agency do",
    "services": "The catalogue, guides, and checks before an application",
    "reference": "Agencies, regions, terms, reasons, rules",
    "notices": "What was told, and by which way",
    "letters": "Letters, and checking one",
    "journal": "The signed fingerprint of each day",
    "calculators": "Questions of the law",
    "advice": "The library of answers, and questions to agencies",
    "cards": "Social security cards: loss, finding, new ones",
    "care": "Treatment elsewhere: registrations, referrals, hospitals",
    "papers": "The pages that an application needs",
    "payments": "What one pays: dues, orders, comparing with providers",
    "payouts": "What is paid to people: entitlements, payments, batches",
    "records": "Files by which an agency brings its records in",
    "retirement": "Forecasts, determinations, publications",
    "events": "What has happened in the cases of an agency, and webhooks",
}
RATE: Part = {
    "RateLimit-Policy": {
        "description": "The limit that holds: `q` calls in `w` seconds.",
        "schema": {"type": "string", "examples": ['"client";q=1200;w=60']},
    },
    "RateLimit": {
        "description": "What is left of it: `r` calls, for another `t` seconds.",
        "schema": {"type": "string", "examples": ['"client";r=1199;t=60']},
    },
}
RETRY: Part = {
    "Retry-After": {
        "description": "In how many seconds to try again.",
        "schema": {"type": "integer", "minimum": 1, "examples": [2]},
    }
}
ETAG: Part = {
    "ETag": {
        "description": "The mark of what is shown. Of a case: its version, a dash, the mark. Sent "
        "back as If-None-Match it is answered 304 while nothing has changed; a decision sends it, "
        "or the version in quotes, as If-Match.",
        "schema": {"type": "string", "examples": ['"3-5d41402abc4b2a76"']},
    }
}
LOCATION: Part = {
    "Location": {
        "description": "Where it is found from now on.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
}
AUTHENTICATE: Part = {
    "WWW-Authenticate": {
        "description": "Which token is asked for.",
        "schema": {"type": "string", "examples": ["Bearer"]},
    }
}
# Refusals that any operation may give; `BODIES` those of operations that read a body.
ALWAYS = {
    405: "This method is not offered at this address; `Allow` names those that are.",
    406: "Only JSON is answered, or what the operation names.",
    503: "The portal is busy or at work on itself. Repeat the same request, with the same key.",
}
BODIES = {
    411: "The request does not say how long it is.",
    413: "The body is too large. The connection may be closed.",
    415: "The body is no plain JSON in UTF-8, or is compressed.",
}
READINGS = ("get", "head")


def finish(result: Part, **_kwargs: Any) -> Part:
    """Complete the document that was drawn from the routes."""
    result["servers"] = SERVERS
    result["paths"] = {path.rstrip("/") or "/": item for path, item in result["paths"].items()}
    operations = [each for item in result["paths"].values() for each in _operations(item)]
    used = {tag for _method, operation in operations for tag in operation["tags"]}
    result["tags"] = [{"name": each, "description": TAGS.get(each, each)} for each in sorted(used)]
    components = result["components"]
    components["responses"] = {}
    for method, operation in operations:
        _complete(method, operation, components["responses"])
    for name, schema in components["schemas"].items():
        if name.endswith("Request"):
            _close(schema)
        else:
            _open(schema, components["schemas"])
    _show_examples(operations, components["schemas"])
    _drop_unused(result)
    return result


def _drop_unused(result: Part) -> None:
    """Leave out lists of words that nothing refers to any more."""
    schemas = result["components"]["schemas"]
    while unused := schemas.keys() - set(_named(result)):
        for name in unused:
            del schemas[name]


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield str(part.get("$ref", "")).rpartition("/")[2]
        for each in part.values():
            yield from _named(each)
    elif isinstance(part, list):
        for each in part:
            yield from _named(each)


def _operations(item: Part) -> Iterator[tuple[str, Part]]:
    return ((method, each) for method, each in item.items() if method != "parameters")


# --- Answers ------------------------------------------------------------------------------------
def _complete(method: str, operation: Part, shared: Part) -> None:
    """Add what every operation may answer, and the headers of each answer."""
    answers = operation["responses"]
    problem = answers["400"]["content"]
    more = ALWAYS | (BODIES if "requestBody" in operation else {})
    for status, description in more.items():
        answers.setdefault(str(status), {"description": description, "content": problem})
    for each in operation.get("parameters", ()):
        is_text = each["schema"].get("type") == "string" and "enum" not in each["schema"]
        if each["in"] == "query" and is_text:
            each["schema"].setdefault("minLength", 1)  # an empty one is refused
    if method in READINGS:
        answers["304"] = {"description": "Nothing has changed since. The body is empty."}
    for status, answer in answers.items():
        _head(status, method, answer)
        if int(status) >= 300:
            name = f"Problem{status}" if status != "304" else "Unchanged"
            # The same words everywhere, but for what an operation says of its own.
            if shared.setdefault(name, answer) == answer:
                answers[status] = {"$ref": f"#/components/responses/{name}"}
    operation["responses"] = dict(sorted(answers.items()))


def _head(status: str, method: str, answer: Part) -> None:
    headers = dict(RATE)
    if status in ("429", "503"):
        headers |= RETRY
    if status == "401":
        headers |= AUTHENTICATE
    if status == "304" or (status.startswith("2") and method != "delete"):
        headers |= ETAG
    if status == "201":
        headers |= LOCATION
    answer["headers"] = headers
    answer["description"] = answer["description"] or "As asked."


# --- Schemas ------------------------------------------------------------------------------------
def _close(schema: Part) -> None:
    """Say that nothing else is read, and name no default that could not be sent."""
    if schema.get("type") == "object" and "properties" in schema:
        schema["additionalProperties"] = False
    for each in schema.get("properties", {}).values():
        if each.get("default") == "":
            del each["default"]
        if len(each.get("allOf", ())) == 1:
            each |= each.pop("allOf")[0]


def _open(schema: Part, schemas: Part) -> None:
    """Say that a list of words may grow where they are answered."""
    for name, each in schema.get("properties", {}).items():
        words = _words_of(each, schemas)
        if words is None:
            continue
        held = {key: each[key] for key in ("description", "readOnly") if key in each}
        is_empty = None in words or _may_be_null(each, schemas)
        texts = [word for word in words if isinstance(word, str)]
        kind: Any = ["string", "null"] if is_empty else "string"
        schema["properties"][name] = {"type": kind, "x-extensible-enum": texts, **held}


def _words_of(each: Part, schemas: Part) -> list[Any] | None:
    """Return the words that a property may have, where it is one of some."""
    if "enum" in each:
        return list(each["enum"])
    parts = each.get("oneOf") or each.get("anyOf") or each.get("allOf") or [each]
    found: list[Any] = []
    for part in parts:
        target = schemas.get(part.get("$ref", "").rpartition("/")[2], part)
        if "enum" in target:
            found += target["enum"]
        elif target.get("type") != "null":
            return None
    return found or None


def _may_be_null(each: Part, schemas: Part) -> bool:
    parts = [each, *each.get("oneOf", ()), *each.get("anyOf", ())]
    named = [schemas.get(part.get("$ref", "").rpartition("/")[2], part) for part in parts]
    return any("null" in (part.get("type") or ()) for part in named)


def _show_examples(operations: list[tuple[str, Part]], schemas: Part) -> None:
    """Give each body that is sent an example that the portal would read."""
    for _method, operation in operations:
        content = operation.get("requestBody", {}).get("content", {})
        shape = content.get("application/json", {})
        if "schema" in shape and "examples" not in shape:
            shape["example"] = example_of(shape["schema"], schemas)
