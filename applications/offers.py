"""What agencies offer: whether a place does a service online, and where to go if it does not."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agencies.models import Agency, in_language
from applications.declaring import Service
from applications.fields import Known
from applications.models import Offer
from casework.errors import MoveNotPossible
from casework.rules.reasons import Reason
from kit.once import once_a_page
from law.wording import Text

# Agencies of human resources keep cards, particulars and whatever belongs to no fund of its own
# (社会保险经办条例 art. 4); the directory knows them as those of old-age insurance.
KEEPS_THE_REST = "pension"


def offer_of(service: Service, agency: Agency) -> Offer | None:
    """Return what an agency, or the one that took it over, offers for a service."""
    return _offer(service.name, agency.in_office)


@once_a_page
def _offer(service: str, agency: Agency) -> Offer | None:
    return Offer.objects.filter(service=service, agency=agency).first()


def is_open(service: Service, agency: Agency, *, today: date) -> bool:
    """Whether this agency does the service online on a day.

    What speaks against its own decision it takes wherever it was decided.
    """
    if service.procedure.decided_by_others or service.is_always_open:
        return True
    if service.only_at_counter is not None:
        return False
    offer = offer_of(service, agency)
    return offer is not None and offer.is_open_on(today)


def check_open(service: Service, agency: Agency, *, today: date) -> None:
    """Raise `MoveNotPossible` where the agency of the place does not do this online (G02)."""
    if not is_open(service, agency, today=today):
        raise MoveNotPossible(
            _("%(agency)s does not do this online yet. Go to its counter, or call it.")
            % {"agency": agency.local_name}
        )


@dataclass(frozen=True)
class Counter:
    """An agency as the guide shows it: open online or not, where else, whom to call."""

    agency: Agency
    offer: Offer | None
    today: date
    service: Service | None = None

    @property
    def why_only_here(self) -> Text | None:
        """Why it is done at a counter and nowhere else, of such a service."""
        return self.service.only_at_counter if self.service else None

    @property
    def is_open(self) -> bool:
        """Whether it takes applications here today."""
        if self.service is not None and self.service.is_always_open:
            return True
        if self.why_only_here is not None:
            return False
        return self.offer is not None and self.offer.is_open_on(self.today)

    @property
    def opens_on(self) -> date | None:
        """From when it will, where that is known and still to come."""
        offer = self.offer
        if offer is None or not offer.is_online or self.is_open:
            return None
        return offer.online_from

    @property
    def promised_days(self) -> int | None:
        """How many working days it promises, where that is shorter than the law."""
        return self.offer.promised_days if self.offer else None

    @property
    def counters(self) -> str:
        """Where its counters are; the address of the agency where it names none."""
        named = self.offer and in_language(self.offer.counters, self.offer.counters_en)
        return named or self.agency.local_address

    @property
    def hours(self) -> str:
        """When they are open, if it says so."""
        return in_language(self.offer.hours, self.offer.hours_en) if self.offer else ""

    @property
    def phone(self) -> str:
        """Whom to call about this service."""
        return (self.offer and self.offer.phone) or self.agency.phone

    @property
    def complaint_phone(self) -> str:
        """Where to complain, if it says so."""
        return self.offer.complaint_phone if self.offer else ""


@dataclass(frozen=True)
class Counters:
    """Who does a service for somebody, or at a place; `reason` where nobody does.

    `is_by_answers`: who does it is known once an answer is given.
    """

    found: tuple[Counter, ...] = ()
    reason: Reason | None = None
    is_by_answers: bool = False

    @property
    def open_ones(self) -> list[Counter]:
        """Those that take applications here today."""
        return [each for each in self.found if each.is_open]


def counters_of(service: Service, known: Known) -> Counters:
    """Return the agencies that the records of a person name for a service."""
    choice = service.agency(known, {})
    found = _counters(service, choice.agencies, known.today)
    return Counters(found, choice.reason, choice.is_by_answers)


def counters_at(service: Service, region_code: str, *, today: date) -> Counters:
    """Return the nearest agency for a place; none where no agency of this portal serves it."""
    insurance = service.procedure.insurance or KEEPS_THE_REST
    nearest = Agency.objects.serving(region_code, insurance)[:1]
    return Counters(_counters(service, tuple(nearest), today))


def _counters(service: Service, agencies: tuple[Agency, ...], today: date) -> tuple[Counter, ...]:
    in_office = [each.in_office for each in agencies]
    kept = Offer.objects.filter(service=service.name, agency__in=in_office)
    offers = {each.agency_id: each for each in kept}
    return tuple(Counter(each, offers.get(each.pk), today, service) for each in in_office)
