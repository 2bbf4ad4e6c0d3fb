"""What the invented agencies offer online: every declared service, everywhere but in one city."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from agencies import rule_book
from agencies.models import Agency
from applications import catalogue
from applications.declaring import Service
from applications.models import Offer
from applications.registry import services
from law.values import ValueNotInForce

NOT_ONLINE_YET = "420100"  # Wuhan: shows what one reads where a place has not begun
OFFERED_FOR = timedelta(days=200)
PROMISED_DAYS = 8


def load(*, now: datetime) -> None:
    """Write an offer for each agency and service; a provincial agency promises nothing shorter."""
    agencies = Agency.objects.order_by("pk")
    since = now - OFFERED_FOR
    Offer.objects.bulk_create(
        Offer(
            agency=agency,
            service=service.name,
            since=since,
            is_online=agency.region_id != NOT_ONLINE_YET,
            promised_days=_promised(agency, service, timezone.localdate(now)),
            counters=f"{agency.name}服务大厅：{agency.address}",
            counters_en=f"Service hall of {agency.name_en}: {agency.address_en}",
            hours="周一至周五 9:00–12:00，13:30–17:00",
            hours_en="Monday to Friday, 9:00–12:00 and 13:30–17:00",
            phone=agency.phone,
        )
        for service in services()
        for agency in agencies
    )


def _promised(agency: Agency, service: Service, today: date) -> int | None:
    """Return what a city promises: less than the law gives, or nothing."""
    longest = _longest(agency, service, today)
    is_city = agency.region.level == agency.region.Level.PREFECTURE
    is_less = longest is not None and longest > PROMISED_DAYS
    return PROMISED_DAYS if is_city and is_less and service.deciding.is_reviewed else None


def _longest(agency: Agency, service: Service, today: date) -> int | None:
    """Return the most working days that the law gives at the place of an agency."""
    days = []
    for term in catalogue.terms_of(service.procedure):
        try:
            days.append(term.count(today, rule_book.current(), region=str(agency.region_id)))
        except ValueNotInForce:
            continue
    return max(days, default=None)
