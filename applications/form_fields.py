"""How each kind of answer is typed into a page; the fields clean to the values of kinds.py."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.forms.fields import CodeField, PhoneField
from agencies.places import region_choices
from applications.fields import LARGEST_NUMBER, LONGEST_NOTE, NOT_OFFERED, Field, Kind
from applications.table_fields import TableField
from kit.form_fields.choices import Option
from kit.form_fields.dates import (
    MonthField,
    OneBoxDateField,
    OneBoxMonthField,
    ThreeBoxDateField,
)
from kit.form_fields.money import MoneyField
from kit.form_fields.regions import RegionField, RegionSelect
from kit.form_fields.texts import PlainTextField, check_no_identity_number
from kit.spelling import wording
from law.bank_accounts import LONGEST as LONGEST_ACCOUNT
from law.bank_accounts import check_account
from law.names import check_name
from law.wording import Text, place_in_list

MOST_AT_A_GLANCE = 12  # more are a list to choose from, not buttons
OTHER = "other"


class YesNoField(forms.TypedChoiceField):
    """Yes or no, as two radio buttons or in one box; None while nothing is chosen."""

    default_error_messages = {"required": gettext_lazy("Choose yes or no.")}

    def __init__(self, *, in_one_box: bool = False, **kwargs: Any) -> None:
        choices = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
        super().__init__(
            choices=[("", "—"), *choices] if in_one_box else choices,
            coerce=lambda said: said == "yes",
            empty_value=None,
            widget=forms.Select if in_one_box else forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a kept answer."""
        return {True: "yes", False: "no"}.get(value, value)


class NameField(forms.CharField):
    """A person's name as their document writes it."""

    def to_python(self, value: Any) -> str:
        """Read it by the rule that all edges of the portal share."""
        typed = super().to_python(value)
        return typed if typed in self.empty_values else _name(typed)


class EmailField(forms.CharField):
    """An e-mail address, in lower case."""

    def to_python(self, value: Any) -> str:
        """Refuse what cannot be one."""
        typed = super().to_python(value)
        return typed if typed in self.empty_values else _email(typed)


def _name(typed: str) -> str:
    checked = check_name(typed)
    if checked.message:
        raise ValidationError(checked.message.in_language(get_language() or "zh-hans"))
    return checked.name


def _email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        text = _("This e-mail address is not complete. It looks like name@example.com.")
        raise ValidationError(text) from None
    return typed.lower()


def _choices(field: Field) -> list[tuple[str, Option]]:
    hints = {value: wording(text) for value, text in field.choice_hints}
    return [(value, Option(wording(text), hints.get(value, ""))) for value, text in field.choices]


def _text(field: Field, **common: Any) -> forms.Field:
    return PlainTextField(max_length=field.longest, **common)


def _note(field: Field, **common: Any) -> forms.Field:
    area = forms.Textarea({"rows": 4})
    return PlainTextField(
        max_length=min(field.longest, LONGEST_NOTE),
        widget=area,
        validators=[check_no_identity_number],
        **common,
    )


def _choice(field: Field, **common: Any) -> forms.Field:
    if len(field.choices) > MOST_AT_A_GLANCE:
        return forms.ChoiceField(choices=partial(_long_list, field), **common)
    return forms.ChoiceField(choices=_choices(field), widget=forms.RadioSelect, **common)


def _long_list(field: Field) -> list[tuple[str, str]]:
    """Return many choices as one list, in the order in which its reader looks for them."""
    language = get_language() or "zh-hans"

    def rank(each: tuple[str, Text]) -> tuple[bool, Any]:
        return each[0] == OTHER, place_in_list(each[1], language)  # whatever else it is comes last

    ordered = sorted(field.choices, key=rank)
    return [("", "—"), *((value, said.in_language(language)) for value, said in ordered)]


def _several(field: Field, **common: Any) -> forms.Field:
    many = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=_choices(field), widget=many, **common)


def _number(_field: Field, **common: Any) -> forms.Field:
    return forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, **common)


def _region(_field: Field, **common: Any) -> forms.Field:
    return RegionField(choices=region_choices(gettext_lazy("Choose a place")), **common)


class RegionsWidget(forms.MultiWidget):
    """As many lists of places as may be chosen."""

    def decompress(self, value: Any) -> list[str | None]:
        """Return what each list shows: nothing where no place was chosen yet."""
        found = list(value or ())
        return [*found, *[None] * (len(self.widgets) - len(found))]


