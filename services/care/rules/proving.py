"""What proves each kind: data that are held, a paper, or a promise (告知承诺)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.documents import TREATMENT_ELSEWHERE, cite
from law.local_documents import JIANGSU_ELSEWHERE
from law.values import RuleBook
from law.wording import Basis, Text
from services.care.rules.kinds import LONG_TERM, Kind
from services.care.rules.registering import Proof, months_after, value_of
from services.care.rules.values import (
    BROKEN_MONTHS,
    PROMISE_ALLOWED,
    PROMISE_MONTHS,
    SEVERAL_PLACES,
)


class How(StrEnum):
    """How a need is met."""

    HELD = "held"
    PAPER = "paper"
    PROMISE = "promise"


class Slot(StrEnum):
    """The papers of the three long-term kinds and of a referral."""

    HOUSEHOLD = "household-register"
    PERMIT = "residence-permit"
    POSTING = "posting-paper"
    REFERRAL = "referral-paper"


PAPER_OF = {
    Kind.RETIREE: Slot.HOUSEHOLD,
    Kind.RESIDENT: Slot.PERMIT,
    Kind.POSTED: Slot.POSTING,
    Kind.REFERRAL: Slot.REFERRAL,
}
PAPERS = {
    Slot.HOUSEHOLD: Text(
        "户口簿首页和本人常住人口登记卡", "First page and own page of the household register"
    ),
    Slot.PERMIT: Text("居住证或同等证明", "A residence permit, or what stands for one"),
    Slot.POSTING: Text(
        "派出单位证明、异地单位证明或劳动合同，任选其一",
        "One of: the dispatch letter, a paper of the employer there, the contract",
    ),
    Slot.REFERRAL: Text("转诊转院证明", "The referral of the hospital"),
}
BASIS = cite(TREATMENT_ELSEWHERE, "经办规程")
PROMISE_BASIS = cite(JIANGSU_ELSEWHERE, "8")


@dataclass(frozen=True)
class Need:
    """One thing that has to be shown, and how that may be done."""

    slot: Slot
    how: How
    basis: Basis


def papers(kind: Kind, proof: Proof, *, is_filed_by_hospital: bool = False) -> tuple[Need, ...]:
    """Return what has to be shown. Identity is always held; emergencies and others show nothing."""
    slot = PAPER_OF.get(kind)
    if slot is None:
        return ()
    if kind is Kind.REFERRAL:
        return (Need(slot, How.HELD if is_filed_by_hospital else How.PAPER, BASIS),)
    how = {Proof.DATA: How.HELD, Proof.PAPER: How.PAPER, Proof.PROMISE: How.PROMISE}[proof]
    return (Need(slot, how, PROMISE_BASIS if how is How.PROMISE else BASIS),)


class Answer(StrEnum):
    """What a place says: yes, no, or nothing that is loaded and confirmed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def may_promise(kind: Kind, *, region: str, on: date, book: RuleBook | None = None) -> Answer:
    """Whether a long-term kind may be proven by a promise there."""
    if kind not in LONG_TERM:
        return Answer.NO
    return _said(value_of(PROMISE_ALLOWED, on, book, region))


def may_name_several(
    kind: Kind, proof: Proof, *, region: str, on: date, book: RuleBook | None = None
) -> Answer:
    """Whether several places may be named at once; a temporary stay has one place."""
    if kind not in LONG_TERM:
        return Answer.NO
    return _said(value_of(SEVERAL_PLACES, on, book, region, (proof.value,)))


def _said(found: object) -> Answer:
    number, verified = getattr(found, "number", None), getattr(found, "is_verified", False)
    if number is None or (not number and not verified):
        return Answer.UNKNOWN
    if not number:
        return Answer.NO
    return Answer.YES if verified else Answer.UNKNOWN


@dataclass(frozen=True)
class Due:
    """By when a promised paper has to come; `is_firm`: the value was read in its text."""

    on: date
    is_firm: bool


def promise_due(promised_on: date, *, region: str, book: RuleBook | None = None) -> Due | None:
    """Return by when a promised paper is owed, or nothing where the promise stands in its place."""
    found = value_of(PROMISE_MONTHS, promised_on, book, region)
    return Due(months_after(promised_on, int(found.number)), found.is_verified) if found else None


def papers_asked_until(
    broken_on: date, *, region: str, book: RuleBook | None = None
) -> date | None:
    """Return the last day on which papers are asked of whoever broke a promise (CAR07)."""
    found = value_of(BROKEN_MONTHS, broken_on, book, region)
    return months_after(broken_on, int(found.number)) if found else None
