"""What the names of the file are called for people, in both languages."""

from pathlib import Path

from law.wording import Text

_LINES = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")  # name|Chinese|English

WORDS = {
    key: Text(zh, en) for key, zh, en in (line.split("|") for line in _LINES.strip().splitlines())
}
