"""Examples drawn from the schemas of bodies: each of them fits its schema, and a test tries so."""

from typing import Any

Part = dict[str, Any]
# By the name of a field: what one reads more easily than an invented text.
NAMED = {
    "version": 3,
    "note": "请参见附件。",
    "reference": "BANK-20261122-1",
    "amount": "132000.00",
    "region": "440100",
    "original_region": "510100",
    "new_region": "440100",
    "contact_phone": "13800000000",
    "number": "11010519491231002X",
    "reasons": ["P01"],
    "url": "https://agency.example/webhooks",
    "case": "2026-6EM5-8Y4X",
    "act": "record-arrival",
    "key": "arrive-2026-6EM5-8Y4X",
}
OF_FORMAT = {
    "date": "2026-11-01",
    "date-time": "2026-11-22T09:30:00+08:00",
    "email": "someone@example.org",
    "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "uri": "https://agency.example/",
}
DIGITS = "12345678901234567890"


def example_of(schema: Part, schemas: Part, name: str = "") -> Any:
    """Return something that fits a schema."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rpartition("/")[2]]
    for choice in ("oneOf", "anyOf", "allOf"):
        if choice in schema:
            return example_of(schema[choice][0], schemas, name)
    if "enum" in schema or "const" in schema:
        return schema.get("const", next(iter(schema.get("enum", [None]))))
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        needed = schema.get("required", ())
        shown = {key: each for key, each in schema.get("properties", {}).items() if key in needed}
        return {key: example_of(each, schemas, key) for key, each in shown.items()}
    if kind == "array":
        return _list(schema, schemas, name)
    if kind in ("integer", "number"):
        return NAMED.get(name, schema.get("minimum", 1)) if name == "version" else _least(schema)
    return True if kind == "boolean" else _text(schema, name)


def _list(schema: Part, schemas: Part, name: str) -> list[Any]:
    known = NAMED.get(name)
    if isinstance(known, list):
        return known
    return [example_of(schema["items"], schemas)]


def _least(schema: Part) -> int:
    return int(schema.get("minimum", 1))


def _text(schema: Part, name: str) -> str:
    known = NAMED.get(name, OF_FORMAT.get(schema.get("format", "")))
    if isinstance(known, str) and len(known) <= schema.get("maxLength", len(known)):
        return known
    if "pattern" in schema and "examples" in schema:
        return str(schema["examples"][0])
    return DIGITS[: max(schema.get("minLength", 0), min(6, schema.get("maxLength", 6)))]
