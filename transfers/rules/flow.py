"""The transfer as a table: one line for each sentence of the procedure: from, to, whose move.

国办发〔2009〕66号 art. 8; 医保办发〔2021〕43号 for medical insurance.
"""

from casework.rules.statuses import Moves, Party, Status

MOVES: Moves = {
    (Status.DRAFT, Status.SUBMITTED): Party.APPLICANT,
    (Status.DRAFT, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Party.NEW_AGENCY,
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Party.APPLICANT,
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.REFUSED): Party.NEW_AGENCY,
    (Status.SUBMITTED, Status.LETTER_ISSUED): Party.NEW_AGENCY,
    # The letter was voided and none takes its place: the application is under review again.
    (Status.LETTER_ISSUED, Status.SUBMITTED): Party.NEW_AGENCY,
    (Status.CLARIFICATION_ASKED, Status.SUBMITTED): Party.NEW_AGENCY,
    (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED): Party.ORIGINAL_AGENCY,
    (Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED): Party.NEW_AGENCY,
    (Status.LETTER_ISSUED, Status.LETTER_RETURNED): Party.ORIGINAL_AGENCY,
    (Status.LETTER_RETURNED, Status.LETTER_ISSUED): Party.NEW_AGENCY,
    (Status.LETTER_RETURNED, Status.CORRECTION_ASKED): Party.NEW_AGENCY,
    (Status.LETTER_RETURNED, Status.REFUSED): Party.NEW_AGENCY,
    (Status.LETTER_ISSUED, Status.HANDED_OVER): Party.ORIGINAL_AGENCY,
    (Status.HANDED_OVER, Status.DISPUTED): Party.NEW_AGENCY,
    (Status.DISPUTED, Status.HANDED_OVER): Party.ORIGINAL_AGENCY,
    (Status.HANDED_OVER, Status.COMPLETED): Party.NEW_AGENCY,
    # The insured person has died (社会保险法 art. 14): decided by two persons of the new agency.
    (Status.SUBMITTED, Status.ENDED): Party.NEW_AGENCY,
    (Status.CORRECTION_ASKED, Status.ENDED): Party.NEW_AGENCY,
    (Status.LETTER_ISSUED, Status.ENDED): Party.NEW_AGENCY,
    (Status.CLARIFICATION_ASKED, Status.ENDED): Party.NEW_AGENCY,
    (Status.LETTER_RETURNED, Status.ENDED): Party.NEW_AGENCY,
    (Status.HANDED_OVER, Status.ENDED): Party.NEW_AGENCY,
    (Status.DISPUTED, Status.ENDED): Party.NEW_AGENCY,
    # Months were paid twice: 人社部发〔2010〕70号 art. 10, they move first and are cleared then.
    (Status.HANDED_OVER, Status.CLEARING): Party.NEW_AGENCY,
    (Status.CLEARING, Status.COMPLETED): Party.NEW_AGENCY,
}


# Where record and money have been joined to what the new agency holds.
MERGED = (Status.CLEARING, Status.COMPLETED)

# Who has to move next, by status; nobody has when a case has ended.
TURN: dict[Status, Party] = {
    Status.DRAFT: Party.APPLICANT,
    Status.SUBMITTED: Party.NEW_AGENCY,
    Status.CORRECTION_ASKED: Party.APPLICANT,
    Status.LETTER_ISSUED: Party.ORIGINAL_AGENCY,
    Status.CLARIFICATION_ASKED: Party.NEW_AGENCY,
    Status.LETTER_RETURNED: Party.NEW_AGENCY,
    Status.HANDED_OVER: Party.NEW_AGENCY,
    Status.DISPUTED: Party.ORIGINAL_AGENCY,
    Status.CLEARING: Party.NEW_AGENCY,
}


def turn(status: str) -> Party | None:
    """Return whose turn it is, or None when the case has ended."""
    return TURN.get(Status(status))


def next_statuses(status: str, party: Party) -> list[Status]:
    """Return where this party may move a case from here."""
    return [to for (came_from, to), who in MOVES.items() if came_from == status and who == party]
