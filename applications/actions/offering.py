"""What an agency offers for a service: two administrators agree, then the public reads it.

国务院令第716号 art. 6: the guide says where, when and how fast a service is done.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import approval, rule_book
from applications import catalogue
from applications.declaring import Deciding
from applications.models import Offer, OfferProposal, Terms
from applications.registry import service_of
from casework.actions.telling import tell_agency
from kit.errors import NotValid, Refusal
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
