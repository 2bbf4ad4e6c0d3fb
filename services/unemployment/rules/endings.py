"""How work has ended, and whether that was against one's own will (社会保险法 art. 45(2)).

失业保险金申领发放办法 art. 4 and 广东省失业保险条例 art. 16 name the cases; the articles are of
the Labour Contract Law. Nothing is refused on the word of the employer alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.unemployment_documents import CLAIM_MEASURES, LABOUR_CONTRACT_LAW
from law.wording import Basis, Text


class Tri(StrEnum):
    """Against one's will, by it, or for a person to find out."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Ending(StrEnum):
    """How work has ended."""

    TERM_OVER = "term-over"
    AGREED_EMPLOYER = "agreed-employer"
    AGREED_OWN = "agreed-own"
    DISMISSED_FAULT = "dismissed-fault"
    DISMISSED_NOTICE = "dismissed-notice"
    PROBATION = "probation"
    REDUCTION = "reduction"
    EMPLOYER_FAULT = "employer-fault"
    OWN_WISH = "own-wish"
    BANKRUPT = "bankrupt"
    CLOSED = "closed"
    PUBLIC_POST = "public-post"
    OWNER_DIED = "owner-died"
    SENT_BACK = "sent-back"
    RETIRED = "retired"
    OWN_BUSINESS = "own-business"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One way in which work ends: as people say it, what it counts as, and the article."""

    title: Text
    counts: Tri
    basis: Basis


def _law(article: str) -> Basis:
    return cite(LABOUR_CONTRACT_LAW, article)


_FRAME = cite(SOCIAL_INSURANCE_LAW, "45")
_CLAIMS = cite(CLAIM_MEASURES, "4")


def _entry(zh: str, en: str, counts: Tri, basis: Basis) -> Entry:
    return Entry(title=Text(zh, en), counts=counts, basis=basis)


ENDINGS: dict[Ending, Entry] = {
    Ending.TERM_OVER: _entry(
        "合同到期，没有续签", "The contract ran out and was not renewed", Tri.YES, _law("44(1)")
    ),
    Ending.AGREED_EMPLOYER: _entry(
        "单位提出，双方协商解除", "By agreement; the employer proposed it", Tri.YES, _law("36")
    ),
    Ending.AGREED_OWN: _entry(
        "本人提出，双方协商解除", "By agreement; I proposed it", Tri.NO, _law("36")
    ),
    Ending.DISMISSED_FAULT: _entry(
        "单位以过失为由辞退", "Dismissed; the employer names a fault of mine", Tri.YES, _law("39")
    ),
    Ending.PROBATION: _entry(
        "试用期内被辞退", "Dismissed during the trial period", Tri.YES, _law("39(1)")
    ),
    Ending.DISMISSED_NOTICE: _entry(
        "单位提前通知辞退（患病、不能胜任、情况变化）",
        "Dismissed with notice: illness, not up to the work, things have changed",
        Tri.YES,
        _law("40"),
    ),
    Ending.REDUCTION: _entry("单位裁员", "The employer reduced its staff", Tri.YES, _law("41")),
    Ending.EMPLOYER_FAULT: _entry(
        "单位有过错，我被迫离职（不发工资、不缴社保、强迫劳动）",
        "I had to leave through the employer's fault: no pay, no insurance, force",
        Tri.YES,
        _law("38"),
    ),
    Ending.OWN_WISH: _entry("我自己辞职", "I left by my own wish", Tri.NO, _law("37")),
    Ending.BANKRUPT: _entry("单位破产", "The employer went bankrupt", Tri.YES, _law("44(4)")),
    Ending.CLOSED: _entry(
        "单位解散、关闭或被吊销执照",
        "The employer closed, was dissolved or lost its licence",
        Tri.YES,
        _law("44(5)"),
    ),
    Ending.PUBLIC_POST: _entry(
        "被机关事业单位辞退、除名或解聘",
        "Removed or discharged from a public post, or its contract was ended",
        Tri.YES,
        _CLAIMS,
    ),
    Ending.OWNER_DIED: _entry(
        "个体业主去世或失踪", "The owner of the business died or is missing", Tri.ASK, _CLAIMS
    ),
    Ending.SENT_BACK: _entry(
        "劳务派遣被退回，派遣合同结束",
        "Sent back by the company I was lent to; the contract ended",
        Tri.ASK,
        _law("65"),
    ),
    Ending.RETIRED: _entry("到了退休年龄", "I reached the pension age", Tri.NO, _law("44(2)")),
    Ending.OWN_BUSINESS: _entry("自己的生意停了", "I gave up my own business", Tri.NO, _FRAME),
    Ending.OTHER: _entry("其他情况", "Something else", Tri.ASK, _FRAME),
}
CHOICES = tuple((each.value, entry.title) for each, entry in ENDINGS.items())


def involuntary(reason: Ending, employer_reason: Ending | None = None) -> Tri:
    """Return whether work ended against one's will, by both sides' words.

    Where the two differ a person has to ask: nothing is refused on the employer's word alone.
    """
    own = ENDINGS[reason].counts
    if employer_reason is None:
        return own
    theirs = ENDINGS[employer_reason].counts
    return own if own is theirs else Tri.ASK


def differ(reason: Ending, employer_reason: Ending | None) -> bool:
    """Whether what the two sides say counts differently."""
    if employer_reason is None:
        return False
    return ENDINGS[reason].counts is not ENDINGS[employer_reason].counts
