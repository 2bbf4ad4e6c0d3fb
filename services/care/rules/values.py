"""The dated numbers of a registration: how long it lasts, when it may change, what proves it."""

from law.documents import LICENSING_LAW, PORTAL_PRACTICE, TREATMENT_ELSEWHERE, Document, cite
from law.local_documents import (
    DONGGUAN_ANSWER,
    GUYANG_ANSWER,
    HARBIN_ANSWER,
    HENAN_ANSWER,
    JIANGSU_ELSEWHERE,
    LUOYANG_ANSWER,
    NANNING_ANSWER,
)
from law.values import Unit, Value, rule, value
from law.wording import Text

PROOF = Text("证明方式", "How it is proven")
JIANGSU, HENAN = "320000", "410000"
PROMISE, PAPER, DATA = "promise", "paper", "data"
PROOFS = {
    PROMISE: Text("承诺", "by promise"),
    PAPER: Text("材料", "by paper"),
    DATA: Text("数据核验", "by data"),
}
_JIANGSU = {number: cite(JIANGSU_ELSEWHERE, number) for number in ("8", "9", "11", "13")}


def _lock(document: Document, region: str, months: int) -> tuple[Value, ...]:
    """Return a lock that holds however it was proven, as it was said in public."""
    return tuple(
        value(months, cite(document), region=region, key=(proof,))
        for proof in (PROMISE, PAPER, DATA)
    )


LEAST_MONTHS = rule(
    "registration.least-months",
    Text("临时外出就医备案有效期不少于", "A short-stay registration lasts at least"),
    Unit.MONTHS,
    value(6, cite(TREATMENT_ELSEWHERE, "二")),
)
MOST_MONTHS = rule(
    "registration.most-months",
    Text("临时外出就医备案有效期不超过", "A short-stay registration lasts at most"),
    Unit.MONTHS,
    is_local=True,
)
LOCK_MONTHS = rule(
    "registration.lock-months",
    Text("备案后不得变更或取消的月数", "Months in which a registration cannot be changed"),
    Unit.MONTHS,
    value(6, _JIANGSU["11"], region=JIANGSU, key=(PROMISE,)),
    value(0, _JIANGSU["11"], region=JIANGSU, key=(PAPER,)),
    value(0, _JIANGSU["11"], region=JIANGSU, key=(DATA,)),
    *_lock(HARBIN_ANSWER, "230100", 6),
    *_lock(NANNING_ANSWER, "450100", 3),
    *_lock(GUYANG_ANSWER, "150222", 3),
    axes=(PROOF,),
    is_local=True,
    words=PROOFS,
)
# 1: allowed, 0: not allowed. Where nothing is loaded a clerk has to look.
PROMISE_ALLOWED = rule(
    "registration.promise-allowed",
    Text("可以承诺方式备案（1为可以）", "Registering by promise is allowed (1: yes)"),
    Unit.NUMBER,
    value(1, _JIANGSU["8"], region=JIANGSU),
    value(1, cite(HENAN_ANSWER), region=HENAN),
    is_local=True,
)
SEVERAL_PLACES = rule(
    "registration.several-places",
    Text("可以同时备案多个就医地（1为可以）", "Several places at once are allowed (1: yes)"),
    Unit.NUMBER,
    value(0, _JIANGSU["11"], region=JIANGSU, key=(PROMISE,)),
    value(1, _JIANGSU["11"], region=JIANGSU, key=(PAPER,)),
    value(1, _JIANGSU["11"], region=JIANGSU, key=(DATA,)),
    axes=(PROOF,),
    is_local=True,
    words=PROOFS,
)
# Where it has a value, the paper that was promised is owed by then; elsewhere the promise stands.
PROMISE_MONTHS = rule(
    "registration.promise-months",
    Text("承诺的材料最迟在几个月内提交", "Months within which a promised paper is due"),
    Unit.MONTHS,
    value(6, cite(HENAN_ANSWER), region=HENAN),
    is_local=True,
)
BROKEN_MONTHS = rule(
    "registration.broken-promise-months",
    Text("未兑现承诺后须提交材料的月数", "Months in which papers are asked after a broken promise"),
    Unit.MONTHS,
    value(24, cite(HENAN_ANSWER), region=HENAN),
    is_local=True,
)
FREE_IN_PROVINCE = rule(
    "registration.free-in-province",
    Text("省内就医免备案（1为免）", "No registration inside the province (1: none)"),
    Unit.NUMBER,
    is_local=True,
)
LATE_CLAIM_MONTHS = rule(
    "registration.late-claim-months",
    Text("自费结算后补办备案并申请报销的月数", "Months to register late and claim after paying"),
    Unit.MONTHS,
    value(12, cite(DONGGUAN_ANSWER), region="441900"),
    value(12, cite(LUOYANG_ANSWER), region="410300"),
    is_local=True,
)
DAYS_BACK = rule(
    "registration.days-back",
    Text("备案可以追溯的天数", "Days by which a registration may begin in the past"),
    Unit.DAYS,
    is_local=True,
)
DAYS_AHEAD = rule(
    "registration.days-ahead",
    Text("备案可以提前办理的天数", "Days by which one may register ahead"),
    Unit.DAYS,
    value(90, cite(PORTAL_PRACTICE)),
)
# No text names days for the whole country: two, by analogy to licences and as guides of places say.
REVIEW = rule(
    "term.care.review",
    Text("异地就医备案：自收到申请之日起", "Treatment elsewhere, from the day of the application"),
    Unit.WORKING_DAYS,
    value(2, cite(LICENSING_LAW, "32", verified=False), TREATMENT_ELSEWHERE.effective_on),
    value(1, _JIANGSU["9"], region=JIANGSU),
)
RULES = (
    LEAST_MONTHS,
    MOST_MONTHS,
    LOCK_MONTHS,
    PROMISE_ALLOWED,
    SEVERAL_PLACES,
    PROMISE_MONTHS,
    BROKEN_MONTHS,
    FREE_IN_PROVINCE,
    LATE_CLAIM_MONTHS,
    DAYS_BACK,
    DAYS_AHEAD,
)
