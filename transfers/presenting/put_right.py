"""What was put right of a record, in the words that person and desk read in the history."""

from django.utils.translation import gettext as _

from applications import corrections
from casework.models import Event
from kit.spelling import wording


def put_right_said(event: Event) -> list[str]:
    """Return, for the line that says so, what was put right with it; else nothing."""
    if event.kind != Event.Kind.RECORD_CORRECTED:
        return []
    lines = corrections.lines_of(event.data.get("correction", ""))
    pairs = [(wording(corrections.title(each)), wording(corrections.said(each))) for each in lines]
    return [_("%(what)s: %(said)s.") % {"what": what, "said": said} for what, said in pairs]
