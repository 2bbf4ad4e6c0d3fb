"""The proof of one event, for whoever may read it: a file that needs us no more."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.rules.wording import Text
from casework.journal import publishing, statements
from casework.models import Event, JournalDay, JournalKey, JournalLeaf
from casework.rules.disclosure import PARTS, digest_of, key_of_leaf, salt_of
from casework.rules.merkle import BLOCK, path_by_blocks

FORMAT = "journal-proof/1"
HASH_BYTES = 32
WORDS = Text(
    "业务件 {case} 的第 {sequence} 条办理记录，已封存在 {day} 的日志中。"
    "核验方法和每日公布的校验值见 {where}。",
    "Entry {sequence} of case {case} is sealed in the journal of {day}. "
    "How to check it, and what is published of each day: {where}.",
)


class NotSealedYet(Exception):
    """The day of the event has not ended, or is not sealed yet."""


@dataclass(frozen=True)
class _Place:
    """Where an event stands in the journal, and what leads from there to the root."""

    leaf: JournalLeaf
    day: JournalDay
    path: list[bytes]


def proof_of(event: Event, case_number: str, *, with_note: bool) -> dict[str, Any]:
    """Return the proof of an event; who acted at an agency stays closed, and a note may.

    Raises `NotSealedYet`.
    """
    place = _place_of(event)
    parts = statements.parts_of(event, case_number)
    key = key_of_leaf(bytes(place.day.secret), bytes.fromhex(event.hash))
    shown = ("facts", "data", "note") if with_note else ("facts", "data")
    return {
        "format": FORMAT,
        "in_words": _in_words(event, case_number, place.day),
        "shown": {part: {"value": parts[part], "salt": salt_of(key, part).hex()} for part in shown},
        "closed": {
            part: digest_of(part, parts[part], salt_of(key, part)).hex()
            for part in PARTS
            if part not in shown
        },
        "index": place.leaf.index,
        "path": [step.hex() for step in place.path],
        "day": publishing.of_day(place.day),
        "keys": [publishing.of_key(each) for each in _keys_until(place.day)],
    }


def _place_of(event: Event) -> _Place:
    """Find the leaf of an event and its path: the leaves of one block, whatever the day holds."""
    leaf = JournalLeaf.objects.filter(event=event.pk).first()
    days = JournalDay.objects.select_related("key")
    day = days.filter(day=leaf.day).first() if leaf else None
    if leaf is None or day is None:
        raise NotSealedYet
    first = leaf.index - leaf.index % BLOCK
    block = JournalLeaf.objects.filter(day=day.day, index__gte=first, index__lt=first + BLOCK)
    leaves = [bytes(each) for each in block.order_by("index").values_list("hash", flat=True)]
    kept = bytes(day.blocks)
    blocks = [kept[at : at + HASH_BYTES] for at in range(0, len(kept), HASH_BYTES)]
    return _Place(leaf, day, path_by_blocks(leaf.index, leaves, blocks))


def _keys_until(day: JournalDay) -> list[JournalKey]:
    return list(JournalKey.objects.filter(pk__lte=day.key_id))


def _in_words(event: Event, case_number: str, day: JournalDay) -> dict[str, str]:
    where = settings.PORTAL_URL + reverse("journal")
    said = WORDS.format(case=case_number, sequence=event.sequence, day=day.day, where=where)
    return {"zh": said.zh, "en": said.en}
