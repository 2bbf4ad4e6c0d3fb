"""Reasons in transfers of medical insurance (医保办发〔2021〕43号 and the lists in use)."""

from functools import partial

from agencies.rules.terms import Insurance
from casework.rules.reasons import ReasonClass, Use, reason_for
from law import documents as law
from law.documents import cite
from law.wording import Text

N, R, H = ReasonClass.NOT_NEEDED, ReasonClass.REFUSE, ReasonClass.HOLD
_LETTER = Use.RETURN_OF_LETTER
_medical = partial(reason_for, Insurance.MEDICAL)

_MEDICAL_RULES = cite(law.MEDICAL_TRANSFER)
_MEDICAL_SCOPE = cite(law.MEDICAL_TRANSFER, "2")
_MEDICAL_CASES = cite(law.MEDICAL_TRANSFER, "4")

MEDICAL = (
    _medical(
        "OUT_NOT_STOPPED",
        R,
        Text(
            "您在转出地的医保仍在正常参保，还没有停保。",
            "Your medical insurance at the original place is still active.",
        ),
        Text(
            "请联系原单位或转出地医保经办机构办理停保后再申请。",
            "Ask your former employer or the original agency to stop it, then apply again.",
        ),
        _MEDICAL_RULES,
        _LETTER,
    ),
    _medical(
        "OUT_ENDED",
        H,
        Text(
            "您在转出地的医保关系已终止或已转走，是否还有可以转移的，需要工作人员核实。",
            "Your insurance at the original place has ended or moved on. A clerk has to look "
            "whether anything is left to move.",
        ),
        Text(
            "您可以提交申请，请工作人员决定。",
            "You may send the application and ask a clerk to decide.",
        ),
        _MEDICAL_CASES,
        _LETTER,
        verified=False,
    ),
    _medical(
        "IN_NOT_ENROLLED",
        R,
        Text(
            "您目前没有在转入地按规定参保缴费。", "You are not insured at the new place at present."
        ),
        Text("请先在转入地参保缴费，再申请转移。", "Enrol and pay at the new place, then apply."),
        _MEDICAL_RULES,
    ),
    _medical(
        "IN_HOSPITAL",
        R,
        Text(
            "您正在住院，还没有办理出院结算。",
            "You are in hospital and have not been discharged and settled.",
        ),
        Text(
            "请在出院结算后再申请，以免影响本次报销。",
            "Apply after discharge, so that this stay is reimbursed in full.",
        ),
        _MEDICAL_RULES,
        _LETTER,
    ),
    _medical(
        "ACCOUNT_NEGATIVE",
        R,
        Text(
            "您的医保个人账户余额为负数。",
            "The balance of your medical personal account is below zero.",
        ),
        Text(
            "请联系转出地经办机构结清后再申请。",
            "Settle it with the original agency, then apply again.",
        ),
        _MEDICAL_RULES,
        _LETTER,
    ),
    _medical(
        "ARREARS",
        R,
        Text(
            "您在转出地有医保欠费没有到账。",
            "Medical contributions are still owed at the original place.",
        ),
        Text(
            "请联系原单位或转出地补缴，到账后再申请。",
            "Ask your former employer or the original agency to have them paid, then apply again.",
        ),
        _MEDICAL_RULES,
        _LETTER,
    ),
    _medical(
        "OPEN_TRANSFER",
        R,
        Text("您有一笔医保转移正在办理。", "A transfer of your medical insurance is under way."),
        Text(
            "请在“我的业务”中查看进度，办结后如仍需要再申请。",
            "Follow it under “My cases”, and apply afterwards if you still need to.",
        ),
        _MEDICAL_RULES,
        leads_to="case_list",
    ),
    _medical(
        "IDENTITY_MISMATCH",
        R,
        Text(
            "您在两地登记的姓名或证件号码不一致。",
            "Your name or identity number is registered differently at the two places.",
        ),
        Text(
            "请先到登记有误的一方更正信息，再申请。",
            "Have it corrected at the place where it is wrong, then apply again.",
        ),
        _MEDICAL_RULES,
        Use.CORRECTION,
        _LETTER,
        leads_to="service:particulars-key",
    ),
    _medical(
        "RETIREE",
        R,
        Text(
            "您已享受退休人员医保待遇，医保关系不再转移。",
            "You have medical insurance as a retiree; it is not moved.",
        ),
        Text(
            "长期住在外地的，可以办理异地就医备案，在居住地直接结算。",
            "If you live elsewhere, register for treatment there and have it settled directly.",
        ),
        _MEDICAL_SCOPE,
        _LETTER,
        leads_to="care_which",
    ),
    _medical(
        "RESIDENT_SAME_YEAR",
        R,
        Text(
            "城乡居民医保在当年参保期内原则上不转移。",
            "A resident's medical insurance is in principle not moved within the same year.",
        ),
        Text(
            "请在转入地参加下一年度居民医保后再申请；今年仍在转出地享受待遇。",
            "Enrol at the new place for next year and apply then; until then you stay covered "
            "where you are.",
        ),
        _MEDICAL_CASES,
    ),
    _medical(
        "SAME_POOLING_AREA",
        N,
        Text(
            "转出地和转入地属于同一统筹区，不需要转移。",
            "Both places belong to one pooling area; nothing has to be moved.",
        ),
        Text("您的缴费年限和个人账户自动延续。", "Your months and your account simply continue."),
        _MEDICAL_SCOPE,
    ),
    _medical(
        "DECEASED",
        R,
        Text(
            "参保人已去世，医保关系不再转移。",
            "The insured person has died, so the insurance is no longer moved.",
        ),
        Text(
            "个人账户余额可以继承，请家属联系参保地医保经办机构。",
            "The balance of the account can be inherited: the family contacts the agency where the "
            "person was insured.",
        ),
        _MEDICAL_RULES,
        _LETTER,
        verified=False,
    ),
    _medical(
        "NO_RECORD",
        R,
        Text("转出地没有查到您的医保记录。", "No medical insurance was found at that place."),
        Text(
            "请核对转出地和险种；确有缴费的，请联系转出地经办机构。",
            "Check the place and the scheme. If you did pay there, contact that agency.",
        ),
        _MEDICAL_RULES,
        _LETTER,
        verified=False,
        leads_to="service:record-objection",
    ),
)
