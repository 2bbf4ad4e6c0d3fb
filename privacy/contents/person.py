"""What is held of a person: who they are, who acts for them, what the services keep of them."""

from privacy.sections import of_account, of_case, of_person, section

_MANDATE = (
    "number kind services proof where where_en offered_at offered_until accepted_at approved_at"
    " expires_at ended_at ended_by"
)
_SHARING = (
    "relation purposes month_limit_fen year_limit_fen from_day until offered_at offered_until"
    " agreed_at ended_at ended_by"
)
SECTIONS = (
    of_person(
        "person", "accounts.Person", "身份与联系方式", "Identity and contact",
        "name document_type number issued_in sex born_on hukou_region_code phone email address"
        " deceased_on",
        person="pk",
    ),
    of_account(
        "identity_checks", "accounts.IdentityCheck", "身份核验记录", "Checks of identity",
        "started_at code_sent_at code_sends code_tries passed_at",
    ),
    of_person(
        "identity_proofs", "accounts.IdentityProof", "身份核验结果", "Proofs of identity",
        "way where where_en at",
    ),
    of_person(
        "who_looked", "accounts.AccessEntry", "查看记录", "Who looked",
        "at agency_name agency_name_en what case_number reason mandate__number",
        order="at",
    ),
    of_person(
        "mandates_given", "accounts.Mandate", "您给出的委托", "Mandates you have given",
        f"holder_name {_MANDATE}",
        person="giver",
    ),
    of_person(
        "mandates_held", "accounts.Mandate", "您接受的委托", "Mandates you hold",
        f"giver_name {_MANDATE}",
        person="holder",
    ),
    of_person(
        "sharings_given", "enrolments.Sharing", "您的医保家庭共济", "Medical accounts you share",
        f"case__number relative_name relative_number {_SHARING}",
        person="giver",
    ),
    of_person(
        "sharings_held", "enrolments.Sharing", "亲属给您的医保家庭共济",
        "Medical accounts shared with you", f"giver_name {_SHARING}",
        person="relative",
    ),
    of_person(
        "sharing_spends_given", "enrolments.SharingSpend", "亲属从您账户的支出",
        "Spent from your account", "purpose amount_fen spent_on reference at",
        person="giver",
    ),
    of_person(
        "sharing_spends_held", "enrolments.SharingSpend", "您从亲属账户的支出",
        "Spent from a relative's account", "purpose amount_fen spent_on reference at",
        person="relative",
    ),
    of_person(
        "inheritances", "enrolments.Heir", "继承人登记", "Accounts in which you are an heir",
        "row name number relation parts of_parts asked_at agreed_at declined_at replaced_at",
    ),
    of_case(
        "inherited_shares", "enrolments.HeirShare", "继承份额", "Shares of accounts you have",
        "whole_fen amount_fen",
    ),
    section(
        "listed_by_employers", "applications.ListedPerson", "单位申报名单",
        "Lists of employers that name you",
        "employer__name service name phone answers listed_at expires_at told_at code_sent_at"
        " code_tries settled_at",
        document="document_index",
    ),
    of_person(
        "particulars", "particulars.PersonVersion", "个人信息变更", "Changes of particulars",
        "case__number field old new effective_on at is_undoing",
    ),
    of_person(
        "plain_particulars", "particulars.PlainParticulars", "一般信息", "Plain particulars",
        "education marriage household_kind occupation nation",
    ),
    of_person(
        "payment_accounts", "payouts.PaymentAccount", "收款账户", "Accounts for payments",
        "case__number bank number kind proof valid_from first_paid_on state",
    ),
    of_person(
        "questions", "advice.Question", "提出的问题", "Questions to agencies",
        "number about situation region__name text language may_publish way phone call_when"
        " agency__name asked_at due_on state slug answer law answered_at rated",
    ),
    of_person(
        "question_events", "advice.QuestionEvent", "提问的办理记录",
        "What happened with your questions",
        "question__number kind agency__name at words law slug",
        person="question__person",
    ),
    of_person(
        "question_papers", "advice.Attachment", "提问附上的材料", "Papers added to your questions",
        "question__number name kind size sheets sha256 state fault added_at judged_at",
        person="question__person",
    ),
    of_account(
        "followed_answers", "advice.Alert", "关注的答案", "Answers you follow",
        "slug since told_at",
    ),
    of_person(
        "registrations_elsewhere", "care.Registration", "异地就医备案",
        "Registrations for treatment elsewhere",
        "case__number kind scheme insured_area__name places from_day until proof state stands_alone"
        " locked_until stopped_on paper_due_on paper_came_on made_at announced_at",
    ),
    of_person(
        "referrals", "care.Referral", "医院上传的转诊", "Referrals that hospitals filed",
        "number hospital__name to_place__name department diagnosis is_again referred_on filed_at",
    ),
    of_person(
        "emergency_marks", "care.EmergencyMark", "急诊标识", "Emergencies that hospitals marked",
        "hospital__name admitted_on is_injury is_third_party at",
    ),
    of_person(
        "police_comparisons", "particulars.PoliceComparison", "公安信息比对",
        "Comparisons with the police register",
        "day agency__name asked_at answer answered_at",
    ),
    of_person(
        "visits_elsewhere", "care.Visit", "异地就医结算记录", "Visits that were settled elsewhere",
        "number hospital__name kind registered_as admitted_on discharged_on settled_on total_fen"
        " covered_fen deductible_fen fund_fen at",
    ),
    of_person(
        "years_of_benefits", "reimbursement.YearLine", "年度报销累计", "What claims used of a year",
        "case__number year is_stay begins_stay covered_fen fund_fen own_fen serious_fen counts at",
    ),
    of_person(
        "file_findings", "retirement.Finding", "档案认定", "What was found in your personal file",
        "case__number agency__name kind from_month to_month value proof_page note counts judged_at"
        " confirmed_at",
    ),
    of_person(
        "retirement_choices", "retirement.Choice", "退休时间选择", "When you chose to retire",
        "case__number agency__name way chosen_day noticed_at agreed_on withdrawn_at employer_code"
        " employer_name employer_agrees employer_said_at",
    ),
    of_person(
        "determinations", "retirement.Determination", "养老金核定",
        "How your pension was determined",
        "case__number agency__name from_month total_fen facts region base_year"
        " for_year at",
    ),
    of_person(
        "publications", "retirement.Publication", "公示", "What was made public about you",
        "case__number round agency__name name employer what from_day until_day made_at",
    ),
    of_person(
        "publication_objections", "retirement.PublicationObjection", "对公示的异议",
        "Your objections to what was made public",
        "text at answer is_right answered_at",
    ),
    of_person(
        "unemployment", "unemployment.Spell", "失业保险金", "Unemployment benefit",
        "case__number agency__name region since counted_until months_paid left_over months"
        " first_month until_age ended_because ended_on last_month kept made_at",
    ),
    of_person(
        "still_looking", "unemployment.StillLooking", "每月求职确认", "Months in which you looked",
        "month at",
    ),
    of_person(
        "employer_questions", "unemployment.EmployerQuestion", "向单位的询问",
        "What your employer was asked",
        "case__number agency__name employer_code employer_name asked_at due_on answered_at",
    ),
    of_person(
        "endings", "unemployment.EndingReport", "单位报送的离职情况",
        "What employers said of the end of your work",
        "employer_code last_day reason note reported_at",
    ),
    of_case(
        "grants_after_death", "survivors.Bereavement", "遗属待遇", "Grants after a death",
        "died_on region funeral_fen condolence_fen set_off_fen is_provisional made_at"
        " difference_fen looked_at",
    ),
    of_person(
        "shares_after_death", "survivors.Payee", "家人去世待遇中的份额",
        "Your parts of grants after a death",
        "case__number name relation parts agreed_at amount_fen own_case__number",
    ),
    of_person(
        "death_reports", "casework.DeathReport", "死亡登记", "Reports of a death",
        "agency__name died_on source proposed_at approved_at turned_down_at is_taken_back",
    ),
    of_person(
        "cards", "cards.Card", "社会保障卡", "Social security cards",
        "number bank issuer__name state lost_at lapses_at issued_on valid_to photo_taken_on",
        order="issued_on",
    ),
    of_person(
        "card_events", "cards.CardEvent", "社会保障卡办理记录", "What happened to your cards",
        "kind channel agency__name lapses_at at",
        person="card__person",
    ),
)  # fmt: skip
