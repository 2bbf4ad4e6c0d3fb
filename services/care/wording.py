"""Days, spans and places as letters and pages say them in both languages."""

from collections.abc import Iterable

from agencies.models import Region
from kit import held
from law.wording import Text, say_day
from services.care.rules.registering import Span


def span_text(span: Span) -> Text:
    """Return the days from and to, or that it lasts."""
    begins = say_day(span.from_)
    if span.until is None:
        return Text(f"自{begins.zh}起长期有效", f"from {begins.en}, for as long as nothing changes")
    ends = say_day(span.until)
    return Text(f"{begins.zh}至{ends.zh}", f"{begins.en} to {ends.en}")


def place_text(code: str) -> Text:
    """Return the name of a place."""
    found = held.row(Region, code)
    return Text(found.name, found.name_en) if found else Text(code, code)


def places_text(codes: Iterable[str]) -> Text:
    """Return the names of places in a row."""
    found = [place_text(code) for code in codes]
    return Text("、".join(each.zh for each in found), ", ".join(each.en for each in found))
