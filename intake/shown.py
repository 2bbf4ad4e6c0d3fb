"""A file of records as pages and programs show it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from intake.models import RecordFile, RowFault
from intake.rules.faults import FAULTS
from intake.rules.layouts import KINDS
from kit.spelling import wording
from law.wording import Text

State = RecordFile.State
TONES = {
    State.DONE: "ok",
    State.READY: "warn",
    State.FAULTY: "alert",
    State.UNREADABLE: "alert",
}
ANYWHERE = Text("整行", "the row")


def fault_row(fault: RowFault, kind: str) -> dict[str, Any]:
    """Return what is wrong with a row, in words."""
    heads = {each.name: each.head for each in KINDS[kind].columns}
    return {
        "row": fault.row,
        "field": fault.field,
        "head": heads.get(fault.field) or wording(ANYWHERE),
        "code": fault.code,
        "said": _with_document(fault.code),
    }


def _with_document(code: str) -> str:
    said = wording(FAULTS[code])
    return said.replace("“{document}”", _("another kind")).replace("{document}", _("another kind"))


def said_of(record_file: RecordFile) -> str:
    """Return in one sentence what is to be done with a file, or what has been done."""
    if record_file.state == State.UNREADABLE:
        return wording(FAULTS[record_file.fault])
    return str(SAID[State(record_file.state)])


SAID = {
    State.CHECKING: gettext_lazy("It is being checked. Nothing has been written."),
    State.FAULTY: gettext_lazy(
        "Nothing has been written. Put the rows right and send the file again."
    ),
    State.NOTHING: gettext_lazy("Everything in it is on record already. Nothing has been written."),
    State.READY: gettext_lazy(
        "Nothing has been written yet. Somebody else of your agency releases it."
    ),
    State.RELEASED: gettext_lazy("It is being written, whole or not at all."),
    State.DONE: gettext_lazy("Everything in it is on record."),
    State.TURNED_DOWN: gettext_lazy("Nothing of it was written."),
}


def columns_of(kind: str) -> list[dict[str, Any]]:
    """Return the columns of a kind of file, for whoever makes one."""
    return [
        {
            "name": each.name,
            "head": each.head,
            "is_needed": each.is_needed,
            "example": each.example,
        }
        for each in KINDS[kind].columns
    ]


def may_release(record_file: RecordFile, who: Actor) -> bool:
    """Whether the release of a file waits for this reader."""
    is_own = who.user is not None and record_file.prepared_by_id == who.user.pk
    return record_file.state == State.READY and not is_own
