"""Which tables the wall stands before (`kit.wall`), and which are open, each with its reason.

A table that stands in neither list fails the tests. A policy is an expression of the columns of a
row (`kit.wall_policies`): what belongs to a case is judged by its case, what belongs to a person by
the person, the books of an agency by the agency.
"""

PERSON, CASE = "wall_person(person_id)", "wall_case(case_id)"
# Of the person alone and those who handle it: nothing of it is for whoever acts for them.
ALONE = f"NOT wall_mandate(person_id) AND {PERSON}"
# A shared account: whoever shares it, and the relative; nothing of it by mandate.
BOTH_SIDES = "wall_self(relative_id) OR wall_person(giver_id) AND NOT wall_mandate(giver_id)"
TRANSFER, LETTER = "wall_case(transfer_id)", "wall_letter(letter_id)"
HOUSE = "wall_house()"  # shown to nobody but by an action that says why it looks
OFFICE = "wall_house() OR agency_id = ANY ((SELECT wall_tills())::bigint[])"
# Told to an agency, or its turn to come: the agency's own, even before it may read the case.
THEIRS = """({agency} = ANY ((SELECT wall_offices())::bigint[])
    AND coalesce(case_id, 0) <> ALL ((SELECT wall_kept_cases())::bigint[]))"""
TURN = f"{THEIRS.format(agency='agency_id')} OR {CASE}"
# Brought before an agency: whose turn is late, and whoever supervises it.
BROUGHT = f"""{THEIRS.format(agency="turn_of_id")}
    OR (supervisor_id = (SELECT wall_supervises())
        AND case_id <> ALL ((SELECT wall_kept_cases())::bigint[])) OR {CASE}"""
# Told, or sent out, to an agency or a person, about a case or without one.
TOLD = f"""{THEIRS.format(agency="to_agency_id")} OR {CASE}
    OR (case_id IS NULL AND (wall_administrator() OR wall_self(to_person_id)))"""
SENT = f"wall_administrator() OR {TOLD}"  # it holds neither words nor addresses
# What an agency pays: its own books, without whoever works there and theirs; and the person's. Of
# the house it is asked once for a statement, which reads or writes a month's rows of many.
PAID = f"""(SELECT wall_house()) OR (agency_id = ANY ((SELECT wall_offices())::bigint[])
    AND person_id <> ALL (
        coalesce(nullif(current_setting('portal.kept_from', true), ''), '{{}}')::bigint[]))
    OR {PERSON}"""
BOOKS = "(SELECT wall_house()) OR agency_id = ANY ((SELECT wall_offices())::bigint[])"
DUTY = f"case_id IS NULL OR wall_administrator() OR {CASE}"
POSTED = f"{OFFICE} OR wall_number(case_number)"

# Of whoever has asked under their name, and of the agency that answers it or has asked it.
QUESTION = f"""{OFFICE} OR from_agency_id = ANY ((SELECT wall_tills())::bigint[])
    OR (person_id IS NOT NULL AND wall_self(person_id))"""

# Of the agency to which it came, and of whom it was booked to.
ARRIVAL = f"""{OFFICE}
    OR (relationship_id IS NOT NULL AND wall_relationship(relationship_id))"""

