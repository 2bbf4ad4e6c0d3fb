"""What is not handed over of somebody's rows, each with the reason (PIPL arts. 45, 18)."""

COLLEAGUE = "who of the staff did it: their data, not the person's; the agency answers for it"
OFFICE = "an agency's own affairs; it leads to a person by the member of staff who did them"
DIGEST = "a hash or a keyed index, by which something is found again and nothing can be read"
KEY = "opens the account or a file; whoever holds it by mistake could come in"
WHOSE = "whose row it is: all of them are the asker's"
INNER = "a key or a count of the portal's own, which says nothing of anybody"
AGENCIES = "what agencies write to each other or for themselves, while they work"
ELSEWHERE = "stands in the file already, beside what it belongs to"
UNDECIDED = "prepared and not yet said: what comes of it is a decision, a letter, or nothing"
LIBRARY = "rights of staff in the administration"

# Tables from which a path leads to somebody, and of which nothing is handed over.
LEFT_OUT = {
    "account.EmailConfirmation": "links of a library that are never made: addresses take a code",
    "accounts.NumberSearch": "how often staff search, by digests; what they found is in who_looked",
    "accounts.User_groups": LIBRARY,
    "accounts.User_user_permissions": LIBRARY,
    "admin.LogEntry": OFFICE,
    "advice.Answer": OFFICE,
    "advice.Rating": "what readers say of an answer: of nobody",
    "agencies.ApiClient": OFFICE,
    "agencies.TokenRule": OFFICE,
    "agencies.Merger": OFFICE,
    "agencies.NoticeProposal": OFFICE,
    "agencies.NoticeVersion": OFFICE,
    "agencies.RuleValue": OFFICE,
    "allauth_idp_oidc.Client": "systems of agencies: of no person",
    "allauth_idp_oidc.Token": "tokens of agencies' systems: of no person",
    "applications.OfferProposal": OFFICE,
    "cards.UsedCode": "hashes of codes that were shown, each gone after a day",
    "casework.AccountProposal": OFFICE,
    "casework.Quiet": OFFICE,
    "feeds.Unplaced": INNER,
    "feeds.Entry": "the events of the cases once more, in the order in which agencies read them",
    "feeds.Webhook": OFFICE,
    "feeds.Fare": OFFICE,
    "feeds.Call": OFFICE,
    "intake.ArrivalFile": OFFICE,
    "intake.RecordFile": OFFICE,
    "intake.RowFault": "which rows of an agency's file were wrong, and no word of them",
    "casework.AfterDeath": "decided after the person's death, when nobody signs in any more",
    "casework.AgencyChange": OFFICE,
    "casework.AgencyProposal": OFFICE,
    "casework.BankAccount": OFFICE,
    "casework.ClientProposal": OFFICE,
    "casework.Decoy": "invented persons: of nobody",
    "casework.DecoyAlarm": OFFICE,
    "casework.Duty": "what the portal still has to do; what came of it is in notices and history",
    "casework.Halt": OFFICE,
    "casework.HeldAct": UNDECIDED,
    "casework.PreparedAct": UNDECIDED,
    "journal.JournalLeaf": "hashes of the history; the case's page gives the proof of each entry",
    "letters.Certificate": OFFICE,
    "letters.LetterSignature": "lies in the letter's file itself, which goes along",
    "letters.LetterTemplate": OFFICE,
    "letters.LetterTranslation": "the same letter with English beneath, made again when asked for",
    "letters.TemplateFallback": "which edition of the form a letter was set with",
    "letters.VoidingProposal": UNDECIDED,
    "payments.Difference": OFFICE,
    "payouts.Batch": OFFICE,
    "payouts.BatchFile": OFFICE,
    "payouts.Preparation": OFFICE,
    "payouts.Exclusion": "that two benefits exclude each other; what is drawn stands in them",
    "payouts.Finding": "what staff compare before a payment leaves; what came of it is the payment",
    "payouts.RecoveryMonth": "the lines of what has to come back say the same",
    "privacy.Release": OFFICE,
    "records.BankEntry": OFFICE,
    "records.BankStatement": OFFICE,
    "transfers.Restatement": AGENCIES,
}