class RegionsField(forms.MultiValueField):
    """Several places, each from a list of its own: it works without a script."""

    def __init__(self, *, most: int, choices: Any, **kwargs: Any) -> None:
        one = [RegionField(choices=choices, required=False) for _place in range(most)]
        widget = RegionsWidget([each.widget for each in one])
        super().__init__(one, widget=widget, require_all_fields=False, **kwargs)
        self.error_messages["required"] = _("Choose at least one place.")

    def compress(self, data_list: list[str]) -> list[str]:
        """Return the places that were chosen, each once."""
        return list(dict.fromkeys(each for each in data_list or () if each))


class AccountField(PlainTextField):
    """The number of a bank account; people write it with gaps."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=2 * LONGEST_ACCOUNT, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        """Read it without its gaps."""
        typed = super().to_python(value)
        if typed in self.empty_values:
            return typed
        checked = check_account(typed)
        if checked.message:
            raise ValidationError(checked.message.in_language(get_language() or "zh-hans"))
        return checked.number


def _regions(field: Field, **common: Any) -> forms.Field:
    places = region_choices(gettext_lazy("Choose a place"))
    return RegionsField(most=field.most, choices=places, **common)


def _hospital(field: Field, **common: Any) -> forms.Field:
    """Return a list to choose from, which a script turns into a search box."""
    made = forms.ChoiceField(choices=partial(_long_list, field), widget=RegionSelect, **common)
    made.error_messages["invalid_choice"] = wording(NOT_OFFERED)
    return made


FORM_FIELDS: dict[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: _text,
    Kind.NOTE: _note,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _several,
    Kind.YES_NO: lambda _f, **c: YesNoField(**c),
    Kind.DECLARATION: lambda _f, **c: forms.BooleanField(**c),
    Kind.DAY: lambda _f, **c: ThreeBoxDateField(**c),
    Kind.MONTH: lambda _f, **c: MonthField(**c),
    Kind.MONEY: lambda _f, **c: MoneyField(**c),
    Kind.NUMBER: _number,
    Kind.REGION: _region,
    Kind.REGIONS: _regions,
    Kind.PHONE: lambda _f, **c: PhoneField(**c),
    Kind.EMAIL: lambda _f, **c: EmailField(max_length=254, **c),
    Kind.CODE: lambda _f, **c: CodeField(**c),
    Kind.PERSON_NAME: lambda _f, **c: NameField(max_length=100, **c),
    Kind.ID_NUMBER: lambda _f, **c: PlainTextField(max_length=40, **c),
    Kind.BANK_ACCOUNT: lambda _f, **c: AccountField(**c),
    Kind.HOSPITAL: _hospital,
    Kind.LINES: _several,
    Kind.TABLE: lambda f, **c: TableField(f, cells={e.name: _cell(e) for e in f.columns}, **c),
}
IN_A_CELL: dict[Kind, Callable[..., forms.Field]] = {
    Kind.CHOICE: lambda f, **c: forms.ChoiceField(choices=partial(_long_list, f), **c),
    Kind.YES_NO: lambda _f, **c: YesNoField(in_one_box=True, **c),
    Kind.DAY: lambda _f, **c: OneBoxDateField(**c),
    Kind.MONTH: lambda _f, **c: OneBoxMonthField(**c),
}


def _cell(column: Field) -> forms.Field:
    """Return a cell of a table: one box; whether it may be empty is asked with the whole row."""
    make = IN_A_CELL.get(column.kind, FORM_FIELDS[column.kind])
    hint = wording(column.hint) if column.hint else ""
    return make(column, label=wording(column.label), help_text=hint, required=False)


def form_field(field: Field, *, required: bool) -> forms.Field:
    """Return the field of a page, with label and hint in the reader's language."""
    hint = wording(field.hint) if field.hint else ""
    asked = {"label": wording(field.label), "help_text": hint, "required": required}
    made = FORM_FIELDS[field.kind](field, **asked)
    if field.prompt:
        made.error_messages["required"] = wording(field.prompt)
    elif made.error_messages["required"] == forms.Field.default_error_messages["required"]:
        is_choice = isinstance(made, forms.ChoiceField)
        made.error_messages["required"] = _("Choose one.") if is_choice else _("Fill this in.")
    if field.autocomplete:
        made.widget.attrs["autocomplete"] = field.autocomplete
    return made
