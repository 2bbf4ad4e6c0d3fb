"""Finding the agencies for a place that somebody has typed."""

from django.db.models import Q

from agencies.models import Agency, AgencyQuerySet, Region
from agencies.rules.sounds import sounding_like

MOST_PLACES = 100  # of which agencies are looked up; nobody reads further


def find(place: str, insurance: str) -> AgencyQuerySet:
    """Return active agencies for a place, by name, pinyin or code; else those of its province."""
    agencies = Agency.objects.active()
    if insurance:
        agencies = agencies.handling(insurance)
    place = place.strip()
    if not place:
        return agencies.order_by("region_id", "-code")
    codes = _codes(place)
    found = agencies.filter(_there(codes) | Q(name__icontains=place) | Q(name_en__icontains=place))
    if not found.exists():
        found = agencies.filter(region_id__in=[f"{code[:2]}0000" for code in codes])
    return found.order_by("region_id", "-code")


def _codes(place: str) -> list[str]:
    """Return the regions of that name, sound or code, provinces first."""
    named = Q(name__icontains=place) | Q(name_en__icontains=place) | Q(code=place)
    named |= Q(code__in=sounding_like(place)[:MOST_PLACES])
    return list(
        Region.objects.filter(named).order_by("code").values_list("code", flat=True)[:MOST_PLACES]
    )


def _there(codes: list[str]) -> Q:
    """Return the condition: within a province, at a city, at the city of a county."""
    condition = Q(pk__in=[])
    for code in codes:
        if code.endswith("0000"):
            condition |= Q(region__code__startswith=code[:2])
    return condition | Q(region_id__in={code for each in codes for code in (each, f"{each[:4]}00")})
