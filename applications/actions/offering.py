"""What an agency offers for a service: two persons agree, then the public reads it.

A supervisor of the agency proposes, or an administrator; an administrator who is somebody else
approves. 国务院令第716号 art. 6: the guide says where, when and how fast a service is done.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval, rule_book
from agencies.actors import Actor, Position
from agencies.models import Agency
from applications import catalogue
from applications.declaring import Deciding, Service
from applications.models import Offer, OfferProposal, Terms
from applications.offers import KEEPS_THE_REST
from applications.registry import service_of, services
from casework.actions.telling import tell_agency
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid, Refusal
from law.values import NATIONAL

# What the public reads of an offer, and what an approval writes.
OFFERED = tuple(each.name for each in Terms._meta.get_fields() if each.name != "service")


def check_promise(proposal: OfferProposal, *, today: date) -> None:
    """Raise `NotValid` for a promise longer than the law allows, or one where none is needed."""
    promised = proposal.promised_days
    if promised is None:
        return
    service = service_of(proposal.service)
    if service.deciding is Deciding.AT_ONCE:
        raise NotValid({"promised_days": _("This service is done at once: leave it empty.")})
    if promised < 1:
        raise NotValid({"promised_days": _("A promise is at least one working day.")})
    region = proposal.agency.region_id if proposal.agency_id else NATIONAL
    limit = catalogue.longest_days(
        service.procedure, book=rule_book.current(), today=today, region=region
    )
    if limit is not None and promised > limit:
        text = _("The law allows %(limit)s working days at most; a promise can only be shorter.")
        raise NotValid({"promised_days": text % {"limit": limit}})


# --- Proposed by the agency -----------------------------------------------------------------------
def check_may_propose(by: Actor) -> Agency:
    """Return the agency whose offers this actor proposes (row 50); raises `NotPermitted`."""
    is_allowed = may_generally(by, Action.OFFERS) and by.position == Position.SUPERVISOR
    if not is_allowed or by.agency is None:
        raise NotPermitted
    return by.agency


def services_of(agency: Agency) -> list[Service]:
    """Return what an agency may offer: the services of what it handles, and of no insurance."""
    return [each for each in services() if _insurance_of(each) in agency.recorded_insurances]


def _insurance_of(service: Service) -> str:
    return str(service.procedure.insurance or KEEPS_THE_REST)


@transaction.atomic
def propose(service: Service, offered: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Propose what one's agency shall offer for a service, in the words of `OFFERED`.

    Raises `NotPermitted`, or `NotValid` for a promise that the law has no room for and while a
    change of the same offer waits.
    """
    agency = check_may_propose(by)
    if service not in services_of(agency):
        raise NotPermitted
    Agency.objects.select_for_update().get(pk=agency.pk)  # of two at once the second is told
    wanted = OfferProposal(agency=agency, service=service.name, **offered)
    check_none_waits(wanted)
    check_promise(wanted, today=timezone.localdate(now))
    wanted.proposed_by, wanted.proposed_at = by.user, now
    wanted.save()


def check_none_waits(proposal: OfferProposal) -> None:
    """Raise `NotValid` while another change of the same offer waits for approval."""
    place = {"agency": proposal.agency, "service": proposal.service}
    if OfferProposal.objects.waiting().filter(**place).exists():
        raise NotValid({"agency": _("A change of this offer waits for approval.")})


def take_back(service: Service, *, by: Actor, now: datetime) -> None:
    """Let what one's agency has proposed, and nobody decided yet, count no more; safe to repeat."""
    agency = check_may_propose(by)
    for each in OfferProposal.objects.waiting().filter(agency=agency, service=service.name):
        approval.turn_down(each, now=now)


# --- Approved -------------------------------------------------------------------------------------
@transaction.atomic
def approve(proposal: OfferProposal, *, by: User, now: datetime) -> Offer:
    """Let the second person's yes count: from now on this is what the public reads.

    The term of the law may have become shorter since it was proposed, so the promise is asked anew.
    """
    was_approved = proposal.is_approved
    try:
        check_promise(proposal, today=timezone.localdate(now))
    except NotValid as too_long:
        raise Refusal(next(iter(too_long.errors.values()))) from None
    approval.approve(proposal, by=by, now=now)
    agency, service = proposal.agency, proposal.service
    if was_approved:  # repeated: a later offer is not written over
        return Offer.objects.get(agency=agency, service=service)
    values: dict[str, Any] = {name: getattr(proposal, name) for name in OFFERED}
    offer, _made = Offer.objects.update_or_create(
        agency=agency, service=service, defaults={**values, "since": now}
    )
    occasion = f"offer:{proposal.pk}"
    tell_agency(agency, "offer-changed", {"service": service}, now=now, occasion=occasion)
    return offer
