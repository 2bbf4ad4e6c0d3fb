"""Numbers of the law as dated data: what applied on which day, and where that stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from law.wording import Basis, Text, counted, say_yuan


class Unit(StrEnum):
    """What a number counts."""

    RATE = "rate"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"
    YEARS = "years"
    CALENDAR_YEAR = "calendar-year"
    YUAN = "yuan"
    NUMBER = "number"


_COUNTED = {
    Unit.DAYS: ("日", "day"),
    Unit.WORKING_DAYS: ("个工作日", "working day"),
    Unit.MONTHS: ("个月", "month"),
    Unit.YEARS: ("岁", "year"),
}
_SPELLED = {
    Unit.CALENDAR_YEAR: Text("{n}年", "{n}"),
    Unit.NUMBER: Text("{n}", "{n}"),
}


def percent(rate: Decimal) -> str:
    """Return 8% for 0.08."""
    return f"{(rate * 100).normalize():f}%"


def holds_on(day: date, valid_from: date, valid_to: date | None) -> bool:
    """Return whether what is dated from one day to another holds on a day; both belong to it."""
    return valid_from <= day and (valid_to is None or day <= valid_to)


Key = tuple[str, ...]
NATIONAL = ""
"""The region of what applies in the whole country."""
BETWEEN_PARTS = "|"


def places_above(region: str) -> tuple[str, ...]:
    """Return the codes of a place, its city and its province (GB/T 2260), the nearest first."""
    return tuple(dict.fromkeys((region, region[:4] + "00", region[:2] + "0000")))


def within(region: str) -> str:
    """Return the digits that the codes of all places of a division begin with."""
    while region.endswith("00"):
        region = region[:-2]
    return region


def reaches(region: str) -> tuple[str, ...]:
    """Return where a value may come from for a place, the most specific first."""
    return (*places_above(region), NATIONAL) if region else (NATIONAL,)


class ValueNotInForce(LookupError):
    """The rule says nothing for that day, that place and that key."""

    def __init__(self, rule: "Rule", day: date, region: str = NATIONAL, key: Key = ()) -> None:
        of = "".join(f" for {each}" for each in (region, BETWEEN_PARTS.join(key)) if each)
        super().__init__(f"{rule.name} has no value on {day}{of}")
        self.rule = rule
        self.day = day
        self.region = region
        self.key = key


@dataclass(frozen=True, slots=True)
class Value:
    """A number in force from one day to another, and where it stands.

    `region` is the six-digit code of the division where it applies, empty for the whole country;
    `key` says which cell of a table it is, by the axes of its rule.
    """

    number: Decimal
    basis: Basis
    valid_from: date
    valid_to: date | None = None
    region: str = NATIONAL
    key: Key = ()

    def __post_init__(self) -> None:
        if self.region and not (len(self.region) == 6 and self.region.isdigit()):
            raise ValueError(f"{self.region} is no six-digit code of a region")
        if any(not part or BETWEEN_PARTS in part for part in self.key):
            raise ValueError(f"{self.key}: a part of a key is a word without {BETWEEN_PARTS}")

    @property
    def is_verified(self) -> bool:
        """Whether it was read in the text that is cited."""
        return self.basis.verified

    def is_in_force(self, day: date) -> bool:
        """Return whether the value applies to what happens on the day."""
        return holds_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One number of the law through time; `by_year`: a new value begins on 1 January.

    `values` are those that came with this release; a `RuleBook` adds what was approved since.
    A table of the law is one rule: `axes` name what its keys are made of, in their order; `words`
    say what the parts of keys are called. `is_local`: each place sets its own number and there is
    none for the country, so a place without one has none.
    """

    name: str
    title: Text
    unit: Unit
    values: tuple[Value, ...]
    by_year: bool = False
    axes: tuple[Text, ...] = ()
    is_local: bool = False
    words: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.values:
            self.check_key(each.key)
            if self.is_local and not each.region:
                raise ValueError(f"{self.name}: each value of a local rule names its region")

    def check_key(self, key: Key) -> None:
        """Raise `ValueError` for a key that does not have a part for each axis."""
        if len(key) != len(self.axes):
            raise ValueError(f"{self.name}: a key has {len(self.axes)} parts, and not {len(key)}")

    @property
    def keys(self) -> tuple[Key, ...]:
        """The cells of the table that the rule knows, in their order; one empty key without one."""
        return tuple(dict.fromkeys(value.key for value in self.values)) if self.axes else ((),)

    def say_key(self, key: Key) -> Text:
        """Return what a cell is called: the words for the parts of its key."""
        said = [self.words.get(part, Text(part, part)) for part in key]
        return Text(" · ".join(each.zh for each in said), " · ".join(each.en for each in said))

    def on(
        self, day: date, book: "RuleBook | None" = None, *, region: str = NATIONAL, key: Key = ()
    ) -> Value:
        """Return the value in force on the day in a place (`region`: six digits, empty for the
        whole country) for a cell of the table; raises `ValueNotInForce`.
        """
        return (book or RELEASE).value(self, day, region=region, key=key)

    def number(
        self, day: date, book: "RuleBook | None" = None, *, region: str = NATIONAL, key: Key = ()
    ) -> Decimal:
        """Return the number in force on the day; raises `ValueNotInForce`."""
        return self.on(day, book, region=region, key=key).number

    def count(
        self, day: date, book: "RuleBook | None" = None, *, region: str = NATIONAL, key: Key = ()
    ) -> int:
        """Return a number that counts something; raises `ValueNotInForce`."""
        return int(self.number(day, book, region=region, key=key))

    def spell(self, number: Decimal) -> Text:
        """Return a number as people read it: 12%, 15个工作日."""
        if self.unit == Unit.RATE:
            return Text(percent(number), percent(number))
        if self.unit == Unit.YUAN:
            return say_yuan(number)
        shown = int(number) if number == int(number) else number.normalize()
        if self.unit in _COUNTED:
            return counted(shown, *_COUNTED[self.unit])
        return _SPELLED[self.unit].format(n=shown)


