"""Letters without a word or a signature, for tests that are not about letters."""

from letters.actions.sealing import Sealed

BLANK = b"%PDF-"


def print_blank_letters(monkeypatch):
    """Let letters be stored at once: typesetting and signing take longer than what is tested."""
    monkeypatch.setattr("letters.actions.issuing.sealed", lambda *_what, now: Sealed(BLANK))
