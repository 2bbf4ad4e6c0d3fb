"""Believable letters on what came of a transfer: what stays, what is complete, what was cleared."""

from datetime import date
from decimal import Decimal

from law.wording import Text
from letters.data import Reason
from transfers.letter_facts.outcome import (
    ClearedMonths,
    ClearingNotice,
    CompletionNotice,
    MaskedAccount,
    MergedPlace,
    PartialNotice,
    PartThatStays,
)
from transfers.letter_samples.agencies import (
    CHENGDU,
    EMPLOYEES,
    GUANGZHOU,
    NEW_AGENCY,
    ORIGINAL_AGENCY,
    on_every_letter,
)


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
        **on_every_letter(
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


def partial_notice(insurance="pension", **facts):
    return PartialNotice(
        **on_every_letter(
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
        **on_every_letter(
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
