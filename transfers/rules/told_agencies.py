"""Reasons in the words of one agency to another: what was found, and what is needed now.

The reasons themselves speak to the insured person. These stand on the note with which a letter goes
back and in a question about money; they rest on the article of the reason of the same code.
"""

from dataclasses import dataclass

from law.wording import Text


@dataclass(frozen=True)
class ToAgency:
    """What one agency found, and what the other has to do about it."""

    found: Text
    needed: Text


_TELL = Text(
    "请你处向参保人员说明并办结该业务件。",
    "Please tell the insured person and close the case.",
)
_DEATH = ToAgency(
    Text("参保人员已死亡。", "The insured person has died."),
    Text(
        "请你处核实并登记死亡，由两名工作人员决定是否继续办理。",
        "Please confirm and record the death; two persons then decide whether the case goes on.",
    ),
)
_OTHER_IDENTITY = ToAgency(
    Text(
        "参保人员的姓名或证件号码与我处登记不一致。",
        "Name or identity number differ from what is registered with us.",
    ),
    Text(
        "请你处核对；登记有误的一方更正后重新发函。",
        "Please compare; send the letter again once the record that is wrong has been corrected.",
    ),
)
_STILL_INSURED = Text(
    "参保人员在我处仍为正常参保状态，没有停保。",
    "The insured person is still insured with us.",
)
_AFTER_STOPPING = Text(
    "请你处告知参保人员或其原单位办理停保，停保后重新发函。",
    "Please let the person or the former employer stop it, then send the letter again.",
)

TO_AGENCY = {
    "A01": ToAgency(
        Text(
            "参保人员已在我处领取基本养老保险待遇。",
            "The insured person already draws a pension from us.",
        ),
        _TELL,
    ),
    "A05": ToAgency(
        Text(
            "我处没有该参保人员未终止的养老保险账户。",
            "We hold no open pension account of this person.",
        ),
        Text(
            "请你处核对原参保地；发错经办机构的，请转发正确的经办机构。",
            "Please check the original place, and send the letter on if it went to the wrong "
            "agency.",
        ),
    ),
    "A06": ToAgency(_STILL_INSURED, _AFTER_STOPPING),
    "A10": _OTHER_IDENTITY,
    "A11": ToAgency(
        Text(
            "该参保人员的同一项转移已在我处办理，或者已经办结。",
            "The same transfer of this person is under way with us or has been completed.",
        ),
        Text(
            "请你处核对是否重复发函；重复的，请办结该业务件。",
            "Please check whether this is a second letter, and close the case if it is.",
        ),
    ),
    "D02": ToAgency(
        Text(
            "参保人员的职业年金记账部分没有做实，或补记资金没有到位。",
            "Part of the occupational annuity exists only on the books or has not been paid in.",
        ),
        Text(
            "原单位补足资金后，请你处重新发函，参保人员无需重新申请。",
            "Please send the letter again once the former employer has paid it in; the person "
            "need not apply again.",
        ),
    ),
    "D03": ToAgency(
        Text(
            "原单位登记的停保原因不对，转移模块中查不到该参保人员。",
            "The former employer gave the wrong reason for ending the enrolment, so the person "
            "cannot be found for a transfer.",
        ),
        Text(
            "原单位将停保原因改为“统筹内转出”后，请你处重新发函。",
            "Please send the letter again once the employer has changed it to “transferred within "
            "the pool”.",
        ),
    ),
    "E02": _DEATH,
    "E03": ToAgency(
        Text(
            "养老保险关系已按本人书面申请终止，个人账户已一次性支付。",
            "The relationship was ended at the person's written request and the account paid out.",
        ),
        _TELL,
    ),
    "F01": ToAgency(
        Text(
            "我处没有查到该参保人员，或联系函发错了经办机构。",
            "We cannot find this person, or the letter went to the wrong agency.",
        ),
        Text(
            "请你处核对后重新发函，或转发给正确的经办机构。",
            "Please check and send the letter again, or on to the right agency.",
        ),
    ),
    "F02": ToAgency(
        Text(
            "联系函上的银行账户或机构信息不全。",
            "The bank or agency data in the letter are incomplete.",
        ),
        Text("请你处补全后重新发函。", "Please complete them and send the letter again."),
    ),
    "F06": ToAgency(
        Text("联系函没有送达或已遗失。", "The letter was lost or never arrived."),
        Text("请你处重新发函。", "Please send it again."),
    ),
    "OUT_NOT_STOPPED": ToAgency(_STILL_INSURED, _AFTER_STOPPING),
    "OUT_ENDED": ToAgency(
        Text(
            "参保人员在我处的医保关系已终止或已转走。",
            "The relationship of this person with us has ended or moved on.",
        ),
        Text(
            "请你处核对转出地；没有可以转移的，请办结该业务件并告知参保人员。",
            "Please check the original place. If nothing is left to move, close the case and tell "
            "the insured person.",
        ),
    ),
    "IN_HOSPITAL": ToAgency(
        Text(
            "参保人员正在住院，还没有办理出院结算。",
            "The insured person is in hospital, and the stay is not settled.",
        ),
        Text(
            "出院结算后，请你处重新发函。",
            "Please send the letter again after the discharge has been settled.",
        ),
    ),
    "ACCOUNT_NEGATIVE": ToAgency(
        Text("参保人员的个人账户余额为负数。", "The balance of the account is below zero."),
        Text(
            "请你处告知参保人员到我处结清，结清后重新发函。",
            "Please let the person settle it with us, then send the letter again.",
        ),
    ),
    "ARREARS": ToAgency(
        Text(
            "参保人员在我处有医保欠费没有到账。",
            "Contributions of this person are still owed to us.",
        ),
        Text(
            "请你处告知参保人员或其原单位补缴，到账后重新发函。",
            "Please let the person or the former employer have them paid, then send the letter "
            "again.",
        ),
    ),
    "IDENTITY_MISMATCH": _OTHER_IDENTITY,
    "RETIREE": ToAgency(
        Text(
            "参保人员已在我处享受退休人员医保待遇。",
            "The insured person has medical insurance with us as a retiree.",
        ),
        _TELL,
    ),
    "DECEASED": _DEATH,
    "NO_RECORD": ToAgency(
        Text(
            "我处没有查到该参保人员的医保记录。",
            "We hold no record of medical insurance of this person.",
        ),
        Text(
            "请你处核对转出地；发错经办机构的，请转发正确的经办机构。",
            "Please check the original place, and send the letter on if it went to the wrong "
            "agency.",
        ),
    ),
    "F03": ToAgency(
        Text(
            "到账金额与信息表上的转移总额不一致。",
            "The money received differs from the total on the information form.",
        ),
        Text(
            "请你处核对信息表和拨付记录后答复。",
            "Please compare the form with what was paid out, and answer.",
        ),
    ),
    "F04": ToAgency(
        Text(
            "只收到信息表没有收到资金，或只收到资金没有收到信息表。",
            "The information form came without the money, or the money without the form.",
        ),
        Text("请你处补发。", "Please send what is missing."),
    ),
    "F05": ToAgency(
        Text(
            "信息表上的合计、月数或记账比例前后不符。",
            "The sums, months or recording rates on the information form do not agree.",
        ),
        Text("请你处更正信息表。", "Please correct the information form."),
    ),
}
