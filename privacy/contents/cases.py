"""Cases: their turns and history, messages, notices and letters."""

from django.db.models import Q

from casework.policies import NOTES_TO_THE_PERSON
from privacy.sections import of_case, of_person

SECTIONS = (
    of_person(
        "cases", "casework.Case", "业务件", "Cases",
        "number service matter about__number channel status is_unanswered created_at submitted_at"
        " closed_at",
    ),
    of_case(
        "turns", "casework.Step", "办理环节", "Turns",
        "kind agency__name other_place__name opened_at starts_on working_days extended_days due_on"
        " is_provisional paused_on days_left_at_pause resumed_on closed_at days_taken",
    ),
    of_case(
        "terms_extended", "casework.TermExtension", "期限中止", "Days taken out of a term",
        "ground document first_day last_day working_days proposed_at approved_at turned_down_at",
    ),
    of_case(
        "reminders", "casework.Urging", "催办", "Reminders to agencies",
        "agency__name asked_at answered_at done_by note",
    ),
    of_case(
        "history", "casework.Event", "办理记录", "History of the cases",
        "sequence kind at actor_position actor_agency_name actor_agency_name_en mandate__number"
        " moved_from moved_to previous_hash hash",
    ),
    of_case(
        "notes_to_you", "casework.Event", "写给您的说明", "Notes to you", "sequence at note",
        only=Q(moved_to__in=NOTES_TO_THE_PERSON),
    ),
    of_case(
        "corrections", "casework.Correction", "补正要求", "Corrections that were asked for",
        "note fields asked_at answered_at",
    ),
    of_case(
        "escalations", "casework.Escalation", "超期督办", "Late turns brought up",
        "supervisor__name rung raised_at closed_at",
    ),
    of_case(
        "messages", "casework.Message", "留言", "Messages",
        "agency__name text at mandate__number",
        only=Q(is_internal=False),
    ),
    of_case(
        "threads", "casework.Thread", "待答留言", "Messages that wait",
        "unread_by_person unread_by_agency answer_due_on",
    ),
    of_case(
        "proceedings", "casework.Proceeding", "行政复议与诉讼", "Reconsiderations and lawsuits",
        "kind agency__name body number filed_on stops recorded_at confirmed_at turned_down_at"
        " outcome ended_on outcome_note outcome_confirmed_at",
    ),
    of_person(
        "notices", "casework.Notice", "通知", "Notices",
        "case__number kind data at read_at mandate__number",
        person="to_person",
    ),
    of_person(
        "messages_sent_out", "casework.Dispatch", "发出的短信与邮件", "Texts and mails sent to you",
        "case__number what way topic state why made_at due_at sent_at tries reminder_day",
        person="to_person",
        account="to_user",
    ),
    of_case(
        "letters", "letters.Letter", "文书", "Letters",
        "kind number official_number code agency_name agency_name_en to_agency_name"
        " to_agency_name_en to_person issued_at content replaces__number",
    ),
    of_case(
        "letter_files", "letters.LetterFile", "文书文件", "Files of letters",
        "letter__number sha256 rendered_at",
        case="letter__case",
    ),
    of_case(
        "letters_voided", "letters.LetterVoiding", "作废的文书", "Letters that were voided",
        "letter__number at reason",
        case="letter__case",
    ),
    of_case(
        "letters_delivered", "letters.LetterDelivery", "文书送达", "Deliveries of letters",
        "letter__number delivered_at",
        case="letter__case",
    ),
    of_case(
        "letter_checks", "letters.LetterCheck", "文书核验", "Checks of letters",
        "letter__number at way by_program verdict",
        case="letter__case",
    ),
)  # fmt: skip
