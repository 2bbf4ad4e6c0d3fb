"""How a letter is numbered: 穗社保转〔2026〕123号 on paper, P440100-2026-000123 in addresses.

党政机关公文格式 GB/T 9704-2012, 7.2.5: the mark of the issuing agency (发文机关代字), the year in
hexagonal brackets, the number without leading noughts and without 第.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# The customary one-character names of the provinces, by the first two digits of GB/T 2260.
PROVINCES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔",
    "53": "滇", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
# Cities with a customary name of their own; all others keep their name without 市 or 自治州.
CITIES = {"4401": "穗", "4403": "深", "5101": "蓉"}
_ENDINGS = ("自治州", "地区", "市", "盟")


class Series(StrEnum):
    """The series of an agency's numbers in a year: its value stands in the identifier."""

    MOVES = ""  # letters between agencies and to the person about a move: 转
    DECISIONS = "D"  # decisions and confirmations of an application: 核


_MOVES, _DECISIONS = "转", "核"


@dataclass(frozen=True)
class LetterNumber:
    """The number of one letter: for addresses and programs, and as it is printed."""

    identifier: str
    official: str = ""

    @property
    def printed(self) -> str:
        """The number as the letter carries it."""
        return self.official or self.identifier


def series_of(agency_code: str, year: int, series: Series = Series.MOVES) -> str:
    """Return the head of an agency's numbers in a year, as P440100-2026 or P440100-D-2026."""
    return "-".join([agency_code, *([series.value] if series.value else []), str(year)])


def letter_number(
    agency_code: str, mark: str, year: int, sequence: int, series: Series = Series.MOVES
) -> LetterNumber:
    """Return the number of the agency's so-and-so-many letter of the year, in its series."""
    identifier = f"{series_of(agency_code, year, series)}-{sequence:06d}"
    return LetterNumber(identifier, f"{mark_in(mark, series)}〔{year}〕{sequence}号")


def mark_in(mark: str, series: Series) -> str:
    """Return an agency's mark as a series writes it: 穗社保转, and 穗社保核 for decisions."""
    if series is Series.MOVES:
        return mark
    head, found, tail = mark.rpartition(_MOVES)
    return f"{head}{_DECISIONS}{tail}" if found else f"{mark}{_DECISIONS}"


def marks_for(agency_code: str, region_code: str, region_name: str, line: str) -> Iterator[str]:
    """Return marks for an agency, the shortest first; the last belongs to nobody else.

    `line` is 社保 or 医保.
    """
    province = PROVINCES.get(region_code[:2], "")
    if region_code.endswith("0000"):
        yield f"{province or region_name}{line}转"
    else:
        place = CITIES.get(region_code[:4]) if region_code.endswith("00") else None
        place = place or _short(region_name)
        yield f"{place}{line}转"
        yield f"{province}{place}{line}转"
    yield f"{province}{line}转{agency_code}"


def _short(region_name: str) -> str:
    ending = next((each for each in _ENDINGS if region_name.endswith(each)), "")
    return region_name.removesuffix(ending) if len(region_name) > len(ending) + 1 else region_name