class RuleBook:
    """The values of this release and those approved since.

    Of several values in force the one of the most specific region counts (county, city, province,
    country), of those the one begun last, and of those begun on the same day the one approved last:
    that is how a number that was not yet confirmed is put right.
    """

    def __init__(self, approved: Mapping[str, Iterable[Value]] | None = None) -> None:
        self._approved = {name: tuple(values) for name, values in (approved or {}).items()}
        self._cells: dict[str, dict[tuple[str, Key], tuple[Value, ...]]] = {}

    def value(self, rule: Rule, day: date, *, region: str = NATIONAL, key: Key = ()) -> Value:
        """Return the value of a rule on a day in a place; raises `ValueNotInForce`."""
        rule.check_key(key)
        cells = self.cells(rule)
        for place in reaches(region):
            for value in cells.get((place, key), ()):
                if value.is_in_force(day):
                    return value
        raise ValueNotInForce(rule, day, region, key)

    def cells(self, rule: Rule) -> Mapping[tuple[str, Key], tuple[Value, ...]]:
        """Return the values of a rule by region and key, each the one begun last first."""
        if rule.name not in self._cells:
            found: dict[tuple[str, Key], list[Value]] = defaultdict(list)
            for value in (*rule.values, *self._approved.get(rule.name, ())):
                if value.region or not rule.is_local:
                    found[value.region, value.key].append(value)
            self._cells[rule.name] = {cell: _latest_first(of) for cell, of in found.items()}
        return self._cells[rule.name]

    def values(self, rule: Rule) -> tuple[Value, ...]:
        """Return all values of a rule, the one begun last first."""
        return _latest_first([value for of in self.cells(rule).values() for value in reversed(of)])

    def with_value(self, rule: Rule, value: Value) -> "RuleBook":
        """Return the book as it would be with one value more."""
        of_rule = (*self._approved.get(rule.name, ()), value)
        return RuleBook({**self._approved, rule.name: of_rule})


def _latest_first(values: Iterable[Value]) -> tuple[Value, ...]:
    """Order by the day they begin; of the same day what comes later in the row is the newer."""
    placed = sorted(enumerate(values), key=lambda each: (each[1].valid_from, each[0]), reverse=True)
    return tuple(value for _place, value in placed)


RELEASE = RuleBook()
"""What this release knows, before anything was approved in an installation."""


def rule(
    name: str,
    title: Text,
    unit: Unit,
    *values: Value,
    by_year: bool = False,
    axes: tuple[Text, ...] = (),
    is_local: bool = False,
    words: Mapping[str, Text] | None = None,
) -> Rule:
    """Return a rule with the values of this release."""
    return Rule(name, title, unit, values, by_year, axes, is_local, words or {})


def value(
    number: str | int,
    basis: Basis,
    valid_from: date | None = None,
    valid_to: date | None = None,
    region: str = NATIONAL,
    key: Key = (),
) -> Value:
    """Return a value, in force with its document unless another day is named."""
    begins = valid_from or basis.effective_on
    return Value(Decimal(number), basis, begins, valid_to, region, key)
