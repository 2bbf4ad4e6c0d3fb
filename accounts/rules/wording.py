"""Sentences of the law in both languages, for rules that know no framework."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """One sentence in Chinese and in English; braces are filled by `format`."""

    zh: str
    en: str

    def format(self, **values: object) -> "Text":
        """Return the sentence with its blanks filled in both languages."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def in_language(self, language: str) -> str:
        """Return the sentence for a language code such as `zh-hans` or `en`."""
        return self.zh if language.lower().startswith("zh") else self.en
