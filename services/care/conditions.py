"""What is asked before somebody registers, and what each answer leads to."""

from casework.rules.verdicts import Condition
from law.wording import Text
from records.rules.areas import is_in_province, is_inside
from services.care import hospitals
from services.care.facts import CareFacts
from services.care.rules import reasons
from services.care.rules.kinds import Kind, may_be
from services.care.rules.lateness import Way
from services.care.rules.proving import Answer, may_name_several, may_promise
from services.care.rules.registering import Proof, first_day, is_locked, last_day, value_of
from services.care.rules.values import FREE_IN_PROVINCE

YES, NO = Text("是。", "Yes."), Text("否。", "No.")


def _is_home(facts: CareFacts) -> bool:
    return bool(facts.places) and all(is_inside(each, facts.insured) for each in facts.places)


def _is_free(facts: CareFacts) -> bool:
    """Whether the place of insurance has said that nothing is registered inside the province."""
    found = value_of(FREE_IN_PROVINCE, facts.today, facts.book, facts.insured)
    if found is None or not found.number or not found.is_verified:
        return False
    return bool(facts.places) and all(is_in_province(p, facts.insured) for p in facts.places)


def _is_there_already(facts: CareFacts) -> bool:
    """Whether another one counts then; only those proven by paper or data stand side by side."""
    return any(facts.stands_alone or each.stands_alone for each in facts.overlapping)


def _names_several(facts: CareFacts) -> bool:
    return len(facts.places) > 1 or bool(facts.overlapping)


def _promises_several(facts: CareFacts) -> bool:
    by_promise = facts.proof is Proof.PROMISE and _names_several(facts)
    return by_promise and _several(facts) is not Answer.YES


def _several(facts: CareFacts) -> Answer:
    where = {"region": facts.insured, "on": facts.today, "book": facts.book}
    return may_name_several(facts.kind, facts.proof, **where)


def _is_not_loaded(facts: CareFacts) -> bool:
    """Whether the place has not said, in a text that was read, what this registration needs."""
    where = {"region": facts.insured, "on": facts.today, "book": facts.book}
    if facts.proof is Proof.PROMISE:
        return may_promise(facts.kind, **where) is not Answer.YES
    return len(facts.places) > 1 and _several(facts) is not Answer.YES


def _is_asked_for_papers(facts: CareFacts) -> bool:
    until = facts.papers_until
    return facts.proof is Proof.PROMISE and until is not None and facts.today <= until


def _is_early(facts: CareFacts) -> bool:
    return facts.span.from_ < first_day(facts.today, region=facts.insured, book=facts.book)


def _may_not_refer(facts: CareFacts) -> bool:
    if facts.kind is not Kind.REFERRAL or facts.is_filed_by_hospital or not facts.names_hospital:
        return False
    return facts.hospital is None or not facts.hospital.may_refer


def _is_not_linked(facts: CareFacts) -> bool:
    care = facts.care or "in_patient"
    return bool(facts.places) and not hospitals.have_any(facts.places, care, today=facts.today)


def _ends_sooner(facts: CareFacts) -> bool:
    until, asked = facts.span.until, facts.asked_until
    return until is not None and asked is not None and until < asked


