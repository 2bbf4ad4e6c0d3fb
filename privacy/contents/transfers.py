"""Transfers: their forms and their money."""

from django.db.models import Q

from privacy.sections import of_case

SECTIONS = (
    of_case(
        "transfers", "transfers.Transfer", "转移接续", "Transfers",
        "insurance original_region__name new_region__name original_agency__name new_agency__name"
        " from_scheme to_scheme employer_name contact_phone contact_address arrears"
        " is_approved_move note is_human_review_asked confirmed_at",
    ),
    of_case(
        "information_forms", "transfers.InformationForm", "转移接续信息表", "Information forms",
        "version transfer_on account_kind months pre_1998_fen balance_fen current_year_fen"
        " account_fen pooled_fen total_fen interest interest_stated remark sent_at",
        only=Q(sent_at__isnull=False),
        case="transfer__case",
    ),
    of_case(
        "form_lines", "transfers.FormLine", "信息表明细", "Lines of information forms",
        "agency__name scheme first_month last_month months base_fen employer_rate personal_rate"
        " account_rate credited_fen credited_personal_fen interest_fen closing_fen remark",
        case="form__transfer__case",
        only=Q(form__sent_at__isnull=False),
    ),
    of_case(
        "remittances", "transfers.Remittance", "基金划转", "Remittances",
        "reference amount_fen sent_on arrived_fen arrived_on bounced_on",
        case="transfer__case",
    ),
    of_case(
        "allotments", "transfers.Allotment", "到账认领", "Money allotted to your transfer",
        "kind amount_fen is_late made_at taken_at",
        case="transfer__case",
    ),
    of_case(
        "surplus_returns", "transfers.SurplusReturn", "退回多划款项", "Surplus that was returned",
        "reference amount_fen returned_on",
        case="transfer__case",
    ),
    of_case(
        "form_reductions", "transfers.FormReduction", "更正后减少的金额",
        "Money a correction took out of a form", "correction_number amount_fen at",
        case="transfer__case",
    ),
    of_case(
        "settlements", "transfers.Settlement", "接续完成", "Completions",
        "completed_at months_counted months_overlapping",
        case="transfer__case",
    ),
    of_case(
        "parts_that_stay", "transfers.PartThatStays", "不能转移的部分", "Parts that stay",
        "letter__number reason first_month last_month",
        case="transfer__case",
    ),
    of_case(
        "double_months", "transfers.Clearing", "重复缴费清理", "Months paid twice",
        "began_at keep answered_at answer_way bank_name account_number months amount_fen"
        " approved_at",
        case="transfer__case",
    ),
    of_case(
        "repayments", "transfers.Repayment", "退还个人缴费", "Repayments",
        "number amount_fen bank_name account_number approved_at bounced_on",
        case="clearing__transfer__case",
    ),
)  # fmt: skip
