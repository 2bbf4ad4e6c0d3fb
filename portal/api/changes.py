"""What has changed between two OpenAPI documents, and what of it would break a program.

The policy is docs/integrator/versioning.md: what is sent may be asked for less, never for more;
what is answered may grow, never shrink.
"""

from collections.abc import Iterator
from typing import Any

Part = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
NARROWER_IF_LESS = ("maxLength", "maximum", "maxItems")
NARROWER_IF_MORE = ("minLength", "minimum", "minItems")


def breaking(old: Part, new: Part) -> list[str]:
    """Return a sentence for each change that a program written for `old` would stumble over."""
    return sorted(set(_paths(old, new)))


def _paths(old: Part, new: Part) -> Iterator[str]:
    for path, item in old["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            where, there = f"{method.upper()} {path}", new["paths"].get(path, {}).get(method)
            if there is None:
                yield f"{where} is gone"
            else:
                yield from _operation(where, item[method], there, Pair(old, new))


class Pair:
    """Both documents, and which of their schemas have been compared, so that none is twice."""

    def __init__(self, old: Part, new: Part) -> None:
        self.documents = (old, new)
        self.compared: set[tuple[str, str, bool]] = set()

    def both(self, old: Part, new: Part) -> tuple[Part, Part]:
        """Return what two references stand for."""
        return _meant(old, self.documents[0]), _meant(new, self.documents[1])

    def is_known(self, old: Part, new: Part, is_sent: bool) -> bool:
        """Whether two references were compared before, in this direction."""
        names = (str(old.get("$ref", "")), str(new.get("$ref", "")), is_sent)
        if not all(names[:2]) or names not in self.compared:
            self.compared.add(names)
            return False
        return True


def _meant(part: Part, document: Part) -> Part:
    while "$ref" in part:
        found: Any = document
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


def _operation(where: str, old: Part, new: Part, pair: Pair) -> Iterator[str]:
    yield from _parameters(where, old, new, pair)
    yield from _scopes(where, old, new)
    bodies = [each.get("requestBody", {}) for each in (old, new)]
    if bodies[1].get("required") and not bodies[0].get("required"):
        yield f"{where} needs a body now"
    for kind, content in bodies[0].get("content", {}).items():
        there = bodies[1].get("content", {}).get(kind)
        if there is None:
            yield f"{where} no longer reads {kind}"
        else:
            yield from _schema(f"{where} body", content["schema"], there["schema"], pair, True)
    for status, answer in old["responses"].items():
        if status.startswith("2"):
            there = new["responses"].get(status)
            yield from _answer(f"{where} {status}", answer, there, pair)


def _answer(where: str, old: Part, new: Part | None, pair: Pair) -> Iterator[str]:
    if new is None:
        yield f"{where} is gone"
        return
    before, now = pair.both(old, new)
    for kind, content in before.get("content", {}).items():
        there = now.get("content", {}).get(kind)
        if there is None:
            yield f"{where} no longer answers {kind}"
        elif "schema" in content:
            yield from _schema(where, content["schema"], there.get("schema", {}), pair, False)


def _parameters(where: str, old: Part, new: Part, pair: Pair) -> Iterator[str]:
    before, now = (
        {(each["in"], each["name"]): each for each in operation.get("parameters", ())}
        for operation in (old, new)
    )
    for key, each in before.items():
        if key not in now:
            yield f"{where} no longer knows {key[1]}"
        else:
            yield from _schema(f"{where} {key[1]}", each["schema"], now[key]["schema"], pair, True)
    for key, each in now.items():
        if each.get("required") and not before.get(key, {}).get("required"):
            yield f"{where} needs {key[1]} now"


def _scopes(where: str, old: Part, new: Part) -> Iterator[str]:
    before, now = (
        {name: scopes for each in operation.get("security", ()) for name, scopes in each.items()}
        for operation in (old, new)
    )
    for name, scopes in before.items():
        if name not in now and now:
            yield f"{where} no longer lets in {name}"
        elif set(now.get(name, ())) - set(scopes) and scopes:
            yield f"{where} asks for another scope"


def _schema(where: str, old: Part, new: Part, pair: Pair, is_sent: bool) -> Iterator[str]:
    """Compare what may stand at one place; `is_sent`: a program sends it, else it reads it."""
    if pair.is_known(old, new, is_sent):
        return
    before, now = pair.both(old, new)
    if _kinds(before) and not _fits(_kinds(before), _kinds(now), is_sent):
        yield f"{where} is of another kind"
        return
    if is_sent:
        yield from _narrowed(where, before, now)
    yield from _properties(where, before, now, pair, is_sent)
    if "items" in before and "items" in now:
        yield from _schema(f"{where}[]", before["items"], now["items"], pair, is_sent)


def _kinds(schema: Part) -> set[str]:
    kind = schema.get("type", ())
    return {kind} if isinstance(kind, str) else set(kind)


def _fits(before: set[str], now: set[str], is_sent: bool) -> bool:
    return not now or (before <= now if is_sent else now <= before)


def _narrowed(where: str, before: Part, now: Part) -> Iterator[str]:
    """Yield what may no longer be sent."""
    if "enum" in now and set(map(str, before.get("enum", ("",)))) - set(map(str, now["enum"])):
        yield f"{where} no longer takes every word"
    if now.get("pattern") not in (None, before.get("pattern")):
        yield f"{where} has another pattern"
    for name in NARROWER_IF_LESS:
        if name in now and now[name] < before.get(name, float("inf")):
            yield f"{where} has a smaller {name}"
    for name in NARROWER_IF_MORE:
        if name in now and now[name] > before.get(name, float("-inf")):
            yield f"{where} has a larger {name}"


def _properties(where: str, before: Part, now: Part, pair: Pair, is_sent: bool) -> Iterator[str]:
    for name, each in before.get("properties", {}).items():
        there = now.get("properties", {}).get(name)
        if there is None:
            yield f"{where}.{name} is gone"
        else:
            yield from _schema(f"{where}.{name}", each, there, pair, is_sent)
    needed_then, needed_now = (set(each.get("required", ())) for each in (before, now))
    for name in sorted(needed_now - needed_then if is_sent else needed_then - needed_now):
        yield f"{where}.{name} is needed now" if is_sent else f"{where}.{name} may be missing now"
