"""Finding the agencies for a place that somebody has typed."""

from collections.abc import Collection

from django.db.models import Case, Q, When

from agencies.models import Agency, AgencyQuerySet, Region
from agencies.rules.sounds import sounding_like

MOST_PLACES = 100  # of which agencies are looked up; nobody reads further
MOST_FURTHER = 6


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


def further(place: str, insurance: str, found: Collection[str]) -> list[Agency]:
    """Return others of the province of a place that was typed, the nearest first; a few.

    Near is what belongs to the same city, then the seat of the province, then its other cities:
    the order of the divisions, for there are no distances on file. `found` are the codes listed.
    """
    codes = _codes(place.strip()) if place.strip() else []
    cities = [code for code in codes if not code.endswith("0000")]
    if not cities:  # a whole province was asked for, and is listed; or nothing
        return []
    city, province = cities[0][:4], cities[0][:2]
    others = Agency.objects.active().filter(region__code__startswith=province)
    others = others.handling(insurance) if insurance else others
    near = Case(
        When(region__code__startswith=city, then=0),
        When(region_id=f"{province}0000", then=1),
        When(region_id=f"{province}0100", then=2),
        default=3,
    )
    return list(others.exclude(code__in=found).order_by(near, "region_id", "-code")[:MOST_FURTHER])


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
