"""Reasons in moves between schemes of old-age insurance, and for those who have left them."""

from functools import partial

from agencies.rules.terms import Insurance
from casework.rules.reasons import ReasonClass, Use, reason_for
from law import documents as law
from law.documents import cite
from law.wording import Text

N, R, H, NOTE = (
    ReasonClass.NOT_NEEDED,
    ReasonClass.REFUSE,
    ReasonClass.HOLD,
    ReasonClass.NOTE,
)
_LETTER = Use.RETURN_OF_LETTER
_pension = partial(reason_for, Insurance.PENSION)
# 17号 art. 3 says fifteen; 国务院关于渐进式延迟法定退休年龄的办法 art. 2 raises it by the year in
# which somebody retires.
_YEARS = Text(
    "15年；2030年起退休的，每年提高6个月，2039年起为20年",
    "15 years; for those who retire from 2030 on half a year more each year, 20 from 2039 on",
)

SCHEMES = (
    _pension(
        "C01",
        R,
        Text(
            "城乡居民与职工养老保险之间的衔接，要在达到职工法定退休年龄时才能办理。",
            "The resident and the employee scheme can be linked only at employee retirement age.",
        ),
        Text("请在达到法定退休年龄时申请。", "Apply when you reach the statutory retirement age."),
        cite(law.PENSION_RESIDENT_LINK, "3"),
        leads_to="calculator:retirement-age",
    ),
    _pension(
        "C02",
        R,
        Text(
            f"您的职工养老保险缴费未达到按月领取养老金的最低年限（{_YEARS.zh}），"
            "不能由城乡居民养老保险转入职工养老保险。",
            f"You have fewer years in the employee scheme than its monthly pension needs "
            f"({_YEARS.en}), so the resident pension cannot be linked to it.",
        ),
        Text(
            "您可以延长缴费至达到最低年限，或者申请转入城乡居民养老保险。",
            "You may go on paying until you have the years needed, or link to the resident scheme.",
        ),
        cite(law.PENSION_RESIDENT_LINK, "3"),
    ),
    _pension(
        "C03",
        R,
        Text(
            f"您的职工养老保险缴费已达到按月领取养老金的最低年限（{_YEARS.zh}），"
            "应按职工养老保险领取待遇，不转入城乡居民养老保险。",
            f"You have the years that the employee scheme's monthly pension needs ({_YEARS.en}) "
            "and will draw it; it is not linked to the resident scheme.",
        ),
        Text(
            "您可以申请将城乡居民养老保险转入职工养老保险。",
            "You may link your resident pension to the employee scheme instead.",
        ),
        cite(law.PENSION_RESIDENT_LINK, "3"),
    ),
    _pension(
        "C04",
        R,
        Text(
            "城乡养老保险制度衔接的申请地不对。",
            "This is not the place where linking the two schemes is applied for.",
        ),
        Text(
            "转入职工养老保险的，请向职工待遇领取地申请；转入居民养老保险的，请向居民参保地申请。",
            "To link to the employee scheme apply where you will draw that pension; to link to the "
            "resident scheme apply where you are enrolled in it.",
        ),
        cite(law.PENSION_RESIDENT_LINK, "4"),
    ),
    _pension(
        "C05",
        N,
        Text(
            "您已领取其中一种养老保险待遇，不再办理制度衔接。",
            "You already draw one of the two pensions; they are no longer linked.",
        ),
        Text("您的待遇照常发放。", "Your pension goes on being paid."),
        cite(law.PENSION_RESIDENT_LINK),
    ),
    _pension(
        "C06",
        NOTE,
        Text(
            "您同时领取职工和居民两种养老保险待遇，应终止居民养老保险关系。",
            "You draw both an employee and a resident pension; the resident one must be ended.",
        ),
        Text(
            "居民个人账户余额（政府补贴除外）退还给您，已领的基础养老金需要退回。",
            "The balance of the resident account, less government subsidies, is paid back to you; "
            "the basic pension drawn from it must be returned.",
        ),
        cite(law.PENSION_RESIDENT_LINK, "8"),
    ),
    _pension(
        "C07",
        H,
        Text(
            "您正在领取居民养老保险待遇；职工养老保险关系能否转移，规定没有写明，需要工作人员核实。",
            "You draw a resident pension. The rules do not say whether an employee's relationship "
            "moves then: a clerk has to look.",
        ),
        Text(
            "您可以提交申请，请工作人员决定。",
            "You may send the application and ask a clerk to decide.",
        ),
        cite(law.PENSION_RESIDENT_LINK, "8"),
        verified=False,
    ),
    _pension(
        "D01",
        R,
        Text(
            "从机关事业单位辞职、被辞退、开除等离开的人员，由原单位申请转到户籍地企业经办机构。",
            "After leaving an institution by resignation or dismissal, the relationship goes to "
            "the enterprise agency of the hukou place, on the former employer's application.",
        ),
        Text("请联系原单位为您申请。", "Ask your former employer to apply for you."),
        cite(law.PENSION_INSTITUTION_PROCEDURE, "9"),
    ),
    _pension(
        "D02",
        H,
        Text(
            "您的职业年金还有记账部分没有做实，或补记资金没有到位。",
            "Part of your occupational annuity exists only on the books or has not been paid in.",
        ),
        Text(
            "由原单位补足资金后继续办理，无需重新申请。",
            "The transfer goes on once your former employer has paid it in. You need not apply "
            "again.",
        ),
        cite(law.PENSION_INSTITUTION_LINK),
        _LETTER,
        verified=False,
    ),
    _pension(
        "D03",
        H,
        Text(
            "原单位登记的停保原因不对，转移模块中查不到您。",
            "Your former employer gave the wrong reason for ending your enrolment, so you cannot "
            "be found for a transfer.",
        ),
        Text(
            "请原单位将停保原因改为“统筹内转出”。",
            "Ask your former employer to change the reason to “transferred within the pool”.",
        ),
        cite(law.PENSION_INSTITUTION_PROCEDURE),
        _LETTER,
    ),
    _pension(
        "E01",
        N,
        Text(
            "退役军人的养老保险由部队财务部门直接转来，不需要您申请。",
            "A retiring soldier's insurance is sent by the army's finance office; you need not "
            "apply.",
        ),
        Text(
            "如果在安置地查不到，请联系安置地经办机构补办。",
            "If it cannot be found at your place of resettlement, ask the agency there.",
        ),
        cite(law.PENSION_MILITARY),
    ),
    _pension(
        "E02",
        R,
        Text(
            "参保人已去世，养老保险关系不再转移。",
            "The insured person has died, so the relationship is no longer moved.",
        ),
        Text(
            "个人账户余额可以依法继承，请家属向参保地经办机构申请。",
            "The balance of the personal account can be inherited: the family applies to the "
            "agency where the person was insured.",
        ),
        cite(law.SOCIAL_INSURANCE_LAW, "14"),
        _LETTER,
    ),
    _pension(
        "E03",
        R,
        Text(
            "养老保险关系已按您的书面申请终止，个人账户已一次性支付给您。",
            "The relationship was ended at your written request and the account was paid out to "
            "you.",
        ),
        Text(
            "重新参保后，缴费年限从重新参保时算起。",
            "If you are insured again, your months count from then on.",
        ),
        cite(law.SOCIAL_INSURANCE_LAW_RULES),
        _LETTER,
    ),
    _pension(
        "E04",
        N,
        Text(
            "您出国定居但保留中国国籍，养老保险账户继续保留，不需要转移。",
            "You live abroad and kept your nationality: the account is kept and need not be moved.",
        ),
        Text(
            "达到领取年龄时，按规定在国内申领养老金。",
            "At pension age you claim your pension by the ordinary rules.",
        ),
        cite(law.SOCIAL_INSURANCE_LAW_RULES),
    ),
)
