"""One believable pension case and one medical case: for previews of templates, and for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

from law.wording import Text
from letters.data import Agency, BankAccount, Filed, Reason, SubmissionReceipt
from letters.rules.codes import code_of
from letters.samples import person
from transfers.letter_facts import (
    AcceptanceLetter,
    ClearedMonths,
    ClearingNotice,
    CompletionNotice,
    MaskedAccount,
    MedicalInformationForm,
    MedicalLine,
    MergedPlace,
    PartialNotice,
    PartThatStays,
    PensionAmounts,
    PensionInformationForm,
    PensionLine,
    Refusal,
    ReturnNote,
)

GUANGZHOU = Text("广州市", "Guangzhou")
CHENGDU = Text("成都市", "Chengdu")
EMPLOYEES = Text("企业职工基本养老保险", "Basic old-age insurance for enterprise employees")
PATIENTS = Text("职工基本医疗保险", "Basic medical insurance for employees")


def agency(name, region_code, region_name, **facts):
    return Agency(
        name=name,
        region_code=region_code,
        region_name=region_name,
        **{
            "phone": "020-12345678",
            "address": "广州市越秀区梅东路28号",
            "postcode": "510080",
            "complaint_phone": "020-87654321",
        }
        | facts,
    )


NEW_AGENCY = {
    "pension": agency(
        Text("广州市社会保险基金管理中心", "Guangzhou Social Insurance Fund Centre"),
        "440100",
        GUANGZHOU,
    ),
    "medical": agency(
        Text("广州市医疗保险服务中心", "Guangzhou Medical Insurance Service Centre"),
        "440100",
        GUANGZHOU,
    ),
}
ORIGINAL_AGENCY = {
    "pension": agency(
        Text("成都市社会保险事业管理局", "Chengdu Social Insurance Bureau"),
        "510100",
        CHENGDU,
        phone="028-12345678",
        address="成都市武侯区锦城大道336号",
        postcode="610041",
    ),
    "medical": agency(
        Text("成都市医疗保障事务中心", "Chengdu Healthcare Security Centre"),
        "510100",
        CHENGDU,
        phone="028-12345678",
        address="成都市武侯区锦城大道336号",
        postcode="610041",
    ),
}


def _letter(insurance, issuer, facts):
    return {
        "insurance": insurance,
        "number": "P440100-2026-000123",
        "official_number": "穗社保转〔2026〕123号",
        "code": code_of(bytes(range(16))),
        "verify_url": "https://transfer.example/verify/",
        "case_number": "P2026-7KQ4-9TRM",
        "issued_on": date(2026, 11, 23),
        "issuer": issuer[insurance],
        "handler": "李春梅",
        "person": person(),
    } | facts


def acceptance_letter(insurance="pension", **facts):
    return AcceptanceLetter(
        **_letter(
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
        **_letter(
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


def pension_line(year, month=None):
    base = Decimal(3200 + 150 * (year - 1996))
    from_month, to_month = (month, month) if month else (1, 12)
    months = to_month - from_month + 1
    return PensionLine(
        region_code="510100",
        region_name=CHENGDU,
        year=year,
        from_month=date(year, from_month, 1),
        to_month=date(year, to_month, 1),
        months=months,
        base=base,
        employer_rate=Decimal("0.20") if year < 2019 else Decimal("0.16"),
        account_rate=Decimal("0.11") if year < 2006 else Decimal("0.08"),
        personal_rate=Decimal("0.08"),
        credited=base * months * Decimal("0.08"),
        credited_personal=base * months * Decimal("0.08"),
        interest=Decimal("123.45"),
        interest_personal=Decimal("123.45"),
        balance=Decimal("1234.56") * (year - 1995),
        balance_personal=Decimal("1234.56") * (year - 1995),
        remark="",
    )


def pension_information_form(lines=None, **facts):
    facts = {
        "addressee": NEW_AGENCY["pension"],
        "letter_number": "穗社保转〔2026〕123号",
        "account_kind": Text("一般账户", "General account"),
        "local_from": date(1996, 1, 1),
        "local_to": date(2026, 10, 1),
        "local_months": 370,
        "transferred_on": date(2026, 12, 8),
        "work_started_on": date(1995, 7, 1),
        "place_personal_payment_from": date(1993, 1, 1),
        "first_paid_on": date(1996, 1, 1),
        "account_opened_on": date(1996, 1, 1),
        "amounts": PensionAmounts(
            before_1998=Decimal("1204.50"),
            to_last_year_end=Decimal("98765.43"),
            this_year_principal=Decimal("4620.00"),
            personal_account=Decimal("104589.93"),
            pooled=Decimal("218760.00"),
            total=Decimal("323349.93"),
        ),
        "lines": lines or tuple(pension_line(year) for year in range(2014, 2027)),
    } | facts
    return PensionInformationForm(
        **_letter(
            "pension",
            ORIGINAL_AGENCY,
            {"number": "P510100-2026-004567", "official_number": "蓉社保转〔2026〕4567号"} | facts,
        )
    )


def three_pages_of_lines():
    return tuple(pension_line(year, month) for year in range(2018, 2027) for month in range(1, 9))


def medical_information_form(**facts):
    facts = {
        "addressee": NEW_AGENCY["medical"],
        "letter_number": "穗医保转〔2026〕124号",
        "scheme": PATIENTS,
        "local_from": date(2019, 1, 1),
        "local_to": date(2026, 10, 1),
        "local_months": 94,
        "transferred_on": date(2026, 12, 3),
        "account_balance": Decimal("3456.78"),
        "account_transferred": Decimal("3456.78"),
        "total": Decimal("3456.78"),
        "lines": tuple(
            MedicalLine(
                region_code="510100",
                region_name=CHENGDU,
                year=year,
                from_month=date(year, 1, 1),
                to_month=date(year, 10 if year == 2026 else 12, 1),
                months=10 if year == 2026 else 12,
                base=Decimal(6000 + 250 * (year - 2019)),
                employer_rate=Decimal("0.065"),
                personal_rate=Decimal("0.02"),
                account_rate=Decimal("0.02"),
                credited=Decimal("1440.00"),
                balance=Decimal("432.10") * (year - 2018),
                remark="含当年利息" if year == 2026 else "",
            )
            for year in range(2019, 2027)
        ),
    } | facts
    return MedicalInformationForm(
        **_letter(
            "medical",
            ORIGINAL_AGENCY,
            {"number": "M510100-2026-004568", "official_number": "蓉医保转〔2026〕4568号"} | facts,
        )
    )


def information_form(insurance="pension", **facts):
    make = pension_information_form if insurance == "pension" else medical_information_form
    return make(**facts)


def completion_notice(insurance="pension", **facts):
    medical = insurance == "medical"
    places = (
        MergedPlace(
            region_name=CHENGDU,
            from_month=date(2014, 1, 1),
            to_month=date(2026, 10, 1),
            months=154,
            months_counted=151,
            personal_account=Decimal("3456.78") if medical else Decimal("104589.93"),
            pooled=Decimal(0) if medical else Decimal("218760.00"),
            total=Decimal("3456.78") if medical else Decimal("323349.93"),
            arrived_on=date(2026, 12, 10),
        ),
    )
    return CompletionNotice(
        **_letter(
            insurance,
            NEW_AGENCY,
            {
                "applied_on": date(2026, 11, 9),
                "from_region": CHENGDU,
                "places": places,
                "months_here_before": 26,
                "months_total": 177,
                "account_balance": Decimal("4210.05") if medical else Decimal("126031.13"),
                "remarks": (
                    Text(
                        "2025年8月至10月两地重复缴费3个月，按规定只计算一次，重复部分的个人账户金额退还本人。",
                        "Three months (August to October 2025) were paid at both places; they "
                        "count once, and the doubled part of the account is paid back to you.",
                    ),
                ),
            }
            | facts,
        )
    )


def submission_receipt(insurance="pension", **facts):
    scheme = EMPLOYEES if insurance == "pension" else PATIENTS
    return SubmissionReceipt(
        **_letter(
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
        **_letter(
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


def partial_notice(insurance="pension", **facts):
    return PartialNotice(
        **_letter(
            insurance,
            ORIGINAL_AGENCY,
            {
                "number": "P510100-2026-000032",
                "official_number": "蓉社保转〔2026〕32号",
                "letter_number": "穗社保转〔2026〕123号",
                "received_on": date(2026, 11, 24),
                "from_region": CHENGDU,
                "to_region": GUANGZHOU,
                "copy_to": NEW_AGENCY[insurance],
                "parts": (
                    PartThatStays(
                        reason=LOCAL_POLICY,
                        from_month=date(2017, 1, 1),
                        to_month=date(2020, 3, 1),
                        months=39,
                    ),
                ),
            }
            | facts,
        )
    )


def clearing_notice(insurance="pension", **facts):
    return ClearingNotice(
        **_letter(
            insurance,
            NEW_AGENCY,
            {
                "number": "P440100-2026-000131",
                "official_number": "穗社保转〔2026〕131号",
                "from_region": CHENGDU,
                "kept": (Text("保留转入地的缴费月份", "The months paid at the new place stay."),),
                "months": (
                    ClearedMonths(
                        region_name=CHENGDU,
                        scheme=EMPLOYEES,
                        from_month=date(2025, 1, 1),
                        to_month=date(2025, 3, 1),
                        months=3,
                        base=Decimal("5000.00"),
                        share=Decimal("400.00"),
                        amount=Decimal("1200.00"),
                    ),
                ),
                "bases": (
                    Text(
                        "《关于城镇企业职工基本养老保险关系转移接续若干具体问题意见的通知》"
                        "（人社部发〔2010〕70号）第十条",
                        "Opinions on Concrete Issues of Pension Transfers "
                        "(Renshebufa [2010] No. 70), article 10",
                    ),
                ),
                "account": MaskedAccount(
                    holder="王小燕", bank="示例银行广州天河支行", number="•••• 1234"
                ),
            }
            | facts,
        )
    )


LOCAL_POLICY = Reason(
    code="B03",
    title=Text(
        "按地方自定政策一次性补缴的年限和资金，不能跨省转移。",
        "Years and money paid in one sum under a purely local policy cannot move to another "
        "province.",
    ),
    way_forward=Text(
        "其余部分照常转移；这部分由原参保地书面告知您，并协助补缴地解决。",
        "Everything else moves. The original agency tells you about this part in writing and "
        "helps the place of payment to settle it.",
    ),
    basis=Text(
        "《人力资源社会保障部办公厅关于职工基本养老保险关系转移接续有关问题的补充通知》"
        "（人社厅发〔2019〕94号）第三条",
        "Supplementary Notice on Transferring Old-age Insurance (Renshetingfa [2019] No. 94), "
        "article 3",
    ),
)


SAMPLES = {
    "acceptance-letter": acceptance_letter,
    "refusal": refusal,
    "information-form": information_form,
    "completion-notice": completion_notice,
    "submission-receipt": submission_receipt,
    "return-note": return_note,
    "partial-notice": partial_notice,
    "clearing-notice": clearing_notice,
}
