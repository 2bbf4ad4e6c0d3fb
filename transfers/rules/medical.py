"""Medical insurance: who may move the relationship (医保办发〔2021〕43号)."""

from casework.rules.verdicts import Condition, outcome_of, reasons_against
from law.documents import MEDICAL_TRANSFER, cite
from law.wording import Text
from transfers.rules.facts import MedicalFacts
from transfers.rules.verdicts import Verdict, condition

BASIS = (cite(MEDICAL_TRANSFER, "2"), cite(MEDICAL_TRANSFER, "4"))


def is_within_the_same_year(facts: MedicalFacts) -> bool:
    """Return whether a resident asks to move within the year of cover (art. 4, in principle no)."""
    both_resident = facts.from_scheme == facts.to_scheme == "resident"
    if not both_resident or _cover_there_is_over(facts):
        return False
    covered_here = facts.enrolled_for_year or facts.applied_on.year
    return covered_here <= _covered_there(facts)


def _cover_there_is_over(facts: MedicalFacts) -> bool:
    """Return whether the paid cover at the original place has ended, and no later year is known."""
    ends_on = facts.original_cover_ends_on
    if ends_on is None or ends_on >= facts.applied_on:
        return False
    return (facts.last_year_at_original or ends_on.year) <= ends_on.year


def _covered_there(facts: MedicalFacts) -> int:
    ends_on = facts.original_cover_ends_on
    known = (facts.last_year_at_original, ends_on.year if ends_on else None)
    return max((year for year in known if year), default=facts.applied_on.year)


CONDITIONS: tuple[Condition[MedicalFacts], ...] = (
    condition(
        "DECEASED",
        Text("参保人健在吗？", "Is the insured person alive?"),
        Text("没有死亡登记。", "No death is registered."),
        Text("参保人已登记死亡。", "The insured person is registered as deceased."),
        lambda facts: facts.deceased,
        ends=True,
    ),
    condition(
        "RETIREE",
        Text("不是医保退休人员吗？", "Is the person not yet a medical retiree?"),
        Text("不是医保退休人员。", "Not a medical retiree."),
        Text(
            "参保人已享受退休人员医保待遇。",
            "The insured person is insured as a medical retiree.",
        ),
        lambda facts: facts.medical_retiree,
        ends=True,
    ),
    condition(
        "SAME_POOLING_AREA",
        Text("是跨统筹区转移吗？", "Is it a move to another pooling area?"),
        Text("两地属于不同统筹区。", "The two places are in different pooling areas."),
        Text(
            "两地属于同一统筹区，不需要转移。",
            "Both places belong to one pooling area; nothing has to move.",
        ),
        lambda facts: facts.original_area == facts.new_area,
        ends=True,
    ),
    condition(
        "NO_RECORD",
        Text("转出地有医保记录吗？", "Is there a record at the original place?"),
        Text("转出地有医保记录。", "There is one."),
        Text(
            "转出地没有参保人的医保记录。",
            "There is no medical record of this person at the original place.",
        ),
        lambda facts: not facts.record_found,
    ),
    condition(
        "OUT_ENDED",
        Text("转出地的关系还在吗？", "Is there still a relationship at the original place?"),
        Text("转出地的医保关系没有终止或转走。", "It has neither ended nor moved on."),
        Text(
            "转出地的医保关系已终止或已转走；是否还有可转的，由经办人员核实。",
            "The relationship at the original place has ended or moved on. It is for a "
            "clerk to find out whether anything is left to move.",
        ),
        lambda facts: facts.record_found and facts.ended_at_original,
    ),
    condition(
        "OUT_NOT_STOPPED",
        Text("转出地已停保吗？", "Is the insurance at the original place stopped?"),
        Text("转出地已中止参保。", "It is stopped."),
        Text(
            "参保人在转出地仍为正常参保状态，没有停保。",
            "The insured person is still insured at the original place.",
        ),
        lambda facts: not facts.stopped_at_original,
    ),
    condition(
        "IN_NOT_ENROLLED",
        Text("已在转入地参保吗？", "Enrolled at the new place?"),
        Text("已在转入地参保。", "Enrolled at the new place."),
        Text(
            "参保人目前没有在转入地参保缴费。",
            "The insured person is not insured at the new place at present.",
        ),
        lambda facts: not facts.enrolled_at_new,
    ),
    condition(
        "RESIDENT_SAME_YEAR",
        Text("居民医保是否已参加转入地下一年度？", "Has the resident enrolled for the next year?"),
        Text("不是居民医保当年内转移。", "It is no move of a resident within the year of cover."),
        Text(
            "居民医保在当年参保期内，原则上不转移。",
            "It is a resident's move within the year of cover, which in principle is not made.",
        ),
        is_within_the_same_year,
    ),
    condition(
        "IN_HOSPITAL",
        Text("没有未结算的住院吗？", "Is no hospital stay unsettled?"),
        Text("没有在院未结算记录。", "None is known."),
        Text("参保人有在院未结算的记录。", "A hospital stay of the insured person is not settled."),
        lambda facts: facts.in_hospital,
    ),
    condition(
        "ACCOUNT_NEGATIVE",
        Text("个人账户余额不为负吗？", "Is the account balance not below zero?"),
        Text("个人账户余额正常。", "It is not."),
        Text("参保人的个人账户余额为负数。", "The balance of the personal account is below zero."),
        lambda facts: facts.account_balance < 0,
    ),
    condition(
        "ARREARS",
        Text("没有医保欠费吗？", "Are no medical contributions owed?"),
        Text("没有欠费。", "None are owed."),
        Text(
            "参保人在转出地有医保欠费。",
            "Medical contributions of this person are owed at the original place.",
        ),
        lambda facts: facts.arrears,
    ),
    condition(
        "OPEN_TRANSFER",
        Text("没有正在办理的医保转移吗？", "Is no medical transfer under way already?"),
        Text("没有其他正在办理的医保转移。", "None is under way."),
        Text("参保人有一笔医保转移正在办理。", "A medical transfer of this person is under way."),
        lambda facts: facts.open_transfer,
    ),
    condition(
        "IDENTITY_MISMATCH",
        Text("两地登记的姓名和证件号码一致吗？", "Do name and number agree at both places?"),
        Text("两地登记信息一致。", "They agree."),
        Text(
            "两地登记的姓名或证件号码不一致。",
            "Name or identity number differ between the two places.",
        ),
        lambda facts: not facts.identity_matches,
    ),
)


def check_eligibility(facts: MedicalFacts) -> Verdict:
    """Return whether the insurance may move and, if not, every reason at once."""
    reasons = reasons_against(CONDITIONS, facts)
    return Verdict(outcome_of(reasons), reasons)
