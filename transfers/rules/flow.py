"""The transfer as a table: one line for each sentence of the procedure: from, to, whose move.

国办发〔2009〕66号 art. 8; 医保办发〔2021〕43号 for medical insurance.
"""

from casework.rules.statuses import Moves, Party, Status

MOVES: Moves = {
    (Status.DRAFT, Status.SUBMITTED): Party.APPLICANT,
    (Status.DRAFT, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Party.HANDLING,
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Party.APPLICANT,
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.REFUSED): Party.HANDLING,
    (Status.SUBMITTED, Status.LETTER_ISSUED): Party.HANDLING,
    # The letter was voided and none takes its place: the application is under review again.
    (Status.LETTER_ISSUED, Status.SUBMITTED): Party.HANDLING,
    (Status.CLARIFICATION_ASKED, Status.SUBMITTED): Party.HANDLING,
    (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED): Party.OTHER,
    (Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED): Party.HANDLING,
    (Status.LETTER_ISSUED, Status.LETTER_RETURNED): Party.OTHER,
    (Status.LETTER_RETURNED, Status.LETTER_ISSUED): Party.HANDLING,
    (Status.LETTER_RETURNED, Status.CORRECTION_ASKED): Party.HANDLING,
    (Status.LETTER_RETURNED, Status.REFUSED): Party.HANDLING,
    (Status.LETTER_ISSUED, Status.HANDED_OVER): Party.OTHER,
    (Status.HANDED_OVER, Status.DISPUTED): Party.HANDLING,
    (Status.DISPUTED, Status.HANDED_OVER): Party.OTHER,
    (Status.HANDED_OVER, Status.COMPLETED): Party.HANDLING,
    # The insured person has died (社会保险法 art. 14): decided by two persons of the new agency.
    (Status.SUBMITTED, Status.ENDED): Party.HANDLING,
    (Status.CORRECTION_ASKED, Status.ENDED): Party.HANDLING,
    (Status.LETTER_ISSUED, Status.ENDED): Party.HANDLING,
    (Status.CLARIFICATION_ASKED, Status.ENDED): Party.HANDLING,
    (Status.LETTER_RETURNED, Status.ENDED): Party.HANDLING,
    (Status.HANDED_OVER, Status.ENDED): Party.HANDLING,
    (Status.DISPUTED, Status.ENDED): Party.HANDLING,
    # Months were paid twice: 人社部发〔2010〕70号 art. 10, they move first and are cleared then.
    (Status.HANDED_OVER, Status.CLEARING): Party.HANDLING,
    (Status.CLEARING, Status.COMPLETED): Party.HANDLING,
}


# Where record and money have been joined to what the new agency holds.
MERGED = (Status.CLEARING, Status.COMPLETED)

# Who has to move next, by status; nobody has when a case has ended.
TURN: dict[Status, Party] = {
    Status.DRAFT: Party.APPLICANT,
    Status.SUBMITTED: Party.HANDLING,
    Status.CORRECTION_ASKED: Party.APPLICANT,
    Status.LETTER_ISSUED: Party.OTHER,
    Status.CLARIFICATION_ASKED: Party.HANDLING,
    Status.LETTER_RETURNED: Party.HANDLING,
    Status.HANDED_OVER: Party.HANDLING,
    Status.DISPUTED: Party.OTHER,
    Status.CLEARING: Party.HANDLING,
}