EMERGENCY = Condition[CareFacts](
    reasons.EMERGENCY,
    Text("是计划中的就医吗？", "Is the treatment planned?"),
    YES,
    Text("不是，是急诊抢救。", "No, it is an emergency."),
    lambda facts: facts.kind is Kind.EMERGENCY,
    ends=True,
)
SAME_AREA = Condition[CareFacts](
    reasons.SAME_AREA,
    Text("就医地在参保统筹区以外吗？", "Does the place lie outside the pooling area of insurance?"),
    YES,
    NO,
    _is_home,
    ends=True,
)
FREE = Condition[CareFacts](
    reasons.FREE_IN_PROVINCE,
    Text("那里需要备案吗？", "Is a registration needed there?"),
    YES,
    Text("不需要：省内就医免备案。", "No: not inside the province."),
    _is_free,
    ends=True,
)
NOT_FOR_RESIDENTS = Condition[CareFacts](
    reasons.NOT_FOR_RESIDENTS,
    Text("备案类型与参保险种相符吗？", "Does the kind fit the scheme?"),
    YES,
    Text("居民医保没有“异地安置退休人员”。", "Residents have no “retired and settled there”."),
    lambda facts: not may_be(facts.kind, facts.scheme),
)
COVERED = Condition[CareFacts](
    reasons.NOT_COVERED,
    Text("现在在医保待遇期吗？", "Is the person covered now?"),
    YES,
    Text("记录显示医保关系已中断。", "By the record the medical insurance is interrupted."),
    lambda facts: not facts.is_covered,
)
THERE_ALREADY = Condition[CareFacts](
    reasons.THERE_ALREADY,
    Text("同一时间没有其他有效备案吗？", "Is there no other registration for these days?"),
    Text("没有。", "None."),
    Text("已有一项有效备案。", "There is one that counts."),
    _is_there_already,
)
PROMISE_ONE_PLACE = Condition[CareFacts](
    reasons.PROMISE_ONE_PLACE,
    Text("承诺方式只备案一地吗？", "By a promise, is it one place only?"),
    YES,
    Text("选择了多地，或已有有效备案。", "Several places, or another one counts already."),
    _promises_several,
)
PROMISE_BROKEN = Condition[CareFacts](
    reasons.PROMISE_BROKEN,
    Text("以前的承诺都兑现了吗？", "Were earlier promises kept?"),
    YES,
    Text("曾有承诺的材料未按期提交。", "A promised paper did not come in time."),
    _is_asked_for_papers,
)
NOT_LOADED = Condition[CareFacts](
    reasons.PLACE_NOT_LOADED,
    Text("参保地的规定已经录入吗？", "Is it loaded what the place of insurance says of this?"),
    YES,
    Text("承诺或多地备案的规定没有录入或未经核实。", "Not of promises or several places."),
    _is_not_loaded,
)
EARLY = Condition[CareFacts](
    reasons.TOO_EARLY,
    Text("开始日期可以登记吗？", "May it begin on that day?"),
    YES,
    Text("开始日期早于今天。", "It would begin before today."),
    _is_early,
)
REFERS = Condition[CareFacts](
    reasons.NO_REFERRALS,
    Text("这家医院可以转诊吗？", "May this hospital refer?"),
    YES,
    Text("名单中没有，或没有转诊资格。", "It is not listed, or may not refer."),
    _may_not_refer,
)
LINKED = Condition[CareFacts](
    reasons.NOT_LINKED,
    Text("就医地有联网医院吗？", "Is a hospital linked there?"),
    Text("有。", "Yes."),
    Text("没有查到。", "None is listed."),
    _is_not_linked,
)
CHRONIC = Condition[CareFacts](
    reasons.CHRONIC_FIRST,
    Text("是门诊慢特病以外的就医吗？", "Is it other care than that of chronic diseases?"),
    YES,
    Text("门诊慢特病须先在参保地认定。", "Chronic diseases have to be granted at home first."),
    lambda facts: facts.care == "chronic",
)
AT_HOME = Condition[CareFacts](
    reasons.TREATED_AT_HOME,
    Text("长期备案期间没有在参保地就医吗？", "Was there no treatment at home meanwhile?"),
    Text("近一年没有记录。", "None is on record in the last year."),
    Text(
        "近一年有在参保地结算的记录（仅供参考，不影响备案）。",
        "There was in the last year (to be known only; it stands in the way of nothing).",
    ),
    lambda facts: facts.was_treated_at_home,
)
FAR = Condition[CareFacts](
    reasons.FAR_AHEAD,
    Text("开始日期在可以登记的天数以内吗？", "Does it begin soon enough to be registered?"),
    YES,
    NO,
    lambda facts: facts.span.from_ > last_day(facts.today, book=facts.book),
)
LASTS = Condition[CareFacts](
    reasons.SHORTENED,
    Text("有效期到填写的结束日期吗？", "Does it last until the day that was named?"),
    YES,
    Text("到期更早。", "It ends earlier."),
    _ends_sooner,
)
THERE_IS_ONE = Condition[CareFacts](
    reasons.NOTHING_THERE,
    Text("现在有有效的备案吗？", "Is there a registration that counts?"),
    Text("有。", "Yes."),
    Text("没有。", "None."),
    lambda facts: not facts.is_anonymous and facts.current is None and not facts.names_none,
    ends=True,
)
SAYS_WHICH = Condition[CareFacts](
    reasons.WHICH_ONE,
    Text("说明是哪一个备案了吗？", "Was it said which registration is meant?"),
    Text("是。", "Yes."),
    Text("有多个备案，没有选。", "There are several, and none was chosen."),
    lambda facts: facts.names_none,
    ends=True,
)
UNLOCKED = Condition[CareFacts](
    reasons.LOCKED,
    Text("现在可以变更或取消吗？", "May it be changed or cancelled now?"),
    YES,
    Text("备案未满规定的月数。", "It has not run for the months that are set."),
    lambda facts: facts.current is not None and is_locked(facts.current.locked_until, facts.today),
)
IN_TIME = Condition[CareFacts](
    reasons.TOO_LATE,
    Text("还在可以补办的期限内吗？", "Is it still in time to register late?"),
    YES,
    NO,
    lambda facts: facts.late is not None and facts.late.way is Way.TOO_LATE,
)
BEFORE_PAYING = Condition[CareFacts](
    reasons.CLAIM_BY_HAND,
    Text("还没有自费结算吗？", "Is it still unpaid?"),
    Text("是，可以直接结算。", "Yes: it can be settled directly."),
    Text("已自费结算，须手工报销。", "It was paid: it is claimed by hand."),
    lambda facts: facts.late is not None and facts.late.way is Way.REGISTER_THEN_CLAIM,
)
OWES_PAPER = Condition[CareFacts](
    reasons.NOT_PROMISED,
    Text("有等待提交的承诺材料吗？", "Is a promised paper owed?"),
    Text("有。", "Yes."),
    Text("没有。", "None."),
    lambda facts: not facts.is_anonymous and not any(each.owes_paper for each in facts.held),
    ends=True,
)
COMMON = (
    EMERGENCY,
    SAME_AREA,
    FREE,
    NOT_FOR_RESIDENTS,
    COVERED,
    THERE_ALREADY,
    EARLY,
    FAR,
)
LONG = (*COMMON, PROMISE_ONE_PLACE, PROMISE_BROKEN, NOT_LOADED, AT_HOME, LINKED, CHRONIC)
SHORT = (*COMMON, LASTS, LINKED, CHRONIC)
CHANGED = (
    THERE_IS_ONE,
    SAYS_WHICH,
    SAME_AREA,
    NOT_FOR_RESIDENTS,
    UNLOCKED,
    EARLY,
    FAR,
    PROMISE_ONE_PLACE,
    PROMISE_BROKEN,
    NOT_LOADED,
    AT_HOME,
    LASTS,
)
CANCELLED = (THERE_IS_ONE, SAYS_WHICH, UNLOCKED)
LATE = (SAME_AREA, NOT_FOR_RESIDENTS, COVERED, THERE_ALREADY, IN_TIME, BEFORE_PAYING)
PROVEN = (OWES_PAPER, AT_HOME)
REFERRED = (*COMMON, LASTS, REFERS, LINKED)
