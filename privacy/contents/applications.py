"""What was applied for, with papers, proofs and decisions."""

from privacy.sections import of_case

SECTIONS = (
    of_case(
        "applications", "applications.Application", "申请内容", "What was applied for",
        "agency__name kept_answers is_human_review_asked",
    ),
    of_case(
        "decisions", "applications.Decision", "决定", "Decisions",
        "outcome reasons note decided_at",
    ),
    of_case(
        "cost_lists", "reimbursement.CostList", "费用清单", "Cost lists of claims",
        "rows at",
    ),
    of_case(
        "treatment_questions", "reimbursement.TreatmentQuestion", "就医地协查",
        "What the place of treatment was asked",
        "whom what asked_at answer_by answer confirms answered_at",
    ),
    of_case(
        "invoice_files", "reimbursement.InvoiceFile", "电子发票", "Electronic invoices",
        "said at",
    ),
    of_case(
        "invoices_used", "reimbursement.InvoiceUse", "已用发票", "Invoices used in claims",
        "is_named",
    ),
    of_case(
        "figures_corrected", "applications.FigureCorrection", "更正的数据",
        "Numbers that were corrected", "name was is_now reason at",
    ),
    of_case(
        "signings", "applications.Signing", "柜台确认", "What you confirmed at a counter",
        "way agency__name confirmed_at code_to code_sent_at code_tries",
    ),
    of_case(
        "papers", "applications.PaperPage", "提交的材料", "Papers you sent",
        "slot place name kind size sheets sha256 state fault added_at judged_at mark mark_note"
        " marked_at replaced_at taken_from__number",
    ),
    of_case(
        "contacts_proven", "applications.ContactProof", "联系方式核验", "Contacts that were proven",
        "field sent_at tries proven_at",
        case="application__case",
    ),
    of_case(
        "contacts_replaced", "applications.WayBack", "被更换的联系方式",
        "Contacts that were replaced",
        "contact told_at undone_at closed_at",
    ),
    of_case(
        "police_answers", "particulars.PoliceAnswer", "公安核对结果",
        "Answers of the police register",
        "answer at",
    ),
    of_case(
        "account_checks", "payouts.AccountCheck", "银行核对结果",
        "Answers of banks about accounts",
        "answer at",
    ),
    of_case(
        "interim_cards", "cards.InterimCard", "临时社保卡", "Interim cards",
        "number agency__name issued_on valid_until times_extended ended_on", case="order__case",
    ),
    of_case(
        "card_orders", "cards.CardOrder", "补换卡制卡进度", "New cards that were ordered",
        "bank delivery address state state_at due_on collect_until handed_out_by__name"
        " collector_name handed_out_to",
    ),
)  # fmt: skip