# Columns of the tables that are handed over.
EVERYWHERE = {
    name: reason
    for reason, names in {
        COLLEAGUE: "prepared_by approved_by issued_by recorded_by confirmed_by outcome_by marked_by"
        " clerk proposed_by outcome_confirmed_by closed_by author returned_by made_by taken_by"
        " taking_asked_by answered_by bounce_recorded_by prepared_by_client prepared_at"
        " brought_by written_by by by_client second",
        WHOSE: "id user person applicant",
        DIGEST: "number_index name_index surname_index document_index phone_index contact_index"
        " address_index reason_index"
        " asked_index code_index secret_index kept_from code_hash code_mark offered_to",
        KEY: "password session_key session_data",
    }.items()
    for name in names.split()
}
WITHHELD = {
    "accounts.Mandate": {"giver": WHOSE, "holder": WHOSE},
    "enrolments.Sharing": {
        "giver": WHOSE, "relative": WHOSE, "account": ELSEWHERE,
    },
    "enrolments.SharingSpend": {"giver": WHOSE, "relative": WHOSE, "sharing": ELSEWHERE},
    "retirement.Choice": {"employer_said_by": "who signed for the employer"},
    "retirement.Finding": {"judged_by": COLLEAGUE, "replaced_by": ELSEWHERE},
    "retirement.Determination": {"entitlement": ELSEWHERE, "follows": ELSEWHERE},
    "retirement.PublicationObjection": {"publication": ELSEWHERE, "case": ELSEWHERE},
    "enrolments.Heir": {"case": ELSEWHERE},
    "enrolments.HeirShare": {"heir": ELSEWHERE, "account": "the account of who has died"},
    "accounts.Person": {"in_mandates": INNER},
    "accounts.AccessEntry": {"within": INNER, "user": COLLEAGUE},
    "accounts.User": {"is_superuser": LIBRARY, "is_staff": LIBRARY},
    "applications.Application": {"revision": INNER, "decision": ELSEWHERE},
    "applications.Decision": {"letter": ELSEWHERE},
    "applications.ListedPerson": {"key": KEY},
    "applications.PaperPage": {
        "key": KEY, "file": KEY, "thumbnail": KEY, "scanner": INNER,
    },
    "advice.Attachment": {"key": KEY, "file": KEY, "thumbnail": KEY, "scanner": INNER},
    "applications.Signing": {"mark": DIGEST},
    "cards.Card": {"key": INNER, "state_before": INNER, "replaces": ELSEWHERE},
    "cards.CardEvent": {"card": ELSEWHERE, "case": ELSEWHERE},
    "cards.CardOrder": {
        "old_card": ELSEWHERE,
        "new_card": ELSEWHERE,
        "file": INNER,
        "collector_index": DIGEST,
    },
    "cards.InterimCard": {"number_index": DIGEST},
    "intake.Arrival": {
        "agency": ELSEWHERE, "line": INNER, "account_year": INNER, "months_were": INNER,
        "proposed_number": UNDECIDED, "proposed_account_fen": UNDECIDED,
        "proposed_note": AGENCIES, "proposed_by": COLLEAGUE, "proposed_at": UNDECIDED,
        "decided_by": COLLEAGUE, "decided_at": INNER,
    },
    "particulars.PoliceComparison": {"asked_index": DIGEST},
    "advice.Question": {
        "claimed_by": COLLEAGUE, "from_agency": AGENCIES, "late_told_at": INNER,
        "same_as": "the question of somebody else who asked the same",
    },
    "care.Registration": {"replaced_by": ELSEWHERE},
    "survivors.Bereavement": {"deceased_index": DIGEST},
    "survivors.Payee": {"document_index": DIGEST},
    "unemployment.StillLooking": {"spell": ELSEWHERE},
    "unemployment.EndingReport": {"question": ELSEWHERE, "reported_by": COLLEAGUE},
    "casework.Absence": {"entered_by": COLLEAGUE, "substitute": COLLEAGUE, "begun_at": INNER},
    "casework.CalendarAddress": {"secret": KEY},
    "casework.Case": {"version": INNER},
    "casework.Dispatch": {
        "key": INNER, "subject": INNER, "gathered_in": INNER, "claimed_until": INNER,
        "ask_at": INNER, "asked": INNER, "last_error": INNER, "notice": ELSEWHERE,
        "to_agency": WHOSE, "to_person": WHOSE, "to_user": WHOSE,
    },
    "casework.Escalation": {"step": ELSEWHERE, "turn_of": ELSEWHERE, "outcome": AGENCIES},
    "casework.Event": {
        "actor_user": COLLEAGUE, "actor_name": COLLEAGUE, "actor_agency": ELSEWHERE,
        "data": AGENCIES, "nonce": "hides what was hashed; the proof of an entry gives it along",
    },
    "casework.Message": {"is_internal": "notes of staff to each other are not handed over"},
    "casework.Notice": {"key": INNER, "to_agency": WHOSE, "to_person": WHOSE},
    "casework.Step": {
        "term": "which version of the number of the law: working_days says it",
        "is_case_open": INNER,
    },
    "casework.TermExtension": {"step": ELSEWHERE},
    "casework.Urging": {"step": ELSEWHERE},
    "knox.AuthToken": {"digest": KEY},
    "letters.Letter": {"agency": ELSEWHERE, "to_agency": ELSEWHERE, "template_version": INNER},
    "letters.LetterCheck": {"origin": INNER},
    "letters.LetterFile": {"pdf": "a file of its own beside this one"},
    "mfa.Authenticator": {"data": KEY},
    "payments.Order": {
        "version": INNER, "asked_at": INNER, "silent_times": INNER,
    },
    "privacy.Package": {"name": KEY},
    "payouts.PaymentAccount": {"replaced_by": ELSEWHERE},
    "reimbursement.InvoiceFile": {"digest": DIGEST},
    "reimbursement.InvoiceUse": {"index": DIGEST},
    "reimbursement.TreatmentQuestion": {"asked_by": COLLEAGUE, "answered_by": COLLEAGUE},
    "payouts.BatchLine": {
        "batch": INNER, "account": ELSEWHERE, "sequence": INNER, "is_live": INNER,
    },
    "payouts.Entitlement": {"reckon_from": INNER},
    "payouts.EntitlementRate": {"replaced_by": ELSEWHERE},
    "payouts.Instalment": {"payable": ELSEWHERE, "booked_by": COLLEAGUE},
    "payouts.Payable": {"key": INNER, "entitlement": ELSEWHERE, "rate": ELSEWHERE},
    "payouts.Recovery": {
        "key": INNER, "entitlement": ELSEWHERE, "agreed_by": WHOSE,
        "withdrawal_by": COLLEAGUE, "withdrawn_by": COLLEAGUE,
        "ordered_by": COLLEAGUE, "ordered_with": COLLEAGUE,
    },
    "records.RecordCorrection": {"dropped_at": UNDECIDED},
    "transfers.Allotment": {
        "entry": "a line of the agency's bank, which names others", "remittance": ELSEWHERE,
        "taking_reason": AGENCIES,
    },
    "transfers.Clearing": {"answer_note": AGENCIES},
    "transfers.Remittance": {"form": ELSEWHERE},
    "transfers.Repayment": {"bounce_note": AGENCIES},
    "transfers.Settlement": {"form": ELSEWHERE},
    "transfers.Transfer": {"original_relationship": ELSEWHERE, "new_relationship": ELSEWHERE},
}  # fmt: skip


def reason_for(model: str, column: str) -> str:
    """Return why a column is not handed over; nothing where it is."""
    return WITHHELD.get(model, {}).get(column) or EVERYWHERE.get(column, "")