WALLED = {
    "accounts.Person": "wall_person(id)",
    "accounts.Mandate": (
        "wall_self(holder_id) OR wall_person(giver_id) AND NOT wall_mandate(giver_id)"
    ),
    "accounts.IdentityCheck": ALONE,
    "accounts.IdentityProof": ALONE,
    "accounts.AccessEntry": ALONE,
    "records.Relationship": PERSON,
    "records.InsuredPeriod": "wall_relationship(relationship_id)",
    "records.Contribution": "wall_relationship(relationship_id)",
    "intake.RowChange": PERSON,
    "intake.Arrival": ARRIVAL,
    "records.AccountYear": "wall_relationship(relationship_id)",
    "records.AccountEntry": "wall_relationship(relationship_id)",
    "records.RecordCorrection": "wall_relationship(relationship_id)",
    "records.StatusSpan": "wall_relationship(relationship_id)",
    "records.ChosenBase": "wall_relationship(relationship_id)",
    "records.Posting": POSTED,
    "records.BankStatement": OFFICE,
    "records.BankEntry": OFFICE,
    "casework.Case": "wall_case(id, person_id)",
    "casework.Step": TURN,
    "casework.Correction": CASE,
    "casework.Escalation": BROUGHT,
    "casework.DeathReport": PERSON,
    "casework.AfterDeath": CASE,
    "casework.PreparedAct": CASE,
    "casework.HeldAct": f"{OFFICE} OR {CASE}",
    "casework.Notice": TOLD,
    "casework.Duty": DUTY,
    "casework.Dispatch": SENT,
    "casework.Thread": CASE,
    "casework.Message": CASE,
    "casework.Proceeding": CASE,
    "casework.TermExtension": CASE,
    "casework.Urging": CASE,
    "casework.Event": CASE,
    "feeds.Unplaced": HOUSE,
    "feeds.Entry": f"{HOUSE} OR {THEIRS.format(agency='agency_id')}",
    "feeds.Webhook": OFFICE,
    "feeds.Fare": "EXISTS (SELECT FROM feeds_webhook w WHERE w.id = webhook_id)",
    "feeds.Call": "EXISTS (SELECT FROM feeds_webhook w WHERE w.id = webhook_id)",
    "letters.Letter": CASE,
    "letters.LetterVoiding": LETTER,
    "letters.LetterFile": LETTER,
    "letters.LetterTranslation": LETTER,
    "letters.LetterDelivery": LETTER,
    "letters.LetterSignature": LETTER,
    "letters.VoidingProposal": LETTER,
    "applications.Application": CASE,
    "applications.ContactProof": "wall_case(application_id)",
    "applications.WayBack": CASE,
    "applications.PaperPage": CASE,
    "applications.Decision": CASE,
    "applications.FigureCorrection": CASE,
    "applications.Signing": CASE,
    "applications.ListedPerson": HOUSE,
    "advice.Question": QUESTION,
    "advice.Attachment": "EXISTS (SELECT FROM advice_question q WHERE q.id = question_id)",
    "advice.QuestionEvent": "EXISTS (SELECT FROM advice_question q WHERE q.id = question_id)",
    "cards.Card": PERSON,
    "particulars.PoliceComparison": PERSON,
    "cards.CardEvent": "wall_card(card_id)",
    "cards.CardOrder": CASE,
    "cards.InterimCard": "wall_case(order_id)",
    "care.Registration": PERSON,
    "care.Referral": PERSON,
    "care.EmergencyMark": PERSON,
    "care.Visit": PERSON,
    "survivors.Bereavement": CASE,
    "survivors.Payee": f"wall_self(person_id) OR {CASE}",
    "unemployment.Spell": PERSON,
    "unemployment.StillLooking": PERSON,
    "unemployment.EmployerQuestion": CASE,
    "unemployment.EndingReport": PERSON,
    "retirement.Finding": PERSON,
    "reimbursement.TreatmentQuestion": CASE,
    "retirement.Choice": PERSON,
    "retirement.Determination": PERSON,
    "retirement.Publication": PERSON,
    # Whoever objected is known to the agency alone.
    "retirement.PublicationObjection": f"wall_self(person_id) OR {HOUSE}",
    "enrolments.Sharing": BOTH_SIDES,
    "enrolments.SharingSpend": BOTH_SIDES,
    "reimbursement.CostList": CASE,
    "reimbursement.InvoiceUse": CASE,
    "reimbursement.InvoiceFile": CASE,
    "reimbursement.YearLine": PERSON,
    "enrolments.Heir": f"wall_self(person_id) OR {CASE}",
    "enrolments.HeirShare": CASE,
    "payments.Order": PERSON,
    "payments.OrderLine": PERSON,
    "payments.Payment": PERSON,
    "payments.Refund": PERSON,
    "dues.Due": PERSON,
    "dues.RefundDue": PERSON,
    "particulars.PersonVersion": ALONE,
    "particulars.PlainParticulars": ALONE,
    "payouts.PaymentAccount": ALONE,
    "payouts.AccountCheck": CASE,
    "payouts.Entitlement": PAID,
    "payouts.EntitlementRate": PAID,
    "payouts.Exclusion": PERSON,
    "payouts.Suspension": PAID,
    "payouts.Qualification": PAID,
    "payouts.Payable": PAID,
    "payouts.BatchLine": PAID,
    "payouts.BatchFile": BOOKS,
    "payouts.Recovery": PAID,
    "payouts.RecoveryMonth": PAID,
    "payouts.Instalment": PAID,
    "payouts.Finding": PAID,
    "particulars.PoliceAnswer": CASE,
    "transfers.Transfer": CASE,
    "transfers.Clearing": TRANSFER,
    "transfers.Repayment": "wall_case(clearing_id)",
    "transfers.PartThatStays": TRANSFER,
    "transfers.InformationForm": TRANSFER,
    "transfers.FormLine": "wall_form(form_id)",
    "transfers.Remittance": TRANSFER,
    "transfers.Allotment": f"{TRANSFER} OR wall_entry(entry_id)",
    "transfers.Restatement": TRANSFER,
    "transfers.SurplusReturn": TRANSFER,
    "transfers.FormReduction": TRANSFER,
    "transfers.Settlement": TRANSFER,
}

