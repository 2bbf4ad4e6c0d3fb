"""Believable letters of a review: receipt, acceptance, refusal, and a letter that goes back."""

from datetime import UTC, date, datetime

from law.wording import Text
from letters.data import BankAccount, Filed, Reason, SubmissionReceipt
from transfers.letter_facts.review import AcceptanceLetter, Refusal, ReturnNote
from transfers.letter_samples.agencies import (
    CHENGDU,
    EMPLOYEES,
    GUANGZHOU,
    NEW_AGENCY,
    ORIGINAL_AGENCY,
    PATIENTS,
    on_every_letter,
)


def acceptance_letter(insurance="pension", **facts):
    return AcceptanceLetter(
        **on_every_letter(
            insurance,
            NEW_AGENCY,
            {
                "addressee": ORIGINAL_AGENCY[insurance],
                "scheme": EMPLOYEES if insurance == "pension" else PATIENTS,
                "bank": BankAccount(
                    holder=NEW_AGENCY[insurance].name.zh,
                    bank="中国工商银行股份有限公司广州第一支行",
                    number="3602000109000000000",
                    exchange_number="102581000013",
                ),
                "working_days": 15 if insurance == "pension" else 10,
                "contact": "王志强",
                "contact_phone": "020-12345679",
            }
            | facts,
        )
    )


STILL_PAYING = Reason(
    code="A06",
    title=Text("转出地仍在缴费，关系尚未中止", "You are still paying at the original place"),
    detail=Text(
        "成都市的记录显示您2026年10月仍在缴费，尚未办理停保。",
        "Chengdu's records show a contribution for October 2026; it has not been stopped.",
    ),
    basis=Text(
        "《城镇企业职工基本养老保险关系转移接续暂行办法》（国办发〔2009〕66号）第八条",
        "Interim Measures on Transferring Old-age Insurance (Guobanfa [2009] No. 66), article 8",
    ),
    way_forward=Text(
        "请原单位在成都市办理停保，停保次月起即可重新申请。",
        "Ask your former employer to stop the contributions in Chengdu, then apply again.",
    ),
)
NO_PAYMENT_YET = Reason(
    code="A04",
    title=Text("在新参保地尚未缴费", "No contribution has been paid at the new place yet"),
    basis=Text(
        "《城镇企业职工基本养老保险关系转移接续暂行办法》（国办发〔2009〕66号）第八条第（一）项",
        "Interim Measures on Transferring Old-age Insurance (Guobanfa [2009] No. 66), article 8(1)",
    ),
    way_forward=Text(
        "在广州市首次缴费到账后，登录平台重新提交，已填内容会保留。",
        "Apply again once your first contribution in Guangzhou has arrived; your answers are kept.",
    ),
)


def refusal(insurance="pension", **facts):
    return Refusal(
        **on_every_letter(
            insurance,
            NEW_AGENCY,
            {
                "applied_on": date(2026, 11, 9),
                "from_region": CHENGDU,
                "to_region": GUANGZHOU,
                "reasons": (STILL_PAYING, NO_PAYMENT_YET),
            }
            | facts,
        )
    )


def submission_receipt(insurance="pension", **facts):
    scheme = EMPLOYEES if insurance == "pension" else PATIENTS
    return SubmissionReceipt(
        **on_every_letter(
            insurance,
            NEW_AGENCY,
            {
                "handler": "",
                "submitted_at": datetime(2026, 11, 9, 6, 5, tzinfo=UTC),
                "filed": (
                    Filed(label=Text("险种", "Insurance"), value=scheme),
                    Filed(label=Text("转出地", "From"), value=CHENGDU),
                    Filed(label=Text("转入地", "To"), value=GUANGZHOU),
                    Filed(label=Text("原个人编号", "Previous personal no."), value="5101000012345"),
                    Filed(label=Text("手机号码", "Mobile"), value="138****0000"),
                ),
                "next_step": Text(
                    "转入地经办机构审核您的申请",
                    "The agency of your new place reviews your application",
                ),
                "due_on": date(2026, 11, 30),
                "working_days": 15,
                "provisional": False,
            }
            | facts,
        )
    )


WRONG_BANK = Reason(
    code="F02",
    title=Text("银行账户信息不完整", "The bank details are incomplete"),
    detail=Text(
        "联系函未填写12位开户行行号。", "The 12-digit exchange number of the bank is missing."
    ),
    way_forward=Text(
        "补充开户行行号后重新发函。", "Add the exchange number and issue a new letter."
    ),
)


def return_note(insurance="pension", **facts):
    return ReturnNote(
        **on_every_letter(
            insurance,
            ORIGINAL_AGENCY,
            {
                "number": "P510100-2026-000031",
                "official_number": "蓉社保转〔2026〕31号",
                "addressee": NEW_AGENCY[insurance],
                "letter_number": "穗社保转〔2026〕123号",
                "letter_issued_on": date(2026, 11, 23),
                "received_on": date(2026, 11, 24),
                "reasons": (WRONG_BANK,),
                "contact": "陈建国",
                "contact_phone": "028-12345679",
            }
            | facts,
        )
    )
