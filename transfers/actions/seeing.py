"""Two windows on one draft: what one has saved, an older page of the other does not write over."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from kit.errors import NotValid
from kit.spelling import wording
from transfers import questions
from transfers.models import Transfer


class ChangedMeanwhile(NotValid):
    """Another window saved another answer after this page was drawn."""

    status = 409
    code = "changed_meanwhile"


def seen(transfer: Transfer, names: Iterable[str]) -> str:
    """Return which answers a page shows, so that it can say later what it was drawn from."""
    return " ".join(f"{name}:{_trace(questions.answer(transfer, name))}" for name in names)


def _trace(value: Any) -> str:
    return sha256(str(value or "").encode()).hexdigest()[:12]


def refuse_old_page(transfer: Transfer, answers: Mapping[str, Any], shown: str) -> None:
    """Refuse answers that would undo what was saved after their page was drawn.

    An answer that is the same as the saved one undoes nothing.
    """
    if not shown:
        return
    drawn_from = dict(each.split(":", 1) for each in shown.split() if ":" in each)
    now = Transfer.objects.get(pk=transfer.pk)
    saved = {name: _trace(questions.answer(now, name)) for name in answers}
    changed = {
        name: _told(now, name)
        for name, answer in answers.items()
        if saved[name] not in (drawn_from.get(name, saved[name]), _trace(answer))
    }
    if changed:
        raise ChangedMeanwhile(changed)


def _told(transfer: Transfer, name: str) -> str:
    if questions.answer(transfer, name) in (None, ""):
        return _("Another window of yours has emptied this meanwhile. Send again to keep yours.")
    text = _("Another window of yours has saved “%(value)s” meanwhile. Send again to keep yours.")
    return text % {"value": wording(questions.say(transfer, name))}
