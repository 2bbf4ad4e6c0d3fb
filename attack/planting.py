"""Something of everything a person can have: of each walled table a row, with words to know it by.

A row is made from what its model says: each text holds a word that stands nowhere else, each
foreign key leads to the person, their case, their agency or another such row. What no model says
(that a benefit has to be one that is paid, that an order has not ended) is said in `SAID`.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import Person, User
from agencies.actors import Actor
from agencies.models import Agency, Region
from applications.models import Application
from applications.registry import services
from casework.actions import moving
from casework.models import Case
from kit.model_fields import (
    Encrypted,
    EncryptedBytesField,
    EncryptedDateField,
    EncryptedJSONField,
)
from portal.walls import WALLED
from tests.cast import MONDAY

DAY, MONTH = MONDAY.date(), date(2026, 9, 1)
FEN = 7_713_119  # an amount that nothing else comes to, and how pages write it
AMOUNTS = frozenset({"77,131.19", "77131.19"})
WORD = "暗记"
SOON = MONDAY + timedelta(days=30)
# The story tells these itself, and has words of its own: what it did not bring would contradict it.
OF_THE_STORY = (
    *("letters.", "transfers.", "casework.AfterDeath", "casework.DeathReport"),
    *("casework.HeldAct", "casework.PreparedAct"),
)
ROW = object()  # that a foreign key leads somewhere, which may also lead nowhere
# By the name of the column, or of its table and its name.
SAID: dict[str, Any] = {
    "bank": "102",
    "benefit": "unemployment",
    "fund": "unemployment",
    "provider": "sandbox",
    "payments.Order.purpose": "contribution-payment",
    "places": ["330100"],
    "from_month": MONTH,
    "first_month": MONTH,
    "last_month": MONTH,
    "month": MONTH,
    "period": MONTH,
    "until": DAY + timedelta(days=90),
    "until_day": DAY + timedelta(days=30),
    "expires_at": SOON,
    "offered_until": SOON,
    "sequence": 900,
    "of_parts": 2,
    "kept_answers": "{}",
    "rows": "[]",
    "intake.ArrivalFile.rows": 1,
    "intake.Arrival.state": "parked",
    "valid_until": DAY + timedelta(days=60),
    "said": "{}",
    "months": 12,
    "months_paid": 84,
    "year": 2026,
    "base_year": 2025,
    "for_year": 2026,
    "accounts.Mandate.offered_to": "0" * 64,
    "cards.Card.bank": "icbc",
    "cards.CardOrder.collector_index": "0" * 64,
    "cards.CardOrder.bank": "icbc",
    "cards.CardOrder.handed_out_to": "",
    "casework.Duty.kind": "judge-paper",
    "casework.Notice.kind": "sharing-offered",
    "casework.Notice.to_agency": None,
    "casework.Correction.answered_at": MONDAY,
    "casework.Urging.note": "",
    "feeds.Webhook.ended_at": MONDAY,
    "feeds.Webhook.ended_why": "ended",
    "intake.RecordFile.prepared_by": ROW,
    "payouts.BatchLine.code": "R01",
    "payouts.Payable.entitlement": ROW,
    "payouts.Payable.rate": ROW,
    "records.Contribution.arrived_on": DAY,
    "payouts.Payable.returned_because": "R01",
    "payouts.Payable.state": "returned",
    "records.BankEntry.reason": "",
    "records.Posting.agency": None,
    "records.Posting.side": "person",
    "retirement.Determination.facts": {
        "born": "1966-03-04",
        "retires": "2026-09-01",
        "paid": 180,
        "deemed": 0,
        "index": "1.0000",
        "account": "77131.19",
    },
    "reimbursement.YearLine.year": date(2026, 1, 1),
}
# A page reads these rows beside what was asked for: by table, the service and what was answered.
ASKED_FOR: dict[str, tuple[str, dict[str, str]]] = {
    "enrolments.Heir": ("account-inheritance", {"insurance": "pension", "deceased_name": "王暗记"}),
}


@dataclass
class Planter:
    """Whose things are made, beside which case, and what has been made so far."""

    person: Actor
    clerk: Actor
    relative: Actor
    case: Case
    made: dict[str, models.Model] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def plant(self) -> dict[str, models.Model]:
        """Make a row of every walled table in which the person has none; return one of each."""
        for label in WALLED:
            if not label.startswith(OF_THE_STORY):
                self.row_of(apps.get_model(label))
        return self.made

    def row_of(self, model: type[models.Model]) -> models.Model:
        """Return the person's row of a table, which is made where there is none."""
        label = model._meta.label
        if label not in self.made:
            self.made[label] = self._there(model) or self._planted(model)
        return self.made[label]

    def _there(self, model: type[models.Model]) -> models.Model | None:
        """What the story has brought of the person already."""
        if model is Case:
            return self.case
        if model is Person:
            return self.case.person
        rows = model._base_manager.order_by("-pk")
        return next((row for row in rows if self._is_theirs(row)), None)

    def _is_theirs(self, row: models.Model) -> bool:
        case, person = getattr(row, "case", None), getattr(row, "person_id", None)
        if case or person:
            return (case.person_id if case else person) == self.case.person_id
        onward = (each for each in row._meta.concrete_fields if _leads_on(each))
        return any(getattr(row, each.attname) == self._key_of(each) for each in onward)

    def _key_of(self, each: models.Field) -> Any:
        made = self.made.get(each.related_model._meta.label)
        return made.pk if made else object()

    def _planted(self, model: type[models.Model]) -> models.Model:
        said = {
            each.name: self._value(model, each)
            for each in model._meta.local_fields
            if _is_asked(model, each)
        }
        return model._base_manager.create(**said)

    def _value(self, model: type[models.Model], each: models.Field) -> Any:
        name = f"{model._meta.label}.{each.name}"
        for known in (name, each.name):
            if known in SAID and SAID[known] is not ROW:
                return SAID[known]
        if each.is_relation:
            return self._leads_to(each)
        if each.name == "region":
            return self.clerk.agency.region_id
        if each.choices:
            return next(iter(each.flatchoices))[0]
        return _plain(each) if not isinstance(each, WORDY) else self._word(each)

    def _word(self, each: models.Field) -> str:
        """A word by which this column of this row is known, as long as it may be."""
        word = f"{WORD}{len(self.words)}{each.model._meta.object_name}{each.name}"
        word = word[: each.max_length or 200]
        if isinstance(each, Encrypted):
            self.words.add(word)
            return word
        return f"{each.model._meta.object_name}-{len(self.made)}"[: each.max_length or 40].lower()

    def _leads_to(self, each: models.Field) -> models.Model:
        target = each.related_model
        if target is Case and each.model._meta.label in ASKED_FOR:
            return self._case_of(*ASKED_FOR[each.model._meta.label])
        if target is Case:
            return self._another_case() if each.unique else self.case
        if target is User:
            return self.person.user if each.name == "user" else self.clerk.user
        if target is Person:
            is_other = each.name in ("relative", "holder")
            return self.relative.user.person if is_other else self.case.person
        known = {Agency: self.clerk.agency, Region: self.clerk.agency.region}
        return known.get(target) or self.row_of(target)

    def _another_case(self) -> Case:
        """A draft of the person, of a service that they have asked for nothing of."""
        used = Case.objects.filter(person=self.case.person).values_list("service", flat=True)
        service = next(each for each in services() if each.name not in set(used))
        return self._case_of(service.name, {})

    def _case_of(self, service: str, answers: dict[str, str]) -> Case:
        """A draft of a service, and what was answered in it."""
        case = moving.start(self.case.person, service, by=self.person, now=MONDAY)
        kept = json.dumps(answers)
        Application.objects.create(case=case, agency=self.clerk.agency, kept_answers=kept)
        return case


