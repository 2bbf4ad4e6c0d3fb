"""The proof of an event, for whoever may read it: a file that needs us no more."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from casework.models import Event
from journal import publishing, statements
from journal.models import JournalDay, JournalKey, JournalLeaf
from journal.rules.disclosure import PARTS, digest_of, key_of_leaf, salt_of
from journal.rules.merkle import BLOCK, path_by_blocks
from law.wording import Text

FORMAT = "journal-proof/1"
HASH_BYTES = 32
WORDS = Text(
    "业务件 {case} 的第 {sequence} 条办理记录，已封存在 {day} 的日志中。"
    "核验方法和每日公布的封存码见 {where}。",
    "Entry {sequence} of case {case} is sealed in the journal of {day}. "
    "How to check it, and what is published of each day: {where}.",
)


class NotSealedYet(Exception):
    """The day of the event has not ended, or is not sealed yet."""


class Prover:
    """Makes proofs of events of one case; what several of them need is read once."""

    def __init__(self, events: Sequence[Event], case_number: str) -> None:
        self.case_number = case_number
        leaves = JournalLeaf.objects.filter(event__in=[event.pk for event in events])
        self.leaves = {leaf.event_id: leaf for leaf in leaves}
        wanted = {leaf.day for leaf in self.leaves.values()}
        days = JournalDay.objects.select_related("key").filter(day__in=wanted)
        self.days = {day.day: day for day in days}
        self.keys = list(JournalKey.objects.all())
        self._blocks: dict[tuple[date, int], list[bytes]] = {}

    def day_of(self, event: Event) -> JournalDay | None:
        """Return the day an event is sealed in, if it is."""
        leaf = self.leaves.get(event.pk)
        return self.days.get(leaf.day) if leaf else None

    def proof(self, event: Event, *, with_note: bool) -> dict[str, Any]:
        """Return the proof of an event; who acted at an agency stays closed, and a note may.

        Raises `NotSealedYet`.
        """
        day = self.day_of(event)
        if day is None:
            raise NotSealedYet
        leaf = self.leaves[event.pk]
        return {
            "format": FORMAT,
            "in_words": self._in_words(event, day),
            **self._parts(
                event, day, ("facts", "data", "note") if with_note else ("facts", "data")
            ),
            "index": leaf.index,
            "path": [step.hex() for step in self._path(leaf, day)],
            "day": publishing.of_day(day),
            "keys": [publishing.of_key(key) for key in self.keys if key.pk <= day.key_id],
        }

    def _parts(self, event: Event, day: JournalDay, shown: Sequence[str]) -> dict[str, Any]:
        parts = statements.parts_of(event, self.case_number)
        key = key_of_leaf(bytes(day.secret), bytes.fromhex(event.hash))
        salts = {part: salt_of(key, part) for part in PARTS}
        closed = [part for part in PARTS if part not in shown]
        return {
            "shown": {part: {"value": parts[part], "salt": salts[part].hex()} for part in shown},
            "closed": {part: digest_of(part, parts[part], salts[part]).hex() for part in closed},
        }

    def _path(self, leaf: JournalLeaf, day: JournalDay) -> list[bytes]:
        """Return the path to the root: from the leaves of one block, whatever the day holds."""
        kept = bytes(day.blocks)
        blocks = [kept[at : at + HASH_BYTES] for at in range(0, len(kept), HASH_BYTES)]
        return path_by_blocks(leaf.index, self._block(leaf), blocks)

    def _block(self, leaf: JournalLeaf) -> list[bytes]:
        number = leaf.index // BLOCK
        if (leaf.day, number) not in self._blocks:
            first = number * BLOCK
            within = {"day": leaf.day, "index__gte": first, "index__lt": first + BLOCK}
            found = JournalLeaf.objects.filter(**within).order_by("index")
            hashes = [bytes(each) for each in found.values_list("hash", flat=True)]
            self._blocks[leaf.day, number] = hashes
        return self._blocks[leaf.day, number]

    def _in_words(self, event: Event, day: JournalDay) -> dict[str, str]:
        where = settings.PORTAL_URL + reverse("journal")
        said = WORDS.format(
            case=self.case_number, sequence=event.sequence, day=day.day, where=where
        )
        return {"zh": said.zh, "en": said.en}


def proof_of(event: Event, case_number: str, *, with_note: bool) -> dict[str, Any]:
    """Return the proof of one event; raises `NotSealedYet`."""
    return Prover([event], case_number).proof(event, with_note=with_note)
