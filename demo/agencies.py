"""Invented agencies: one for each insurance in every mainland province and in the larger cities.

Hong Kong, Macao and Taiwan have no agency: the schemes that can be moved exist on the mainland
only. In the four municipalities the provincial agency serves the whole city. Provincial agencies
supervise those of their cities; above them the portal knows nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.models import Agency, Region
from agencies.rules.terms import Insurance

BATCH = 200
WITHOUT_AGENCIES = ("710000", "810000", "820000")
# The cities with agencies of their own: the digits that follow those of the province.
CITIES = {
    "13": "01 02 06", "14": "01 02", "15": "01 02", "21": "01 02", "22": "01 02", "23": "01 06",
    "32": "01 02 03 05 06", "33": "01 02 03 04 06 07", "34": "01 02", "35": "01 02 05",
    "36": "01 07", "37": "01 02 06 07", "41": "01 03", "42": "01 05 06", "43": "01 02 04",
    "44": "01 03 04 05 06 13 19 20", "45": "01 02 03", "46": "01 02", "51": "01 07 13",
    "52": "01 03", "53": "01 03", "54": "01", "61": "01 03", "62": "01", "63": "01", "64": "01",
    "65": "01",
}  # fmt: skip
# The first two digits of the postcodes of a province.
POSTCODES = {
    "11": "10", "12": "30", "13": "05", "14": "03", "15": "01", "21": "11", "22": "13", "23": "15",
    "31": "20", "32": "21", "33": "31", "34": "23", "35": "35", "36": "33", "37": "25", "41": "45",
    "42": "43", "43": "41", "44": "51", "45": "53", "46": "57", "50": "40", "51": "61", "52": "55",
    "53": "65", "54": "85", "61": "71", "62": "73", "63": "81", "64": "75", "65": "83",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """How agencies of one insurance are called and found."""

    insurance: Insurance
    letter: str
    mailbox: str
    street: str
    street_en: str
    names: tuple[tuple[str, str], ...]

    def code(self, region_code: str) -> str:
        """Return the code of the agency for a region, as P440100."""
        return f"{self.letter}{region_code}"


# Offices are called differently from province to province; so are these.
PENSION = Line(
    Insurance.PENSION,
    "P",
    "pension",
    "示范路",
    "Shifan Road",
    (
        ("社会保险基金管理中心", "Social Insurance Fund Management Centre"),
        ("社会保险事业服务中心", "Social Insurance Service Centre"),
        ("社会保险管理局", "Social Insurance Administration"),
    ),
)
MEDICAL = Line(
    Insurance.MEDICAL,
    "M",
    "medical",
    "样例街",
    "Yangli Street",
    (
        ("医疗保险基金管理中心", "Medical Insurance Fund Management Centre"),
        ("医疗保障事务服务中心", "Healthcare Security Service Centre"),
        ("医疗保障经办中心", "Healthcare Security Handling Centre"),
    ),
)
LINES = (PENSION, MEDICAL)


def load() -> None:
    """Load the agencies that are missing, provinces first."""
    provinces = Region.objects.filter(level=Region.Level.PROVINCE)
    _make(provinces.exclude(code__in=WITHOUT_AGENCIES), supervisors={})
    _make(Region.objects.filter(code__in=_cities()), supervisors=_by_code())


def _cities() -> list[str]:
    """Return the codes of the cities."""
    return [f"{first}{city}00" for first, cities in CITIES.items() for city in cities.split()]


def _by_code() -> dict[str, Agency]:
    return {agency.code: agency for agency in Agency.objects.all()}


def _make(regions, *, supervisors: dict[str, Agency]) -> None:
    known = set(Agency.objects.values_list("code", flat=True))
    districts = _first_districts()
    made = [
        _agency(line, region, districts, supervisors.get(line.code(region.province_code)))
        for region in regions.order_by("code")
        for line in LINES
        if line.code(region.code) not in known
    ]
    Agency.objects.bulk_create(made, batch_size=BATCH)


def _first_districts() -> dict[str, Region]:
    """Return a district for the address of each city, and of each province its capital's."""
    counties = Region.objects.filter(level=Region.Level.COUNTY).order_by("-code")
    counties = counties
    by_city = {county.code[:4]: county for county in counties}
    return {**{code[:2]: by_city[code] for code in sorted(by_city, reverse=True)}, **by_city}


def _agency(
    line: Line, region: Region, districts: dict[str, Region], supervisor: Agency | None
) -> Agency:
    is_city = region.level == Region.Level.PREFECTURE
    name, name_en = line.names[(int(region.code[:2]) + 1) % len(line.names)]
    # Dongguan and Zhongshan have no districts.
    district = districts.get(region.code[:4] if is_city else region.code[:2], region)
    places = [district, district.parent or region, region]
    house = int(region.code[:4]) % 180 + 2
    number = f"{region.code[:4]}{ord(line.letter) % 10}"
    return Agency(
        code=line.code(region.code),
        name=f"{region.name}{name}",
        name_en=f"{_adjective(region)} {name_en}",
        region=region,
        supervisor=supervisor,
        address="".join(_once(place.name for place in reversed(places)))
        + f"{line.street}{house}号",
        address_en=", ".join(
            _once([f"{house} {line.street_en}", *(place.name_en for place in places)])
        ),
        postcode=f"{POSTCODES[region.code[:2]]}{region.code[2:4]}00",
        # No area code is 000, and no bank account begins with eight noughts.
        phone=f"000-5{number}00",
        hours="周一至周五 9:00–12:00，13:30–17:00",
        hours_en="Monday to Friday 9:00–12:00 and 13:30–17:00",
        email=f"{line.mailbox}.{region.code}@agency.example",
        account_name=f"{region.name}{name}基金专户",
        bank_name=f"示例银行{region.name}分行",
        bank_account=f"00000000{number}0001",
        **{f"handles_{line.insurance.value}": True},
    )


def _once(names: Iterable[str]) -> list[str]:
    """Drop repeated names: in a municipality province and city are called the same."""
    return list(dict.fromkeys(names))


def _adjective(region: Region) -> str:
    """Tell a province from a city of the same name: Jilin Provincial, Beijing Municipal."""
    if region.level == Region.Level.PREFECTURE:
        return region.name_en
    kinds = {"省": " Provincial", "市": " Municipal", "区": ""}
    return f"{region.name_en}{kinds[region.name[-1]]}"
