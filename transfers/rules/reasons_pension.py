"""Reasons in transfers of old-age insurance between provinces."""

from functools import partial

from agencies.rules.terms import Insurance
from casework.rules.reasons import ReasonClass, Use, reason_for
from law import documents as law
from law.documents import cite
from law.wording import Text

N, R, H = ReasonClass.NOT_NEEDED, ReasonClass.REFUSE, ReasonClass.HOLD
# A condition that is still unmet after it was asked for is refused; arrears never are (A07).
_ASKED_IN_VAIN = Use.REFUSAL
_LETTER = Use.RETURN_OF_LETTER
_pension = partial(reason_for, Insurance.PENSION)

RELATIONSHIP = (
    _pension(
        "A01",
        R,
        Text(
            "您已经开始领取基本养老保险待遇，养老保险关系不再转移。",
            "You already draw a pension, so the pension relationship is no longer moved.",
        ),
        Text(
            "您的养老金继续由现在的发放地发放，无需办理任何手续。",
            "Your pension goes on being paid where it is paid now. You need not do anything.",
        ),
        cite(law.PENSION_TRANSFER, "2"),
        _LETTER,
    ),
    _pension(
        "A02",
        N,
        Text(
            "您是在同一个省内变动工作，企业职工养老保险关系不需要转移。",
            "You changed jobs within one province; an employee's pension relationship need not be "
            "moved for that.",
        ),
        Text(
            "各段缴费年限会在您办理退休时由省内合并计算。",
            "All your months are added up within the province when you retire.",
        ),
        cite(law.PENSION_TRANSFER, "3"),
    ),
    _pension(
        "A03",
        N,
        Text(
            "您参保时已年满50周岁（男）或40周岁（女），且新参保地不是户籍所在省，"
            "新参保地为您建立临时缴费账户，养老保险关系继续保留在原参保地。",
            "You were 50 (men) or 40 (women) or older when you were enrolled outside your hukou "
            "province. The new place keeps a temporary account, and your pension relationship "
            "stays where it was.",
        ),
        Text(
            "您在新参保地的全部缴费，会在下次跨省转移或到达领取年龄时连本带息转走，一分不少。",
            "Everything paid at the new place follows with interest at your next move to another "
            "province or at pension age. Nothing is lost.",
        ),
        cite(law.PENSION_TRANSFER, "5(2)"),
    ),
    _pension(
        "A04",
        R,
        Text(
            "您在新参保地还没有参保，或者还没有缴费记录。",
            "You are not yet enrolled at the new place, or nothing has been paid there.",
        ),
        Text(
            "请先在新参保地参保并缴费，缴费到账后再申请。",
            "Enrol and pay at the new place first, and apply once the payment has arrived.",
        ),
        cite(law.PENSION_TRANSFER, "8(1)"),
    ),
    _pension(
        "A05",
        R,
        Text(
            "在原参保地或新参保地没有查到您未终止的养老保险账户。",
            "No open pension account of yours was found at the original or the new place.",
        ),
        Text(
            "请核对参保地；新参保地的账户已终止的，请先在当地重新参保缴费；原参保地确有缴费的，"
            "请凭缴费记录联系当地经办机构。",
            "Check the places you chose. Where the account at the new place has ended, enrol and "
            "pay there again first. If you did pay at the original place, contact its agency with "
            "your record of contributions.",
        ),
        cite(law.PENSION_SERVICE_GUIDE),
        _LETTER,
    ),
    _pension(
        "A06",
        H,
        Text(
            "您在原参保地的养老保险仍是参保缴费状态，还没有停保。",
            "Your pension insurance at the original place is still active.",
        ),
        Text(
            "请联系原单位或原参保地经办机构办理停保，停保后就可以办理转移。",
            "Ask your former employer or the original agency to suspend it. After that it can be "
            "moved.",
        ),
        cite(law.PENSION_SERVICE_GUIDE),
        _ASKED_IN_VAIN,
        _LETTER,
    ),
    _pension(
        "A07",
        H,
        Text(
            "您在原参保地有欠费月份。",
            "Contributions for some months are still owed at the original place.",
        ),
        Text(
            "您可以先补缴，也可以书面放弃：放弃后照常转移，但欠费月份不计缴费年限、不转资金，"
            "以后不能再补缴。",
            "You may pay them first, or give them up in writing: the transfer then goes on, but "
            "the months owed do not count, move no money, and cannot be paid later.",
        ),
        cite(law.PENSION_NOTICE_187, "2"),
        leads_to="dues",
    ),
    _pension(
        "A08",
        R,
        Text(
            "申请归集的省份不是您的养老保险待遇领取地。",
            "You will not draw your pension in the province chosen for collecting everything.",
        ),
        Text(
            "请向待遇领取地申请；本平台可以帮您推算待遇领取地。",
            "Apply at the place where you will draw your pension; this portal can work it out.",
        ),
        cite(law.PENSION_TRANSFER, "6"),
        leads_to="calculator:benefit-place",
    ),
    _pension(
        "A09",
        N,
        Text(
            "您没有需要跨省转移的养老保险关系，只有省内已封存的缴费记录。",
            "There is no relationship to move to another province, only sealed records within one.",
        ),
        Text(
            "封存的记录会在您退休时由省内归集，期间照常计息。",
            "They earn interest and are collected within the province when you retire.",
        ),
        cite(law.PENSION_TRANSFER, "11", verified=False),
    ),
    _pension(
        "A10",
        H,
        Text(
            "您在两地登记的姓名或证件号码不一致。",
            "Your name or identity number is registered differently at the two places.",
        ),
        Text(
            "请到登记有误的一方更正信息，更正后就可以办理转移。",
            "Have it corrected at the place where it is wrong; after that it can be moved.",
        ),
        cite(law.HANDLING_REGULATIONS, "6"),
        _ASKED_IN_VAIN,
        _LETTER,
        leads_to="service:particulars-key",
    ),
    _pension(
        "A11",
        H,
        Text(
            "同一项转移已经在办理，或者已经办结。",
            "The same transfer is already under way or has been completed.",
        ),
        Text(
            "请在“我的业务”中查看进度，无需重复申请。",
            "Follow it under “My cases”. There is no need to apply twice.",
        ),
        cite(law.HANDLING_REGULATIONS, "12", verified=False),
        _ASKED_IN_VAIN,
        _LETTER,
        verified=False,
        leads_to="case_list",
    ),
    _pension(
        "A12",
        H,
        Text(
            "该地区或这类账户（如城乡居民养老保险）暂不能网上办理。",
            "This region, or this kind of account (such as a resident pension), is not yet online.",
        ),
        Text(
            "请携带身份证件到新参保地经办窗口办理，窗口不会要求您另交证明。",
            "Go to the counter of the new agency with your identity document. No other proof is "
            "needed.",
        ),
        cite(law.PENSION_SERVICE_GUIDE),
        _ASKED_IN_VAIN,
    ),
    _pension(
        "A13",
        H,
        Text(
            "代办人没有授权，或者代办人信息不全。",
            "The person acting for you has no authorisation, or their data are incomplete.",
        ),
        Text(
            "请在“委托代办”中授权代办人并补全其姓名、证件和电话，或由您本人申请。",
            "Authorise that person under “Acting for others” with their name, document and "
            "telephone number, or apply yourself.",
        ),
        cite(law.CIVIL_CODE, "165"),
        _ASKED_IN_VAIN,
        leads_to="mandates",
    ),
    _pension(
        "A14",
        H,
        Text(
            "您选择了组织调动，但没有提供县级以上组织或人社部门的批准文件。",
            "You claim an approved move, but the approval of a county-level or higher department "
            "is missing.",
        ),
        Text(
            "请把批准文件带到新参保地经办窗口；没有的，将按一般情况办理（可能建立临时缴费账户）。",
            "Take the approval to the counter of the new agency. Without it the ordinary rule "
            "applies, and a temporary account may be opened.",
        ),
        cite(law.PENSION_TRANSFER, "5(3)"),
        _ASKED_IN_VAIN,
    ),
    _pension(
        "A15",
        H,
        Text(
            "您在新参保地缴过费，但现在已停保；停保后能否转入，规定没有写明，需要工作人员核实。",
            "You have paid at the new place, but contributions there have stopped. The rules do "
            "not say whether the relationship moves there then: a clerk has to look.",
        ),
        Text(
            "在新参保地恢复缴费后就可以办理；也可以提交申请，请工作人员决定。",
            "It can move once you pay there again. You may also send the application and ask a "
            "clerk to decide.",
        ),
        cite(law.PENSION_TRANSFER, "8(1)"),
        verified=False,
    ),
    _pension(
        "A16",
        H,
        Text(
            "新参保地是一般账户还是临时账户，按现有记录不能确定，需要工作人员核实。",
            "The records do not tell for certain whether the new place keeps a general or a "
            "temporary account: a clerk has to look.",
        ),
        Text(
            "您可以提交申请，请工作人员核对首次参保的日期和账户类别。",
            "You may send the application and ask a clerk to check the day of your first "
            "enrolment and the kind of account.",
        ),
        cite(law.PENSION_TRANSFER, "5(2)"),
        verified=False,
    ),
)
