"""Setting a decoy among the cases of an agency: an invented person with an application long ended.

To staff it is one of many that were withdrawn. It moves no money, opens no turn and waits for
nobody, so no sum counts it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import DocumentType, Person
from agencies.actors import SYSTEM
from agencies.models import Agency, Region
from applications.actions import applying
from applications.models import Application
from casework.actions import moving, steps
from casework.actions.owing import owing
from casework.models import Decoy
from casework.rules.statuses import Status
from kit import wall
from kit.errors import Refusal
from law.identity_number import IdentityDocument, check_character

SERVICE, TURN = "particulars-key", "review"
# Never issued: nobody has such a number (docs/decisions/0011).
NOBODYS_SEQUENCE = "000"


@dataclass(frozen=True)
class Invented:
    """Who the decoy shall seem to be."""

    name: str
    sex: str
    born_on: date


@transaction.atomic
@wall.as_house("set a decoy among the cases of an agency")
def place(agency: Agency, who: Invented, *, now: datetime) -> Decoy:
    """Invent a person and their withdrawn application at an agency; raises `Refusal`.

    The number is one that is never issued. Where somebody born on that day has been invented for
    the same place before, another day is needed.
    """
    number = _number(agency, who.born_on)
    kind = DocumentType.RESIDENT_ID
    if Person.objects.with_document(IdentityDocument(kind, number)).exists():
        raise Refusal(_("A number for this day is taken. Choose another day."))
    person = Person.objects.create(
        name=who.name,
        document_type=kind,
        number=number,
        sex=who.sex,
        born_on=who.born_on,
        hukou_region_code=agency.region_id,
    )
    _file_and_withdraw(person, agency, now)
    return Decoy.objects.create(person=person, agency=agency, set_at=now)


def _file_and_withdraw(person: Person, agency: Agency, now: datetime) -> None:
    """Write an application and its end, by the same acts as everybody's."""
    case = moving.start(person, SERVICE, by=SYSTEM, now=now)
    application = Application.objects.create(case=case, agency=agency)
    moving.move(case, Status.SUBMITTED, by=SYSTEM, now=now)
    with owing() as owed:
        step = steps.begin_step(case, TURN, agency, now=now, owed=owed)
        applying.issue_receipt(application, step, agency, by=SYSTEM, now=now, owed=owed)
    moving.move(case, Status.WITHDRAWN, by=SYSTEM, now=now)
    steps.close_steps(case, now=now, done=False)


def _number(agency: Agency, born_on: date) -> str:
    """Return a number of the agency's place that passes its check and belongs to nobody."""
    places = Region.objects.filter(code__startswith=agency.region_id[:4], level=Region.Level.COUNTY)
    county = places.order_by("code").values_list("code", flat=True).first() or agency.region_id
    first = f"{county}{born_on:%Y%m%d}{NOBODYS_SEQUENCE}"
    return first + check_character(first)


def end(decoy: Decoy, *, now: datetime) -> None:
    """Let a decoy raise no alarm any more; its alarms stay."""
    Decoy.objects.filter(pk=decoy.pk, ended_at=None).update(ended_at=now)
