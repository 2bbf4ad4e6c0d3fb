"""Sentences of the law in both languages, and where they stand, for framework-free rules."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from unicodedata import normalize

_NUMERALS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?", re.ASCII)


MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


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


# Characters of names of countries that GBK has not put where their sound is.
_SOUNDS = str.maketrans("瑙梵斐", "闹饭匪")


def place_in_list(name: Text, language: str) -> bytes:
    """Return by what a long list is ordered, so that its reader finds a name.

    GBK writes the usual characters in the order of their sound (拼音); in English marks over
    letters do not count.
    """
    if language.lower().startswith("zh"):
        return name.zh.translate(_SOUNDS).encode("gb18030")
    return normalize("NFD", name.en).encode("ascii", "ignore").lower()


def counted(number: object, measure: str, noun: str) -> Text:
    """Return a number of things as one says it: 1个月, 1 month; 2年, 2 years."""
    return Text(f"{number}{measure}", f"{number} {noun}{'' if str(number) == '1' else 's'}")


def say_months(number: int) -> Text:
    """Return a number of months as one says it: 1 month, 2 months."""
    return counted(number, "个月", "month")


def filled(sentence: Text, **values: Text | object) -> Text:
    """Fill the blanks of a sentence with values, or with texts of its own language."""
    zh = {name: v.zh if isinstance(v, Text) else v for name, v in values.items()}
    en = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    return Text(sentence.zh.format(**zh), sentence.en.format(**en))


def say_day(day: date) -> Text:
    """Return a day as one says it."""
    month = MONTH_NAMES[day.month - 1]
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {month} {day.year}")


def say_yuan(amount: Decimal) -> Text:
    """Return an amount in yuan as one reads it, alike in both languages."""
    said = f"¥{amount:,.2f}"
    return Text(said, said)


def say_month(month: date) -> Text:
    """Return a month as one says it."""
    return Text(f"{month.year}年{month.month}月", f"{MONTH_NAMES[month.month - 1]} {month.year}")


@dataclass(frozen=True)
class Basis:
    """Where a rule stands: the document by its number, the article, and since when it applies."""

    document: str
    article: str
    effective_on: date
    title: Text
    verified: bool = True

    @property
    def label(self) -> Text:
        """The citation as one writes it in a letter."""
        zh_place, en_place = (
            _place_in_chinese(self.article),
            _place_in_english(self.article),
        )
        number = f"（{self.document}）" if self.document not in self.title.zh else ""
        return Text(
            f"《{self.title.zh}》{number}{zh_place}",
            f"{self.title.en} ({self.document}){en_place and ', ' + en_place}",
        )


def article_place(article: str) -> Text:
    """Return the place within a document as one writes it: `8(2)` is 第八条第（二）项."""
    return Text(_place_in_chinese(article), _place_in_english(article))


def _place_in_chinese(article: str) -> str:
    """Return 第五条第（二）项 for `5(2)`; any other place as it is written."""
    if not (found := _ARTICLE.fullmatch(article)):
        return article
    item = f"第（{chinese_number(int(found[2]))}）项" if found[2] else ""
    return f"第{chinese_number(int(found[1]))}条{item}"


def _place_in_english(article: str) -> str:
    return f"article {article}" if _ARTICLE.fullmatch(article) else article


def chinese_number(number: int) -> str:
    """Return a number from 1 to 9,999 as articles are counted: 十二, 一百六十五, 一千零二."""
    thousands, under = divmod(number, 1000)
    if thousands:
        zero = "零" if 0 < under < 100 else ""
        tail = chinese_number(under) if under else ""
        ten = "一" if 10 <= under < 20 else ""
        return f"{_NUMERALS[thousands]}千{zero}{ten}{tail}"
    hundreds, rest = divmod(under, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _NUMERALS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_NUMERALS[ones] if ones else "")
