"""A table in a form: rows with a box for each column, buttons that add and remove, and pasting.

It works without a script: each button sends the form, which is drawn again with the row and asks
nothing. What was typed stays as it was typed.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.fields import Field
from applications.rules.pasted import rows_pasted
from kit.spelling import wording

ADD, DROP, READ, PASTED, ROWS = "add", "drop", "read", "pasted", "rows"
BLANK = (None, "", [])
Typed = dict[str, Any]


class TableWidget(forms.Widget):
    """The rows of a table with their boxes."""

    template_name = "components/widgets/table.html"
    use_fieldset = True

    def __init__(self, field: Field, cells: Mapping[str, forms.Field]) -> None:
        super().__init__()
        self.field = field
        self.cells = cells
        self.wrong: dict[tuple[int, str], list[str]] = {}  # by row and column, once it was judged
        self.fresh: int | None = None  # the row that has just been added

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Typed] | None:
        """Return the rows as they were typed, one more than there may be at most."""
        if f"{name}-{ROWS}" not in data:
            return None
        return [
            {
                column: cell.widget.value_from_datadict(data, files, f"{name}-{row}-{column}")
                for column, cell in self.cells.items()
            }
            for row in range(min(count_in(data, name), self.field.most + 1))
        ]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether the table was not on the page."""
        return f"{name}-{ROWS}" not in data

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Return the rows with their boxes; an empty table begins with an empty row."""
        context = super().get_context(name, value, attrs)
        found = [each for each in value or () if isinstance(each, dict)] or [{}]
        at = context["widget"]["attrs"].get("id") or f"id_{name}"
        rows = [self._row(name, at, number, row) for number, row in enumerate(found)]
        context["widget"] |= {
            "rows": rows,
            "one": wording(self.field.one) if self.field.one else _("Row"),
            "columns": [wording(each.short) for each in self.field.columns],
            "is_full": len(rows) >= self.field.most,
            "most": self.field.most,
            "id": at,
        }
        return context

    def _row(self, name: str, at: str, number: int, row: Typed) -> list[Typed]:
        return [
            self._cell(column, f"{name}-{number}-{column.name}", at, number, row)
            for column in self.field.columns
        ]

    def _cell(self, column: Field, name: str, at: str, number: int, row: Typed) -> Typed:
        """Return what the template draws of a cell: its box, its label and what is wrong."""
        made, wrong = self.cells[column.name], self.wrong.get((number, column.name), [])
        identity = f"{at}-{number}-{column.name}"
        attrs: dict[str, Any] = {"id": identity, "class": "input"}
        if wrong:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{identity}_error"}
        if number == self.fresh and column is self.field.columns[0]:
            attrs["autofocus"] = True
        value = made.prepare_value(row.get(column.name))
        return {
            "id": identity,
            "label": wording(column.label),
            "hint": wording(column.hint) if column.hint else "",
            "box": made.widget.render(name, value, attrs),
            "wrong": wrong,
        }


class TableField(forms.Field):
    """Rows that are alike; each cleans to a dictionary by the names of its columns."""

    def __init__(self, field: Field, *, cells: Mapping[str, forms.Field], **kwargs: Any) -> None:
        self.cells = cells
        self.columns = {each.name: each for each in field.columns}
        self.most = field.most
        super().__init__(widget=TableWidget(field, cells), **kwargs)

    def clean(self, value: Any) -> list[Typed]:
        """Return the rows in which something stands; raises with the place of each fault."""
        rows: list[Typed] = []
        faults: list[str] = []
        for number, row in enumerate(value or ()):
            if all(each in BLANK for each in row.values()):
                continue
            rows.append(self._read(number, row, faults))
        if len(rows) > self.most:
            faults = [_("There are at most %(n)s rows.") % {"n": self.most}]
        if faults:
            raise ValidationError(faults)
        if not rows and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return rows

    def _read(self, number: int, row: Typed, faults: list[str]) -> Typed:
        found: Typed = {}
        for name, cell in self.cells.items():
            try:
                read = cell.clean(row.get(name))
            except ValidationError as error:
                faults.extend(self.mark(number, name, text) for text in error.messages)
            else:
                if read not in BLANK:
                    found[name] = read
        return found

    def mark(self, row: int, column: str, text: str) -> str:
        """Mark a cell as wrong; returns the sentence with its place."""
        self.widget.wrong.setdefault((row, column), []).append(text)
        label = wording(self.columns[column].short)
        return _("Row %(n)s, %(label)s: %(text)s") % {"n": row + 1, "label": label, "text": text}


# --- Buttons --------------------------------------------------------------------------------------
def count_in(data: Any, name: str) -> int:
    """Return how many rows were on the page."""
    said = str(data.get(f"{name}-{ROWS}") or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def rearranged(data: QueryDict, field: Field, made: TableField) -> QueryDict | None:
    """Return the rows as a button wants them; nothing where none of the table was pressed."""
    name = field.name
    pressed = next((each for each in (ADD, DROP, READ) if f"{name}-{each}" in data), None)
    if pressed is None:
        return None
    rows = made.widget.value_from_datadict(data, {}, name) or []
    if pressed == ADD:
        rows = [*rows, {}][: field.most]
    elif pressed == DROP:
        said = str(data.get(f"{name}-{DROP}"))
        rows = [row for number, row in enumerate(rows) if str(number) != said]
    else:
        rows = (_filled(rows) + _pasted(data, field))[: field.most + 1]
    return _written(data, name, made, rows)


def _filled(rows: list[Typed]) -> list[Typed]:
    return [row for row in rows if not all(each in BLANK for each in row.values())]


def _pasted(data: QueryDict, field: Field) -> list[Typed]:
    called = {
        each.name: (each.name, each.label.zh, each.label.en, each.short.zh, each.short.en)
        for each in field.columns
    }
    found: list[Typed] = [*rows_pasted(str(data.get(f"{field.name}-{PASTED}") or ""), called)]
    for row in found:
        for column in field.columns:
            codes = {
                said.casefold(): value
                for value, text in column.choices
                for said in (value, text.zh, text.en)
            }
            typed = str(row.get(column.name, ""))
            row[column.name] = codes.get(typed.casefold(), typed)
    return found


def _written(data: QueryDict, name: str, made: TableField, rows: list[Typed]) -> QueryDict:
    """Return the data with these rows in the place of those that were sent."""
    changed = data.copy()
    for key in [each for each in changed if each.startswith(f"{name}-")]:
        del changed[key]
    changed[f"{name}-{ROWS}"] = str(len(rows))
    for number, row in enumerate(rows):
        for column in made.cells:
            changed[f"{name}-{number}-{column}"] = str(row.get(column) or "")
    return changed
