"""A form with rows that can be added and taken out, with or without a script."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from calculators.answers import Known
from calculators.asking import Asking, Part
from calculators.fields import label, said
from calculators.reading.readers import MOST_MONTHS
from calculators.reading.refusing import MESSAGES
from kit.spelling import wording
from law.wording import Text
from records.rules.contributions import month_number

START_ROWS, MOST_ROWS = 2, 40
COLON = Text("：", ": ")
TOO_LONG = label("一段最多70年，请检查年份。", "One period has at most 70 years. Check the years.")


class Rows(Asking):
    """A form with rows that can be added and taken out, with or without a script.

    A row in which nothing telling was typed is left out.
    """

    row_title = Text("第{n}段", "Period {n}")
    row_names: tuple[str, ...]
    row_folded: tuple[str, ...] = ()
    telling: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __init__(self, typed: Mapping[str, str] | None = None, *, known: Known) -> None:
        super().__init__(typed, known=known)
        self.number_of_rows = START_ROWS if typed is None else self._rows_of(typed)
        self.asked_by: list[int] = []
        for number in range(1, self.number_of_rows + 1):
            for name, each in self.row_fields().items():
                each.called = f"{self._title(number)} {each.label}"  # type: ignore[attr-defined]
                self.fields[f"{name}_{number}"] = each
        self.order_fields([name for name in self.fields if name not in self.after])

    def row_fields(self) -> dict[str, forms.Field]:
        """Return the questions of one row."""
        raise NotImplementedError

    @property
    def can_grow(self) -> bool:
        """Whether another row may be added."""
        return self.number_of_rows < MOST_ROWS

    @property
    def parts(self) -> list[Part]:
        """What is asked once, the rows, and what is asked at the end."""
        rows = [self._row_part(number) for number in range(1, self.number_of_rows + 1)]
        first, last = (
            [Part("", [self[name] for name in names])] if names else []
            for names in (self.before, self.after)
        )
        return [*first, *rows, *last]

    def filled(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the rows in which something was typed, with their numbers."""
        numbers = filter(self._is_filled, range(1, self.number_of_rows + 1))
        return [
            (n, {name: self.cleaned_data.get(f"{name}_{n}") for name in self._all_names()})
            for n in numbers
        ]

    def field_of(self, path: str) -> str | None:
        """Return the field of the row that an item of the question came from."""
        found = re.fullmatch(r"\w+\[(\d+)\]\.(\w+)", path)
        if not found:
            return super().field_of(path)
        name = self.called.get(found[2], found[2])
        return super().field_of(f"{name}_{self.asked_by[int(found[1])]}")

    def clean(self) -> dict[str, Any]:
        """Forgive the empty rows, but ask for one."""
        numbers = range(1, self.number_of_rows + 1)
        filled = list(filter(self._is_filled, numbers)) or [1]
        for number in set(numbers).difference(filled):
            for name in self._all_names():
                self.errors.pop(f"{name}_{number}", None)
        return self.cleaned_data

    @classmethod
    def without_row(cls, typed: Mapping[str, str], gone: int) -> dict[str, str]:
        """Return what was typed without one row; those after it move up."""
        kept = {}
        for key, value in typed.items():
            if not (found := cls._place(key)):
                kept[key] = value
            elif (number := int(found["row"])) != gone:
                kept[f"{found['name']}_{number - (number > gone)}{found['part'] or ''}"] = value
        kept["rows"] = str(max(cls._rows_of(typed) - 1, 1))
        return kept

    def _read_back(self, part: Part) -> Iterator[dict[str, str]]:
        if not part.row:
            yield from super()._read_back(part)
            return
        told = ((each.label, self.told(each)) for each in part.fields + part.folded)
        value = "\n".join(f"{words}{wording(COLON)}{value}" for words, value in told if value)
        yield {"key": part.title, "value": value if self._is_filled(part.row) else ""}

    def _row_part(self, number: int) -> Part:
        fields, folded = (
            [self[f"{name}_{number}"] for name in names]
            for names in (self.row_names, self.row_folded)
        )
        return Part(self._title(number), fields, number, folded)

    def _title(self, number: int) -> str:
        return wording(self.row_title.format(n=number))

    def _is_filled(self, number: int) -> bool:
        values = (self._typed(f"{name}_{number}") for name in self.telling)
        return any(str(part or "").strip() for value in values for part in value)

    def _typed(self, name: str) -> list[Any]:
        value = self.fields[name].widget.value_from_datadict(self.data, {}, name)
        return value if isinstance(value, list) else [value]

    @classmethod
    def _all_names(cls) -> tuple[str, ...]:
        return cls.row_names + cls.row_folded

    @classmethod
    def _place(cls, key: str) -> re.Match[str] | None:
        names = "|".join(cls._all_names())
        return re.fullmatch(rf"(?P<name>{names})_(?P<row>[0-9]{{1,2}})(?P<part>_[a-z]+)?", key)

    @classmethod
    def _rows_of(cls, typed: Mapping[str, str]) -> int:
        """Return how many rows were sent, and one more where one was asked for."""
        places = [place for key in typed if typed[key].strip() and (place := cls._place(key))]
        filled = [int(place["row"]) for place in places if place["name"] in cls.telling]
        said_to_be = typed.get("rows", "")
        shown = int(said_to_be) if re.fullmatch("[0-9]{1,3}", said_to_be) else 0
        return min(max(1, shown + ("more" in typed), *filled), MOST_ROWS)


class Periods(Rows):
    """Rows from one month to another."""

    def clean(self) -> dict[str, Any]:
        """Hold the months of each period against each other."""
        super().clean()
        for number, row in self.filled():
            if not (row["first"] and row["last"]):
                continue
            if row["last"] < row["first"]:
                self.add_error(f"last_{number}", said(MESSAGES["month_order"]))
            elif month_number(row["last"]) - month_number(row["first"]) >= MOST_MONTHS:
                self.add_error(f"last_{number}", TOO_LONG)
        return self.cleaned_data
