"""Letters without a word or a signature, for tests that are not about letters."""

from casework.actions.sealing import Sealed

BLANK = b"%PDF-"


def print_blank_letters(monkeypatch):
    """Let letters be stored at once: typesetting and signing take longer than what is tested."""
    monkeypatch.setattr("casework.actions.letters.sealed", lambda *_what, now: Sealed(BLANK))
