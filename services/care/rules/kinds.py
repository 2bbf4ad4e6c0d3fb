"""The six kinds of people treated in another place, and which of them somebody may be.

医保发〔2022〕22号: long-term are settled retirees, long residents and posted workers; temporary are
referrals, emergencies and everybody else who is away for a while.
"""

from dataclasses import dataclass
from enum import StrEnum

from law.wording import Text
from records.rules.elsewhere import Situation


class Kind(StrEnum):
    """As what somebody registers."""

    RETIREE = "settled-retiree"
    RESIDENT = "long-resident"
    POSTED = "posted-worker"
    REFERRAL = "referral"
    EMERGENCY = "emergency"
    OTHER = "other"


KINDS = {
    Kind.RETIREE: Text("异地安置退休人员", "Retired and settled there"),
    Kind.RESIDENT: Text("异地长期居住人员", "Living there for long"),
    Kind.POSTED: Text("常驻异地工作人员", "Posted there by an employer"),
    Kind.REFERRAL: Text("异地转诊人员", "Referred there by a hospital"),
    Kind.EMERGENCY: Text("异地急诊抢救人员", "Emergency there"),
    Kind.OTHER: Text("其他临时外出就医人员", "There for a while for another reason"),
}
LONG_TERM = frozenset({Kind.RETIREE, Kind.RESIDENT, Kind.POSTED})
SITUATION_OF = {
    **dict.fromkeys(LONG_TERM, Situation.LONG_TERM),
    Kind.REFERRAL: Situation.REFERRAL,
    Kind.EMERGENCY: Situation.EMERGENCY,
    Kind.OTHER: Situation.OTHER,
}


class Why(StrEnum):
    """Why somebody is in the other place: the first of the three questions."""

    LIVING = "living"
    WORKING = "working"
    TREATMENT = "treatment"
    VISITING = "visiting"
    EMERGENCY = "emergency"


class Scheme(StrEnum):
    """The scheme somebody is insured in."""

    EMPLOYEE = "employee"
    RESIDENT = "resident"


@dataclass(frozen=True, kw_only=True)
class Stay:
    """What the three questions were answered: why there, for long, referred by a hospital."""

    why: Why
    is_long: bool
    is_referred: bool
    scheme: Scheme
    is_retired: bool


def kinds(stay: Stay) -> tuple[Kind, ...]:
    """Return the kinds that somebody may register as, those that are paid best first.

    An emergency comes alone: it counts as registered, and nothing is asked for.
    """
    if stay.why is Why.EMERGENCY:
        return (Kind.EMERGENCY,)
    found = _long_term(stay) if stay.is_long else []
    if stay.is_referred:
        found.append(Kind.REFERRAL)
    return (*found, Kind.OTHER)


def _long_term(stay: Stay) -> list[Kind]:
    if stay.why is Why.WORKING:
        return [Kind.POSTED, Kind.RESIDENT]
    if stay.why is not Why.LIVING:
        return []
    return [Kind.RETIREE, Kind.RESIDENT] if _may_settle(stay) else [Kind.RESIDENT]


def _may_settle(stay: Stay) -> bool:
    return stay.is_retired and may_be(Kind.RETIREE, stay.scheme)


def may_be(kind: Kind, scheme: Scheme) -> bool:
    """Whether somebody of a scheme may be of a kind: only employees retire from one (CAR14)."""
    return kind is not Kind.RETIREE or scheme is Scheme.EMPLOYEE
