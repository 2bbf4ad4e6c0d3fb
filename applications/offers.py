"""What agencies offer: whether a place does a service online, and where to go if it does not."""

from datetime import date

from django.utils.translation import gettext as _

from agencies.models import Agency
from applications.declaring import Service
from applications.models import Offer
from casework.errors import MoveNotPossible


def offer_of(service: Service, agency: Agency) -> Offer | None:
    """Return what an agency, or the one that took it over, offers for a service."""
    return Offer.objects.filter(service=service.name, agency=agency.in_office).first()


def is_open(service: Service, agency: Agency, *, today: date) -> bool:
    """Whether this agency does the service online on a day."""
    offer = offer_of(service, agency)
    return offer is not None and offer.is_open_on(today)


def check_open(service: Service, agency: Agency, *, today: date) -> None:
    """Raise `MoveNotPossible` where the agency of the place does not do this online (G02)."""
    if not is_open(service, agency, today=today):
        raise MoveNotPossible(
            _("%(agency)s does not do this online yet. Go to its counter, or call it.")
            % {"agency": agency.local_name}
        )