CODES = "codes, rights and kinds of content: of nobody"
ENTRANCE = "asked before anybody is known; found by an account, an index or a hash, never listed"
LAW = "law, calendar and places: public"
AGENCY = "an agency's own affairs and who works there: of no person's case"
COUNTED = "numbers and hashes: says nothing of a person without the walled row it belongs to"
FIGURES = "how many turns an agency had, and of which clerk: of no person's case"
OPEN = {
    "admin.LogEntry": "what administrators changed; they change no person's affairs",
    "auth.Permission": CODES,
    "auth.Group_permissions": CODES,
    "auth.Group": CODES,
    "contenttypes.ContentType": CODES,
    "sessions.Session": "empty: sessions are sign-ins",
    "account.EmailAddress": ENTRANCE,
    "account.EmailConfirmation": ENTRANCE,
    "mfa.Authenticator": ENTRANCE,
    "allauth_idp_oidc.Client": ENTRANCE,
    "allauth_idp_oidc.Token": ENTRANCE,
    "knox.AuthToken": ENTRANCE,
    "accounts.IssuedCode": ENTRANCE,
    "accounts.KeptWords": ENTRANCE,
    "accounts.User": ENTRANCE,
    "accounts.User_groups": CODES,
    "accounts.User_user_permissions": CODES,
    "accounts.SignIn": ENTRANCE,
    "accounts.NumberSearch": COUNTED,
    "kit.Attempt": COUNTED,
    "kit.TableMark": CODES,
    "kit.KeptAnswer": "found by who called and their key; the body is encrypted",
    "kit.DemoClock": CODES,
    "agencies.Region": LAW,
    "care.Hospital": LAW,
    "agencies.Agency": LAW,
    "advice.Answer": "public: the library of answers",
    "advice.Rating": "what readers say of an answer, without whom",
    "advice.Alert": "which answers an account follows, found by it alone",
    "advice.MissedWords": "words that found nothing, counted: of nobody",
    "agencies.Merger": AGENCY,
    "agencies.Post": AGENCY,
    "agencies.ApiClient": AGENCY,
    "agencies.TokenRule": AGENCY,
    "intake.RecordFile": AGENCY,
    "intake.ArrivalFile": AGENCY,
    "intake.RowFault": "which rows of a file were wrong, and nothing that stood in them",
    "agencies.CalendarNotice": LAW,
    "agencies.CalendarDay": LAW,
    "agencies.NoticeVersion": LAW,
    "agencies.NoticeProposal": LAW,
    "agencies.RuleValue": LAW,
    "cards.MakerFile": COUNTED,
    "cards.UsedCode": COUNTED,
    "casework.AccountProposal": AGENCY,
    "casework.BankAccount": AGENCY,
    "casework.PostProposal": AGENCY,
    "casework.Absence": AGENCY,
    "casework.Decoy": "of invented persons alone",
    "casework.DecoyAlarm": AGENCY,
    "privacy.Closing": "that an account shall be closed, found by the account alone",
    "privacy.Release": AGENCY,
    "casework.ClientProposal": AGENCY,
    "casework.FactorProposal": AGENCY,
    "casework.AgencyProposal": AGENCY,
    "casework.AgencyChange": AGENCY,
    "casework.Halt": AGENCY,
    "casework.Gateway": CODES,
    "casework.Wishes": ENTRANCE,
    "casework.CalendarAddress": ENTRANCE,
    "casework.StandingSentence": AGENCY,
    "casework.KeptList": "filters that a member of staff keeps: codes, and no person",
    "casework.Tick": CODES,
    "casework.Home": CODES,
    "casework.Quiet": "when the portal kept quiet, and who ended it: of no person's case",
    "casework.TurnChange": FIGURES,
    "casework.TurnCount": FIGURES,
    "journal.JournalKey": "public: anybody checks the journal with it",
    "journal.JournalDay": "public but for its secret, which no page reads",
    "journal.JournalLeaf": COUNTED,
    "letters.Certificate": "public: anybody checks a letter with it",
    "letters.Counter": COUNTED,
    "letters.DocumentMark": AGENCY,
    "letters.LostNumbers": COUNTED,
    "letters.LetterCheck": "how often a letter was checked, without whom it is about",
    "letters.LetterTemplate": AGENCY,
    "letters.TemplateFallback": COUNTED,
    "privacy.Package": "of an account, found by it alone; what lies in the files is encrypted",
    "payments.ProviderEvent": COUNTED,
    "payments.DailySheet": AGENCY,
    "payments.Difference": COUNTED,
    "payouts.Run": "an agency's sums of a month: of no person",
    "payouts.Preparation": "how far an agency's batches are: of no person",
    "payouts.Batch": "numbers and sums of an agency's files for banks: of no person",
    "payments.SandboxOrder": "of an invented provider: numbers and sums, and no person",
    "payments.SandboxCharge": "of an invented provider: numbers and sums, and no person",
    "applications.OfferProposal": AGENCY,
    "applications.Offer": AGENCY,
    "applications.Employer": "an agency's own affairs: which employers hand in lists",
}
