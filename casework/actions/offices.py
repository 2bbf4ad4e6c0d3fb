"""What an agency is: two administrators change it, its staff is told, old and new are kept.

Its name stands on letters, its region and insurances decide which cases it is given, its e-mail is
where it is told of everything, its supervisor is before whom late turns are brought.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval
from agencies.models import Agency, Region
from casework.actions.telling import tell_agency
from casework.models import AgencyChange, AgencyProposal
from kit import wall
from kit.errors import Refusal

# The account needs a third person (casework.actions.accounts), a successor a merger.
PARTICULARS = (
    "code",
    "name",
    "name_en",
    "region",
    "is_active",
    "handles_pension",
    "handles_medical",
    "supervisor",
    "address",
    "address_en",
    "postcode",
    "hours",
    "hours_en",
    "phone",
    "email",
)


def particulars(agency: Agency) -> dict[str, Any]:
    """Return what an agency is, as proposals hold it: others by their keys."""
    fields = (Agency._meta.get_field(name) for name in PARTICULARS)
    return {field.name: getattr(agency, field.attname) for field in fields}  # type: ignore[union-attr]


@transaction.atomic
def propose(wanted: Agency, *, by: User, now: datetime) -> AgencyProposal:
    """Propose that an agency become as wanted, or that there be a new one; its staff is told.

    Raises `Refusal` where nothing is changed, or a change of it waits already.
    """
    stands = Agency.objects.filter(pk=wanted.pk).first()
    after = particulars(wanted)
    before = particulars(stands) if stands else {}
    if stands:
        after = {name: value for name, value in after.items() if value != before[name]}
    proposal = AgencyProposal(
        agency=stands,
        before={name: before[name] for name in after if name in before},
        after=after,
        proposed_by=by,
        proposed_at=now,
    )
    if not after:
        raise Refusal(_("Nothing would be changed."))
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(_("A change of this agency waits for approval already.")) from error
    _tell(proposal, "agency-change-proposed", now=now)
    return proposal


@transaction.atomic
def approve(proposal: AgencyProposal, *, by: User, now: datetime) -> None:
    """Let the change count as the second administrator; raises `Refusal` if it fits no longer."""
    if proposal.approved_by_id == by.pk:
        return
    agency = _as_it_stands(proposal)
    approval.approve(proposal, by=by, now=now)
    for name, value in proposal.after.items():
        setattr(agency, Agency._meta.get_field(name).attname, value)  # type: ignore[union-attr]
    _check(agency)
    fields = in_words(proposal)
    agency.save()
    AgencyChange.objects.create(
        agency=agency, fields=fields, since=now, proposed_by=proposal.proposed_by, approved_by=by
    )
    proposal.agency = agency  # a new one is told that it is there
    _tell(proposal, "agency-changed", now=now)


@transaction.atomic
def turn_down(proposal: AgencyProposal, *, now: datetime) -> None:
    """Decide that it stays as it is; its proposer may take it back in the same way."""
    if proposal.turned_down_at is not None:
        return
    approval.turn_down(proposal, now=now)
    _tell(proposal, "agency-change-turned-down", now=now)


def _as_it_stands(proposal: AgencyProposal) -> Agency:
    """Return the agency, held; raises `Refusal` where it has become another one meanwhile."""
    if proposal.agency_id is None:
        return Agency()
    agency = Agency.objects.select_for_update().get(pk=proposal.agency_id)
    stands = particulars(agency)
    if any(stands[name] != value for name, value in proposal.before.items()):
        raise Refusal(_("This agency has been changed meanwhile. Propose it anew."))
    return agency


def _check(agency: Agency) -> None:
    """Raise `Refusal` where an agency may not be like this."""
    if why := why_not(agency):
        raise Refusal(why)
    try:
        agency.full_clean()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error


@wall.as_house("know whether an agency has cases under way")
def why_not(agency: Agency) -> str:
    """Return why an agency cannot open or close in this way; nothing where it can.

    With turns under way it closes by a merger alone: nobody would take them over.
    """
    if agency.is_active and agency.successor_id:
        return _("Another agency has taken this one over.")
    if not agency.is_active and agency.pk and agency.steps.filter(closed_at=None).exists():
        return _("This agency has cases under way. Propose its merger into a successor.")
    return ""


def in_words(proposal: AgencyProposal) -> list[Any]:
    """Return each change as [name of the field, old, new], both in Chinese and English."""
    said = (
        [name, _said(name, proposal.before.get(name)), _said(name, value)]
        for name, value in proposal.after.items()
    )
    return [each for each in said if each[1] != each[2]]


def _said(name: str, value: Any) -> list[str]:
    """Return a value in Chinese and English, as it is read in ten years too."""
    if isinstance(value, bool):
        return ["是", "yes"] if value else ["否", "no"]
    if value and name == "region":
        region = Region.objects.get(pk=value)
        return [f"{value} {region.name}", f"{value} {region.name_en}"]
    if value and name == "supervisor":
        office = Agency.objects.get(pk=value)
        return [office.name, office.name_en]
    return [str(value or "")] * 2


def _tell(proposal: AgencyProposal, kind: str, *, now: datetime) -> None:
    """Tell the staff of the agency what is to be, or was, changed; a new one is told once."""
    if proposal.agency is None:
        return
    data = {"changes": in_words(proposal)}
    tell_agency(proposal.agency, kind, data, now=now, occasion=f"particulars:{proposal.pk}")
