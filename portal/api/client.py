"""The generated half of the Python client: types and operations, from the OpenAPI document."""

import keyword
import re
from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]
HEAD = '"""{what}: generated from docs/integrator/openapi.json by manage.py api_client."""\n\n'
KINDS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
LONGEST_LINE = 100
NAME = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def models(document: Part) -> str:
    """Return the module of types: a TypedDict for each object that is sent or answered."""
    parts = [HEAD.format(what="What is sent and answered")]
    parts.append("# ruff: noqa: E501\nfrom typing import Any, Literal, NotRequired, TypedDict\n\n")
    for name, schema in document["components"]["schemas"].items():
        parts.append(_model(name, schema))
    return "".join(parts)


def _model(name: str, schema: Part) -> str:
    fields = schema.get("properties")
    if schema.get("type") != "object" or not fields or not all(map(_is_name, fields)):
        return f"{name} = {_alias(schema)}\n"
    needed = set(schema.get("required", ()))
    lines = [f"    {each}: {_field(part, each in needed)}" for each, part in fields.items()]
    return f"\n\nclass {name}(TypedDict):\n" + "\n".join(lines) + "\n\n\n"


# How a method calls what goes along with every request; a place in an address steps aside.
OURS = frozenset({"self", "body", "version", "key"})


def _is_name(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _alias(schema: Part) -> str:
    return "Any" if "$ref" in str(schema) else _type(schema)


def _field(part: Part, is_needed: bool) -> str:
    found = _type(part)
    return found if is_needed else f"NotRequired[{found}]"


def _type(part: Part) -> str:
    """Return the type of what stands at a place; names are quoted, for they may come later."""
    if "$ref" in part:
        return f'"{part["$ref"].rpartition("/")[2]}"'
    if "enum" in part:
        words = ", ".join(repr(word) for word in part["enum"])
        return f"Literal[{words}]"
    for choice in ("oneOf", "anyOf"):
        if choice in part:
            return "Any"
    kinds = part.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " | ".join(_kind(each, part) for each in kinds) or "Any"


def _kind(kind: str, part: Part) -> str:
    if kind == "array":
        return f"list[{_type(part.get('items', {}))}]"
    return KINDS.get(kind, "dict[str, Any]")


def operations(document: Part) -> str:
    """Return the module of operations: a method for each that speaks JSON."""
    parts = [HEAD.format(what="What the portal does")]
    parts.append("# ruff: noqa: A002, E501\nfrom typing import Any\n\n")
    parts.append("from portal_client import models as m\n")
    parts.append("from portal_client.transport import Transport, path_of\n\n\n")
    parts.append('class Operations:\n    """Every operation of the portal, by its name."""\n\n')
    parts.append("    def __init__(self, transport: Transport) -> None:\n")
    parts.append("        self.transport = transport\n")
    for path, item in sorted(document["paths"].items()):
        for method, operation in item.items():
            parts.extend(_method(path, method, operation))
    return "".join(parts)


def _method(path: str, method: str, operation: Part) -> Iterator[str]:
    answer = _content(operation["responses"])
    body = operation.get("requestBody", {}).get("content", {})
    if answer is None or (body and "application/json" not in body):
        return  # a file: fetched and sent as it is
    name = NAME.sub("_", operation["operationId"]).lower()
    known = operation.get("parameters", ())
    inside = [each["name"] for each in known if each["in"] == "path"]
    asked = [each["name"] for each in known if each["in"] == "query"]
    headers = {each["name"] for each in known if each["in"] == "header"}
    given, passed = _arguments(asked, body, headers)
    called = {each: f"{each}_" if each in OURS else each for each in inside}
    signature = ", ".join(["self", *(f"{each}: str | int" for each in called.values()), *given])
    yield f"\n    def {name}({signature}) -> {_named(answer)}:\n"
    yield f'        """{operation["summary"]}."""\n'
    filled = ", ".join([repr(path), *(f"{each}={own}" for each, own in called.items())])
    arguments = ", ".join([repr(method.upper()), f"path_of({filled})", *passed])
    yield f"        return self.transport.call({arguments})\n"


def _arguments(asked: list[str], body: Part, headers: set[str]) -> tuple[list[str], list[str]]:
    given, passed = [], []
    if body:
        given.append(f"body: {_named(body['application/json']['schema'])} | None = None")
        passed.append("body=body")
    named = [each for each in asked if _is_name(each)]
    options = [f"{each}: str | None = None" for each in named]
    if named:
        passed.append("query={" + ", ".join(f"{each!r}: {each}" for each in named) + "}")
    for header, option, kind in (("If-Match", "version", "int"), ("Idempotency-Key", "key", "str")):
        if header in headers:
            options.append(f"{option}: {kind} | None = None")
            passed.append(f"{option}={option}")
    return [*given, *(["*", *options] if options else [])], passed


def _content(answers: Part) -> Part | None:
    for status in ("200", "201"):
        content = answers.get(status, {}).get("content", {})
        if "application/json" in content:
            return dict(content["application/json"].get("schema", {}))
    return None


def _named(schema: Part) -> str:
    if "$ref" in schema:
        return f"m.{schema['$ref'].rpartition('/')[2]}"
    if schema.get("type") == "array" and "$ref" in schema.get("items", {}):
        return f"list[{_named(schema['items'])}]"
    return "Any"
