"""The insurance record: relationships, months, accounts, and what was corrected in them."""

from django.db.models import Q

from privacy.sections import of_person, of_record

SECTIONS = (
    of_person(
        "relationships", "records.Relationship", "参保关系", "Insurance relationships",
        "insurance agency__name scheme account_kind status personal_number employer_name"
        " opened_month pre_1998_fen",
    ),
    of_record(
        "insured_periods", "records.InsuredPeriod", "缴费时段", "Insured periods",
        "first_month last_month base_fen employer_rate personal_rate account_rate scheme is_paid"
        " is_personal_arrears came_from__name case_number corrected_with gone_as gone_with",
    ),
    of_record(
        "contributions", "records.Contribution", "缴费明细", "Contributions",
        "scheme month employer_code employer_name base_fen employer_fen personal_fen account_fen"
        " due_on arrived_on owed_by source brought_with brought_at superseded_with superseded_at",
    ),
    of_record(
        "arrivals", "intake.Arrival", "税务到账明细", "Arrivals that the tax office reported",
        "file__number flow personal_number name insurance_code period kind employer_code base_fen"
        " employer_fen personal_fen late_fee_fen account_fen arrived_on state reason"
        " taken_out_with",
    ),
    of_person(
        "changes_by_file", "intake.RowChange", "机构文件带来的变更",
        "Changes by a file of an agency",
        "record_file__number record_file__agency__name kind old new at",
    ),
    of_record(
        "account_years", "records.AccountYear", "个人账户年度", "Years of the personal account",
        "year opening_fen credited_fen credited_personal_fen arrived_fen interest_fen made_up_fen"
        " moved_out_fen paid_out_fen corrected_fen closing_fen is_closed",
    ),
    of_record(
        "account_entries", "records.AccountEntry", "个人账户记账",
        "Entries of the personal account",
        "year kind amount_fen pre_1998_fen case_number at",
    ),
    of_record(
        "record_corrections", "records.RecordCorrection", "更正记录", "Corrections of the record",
        "case_number kind scheme first_month last_month base_fen employer_rate personal_rate"
        " account_rate reckoned_fen amount_fen pooled_fen reason written_at applied_at",
        only=Q(applied_at__isnull=False),
    ),
    of_record(
        "status_spans", "records.StatusSpan", "参保状态", "How the insurance stood",
        "status from_month to_month reason case_number replaced_with at",
    ),
    of_record(
        "chosen_bases", "records.ChosenBase", "选定的缴费基数", "Bases chosen to pay on",
        "from_month base_fen tier case_number at",
    ),
)  # fmt: skip
