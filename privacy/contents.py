"""What is held of somebody, table by table: what they take away, and what is not theirs to take.

A table from which a path leads to a person or an account stands in `SECTIONS` or, with its reason,
in `LEFT_OUT`; so does each of its columns (`fields` or `WITHHELD`). Tests walk all models and fail
for one that is in neither.
"""

from typing import Any

from django.db.models import Q

from casework.policies import NOTES_TO_THE_PERSON
from law.wording import Text
from privacy.sections import Section


def _section(name: str, model: str, zh: str, en: str, fields: str, **more: Any) -> Section:
    return Section(name, model, Text(zh, en), tuple(fields.split()), **more)


def _of_account(*what: str, account: str = "user", **more: Any) -> Section:
    return _section(*what, account=account, **more)


def _of_person(*what: str, person: str = "person", **more: Any) -> Section:
    return _section(*what, person=person, **more)


def _of_record(
    name: str, model: str, zh: str, en: str, fields: str, person: str = "", **more: Any
) -> Section:
    place = "relationship__insurance relationship__agency__name"
    way = person or "relationship__person"
    return _section(name, model, zh, en, f"{place} {fields}", person=way, **more)


def _of_case(
    name: str, model: str, zh: str, en: str, fields: str, case: str = "case", **more: Any
) -> Section:
    """Return a section of rows that belong to a case, to which the lookup `case` leads."""
    number, person = f"{case}__number", f"{case}__person"
    return _section(name, model, zh, en, f"{number} {fields}", person=person, **more)


