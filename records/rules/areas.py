"""Pooling areas: whether a place lies where somebody is insured, or in the same province.

In the municipalities and in Hainan the whole province is one pooling area (统筹区); elsewhere each
city is one, and who is insured with the province itself has an area of their own.
"""

WHOLE_PROVINCES = ("11", "12", "31", "46", "50")


def area_of(place: str) -> str:
    """Return the code of the pooling area in which a place lies."""
    if place[:2] in WHOLE_PROVINCES:
        return place[:2] + "0000"
    if place.endswith("0000") or place[2:4] == "90":  # a county that the province itself governs
        return place
    return place[:4] + "00"


def is_inside(place: str, insured: str) -> bool:
    """Whether treatment at a place is treatment at home; a whole province is more than a city."""
    return bool(insured) and area_of(place) == area_of(insured)


def is_in_province(place: str, insured: str) -> bool:
    """Whether a place lies in the province of the place of insurance."""
    return bool(insured) and place[:2] == insured[:2]
