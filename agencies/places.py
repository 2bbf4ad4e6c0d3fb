"""The places one can move insurance from and to, as a list to choose from."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language, override

from agencies.models import Region, in_language
from agencies.rules.sounds import sounds
from kit.form_fields.choices import Option
from kit.form_fields.long_lists import Listed, LongList
from kit.form_fields.regions import RegionSelect
from kit.held import Held

MUNICIPALITIES = ("11", "12", "31", "50")
ELSEWHERE = ("71", "81", "82")  # their insurance is not moved by these procedures

Choices = list[tuple[str, object]]


def region_choices(prompt: object) -> Listed:
    """Return the cities grouped by province, for a region field; the prompt comes first."""
    return Listed([("", prompt)], _choices()[get_language() or "zh-hans"])


def _read_choices() -> dict[str, LongList]:
    """Return the choices in each language of the portal."""
    found, regions = {}, _regions()
    for language, _called in settings.LANGUAGES:
        with override(language):
            found[language] = LongList(_grouped(regions), RegionSelect)
    return found


_choices = Held(_read_choices, Region)  # three hundred lines that every form with a place draws


def _grouped(regions: Iterable[Region]) -> Choices:
    choices: Choices = []
    province_name, cities = "", []
    for region in regions:
        if region.level == Region.Level.PROVINCE:
            province_name, cities = region.local_name, []
            choices.append((province_name, cities))
        cities.append((region.code, Option(_name(region), hint=_also_typed(region))))
    return choices


def _regions() -> list[Region]:
    """Return each province followed by its cities; a municipality is one place."""
    levels = (Region.Level.PROVINCE, Region.Level.PREFECTURE)
    cities = Region.objects.filter(level__in=levels)
    counties = Region.objects.filter(level=Region.Level.COUNTY, parent__code__endswith="9000")
    found = sorted([*cities, *counties], key=lambda region: region.code)
    return [region for region in found if _is_a_place(region)]


def _is_a_place(region: Region) -> bool:
    if region.code[:2] in ELSEWHERE:
        return False
    if region.level == Region.Level.PROVINCE:
        return True
    is_heading = region.code.endswith("9000")
    return region.code[:2] not in MUNICIPALITIES and not is_heading


def _also_typed(region: Region) -> str:
    """Return by what else a place is found: its pinyin, the initials, its other name."""
    return f"{sounds(region.code)} {region.name} {region.name_en}"


def _name(region: Region) -> str:
    """Return the name; whoever is insured with the province itself chooses 省本级."""
    is_province = region.level == Region.Level.PROVINCE
    if not is_province or region.code[:2] in MUNICIPALITIES:
        return region.local_name
    return in_language(f"{region.name}（省级经办机构）", f"{region.name_en} (provincial agency)")