_MANDATE = (
    "number kind services proof where where_en offered_at offered_until accepted_at approved_at"
    " expires_at ended_at ended_by"
)
_SHARING = (
    "relation purposes month_limit_fen year_limit_fen offered_at offered_until agreed_at ended_at"
    " ended_by"
)
SECTIONS = (
    # --- The account ---------------------------------------------------------------------------
    _of_account(
        "account", "accounts.User", "账号", "Account",
        "email phone phone_verified display_name language identity_verified_at real_person_at"
        " is_active joined_at last_login",
        account="pk",
    ),
    _of_account(
        "addresses", "account.EmailAddress", "登录邮箱", "E-mail addresses to sign in with",
        "email verified primary",
    ),
    _of_account(
        "sign_in_methods", "mfa.Authenticator", "二次验证与指纹、面容登录",
        "Second factors and passkeys", "type created_at last_used_at",
    ),
    _of_account(
        "sign_ins", "accounts.SignIn", "当前登录", "Open sign-ins",
        "device started_at seen_at expire_date",
        order="started_at",
    ),
    _of_account(
        "codes", "accounts.IssuedCode", "已发送的验证码", "Codes that were sent",
        "purpose issued_at expires_at tries used_at told_at",
    ),
    _of_account(
        "program_tokens", "knox.AuthToken", "程序访问令牌", "Tokens for programs",
        "token_key created expiry",
        order="created",
    ),
    _of_account(
        "typed_and_not_sent", "accounts.KeptWords", "填写中尚未提交的内容",
        "Typed and not sent yet", "address words kept_at",
    ),
    _of_account(
        "data_copies", "privacy.Package", "数据副本", "Copies of this data",
        "asked_at made_at expires_at",
    ),
    _of_account(
        "closings", "privacy.Closing", "账号注销申请", "Requests to close the account",
        "asked_at due_at taken_back_at done_at",
    ),
    _of_account(
        "wishes", "casework.Wishes", "通知方式", "What you wish to be sent",
        "mail_off sms_off digest desk_digest",
    ),
    _of_account(
        "calendar", "casework.CalendarAddress", "日历订阅", "Calendar that you subscribed to",
        "words made_at read_at",
    ),
    _of_account(
        "employers", "applications.Employer", "单位经办授权", "Employers you hand in lists for",
        "agency__name name credit_code contact_name proposed_at approved_at ended_at"
        " code_expires_at",
    ),
    _of_account(
        "posts", "agencies.Post", "工作岗位", "Posts at agencies",
        "agency__name role started_at ended_at",
    ),
    _of_account("kept_lists", "casework.KeptList", "保存的业务列表", "Lists kept", "name query"),
    _of_account(
        "absences", "casework.Absence", "不在岗日期", "Days away from work",
        "post__agency__name first_day last_day entered_at ended_at",
        account="post__user",
    ),
    _of_account(
        "proposed_posts", "casework.PostProposal", "拟任岗位", "Posts that were proposed",
        "agency__name role proposed_at approved_at turned_down_at",
    ),
    _of_account(
        "second_factor_resets", "casework.FactorProposal", "二次验证重置", "Second factors removed",
        "recognised proposed_at approved_at turned_down_at",
    ),
    # --- The person ----------------------------------------------------------------------------
    _of_person(
        "person", "accounts.Person", "身份与联系方式", "Identity and contact",
        "name document_type number issued_in sex born_on hukou_region_code phone email address"
        " deceased_on",
        person="pk",
    ),
    _of_account(
        "identity_checks", "accounts.IdentityCheck", "身份核验记录", "Checks of identity",
        "started_at code_sent_at code_sends code_tries passed_at",
    ),
    _of_person(
        "identity_proofs", "accounts.IdentityProof", "身份核验结果", "Proofs of identity",
        "way where where_en at",
    ),
    _of_person(
        "who_looked", "accounts.AccessEntry", "查看记录", "Who looked",
        "at agency_name agency_name_en what case_number reason mandate__number",
        order="at",
    ),
    _of_person(
        "mandates_given", "accounts.Mandate", "您给出的委托", "Mandates you have given",
        f"holder_name {_MANDATE}",
        person="giver",
    ),
    _of_person(
        "mandates_held", "accounts.Mandate", "您接受的委托", "Mandates you hold",
        f"giver_name {_MANDATE}",
        person="holder",
    ),
    _of_person(
        "sharings_given", "enrolments.Sharing", "您的医保家庭共济", "Medical accounts you share",
        f"case__number relative_name relative_number {_SHARING}",
        person="giver",
    ),
    _of_person(
        "sharings_held", "enrolments.Sharing", "亲属给您的医保家庭共济",
        "Medical accounts shared with you", f"giver_name {_SHARING}",
        person="relative",
    ),
    _of_person(
        "sharing_spends_given", "enrolments.SharingSpend", "亲属从您账户的支出",
        "Spent from your account", "purpose amount_fen spent_on reference at",
        person="giver",
    ),
    _of_person(
        "sharing_spends_held", "enrolments.SharingSpend", "您从亲属账户的支出",
        "Spent from a relative's account", "purpose amount_fen spent_on reference at",
        person="relative",
    ),
    _of_person(
        "inheritances", "enrolments.Heir", "继承人登记", "Accounts in which you are an heir",
        "row name number relation parts of_parts asked_at agreed_at declined_at replaced_at",
    ),
    _of_case(
        "inherited_shares", "enrolments.HeirShare", "继承份额", "Shares of accounts you have",
        "whole_fen amount_fen",
    ),
    _section(
        "listed_by_employers", "applications.ListedPerson", "单位申报名单",
        "Lists of employers that name you",
        "employer__name service name phone listed_at expires_at told_at code_sent_at code_tries"
        " settled_at",
        document="document_index",
    ),
    _of_person(
        "particulars", "particulars.PersonVersion", "个人信息变更", "Changes of particulars",
        "case__number field old new effective_on at is_undoing",
    ),
    _of_person(
        "plain_particulars", "particulars.PlainParticulars", "一般信息", "Plain particulars",
        "education marriage household_kind occupation nation",
    ),
    _of_person(
        "payment_accounts", "payouts.PaymentAccount", "收款账户", "Accounts for payments",
        "case__number bank number kind proof valid_from first_paid_on state",
    ),
    _of_person(
        "questions", "advice.Question", "提出的问题", "Questions to agencies",
        "number about situation region__name text language may_publish way phone agency__name"
        " asked_at due_on state slug answer law answered_at rated",
    ),
    _of_person(
        "question_events", "advice.QuestionEvent", "提问的办理记录",
        "What happened with your questions",
        "question__number kind agency__name at",
        person="question__person",
    ),
    _of_account(
        "followed_answers", "advice.Alert", "关注的答案", "Answers you follow",
        "slug since told_at",
    ),
    _of_person(
        "registrations_elsewhere", "care.Registration", "异地就医备案",
        "Registrations for treatment elsewhere",
        "case__number kind scheme insured_area__name places from_day until proof state stands_alone"
        " locked_until stopped_on paper_due_on paper_came_on made_at announced_at",
    ),
    _of_person(
        "referrals", "care.Referral", "医院上传的转诊", "Referrals that hospitals filed",
        "number hospital__name to_place__name department diagnosis is_again referred_on filed_at",
    ),
    _of_person(
        "emergency_marks", "care.EmergencyMark", "急诊标识", "Emergencies that hospitals marked",
        "hospital__name admitted_on is_injury is_third_party at",
    ),
    _of_person(
        "years_of_benefits", "reimbursement.YearLine", "年度报销累计", "What claims used of a year",
        "case__number year is_stay begins_stay covered_fen fund_fen own_fen serious_fen counts at",
    ),
    _of_person(
        "file_findings", "retirement.Finding", "档案认定", "What was found in your personal file",
        "case__number agency__name kind from_month to_month value proof_page note counts judged_at"
        " confirmed_at",
    ),
    _of_person(
        "retirement_choices", "retirement.Choice", "退休时间选择", "When you chose to retire",
        "case__number agency__name way chosen_day noticed_at agreed_on withdrawn_at",
    ),
    _of_person(
        "determinations", "retirement.Determination", "养老金核定",
        "How your pension was determined",
        "case__number agency__name from_month total_fen facts region base_year"
        " for_year at",
    ),
    _of_person(
        "publications", "retirement.Publication", "公示", "What was made public about you",
        "case__number agency__name name employer what from_day until_day made_at",
    ),
    _of_person(
        "publication_objections", "retirement.PublicationObjection", "对公示的异议",
        "Your objections to what was made public",
        "text at answer is_right answered_at",
    ),
    _of_person(
        "unemployment", "unemployment.Spell", "失业保险金", "Unemployment benefit",
        "case__number agency__name region since counted_until months_paid left_over months"
        " first_month until_age ended_because ended_on last_month kept made_at",
    ),
    _of_person(
        "still_looking", "unemployment.StillLooking", "每月求职确认", "Months in which you looked",
        "month at",
    ),
    _of_person(
        "employer_questions", "unemployment.EmployerQuestion", "向单位的询问",
        "What your employer was asked",
        "case__number agency__name employer_code employer_name asked_at due_on answered_at",
    ),
    _of_person(
        "endings", "unemployment.EndingReport", "单位报送的离职情况",
        "What employers said of the end of your work",
        "employer_code last_day reason note reported_at",
    ),
    _of_case(
        "grants_after_death", "survivors.Bereavement", "遗属待遇", "Grants after a death",
        "died_on region funeral_fen condolence_fen set_off_fen is_provisional made_at",
    ),
    _of_person(
        "shares_after_death", "survivors.Payee", "家人去世待遇中的份额",
        "Your parts of grants after a death",
        "case__number name relation parts agreed_at amount_fen",
    ),
    _of_person(
        "death_reports", "casework.DeathReport", "死亡登记", "Reports of a death",
        "agency__name died_on source proposed_at approved_at turned_down_at is_taken_back",
    ),
    _of_person(
        "cards", "cards.Card", "社会保障卡", "Social security cards",
        "number bank issuer__name state lost_at lapses_at issued_on valid_to photo_taken_on",
        order="issued_on",
    ),
    _of_person(
        "card_events", "cards.CardEvent", "社会保障卡办理记录", "What happened to your cards",
        "kind channel agency__name lapses_at at",
        person="card__person",
    ),
    # --- The record ----------------------------------------------------------------------------
    _of_person(
        "relationships", "records.Relationship", "参保关系", "Insurance relationships",
        "insurance agency__name scheme account_kind status personal_number employer_name"
        " opened_month pre_1998_fen",
    ),
    _of_record(
        "insured_periods", "records.InsuredPeriod", "缴费时段", "Insured periods",
        "first_month last_month base_fen employer_rate personal_rate account_rate scheme is_paid"
        " is_personal_arrears came_from__name case_number corrected_with gone_as gone_with",
    ),
    _of_record(
        "contributions", "records.Contribution", "缴费明细", "Contributions",
        "scheme month employer_code employer_name base_fen employer_fen personal_fen account_fen"
        " due_on arrived_on owed_by source brought_with brought_at superseded_with superseded_at",
    ),
    _of_person(
        "changes_by_file", "intake.RowChange", "机构文件带来的变更",
        "Changes by a file of an agency",
        "record_file__number record_file__agency__name kind old new at",
    ),
    _of_record(
        "account_years", "records.AccountYear", "个人账户年度", "Years of the personal account",
        "year opening_fen credited_fen credited_personal_fen arrived_fen interest_fen made_up_fen"
        " moved_out_fen paid_out_fen corrected_fen closing_fen is_closed",
    ),
    _of_record(
        "account_entries", "records.AccountEntry", "个人账户记账",
        "Entries of the personal account",
        "year kind amount_fen pre_1998_fen case_number at",
    ),
    _of_record(
        "record_corrections", "records.RecordCorrection", "更正记录", "Corrections of the record",
        "case_number kind scheme first_month last_month base_fen employer_rate personal_rate"
        " account_rate reckoned_fen amount_fen pooled_fen reason written_at applied_at",
        only=Q(applied_at__isnull=False),
    ),
    _of_record(
        "status_spans", "records.StatusSpan", "参保状态", "How the insurance stood",
        "status from_month to_month reason case_number replaced_with at",
    ),
    _of_record(
        "chosen_bases", "records.ChosenBase", "选定的缴费基数", "Bases chosen to pay on",
        "from_month base_fen tier case_number at",
    ),
    # --- Paid by oneself -----------------------------------------------------------------------
    _of_record(
        "dues", "dues.Due", "应缴费用", "What was due",
        "period kind base_fen rate account_rate amount_fen account_fen opened_on last_day state"
        " order_no case_number paid_on",
        person="person",
    ),
    _of_person(
        "orders", "payments.Order", "缴费订单", "Orders",
        "number agency__name purpose amount_fen state provider declined opened_at expires_at"
        " ended_at case_number",
    ),
    _of_person(
        "order_lines", "payments.OrderLine", "订单明细", "Lines of orders",
        "order__number subject amount_fen is_live",
    ),
    _of_person(
        "payments", "payments.Payment", "付款", "Payments",
        "order__number provider provider_no amount_fen currency paid_at state booked_at",
    ),
    _of_person(
        "refunds", "payments.Refund", "退款", "Refunds",
        "number payment__provider_no amount_fen why asked_at done_at",
    ),
    _of_person(
        "refunds_decided", "dues.RefundDue", "决定退还的费用", "Refunds that were decided",
        "case__number payment__provider_no amount_fen account decided_at paid_at",
    ),
    # --- What is paid to them ------------------------------------------------------------------
    _of_person(
        "entitlements", "payouts.Entitlement", "每月领取的待遇", "Benefits paid each month",
        "case__number benefit fund agency__name from_month until_month state ended_because ended_at"
        " proven_until begun_at",
    ),
    _of_person(
        "entitlement_rates", "payouts.EntitlementRate", "待遇标准", "Amounts of benefits",
        "entitlement__benefit agency__name number from_month amount_fen lines decided_in__number"
        " at",
    ),
    _of_person(
        "suspensions", "payouts.Suspension", "待遇暂停", "Benefits that were suspended",
        "entitlement__benefit agency__name from_month until_month reason pays_back at over_at",
    ),
    _of_person(
        "qualifications", "payouts.Qualification", "领取资格认证", "Proofs of entitlement",
        "entitlement__benefit agency__name way on_day until note at",
    ),
    _of_person(
        "payables", "payouts.Payable", "待遇发放", "Payments of benefits",
        "case__number benefit fund agency__name kind month period gross_fen withheld_fen amount_fen"
        " lines state held_because attempts returned_because owed_at settled_at booked_on",
    ),
    _of_person(
        "payment_tries", "payouts.BatchLine", "银行发放结果", "What banks answered to payments",
        "payable__month agency__name amount_fen code reference booked_on told_at",
    ),
    _of_person(
        "recoveries", "payouts.Recovery", "多领待遇的退还", "Money to be paid back",
        "case__number agency__name amount_fen back_fen reason lines state way demanded_at due_on"
        " agreed_at settled_at",
    ),
    _of_person(
        "instalments", "payouts.Instalment", "退还明细", "Parts of what was paid back",
        "recovery__reason agency__name due_on amount_fen reference back_at",
    ),
    # --- Cases ---------------------------------------------------------------------------------
    _of_person(
        "cases", "casework.Case", "业务件", "Cases",
        "number service matter about__number channel status is_unanswered created_at submitted_at"
        " closed_at",
    ),
    _of_case(
        "turns", "casework.Step", "办理环节", "Turns",
        "kind agency__name opened_at starts_on working_days extended_days due_on is_provisional"
        " paused_on days_left_at_pause resumed_on closed_at days_taken",
    ),
    _of_case(
        "terms_extended", "casework.TermExtension", "期限中止", "Days taken out of a term",
        "ground document first_day last_day working_days proposed_at approved_at turned_down_at",
    ),
    _of_case(
        "reminders", "casework.Urging", "催办", "Reminders to agencies",
        "agency__name asked_at answered_at done_by note",
    ),
    _of_case(
        "history", "casework.Event", "办理记录", "History of the cases",
        "sequence kind at actor_position actor_agency_name actor_agency_name_en mandate__number"
        " moved_from moved_to previous_hash hash",
    ),
    _of_case(
        "notes_to_you", "casework.Event", "写给您的说明", "Notes to you", "sequence at note",
        only=Q(moved_to__in=NOTES_TO_THE_PERSON),
    ),
    _of_case(
        "corrections", "casework.Correction", "补正要求", "Corrections that were asked for",
        "note fields asked_at answered_at",
    ),
    _of_case(
        "escalations", "casework.Escalation", "超期督办", "Late turns brought up",
        "supervisor__name rung raised_at closed_at",
    ),
    _of_case(
        "messages", "casework.Message", "留言", "Messages",
        "agency__name text at mandate__number",
        only=Q(is_internal=False),
    ),
    _of_case(
        "threads", "casework.Thread", "待答留言", "Messages that wait",
        "unread_by_person unread_by_agency answer_due_on",
    ),
    _of_case(
        "proceedings", "casework.Proceeding", "行政复议与诉讼", "Reconsiderations and lawsuits",
        "kind agency__name body number filed_on stops recorded_at confirmed_at turned_down_at"
        " outcome ended_on outcome_note outcome_confirmed_at",
    ),
    _of_person(
        "notices", "casework.Notice", "通知", "Notices",
        "case__number kind data at read_at mandate__number",
        person="to_person",
    ),
    _of_person(
        "messages_sent_out", "casework.Dispatch", "发出的短信与邮件", "Texts and mails sent to you",
        "case__number what way topic state why made_at due_at sent_at tries reminder_day",
        person="to_person",
        account="to_user",
    ),
    _of_case(
        "letters", "letters.Letter", "文书", "Letters",
        "kind number official_number code agency_name agency_name_en to_agency_name"
        " to_agency_name_en to_person issued_at content replaces__number",
    ),
    _of_case(
        "letter_files", "letters.LetterFile", "文书文件", "Files of letters",
        "letter__number sha256 rendered_at",
        case="letter__case",
    ),
    _of_case(
        "letters_voided", "letters.LetterVoiding", "作废的文书", "Letters that were voided",
        "letter__number at reason",
        case="letter__case",
    ),
    _of_case(
        "letters_delivered", "letters.LetterDelivery", "文书送达", "Deliveries of letters",
        "letter__number delivered_at",
        case="letter__case",
    ),
    _of_case(
        "letter_checks", "letters.LetterCheck", "文书核验", "Checks of letters",
        "letter__number at way by_program verdict",
        case="letter__case",
    ),
    # --- Applications --------------------------------------------------------------------------
    _of_case(
        "applications", "applications.Application", "申请内容", "What was applied for",
        "agency__name kept_answers is_human_review_asked",
    ),
    _of_case(
        "decisions", "applications.Decision", "决定", "Decisions",
        "outcome reasons note decided_at",
    ),
    _of_case(
        "cost_lists", "reimbursement.CostList", "费用清单", "Cost lists of claims",
        "rows at",
    ),
    _of_case(
        "invoice_files", "reimbursement.InvoiceFile", "电子发票", "Electronic invoices",
        "said at",
    ),
    _of_case(
        "invoices_used", "reimbursement.InvoiceUse", "已用发票", "Invoices used in claims",
        "is_named",
    ),
    _of_case(
        "figures_corrected", "applications.FigureCorrection", "更正的数据",
        "Numbers that were corrected", "name was is_now reason at",
    ),
    _of_case(
        "signings", "applications.Signing", "柜台确认", "What you confirmed at a counter",
        "way agency__name confirmed_at code_to code_sent_at code_tries",
    ),
    _of_case(
        "papers", "applications.PaperPage", "提交的材料", "Papers you sent",
        "slot place name kind size sheets sha256 state fault added_at judged_at mark mark_note"
        " marked_at replaced_at taken_from__number",
    ),
    _of_case(
        "contacts_proven", "applications.ContactProof", "联系方式核验", "Contacts that were proven",
        "field sent_at tries proven_at",
        case="application__case",
    ),
    _of_case(
        "contacts_replaced", "applications.WayBack", "被更换的联系方式",
        "Contacts that were replaced",
        "contact told_at undone_at closed_at",
    ),
    _of_case(
        "police_answers", "particulars.PoliceAnswer", "公安核对结果",
        "Answers of the police register",
        "answer at",
    ),
    _of_case(
        "account_checks", "payouts.AccountCheck", "银行核对结果",
        "Answers of banks about accounts",
        "answer at",
    ),
    _of_case(
        "card_orders", "cards.CardOrder", "补换卡制卡进度", "New cards that were ordered",
        "bank delivery address state state_at due_on collect_until handed_out_by__name"
        " handed_out_to",
    ),
    # --- Transfers -----------------------------------------------------------------------------
    _of_case(
        "transfers", "transfers.Transfer", "转移接续", "Transfers",
        "insurance original_region__name new_region__name original_agency__name new_agency__name"
        " from_scheme to_scheme employer_name contact_phone contact_address arrears"
        " is_approved_move note is_human_review_asked confirmed_at",
    ),
    _of_case(
        "information_forms", "transfers.InformationForm", "转移接续信息表", "Information forms",
        "version transfer_on account_kind months pre_1998_fen balance_fen current_year_fen"
        " account_fen pooled_fen total_fen interest interest_stated remark sent_at",
        only=Q(sent_at__isnull=False),
        case="transfer__case",
    ),
    _of_case(
        "form_lines", "transfers.FormLine", "信息表明细", "Lines of information forms",
        "agency__name scheme first_month last_month months base_fen employer_rate personal_rate"
        " account_rate credited_fen credited_personal_fen interest_fen closing_fen remark",
        case="form__transfer__case",
        only=Q(form__sent_at__isnull=False),
    ),
    _of_case(
        "remittances", "transfers.Remittance", "基金划转", "Remittances",
        "reference amount_fen sent_on arrived_fen arrived_on bounced_on",
        case="transfer__case",
    ),
    _of_case(
        "allotments", "transfers.Allotment", "到账认领", "Money allotted to your transfer",
        "kind amount_fen is_late made_at taken_at",
        case="transfer__case",
    ),
    _of_case(
        "surplus_returns", "transfers.SurplusReturn", "退回多划款项", "Surplus that was returned",
        "reference amount_fen returned_on",
        case="transfer__case",
    ),
    _of_case(
        "form_reductions", "transfers.FormReduction", "更正后减少的金额",
        "Money a correction took out of a form", "correction_number amount_fen at",
        case="transfer__case",
    ),
    _of_case(
        "settlements", "transfers.Settlement", "接续完成", "Completions",
        "completed_at months_counted months_overlapping",
        case="transfer__case",
    ),
    _of_case(
        "parts_that_stay", "transfers.PartThatStays", "不能转移的部分", "Parts that stay",
        "letter__number reason first_month last_month",
        case="transfer__case",
    ),
    _of_case(
        "double_months", "transfers.Clearing", "重复缴费清理", "Months paid twice",
        "began_at keep answered_at answer_way bank_name account_number months amount_fen"
        " approved_at",
        case="transfer__case",
    ),
    _of_case(
        "repayments", "transfers.Repayment", "退还个人缴费", "Repayments",
        "number amount_fen bank_name account_number approved_at bounced_on",
        case="clearing__transfer__case",
    ),
)  # fmt: skip
