"""A declaration as JSON Schema, and as the body that is read by it."""

from collections.abc import Iterable
from typing import Any

from applications.api_fields import (
    LARGEST_NUMBER,
    LONGEST_CODE,
    LONGEST_NOTE,
    MOST_CHOICES,
    OPTION,
    api_field,
)
from applications.declaring import Service
from applications.fields import Field, Kind
from applications.record_lines import LONGEST_KEY, MOST
from casework.serializers.bodies import NothingBody
from kit.api.reading import StrictSerializer, StrictText
from kit.spelling import wording
from law.bank_accounts import LONGEST, SHORTEST

Schema = dict[str, Any]
YUAN = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,2})?$"
CODE_OF_REGION: Schema = {"type": "string", "pattern": "^[0-9]{6}$"}
CODE: Schema = {"type": "string", "maxLength": LONGEST_CODE, "pattern": f"^{OPTION.pattern}$"}
OF_KIND: dict[Kind, Schema] = {
    Kind.YES_NO: {"type": "boolean"},
    Kind.DECLARATION: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MONTH: {"type": "string", "format": "date", "pattern": "-01$"},
    Kind.MONEY: {"type": "string", "pattern": YUAN},
    Kind.NUMBER: {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER},
    Kind.REGION: CODE_OF_REGION,
    Kind.PHONE: {"type": "string", "maxLength": 40},
    Kind.EMAIL: {"type": "string", "format": "email", "maxLength": 254},
    Kind.CODE: {"type": "string", "maxLength": 12},
    Kind.PERSON_NAME: {"type": "string", "maxLength": 100},
    Kind.ID_NUMBER: {"type": "string", "maxLength": 40},
    Kind.BANK_ACCOUNT: {"type": "string", "pattern": f"^[0-9]{{{SHORTEST},{LONGEST}}}$"},
}


def schema_of(field: Field) -> Schema:
    """Return what a program may send for a question, with the words a person would read."""
    said = {"title": wording(field.label), "description": wording(field.why)}
    if field.proves:
        said["description"] += f" (→ {field.proves})"
    return {**said, **_shape(field), "x-kind": field.kind.value}


def _shape(field: Field) -> Schema:
    if field.kind is Kind.TEXT:
        return {"type": "string", "maxLength": field.longest}
    if field.kind is Kind.NOTE:
        return {"type": "string", "maxLength": min(field.longest, LONGEST_NOTE)}
    if field.kind is Kind.REGIONS:
        return {
            "type": "array",
            "items": CODE_OF_REGION,
            "uniqueItems": True,
            "maxItems": field.most,
        }
    if field.kind is Kind.TABLE:
        row = {
            "type": "object",
            "properties": {each.name: schema_of(each) for each in field.columns},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"type": "array", "items": row, "maxItems": field.most}
    one_of = (
        CODE
        if field.options
        else {"oneOf": [{"const": value, "title": wording(t)} for value, t in field.choices]}
    )
    if field.kind in (Kind.CHOICE, Kind.HOSPITAL):
        return {"type": "string", **one_of}
    if field.kind is Kind.CHOICES:
        return {"type": "array", "items": one_of, "uniqueItems": True, "maxItems": MOST_CHOICES}
    if field.kind is Kind.LINES:
        key = {"type": "string", "maxLength": LONGEST_KEY}
        return {"type": "array", "items": key, "uniqueItems": True, "maxItems": MOST}
    return OF_KIND[field.kind]


def schema_of_all(fields: Iterable[Field]) -> Schema:
    """Return the JSON Schema of a body: nothing is in it that is not asked."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {each.name: schema_of(each) for each in fields},
        "additionalProperties": False,
    }


VERSION: Schema = {"type": "integer", "minimum": 1}


def body_schema(fields: Iterable[Field]) -> Schema:
    """Return the JSON Schema of the body of an act: its fields, and the version looked at."""
    found = schema_of_all(fields)
    return {**found, "properties": {**found["properties"], "version": VERSION}}


def body_of(
    name: str, fields: Iterable[Field], base: type[StrictSerializer] = NothingBody
) -> type[StrictSerializer]:
    """Return the body that reads these fields; what is left out stays as it is."""
    drawn: dict[str, Any] = {each.name: api_field(each) for each in fields}
    return type(name, (base,), {"__doc__": "Drawn from a declaration.", **drawn})


class ChoosingBody(NothingBody):
    """Besides the answers, the agency that is to handle it, where there are several."""

    agency = StrictText(max_length=20, required=False)


# Bodies are drawn once for each declaration.
_DRAWN: dict[tuple[str, str], tuple[Service, type[StrictSerializer]]] = {}


def _drawn(
    service: Service, name: str, fields: Iterable[Field], base: type[StrictSerializer]
) -> type[StrictSerializer]:
    drawn_of, body = _DRAWN.get((name, service.name), (None, base))
    if drawn_of is not service:
        body = body_of(name, fields, base)
        _DRAWN[(name, service.name)] = service, body
    return body


def answers_body(service: Service) -> type[StrictSerializer]:
    """Return the body of the answers of a service."""
    return _drawn(service, "AnswersOfService", service.fields, ChoosingBody)


def facts_body(service: Service) -> type[StrictSerializer]:
    """Return the body of a check before anything is begun: answers, and what records would say."""
    return _drawn(service, "FactsOfService", facts_asked(service), StrictSerializer)


def facts_asked(service: Service) -> tuple[Field, ...]:
    """Return what a check before anything is begun may be told."""
    asked = {each.name: each for each in (*service.fields, *service.pre_check)}
    return tuple(each for each in asked.values() if each.kind is not Kind.CODE)
