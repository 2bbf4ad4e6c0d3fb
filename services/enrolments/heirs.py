"""What an heir is shown of an inheritance: whose account, and who has which part of it."""

from dataclasses import dataclass

from agencies.actors import Actor
from applications.known import answers_of
from applications.models import Application
from casework.rules.statuses import Status
from kit import wall
from law.names import mask_name
from law.wording import Text
from services.enrolments.models import Heir
from services.enrolments.questions import PENSION_OR_MEDICAL

ASKED_IN = (Status.SUBMITTED, Status.CORRECTION_ASKED)


@dataclass(frozen=True)
class Asked:
    """One inheritance as an heir sees it; names but their own are masked, amounts are not there."""

    own: Heir
    all: tuple[Heir, ...]
    deceased: str
    insurance: Text
    insurance_code: str
    agency: str
    agency_code: str
    is_open: bool


@wall.as_house("show an heir to what they are asked to agree")
def asked(who: Actor) -> list[Asked]:
    """Return the inheritances in which somebody is an heir, the latest first."""
    rows = Heir.objects.filter(person=who.person_id, replaced_at=None).order_by("-asked_at", "-pk")
    own = {each.case_id: each for each in rows} if who.person_id else {}
    every: dict[int, list[Heir]] = {key: [] for key in own}
    for each in Heir.objects.filter(case__in=own, replaced_at=None).order_by("row"):
        every[each.case_id].append(each)
    applications = {each.case_id: each for each in Application.objects.whole().filter(case__in=own)}
    return [_one(row, every[key], applications[key]) for key, row in own.items()]


def _one(own: Heir, every: list[Heir], application: Application) -> Asked:
    answers = answers_of(application)
    return Asked(
        own=own,
        all=tuple(every),
        deceased=mask_name(str(answers.get("deceased_name") or "")),
        insurance=dict(PENSION_OR_MEDICAL)[str(answers.get("insurance"))],
        insurance_code=str(answers.get("insurance")),
        agency=application.agency.local_name if application.agency else "",
        agency_code=application.agency.code if application.agency else "",
        is_open=application.case.state in ASKED_IN,
    )