WORDY = (models.CharField, models.TextField)


def _leads_on(each: models.Field) -> bool:
    return each.is_relation and each.related_model not in (Agency, Region, User, Person, Case)


def _is_asked(model: type[models.Model], each: models.Field) -> bool:
    """Whether a column is filled: what has to be, what was said, and whatever holds words."""
    name = f"{model._meta.label}.{each.name}"
    if name in SAID or (isinstance(each, Encrypted) and type(each).__name__ not in TYPED):
        return True
    if each.is_relation and each.related_model is Person:
        return True
    if each.primary_key and not each.is_relation:
        return False
    return not (each.null or each.blank or each.has_default())


TYPED = {each.__name__ for each in (EncryptedDateField, EncryptedJSONField, EncryptedBytesField)}


def _plain(each: models.Field) -> Any:
    """A value of a column that holds no words."""
    of_kind = {
        EncryptedBytesField: b"x",
        models.BinaryField: b"x",
        EncryptedJSONField: {},
        models.JSONField: {},
        EncryptedDateField: DAY,
        models.DateTimeField: MONDAY,
        models.DateField: DAY,
        models.DecimalField: Decimal(0),
        models.BooleanField: True,
        models.BigIntegerField: FEN,
        models.IntegerField: 1,
    }
    return next(value for kind, value in of_kind.items() if isinstance(each, kind))
