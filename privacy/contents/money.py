"""What a person has paid themselves, and what is paid to them."""

from privacy.sections import of_person, of_record

SECTIONS = (
    # --- Paid by oneself -----------------------------------------------------------------------
    of_record(
        "dues", "dues.Due", "应缴费用", "What was due",
        "period kind base_fen rate account_rate amount_fen account_fen opened_on last_day state"
        " order_no case_number paid_on",
        person="person",
    ),
    of_person(
        "orders", "payments.Order", "缴费订单", "Orders",
        "number agency__name purpose amount_fen state provider declined opened_at expires_at"
        " ended_at case_number",
    ),
    of_person(
        "order_lines", "payments.OrderLine", "订单明细", "Lines of orders",
        "order__number subject amount_fen is_live",
    ),
    of_person(
        "payments", "payments.Payment", "付款", "Payments",
        "order__number provider provider_no amount_fen currency paid_at state booked_at",
    ),
    of_person(
        "refunds", "payments.Refund", "退款", "Refunds",
        "number payment__provider_no amount_fen why asked_at done_at",
    ),
    of_person(
        "refunds_decided", "dues.RefundDue", "决定退还的费用", "Refunds that were decided",
        "case__number payment__provider_no amount_fen account decided_at paid_at",
    ),
    # --- What is paid to them ------------------------------------------------------------------
    of_person(
        "entitlements", "payouts.Entitlement", "每月领取的待遇", "Benefits paid each month",
        "case__number benefit fund agency__name from_month until_month state ended_because ended_at"
        " proven_until abroad_since abroad_in visit_asked_at begun_at",
    ),
    of_person(
        "entitlement_rates", "payouts.EntitlementRate", "待遇标准", "Amounts of benefits",
        "entitlement__benefit agency__name number from_month amount_fen lines decided_in__number"
        " at",
    ),
    of_person(
        "suspensions", "payouts.Suspension", "待遇暂停", "Benefits that were suspended",
        "entitlement__benefit agency__name from_month until_month reason pays_back at over_at",
    ),
    of_person(
        "qualifications", "payouts.Qualification", "领取资格认证", "Proofs of entitlement",
        "entitlement__benefit agency__name way on_day until note at",
    ),
    of_person(
        "payables", "payouts.Payable", "待遇发放", "Payments of benefits",
        "case__number benefit fund agency__name kind month period gross_fen withheld_fen amount_fen"
        " lines state held_because attempts returned_because owed_at settled_at booked_on",
    ),
    of_person(
        "payment_tries", "payouts.BatchLine", "银行发放结果", "What banks answered to payments",
        "payable__month agency__name amount_fen code reference booked_on told_at",
    ),
    of_person(
        "recoveries", "payouts.Recovery", "多领待遇的退还", "Money to be paid back",
        "case__number agency__name amount_fen back_fen reason lines state way demanded_at due_on"
        " agreed_at ordered_at untouched_fen settled_at letter",
    ),
    of_person(
        "instalments", "payouts.Instalment", "退还明细", "Parts of what was paid back",
        "recovery__reason agency__name due_on amount_fen reference back_at",
    ),
)  # fmt: skip
