"""The term and the reasons of the two services, with their ways forward; the codes are ours."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import (
    CIVIL_CODE,
    HANDLING_REGULATIONS,
    IDENTITY_NUMBER_STANDARD,
    RETIREMENT_MEASURES,
    cite,
)
from law.values import Unit, rule, value
from law.wording import Text

REPORTING = cite(HANDLING_REGULATIONS, "10")
COMPARING = cite(HANDLING_REGULATIONS, "9")
REVIEW = rule(
    "term.particulars-key.review",
    Text("关键信息变更：自收到申请之日起", "Corrected identity, from the day of the application"),
    Unit.WORKING_DAYS,
    value(10, REPORTING),
)
NO_NEEDLESS_PAPER = cite(HANDLING_REGULATIONS, "31")


POLICE_SAME = service_reason(
    "PAR01",
    ReasonClass.NOTE,
    Text("公安登记的信息与您填写的一致。", "The police register says the same as you."),
    Text("不需要提交材料。", "No paper is needed."),
    COMPARING,
)
POLICE_OTHER = service_reason(
    "PAR02",
    ReasonClass.HOLD,
    Text(
        "公安登记的信息或证件号码本身与您填写的不一致。",
        "The police register, or the number itself, says something else than you.",
    ),
    Text(
        "请先核对证件；公安登记有误的，先到公安机关更正。经办人员会核实，也可能请您出示公安机关的证明。",
        "Compare it with your document. If the police register is wrong, have it corrected there "
        "first. A clerk looks into it and may ask to see a paper of the police.",
    ),
    COMPARING,
    Use.REFUSAL,
)
OTHER_RECORD = service_reason(
    "PAR03",
    ReasonClass.HOLD,
    Text("新号码已属于另一参保记录。", "The new number has a record of its own already."),
    Text(
        "两份记录不会自动合并。经办人员会核对两份缴费记录，必要时请您带证件到窗口办理。",
        "Two records are never merged by themselves. A clerk compares both histories, and may ask "
        "you to come to the counter with your document.",
    ),
    REPORTING,
    Use.REFUSAL,
)
OPEN_CASES = service_reason(
    "PAR04",
    ReasonClass.NOTE,
    Text("您有正在办理的业务，将收到更正通知。", "Your open cases are told of the change."),
    Text("您不用另外通知。", "You need not tell anybody yourself."),
    REPORTING,
)
RETIREMENT_MAY_MOVE = service_reason(
    "PAR05",
    ReasonClass.NOTE,
    Text(
        "出生日期或性别的变化可能影响退休时间。",
        "Another birth date or sex may move the month of your retirement.",
    ),
    Text(
        "退休时间由经办机构依据档案另行认定，本次更正不作认定。",
        "Your file decides that month, and the agency determines it separately; this change does "
        "not.",
    ),
    cite(RETIREMENT_MEASURES, "1"),
)
# The limit is the portal's own, so it refuses nobody: the counter decides.
PHONE_OF_OTHERS = service_reason(
    "PAR06",
    ReasonClass.HOLD,
    Text(
        "该手机号已登记在其他参保人名下，或共用人数已满。",
        "This phone is on the record of other insured persons, or of too many of them.",
    ),
    Text(
        "家人共用的，请说明关系，最多与3名家人共用；不是家人的，请换一个号码，或带证件到窗口办理。",
        "If your family shares it, say so and how you are related: three others at most. Otherwise "
        "use another number, or go to the counter with your document.",
    ),
    cite(HANDLING_REGULATIONS, "8", verified=False),
)
LETTERS_BEFORE = service_reason(
    "PAR08",
    ReasonClass.NOTE,
    Text("更正以前出具的文书保留当时的内容。", "Letters issued before keep what they said then."),
    Text("使用时请附上更正决定书。", "Show them together with the decision on this change."),
    REPORTING,
)
NOTHING_CHANGES = service_reason(
    "PAR09",
    ReasonClass.REFUSE,
    Text(
        "填写的内容与登记的一致，没有需要更正的。",
        "The record says this already: nothing would change.",
    ),
    Text("请核对后修改，或者不再提交。", "Compare and correct it, or send nothing."),
    REPORTING,
)
POLICE_SILENT = service_reason(
    "PAR10",
    ReasonClass.HOLD,
    Text("公安部门尚未答复。", "The police have not answered yet."),
    Text(
        "您可以先提交，系统会继续核对，由经办人员审核；也可以过几分钟再看。",
        "You may send it all the same: the portal goes on asking, and a clerk reviews it. Or look "
        "again in a few minutes.",
    ),
    COMPARING,
)
YOUNG = service_reason(
    "PAR11",
    ReasonClass.HOLD,
    Text("参保人未满16周岁。", "The insured person is younger than 16."),
    Text("经办人员会联系监护人核实。", "A clerk gets in touch with the guardian before deciding."),
    cite(CIVIL_CODE, "19", verified=False),
    Use.REFUSAL,
)
IN_FUTURE = service_reason(
    "PAR12",
    ReasonClass.REFUSE,
    Text("填写的日期晚于今天。", "A date lies in the future."),
    Text("请改正日期。", "Correct the date."),
    REPORTING,
)
VERY_OLD = service_reason(
    "PAR13",
    ReasonClass.HOLD,
    Text("出生日期在130多年以前。", "The date of birth is more than 130 years ago."),
    Text(
        "请核对证件号码第7至14位；确实无误的，由经办人员核实。",
        "Check the 7th to 14th digits of the number; if they are right, a clerk looks into it.",
    ),
    cite(IDENTITY_NUMBER_STANDARD),
    Use.REFUSAL,
)
# For a clerk who refuses.
NOT_SHOWN = service_reason(
    "PAR14",
    ReasonClass.REFUSE,
    Text("未能证明登记的信息有误。", "It was not shown that the record is wrong."),
    Text(
        "取得公安机关或其他单位的证明后，可以重新申请。",
        "Once the police or another authority confirm it you may apply again.",
    ),
    REPORTING,
)
PLAIN_REVIEW = rule(
    "term.particulars-plain.review",
    Text("一般信息变更：自收到申请之日起", "Plain particulars, from the day of the application"),
    Unit.WORKING_DAYS,
    value(10, REPORTING),
)
COMPARED_FIRST = service_reason(
    "PAR20",
    ReasonClass.HOLD,
    Text(
        "民族以公安登记为准，由经办人员核对。",
        "The ethnic group is what the police register says, so a clerk compares the two.",
    ),
    Text(
        "您可以照常提交，经办人员核对后即办结。",
        "Send it as usual: a clerk compares the two, and it is done.",
    ),
    COMPARING,
    Use.REFUSAL,
)

# --- The account to which one is paid --------------------------------------------------------
PAY_REVIEW = rule(
    "term.pay-account-change.review",
    Text("收款账户变更：自收到申请之日起", "Another account, from the day of the application"),
    Unit.WORKING_DAYS,
    value(10, REPORTING),
)
# Art. 9 has agencies compare data; that banks are asked is the practice of agencies.
BY_THE_BANK = cite(HANDLING_REGULATIONS, "9", verified=False)
ACCOUNT_STATE = service_reason(
    "PAR07",
    ReasonClass.HOLD,
    Text("收款账户状态异常。", "The account does not work, or takes only limited sums."),
    Text(
        "请到银行激活，或者改用其他账户（例如社会保障卡的银行账户）。",
        "Have the bank activate it, or name another account, such as that of your social security "
        "card.",
    ),
    BY_THE_BANK,
    Use.REFUSAL,
)
OTHER_HOLDER = service_reason(
    "PAR15",
    ReasonClass.HOLD,
    Text("收款账户户名与本人不一致。", "The account is not in your name."),
    Text(
        "请使用本人名下的账户；银行登记的姓名用字不同的，由经办人员核实。",
        "Name an account of your own. If the bank only writes your name otherwise, a clerk looks "
        "into it.",
    ),
    BY_THE_BANK,
    Use.REFUSAL,
)
BANK_SILENT = service_reason(
    "PAR16",
    ReasonClass.HOLD,
    Text("银行尚未答复。", "The bank has not answered yet."),
    Text(
        "您可以先提交，由经办人员核实；也可以过几分钟再看。",
        "You may send it all the same, and a clerk looks into it. Or look again in a few minutes.",
    ),
    BY_THE_BANK,
)
# The limits are the portal's own, so they refuse nobody: a clerk looks first.
LOOKED_AT_FIRST = service_reason(
    "PAR17",
    ReasonClass.HOLD,
    Text(
        "为防止冒领，这次变更需要人工核查。", "A clerk looks at this change first, against fraud."
    ),
    Text(
        "您可以照常提交；经办人员核查后书面告知您，核查期间仍付到原账户。",
        "Send it as usual. You hear in writing; until then payments go where they went before.",
    ),
    cite(HANDLING_REGULATIONS, "8", verified=False),
)
SAME_ACCOUNT = service_reason(
    "PAR18",
    ReasonClass.REFUSE,
    Text("现在就是付到这个账户。", "Payments go to this account already."),
    Text("请核对后修改，或者不再提交。", "Compare and correct it, or send nothing."),
    REPORTING,
)
# For a clerk who refuses.
ACCOUNT_NOT_PROVEN = service_reason(
    "PAR19",
    ReasonClass.REFUSE,
    Text("未能证明该账户为本人所有。", "It was not shown that the account is this person's own."),
    Text(
        "请到银行核实户名后重新申请，或带证件到窗口办理。",
        "Have the bank check the name and apply again, or go to the counter with your document.",
    ),
    REPORTING,
)
