"""Rows of one table that are somebody's, and how they are found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Field, Q

from accounts.models import User
from law.wording import Text

NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Section:
    """Rows of one table that are somebody's.

    `person`, `account` and `document` are the lookups from a row to whose it is; `fields` the
    lookups that are handed over; `only` which rows, where not all are for the person to read.
    """

    name: str  # the key in the file: it stays, whatever the table is called later
    model: str
    title: Text
    fields: tuple[str, ...]
    person: str = ""
    account: str = ""
    document: str = ""  # a keyed index of an identity document, where no account stands yet
    only: Q = field(default_factory=Q)
    order: str = "pk"

    @property
    def table(self) -> type[models.Model]:
        """The model of its rows."""
        return apps.get_model(self.model)

    def rows(self, user: User) -> Iterator[dict[str, Any]]:
        """Yield the rows of somebody, each by the names of the file."""
        keys = [key_of(each) for each in self.fields]
        found = self.table._default_manager.filter(self.only, self._whose(user))
        values = found.order_by(self.order).values_list(*self.fields)
        for row in values.iterator(chunk_size=500):
            yield dict(zip(keys, row, strict=True))

    def _whose(self, user: User) -> Q:
        by_account = Q(**{self.account: user.pk}) if self.account else NOBODY
        if user.person is None:
            return by_account
        by_person = Q(**{self.person: user.person_id}) if self.person else NOBODY
        index = user.person.document_index
        by_document = Q(**{self.document: index}) if self.document else NOBODY
        return by_account | by_person | by_document

    def column(self, lookup: str) -> "Field[Any, Any]":
        """Return the column that a lookup ends at."""
        model, found = self.table, None
        for part in lookup.split("__"):
            found = model._meta.get_field(part)
            model = found.related_model or model
        if not isinstance(found, Field):
            raise LookupError(lookup)
        return found


def section(name: str, model: str, zh: str, en: str, fields: str, **more: Any) -> Section:
    """Return a section by its two titles, and its lookups in one line."""
    return Section(name, model, Text(zh, en), tuple(fields.split()), **more)


def of_account(*what: str, account: str = "user", **more: Any) -> Section:
    """Return a section of rows that belong to an account."""
    return section(*what, account=account, **more)


def of_person(*what: str, person: str = "person", **more: Any) -> Section:
    """Return a section of rows that belong to a person."""
    return section(*what, person=person, **more)


def of_record(
    name: str, model: str, zh: str, en: str, fields: str, person: str = "", **more: Any
) -> Section:
    """Return a section of rows that belong to an insurance relationship."""
    place = "relationship__insurance relationship__agency__name"
    way = person or "relationship__person"
    return section(name, model, zh, en, f"{place} {fields}", person=way, **more)


def of_case(
    name: str, model: str, zh: str, en: str, fields: str, case: str = "case", **more: Any
) -> Section:
    """Return a section of rows that belong to a case, to which the lookup `case` leads."""
    number, person = f"{case}__number", f"{case}__person"
    return section(name, model, zh, en, f"{number} {fields}", person=person, **more)


def key_of(lookup: str) -> str:
    """Return the name under which a lookup stands in the file."""
    if lookup.endswith("case__number"):
        return "case_number"
    return lookup.replace("__", "_")
