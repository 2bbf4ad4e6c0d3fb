"""How agencies and persons stand in a letter."""

from accounts.models import Person
from agencies.models import Agency, Region
from casework.models import Case, Event
from casework.rules.statuses import Status
from law.wording import Text
from letters import data

SEX = {"male": Text("男", "Male"), "female": Text("女", "Female")}
NOWHERE = Text("—", "—")


def agency_facts(agency: Agency) -> data.Agency:
    """Return an agency as it signs, is addressed and can be reached."""
    return data.Agency(
        name=agency_name(agency),
        region_code=agency.region_id,
        region_name=region_name(agency.region),
        phone=agency.phone,
        address=agency.address,
        postcode=agency.postcode,
    )


def agency_name(agency: Agency) -> Text:
    """Return the name of an agency in both languages."""
    return Text(agency.name, agency.name_en)


def region_name(region: Region | None) -> Text:
    """Return a place in both languages."""
    return Text(region.name, region.name_en) if region else NOWHERE


def agent_facts(case: Case) -> data.Agent | None:
    """Return by whom and by which mandate a case was sent, if not by its person."""
    if not case.person.in_mandates:
        return None
    sent = Event.objects.filter(case=case, moved_to=Status.SUBMITTED.value)
    last = sent.select_related("mandate").order_by("-sequence").first()
    mandate = last.mandate if last else None
    if mandate is None:
        return None
    return data.Agent(
        name=mandate.holder_name,
        number=mandate.number,
        given_on=mandate.given_on,
        is_guardian=mandate.is_guardian,
    )


def person_facts(person: Person, *, personal_number: str = "") -> data.Person:
    """Return the insured person."""
    return data.Person(
        name=person.name,
        identity_number=person.number,
        document_type=person.document.title,
        personal_number=personal_number,
        gender=SEX[person.sex],
        birth_date=person.born_on,
    )
