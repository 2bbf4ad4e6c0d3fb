"""Two windows on one draft: what one has saved, an older page of the other does not write over."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from accounts import contacts
from kit.errors import NotValid
from transfers.models import Transfer

REGIONS = ("original_region", "new_region")


class ChangedMeanwhile(NotValid):
    """Another window saved another answer after this page was drawn."""

    status = 409
    code = "changed_meanwhile"


def seen(transfer: Transfer, names: Iterable[str]) -> str:
    """Return which answers a page shows, so that it can say later what it was drawn from."""
    return " ".join(f"{name}:{_trace(_stored(transfer, name))}" for name in names)


def _stored(transfer: Transfer, name: str) -> Any:
    return getattr(transfer, f"{name}_id" if name in REGIONS else name)


def _trace(value: Any) -> str:
    return sha256(str(value or "").encode()).hexdigest()[:12]


def refuse_old_page(transfer: Transfer, answers: Mapping[str, Any], shown: str) -> None:
    """Refuse answers that would undo what was saved after their page was drawn.

    An answer that is the same as the saved one undoes nothing.
    """
    if not shown:
        return
    drawn_from = dict(each.split(":", 1) for each in shown.split() if ":" in each)
    now = Transfer.objects.select_related(*REGIONS).get(pk=transfer.pk)
    saved = {name: _trace(_stored(now, name)) for name in answers}
    changed = {
        name: _told(now, name)
        for name, answer in answers.items()
        if saved[name] not in (drawn_from.get(name, saved[name]), _trace(_plain(answer)))
    }
    if changed:
        raise ChangedMeanwhile(changed)


def _plain(answer: Any) -> Any:
    return getattr(answer, "pk", answer)


def _told(transfer: Transfer, name: str) -> str:
    value = _readable(transfer, name)
    if not value:
        return _("Another window of yours has emptied this meanwhile. Send again to keep yours.")
    text = _("Another window of yours has saved “%(value)s” meanwhile. Send again to keep yours.")
    return text % {"value": value}


def _readable(transfer: Transfer, name: str) -> str:
    value = getattr(transfer, name)
    if name == "contact_phone":
        return contacts.readable(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value and hasattr(transfer, f"get_{name}_display"):
        return str(getattr(transfer, f"get_{name}_display")())
    return str(value or "")
