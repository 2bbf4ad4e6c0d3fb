"""When an account is paid out or joined to another: the grounds, the term, the reasons (ENR).

社会保险法 art. 14: it is not drawn early, and inherited. 人社部令第13号 arts. 3 and 6 name the two
cases in which the insured person themselves has it paid out.
"""

from datetime import date

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    HANDLING_REGULATIONS,
    PENSION_NOTICE_187,
    SOCIAL_INSURANCE_LAW_RULES,
    Document,
    cite,
)
from law.local_documents import FOREIGNERS
from law.values import Unit, rule, value
from law.wording import Text
from services.enrolments.rules.reasons import ACCOUNT, ONE_NUMBER

ABROAD = cite(SOCIAL_INSURANCE_LAW_RULES, "6")
TOO_FEW = cite(SOCIAL_INSURANCE_LAW_RULES, "3")
ONE_RELATIONSHIP = cite(PENSION_NOTICE_187, "3")
FOREIGNER = cite(FOREIGNERS, "5")
_MEDICAL_DECISION = Document(
    "国发〔1998〕44号",
    Text(
        "国务院关于建立城镇职工基本医疗保险制度的决定",
        "State Council Decision on the Medical Insurance of Employees in Towns",
    ),
    date(1998, 12, 14),
    verified=False,
)
MEDICAL_ACCOUNT = cite(_MEDICAL_DECISION, "3")

CLOSING_REVIEW = rule(
    "term.account-closing.review",
    Text(
        "个人账户支付、合并：自收到申请之日起",
        "An account paid out or merged, from the day of the application",
    ),
    Unit.WORKING_DAYS,
    # No text for the country names a term of its own; this is that of an ending (art. 10).
    value(10, cite(HANDLING_REGULATIONS, "10", verified=False)),
)
# --- Whether there is something to pay out --------------------------------------------------------
NO_ACCOUNT = service_reason(
    "ENR22",
    ReasonClass.REFUSE,
    Text("没有查到有余额的个人账户。", "No account with money in it was found."),
    Text(
        "请核对险种和参保地；账户已经转到外地的，请到那里办理。",
        "Check insurance and place. Where the account has moved, ask there.",
    ),
    ACCOUNT,
)
UNDER_WAY = service_reason(
    "ENR16",
    ReasonClass.HOLD,
    Text(
        "账户与尚未办结的转移、欠费或多领的款项有关联。",
        "A transfer, unpaid months or money paid too much is still open with this account.",
    ),
    Text(
        "先办结那一项；经办人员会告诉您是哪一项。",
        "Finish that first: a clerk says what it is.",
    ),
    ACCOUNT,
    Use.REFUSAL,
)
YEARS_OPEN = service_reason(
    "ENR27",
    ReasonClass.HOLD,
    Text(
        "账簿中有以前年度尚未结息，由经办人员先结息。",
        "The books have not closed an earlier year: its interest is written first.",
    ),
    Text("不用您做什么。", "You need not do anything."),
    ACCOUNT,
)
# --- Inheriting -----------------------------------------------------------------------------------
SHARES = service_reason(
    "ENR14",
    ReasonClass.REFUSE,
    Text("继承份额合计不等于一。", "The shares do not add up to one."),
    Text(
        "请核对表中各人的份额，例如两人各占2份中的1份。",
        "Correct the table, for instance 1 of 2 for each of two heirs.",
    ),
    ACCOUNT,
)
NOT_AN_HEIR = service_reason(
    "ENR23",
    ReasonClass.REFUSE,
    Text("您不在填写的继承人中。", "You are not among the heirs in the table."),
    Text("由一位继承人申请，并把自己填进表中。", "One of the heirs asks, and stands in the table."),
    ACCOUNT,
)
DEATH_UNKNOWN = service_reason(
    "ENR24",
    ReasonClass.HOLD,
    Text(
        "记录中还没有死亡日期，或与填写的不同，由经办人员核对死亡证明。",
        "The record holds no day of death, or another one: a clerk compares the paper.",
    ),
    Text("请上传死亡证明。", "Add the paper that shows the death."),
    ACCOUNT,
)
NOT_ALL_AGREE = service_reason(
    "ENR25",
    ReasonClass.HOLD,
    Text("还有继承人没有同意。", "Not every heir has agreed yet."),
    Text(
        "请他们登录本平台，在“我的业务”旁的“继承”中同意；或者提交公证书、法院文书。",
        "Ask them to sign in here and agree under “Inheritance”, or bring a notary's or a court's "
        "paper.",
    ),
    ACCOUNT,
    Use.REFUSAL,
    leads_to="my_inheritances",
)
HEIR_UNKNOWN = service_reason(
    "ENR26",
    ReasonClass.HOLD,
    Text(
        "有继承人尚未在本平台核实身份，无法付款给他们。",
        "An heir is not known to this portal yet, so nothing can be paid to them.",
    ),
    Text(
        "请他们登录并核实身份，或到任何窗口核实。",
        "Ask them to prove who they are, here or at any counter.",
    ),
    ACCOUNT,
    leads_to="verify_identity",
)
NOT_SHOWN = service_reason(
    "ENR30",
    ReasonClass.REFUSE,
    Text(
        "材料不能证明死亡、亲属关系或继承份额。",
        "The papers do not show the death, who the heirs are, or their shares.",
    ),
    Text(
        "请补充公证书或法院文书后重新申请。",
        "Ask again with a paper of a notary or of the court.",
    ),
    ACCOUNT,
)
# --- Having one's own account paid out ------------------------------------------------------------
NOT_EARLY = service_reason(
    "ENR15",
    ReasonClass.REFUSE,
    Text("个人账户不得提前支取。", "The account cannot be drawn early."),
    Text(
        "出国（境）定居并丧失国籍、到龄而年限不够、死亡时才支付；其他情形留到退休。",
        "It is paid out to whoever settles abroad and is no longer Chinese, reaches the age "
        "without the years, or dies. Otherwise it stays until retirement.",
    ),
    ACCOUNT,
    leads_to="my_accounts",
)
ENOUGH_YEARS = service_reason(
    "ENR28",
    ReasonClass.HOLD,
    Text(
        "按记录，未到退休年龄，或缴费年限已经够，由经办人员核对。",
        "By the record the age is not reached, or the years suffice: a clerk looks at it.",
    ),
    Text("年限够的，可以按月领取养老金。", "With enough years a monthly pension is yours."),
    TOO_FEW,
    Use.REFUSAL,
)
NOT_SHOWN_LEAVING = service_reason(
    "ENR31",
    ReasonClass.REFUSE,
    Text(
        "材料不能证明已定居国（境）外、丧失国籍或离境。",
        "The papers do not show that you have settled abroad, are no longer Chinese, or leave.",
    ),
    Text("账户保留并计息；有了材料再申请。", "The account stays and earns interest: ask again."),
    ABROAD,
)
# --- Joining two ----------------------------------------------------------------------------------
NOTHING_TO_MERGE = service_reason(
    "ENR29",
    ReasonClass.REFUSE,
    Text(
        "同一机构没有您的两个同类账户。",
        "You do not have two accounts of this insurance with one agency.",
    ),
    Text(
        "一个在外地的，请办理转移接续：钱和年限一起过去。",
        "Where one of them is elsewhere, have it moved: money and years go together.",
    ),
    ONE_NUMBER,
    leads_to="transfer_start",
)
RULES = (CLOSING_REVIEW,)
