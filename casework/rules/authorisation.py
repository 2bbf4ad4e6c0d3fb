"""Who may do what: the table from which visibility, permission and their tests are made.

Cells: `A` allowed, `O` own, `N` a case where my agency is the new one, `R` the original one,
`E` either, `P` my province; `m` masked, `r` a reason is asked and logged, `2` a second person
must approve; `G` within a mandate. A role that a row does not name is denied.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Columns of the table."""

    ANONYMOUS = "an"
    UNVERIFIED = "iu"
    VERIFIED = "iv"
    DELEGATE = "dl"
    NEW_CLERK = "cn"
    ORIGINAL_CLERK = "co"
    SUPERVISOR = "su"
    AUDITOR = "pa"
    ADMINISTRATOR = "sa"
    CLIENT = "ac"


class Action(StrEnum):
    """Rows of the table."""

    CHECK_LETTER = "check-letter"
    READ_PUBLIC = "read-public"
    VERIFY_IDENTITY = "verify-identity"
    FILE = "file"
    FILE_AT_COUNTER = "file-at-counter"
    WITHDRAW = "withdraw"
    READ_CASE = "read-case"
    UNMASK = "unmask"
    READ_HISTORY = "read-history"
    FIND_BY_NUMBER = "find-by-number"
    DOWNLOAD = "download"
    UPLOAD = "upload"
    CLAIM = "claim"
    ASK_CORRECTION = "ask-correction"
    ACCEPT = "accept"
    REFUSE = "refuse"
    VOID_LETTER = "void-letter"
    RETURN_LETTER = "return-letter"
    HAND_OVER = "hand-over"
    SETTLE = "settle"
    EXTEND_TERM = "extend-term"
    REMIND = "remind"
    SEE_ESCALATION = "see-escalation"
    MESSAGES = "messages"
    SENTENCES = "sentences"
    PROCEEDINGS = "proceedings"
    EXPORT_LIST = "export-list"
    WHO_LOOKED = "who-looked"
    OWN_ACCOUNT = "own-account"
    REFERENCE_DATA = "reference-data"
    DEAD_DUTIES = "dead-duties"
    STOP_ISSUING = "stop-issuing"
    RECORD_DEATH = "record-death"
    DECIDE_AFTER_DEATH = "decide-after-death"
    CHANGE_HISTORY = "change-history"
    OWN_BANK = "own-bank"
    JUDGE_PAPER = "judge-paper"
    CORRECT_FIGURE = "correct-figure"
    GRANT = "grant"
    HOSPITALS = "hospitals"
    PREPARE_DECISION = "prepare-decision"
    APPROVE_DECISION = "approve-decision"
    OFFERS = "offers"
    CONFIRM_IDENTITY = "confirm-identity"
    OWN_SYSTEMS = "own-systems"
    MANDATES = "mandates"
    MANDATE_AT_COUNTER = "mandate-at-counter"
    GUARDIAN_AT_COUNTER = "guardian-at-counter"
    EMPLOYERS = "employers"
    CARDS = "cards"
    CARD_SYSTEMS = "card-systems"
    MANAGE_CLERKS = "manage-clerks"
    SEE_FIGURES = "see-figures"
    PREPARE_RECORDS = "prepare-records"
    RELEASE_RECORDS = "release-records"
    SEND_ARRIVALS = "send-arrivals"
    READ_PAYMENTS = "read-payments"
    CHANGE_ENTITLEMENT = "change-entitlement"
    PREPARE_BATCH = "prepare-batch"
    RELEASE_BATCH = "release-batch"
    PROVE = "prove"
    ANSWER_QUESTIONS = "answer-questions"


@dataclass(frozen=True)
class Row:
    """One row: its number in the authorisation table and a cell for each role that is let in."""

    number: int
    cells: dict[Role, str] = field(default_factory=dict)


# What a case that speaks against another asks of somebody who had no part in that other one.
DECIDING = frozenset(
    {
        Action.CLAIM,
        Action.ASK_CORRECTION,
        Action.CORRECT_FIGURE,
        Action.GRANT,
        Action.PREPARE_DECISION,
        Action.APPROVE_DECISION,
    }
)
# What whoever filed a case at the counter may not do in it: somebody else decides (two persons).
NOT_FOR_WHO_FILED = frozenset({Action.ACCEPT, Action.REFUSE, Action.GRANT, Action.APPROVE_DECISION})
_EVERYBODY = dict.fromkeys(Role, "A")

TABLE: dict[Action, Row] = {
    Action.CHECK_LETTER: Row(1, _EVERYBODY),
    Action.READ_PUBLIC: Row(2, _EVERYBODY),
    Action.VERIFY_IDENTITY: Row(3, {Role.UNVERIFIED: "O", Role.VERIFIED: "O"}),
    Action.FILE: Row(4, {Role.VERIFIED: "O", Role.DELEGATE: "G"}),
    # For whoever stands there with their document, and only while they do.
    Action.FILE_AT_COUNTER: Row(5, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N"}),
    Action.WITHDRAW: Row(6, {Role.VERIFIED: "O", Role.DELEGATE: "G"}),
    Action.READ_CASE: Row(
        7,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "Gm",
            Role.NEW_CLERK: "Nm",
            Role.ORIGINAL_CLERK: "Rm",
            Role.SUPERVISOR: "Em",
            Role.AUDITOR: "Pm",
            Role.CLIENT: "E",
        },
    ),
    Action.UNMASK: Row(
        8,
        {
            Role.VERIFIED: "O",
            Role.NEW_CLERK: "Nr",
            Role.ORIGINAL_CLERK: "Rr",
            Role.SUPERVISOR: "Er",
            Role.AUDITOR: "Pr",
        },
    ),
    Action.READ_HISTORY: Row(
        9,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.AUDITOR: "Pr",
            Role.CLIENT: "E",
        },
    ),
    Action.FIND_BY_NUMBER: Row(
        10,
        {
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.AUDITOR: "Pr",
            Role.CLIENT: "E",
        },
    ),
    Action.DOWNLOAD: Row(
        11,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.AUDITOR: "Pr",
            Role.CLIENT: "E",
        },
    ),
    # Of an agency: what somebody has handed over at its counter.
    Action.UPLOAD: Row(
        12,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.CLIENT: "E",
        },
    ),
    Action.CLAIM: Row(13, {Role.NEW_CLERK: "N", Role.ORIGINAL_CLERK: "R", Role.SUPERVISOR: "E"}),
    Action.ASK_CORRECTION: Row(14, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N", Role.CLIENT: "N"}),
    Action.ACCEPT: Row(15, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N", Role.CLIENT: "N"}),
    Action.REFUSE: Row(16, {Role.NEW_CLERK: "N2", Role.SUPERVISOR: "N2", Role.CLIENT: "N2"}),
    Action.VOID_LETTER: Row(17, {Role.NEW_CLERK: "N2", Role.SUPERVISOR: "N2"}),
    Action.RETURN_LETTER: Row(
        18, {Role.ORIGINAL_CLERK: "R", Role.SUPERVISOR: "R", Role.CLIENT: "R"}
    ),
    Action.HAND_OVER: Row(
        19, {Role.ORIGINAL_CLERK: "R2", Role.SUPERVISOR: "R2", Role.CLIENT: "R2"}
    ),
    Action.SETTLE: Row(20, {Role.NEW_CLERK: "N2", Role.SUPERVISOR: "N2", Role.CLIENT: "N2"}),
    Action.EXTEND_TERM: Row(21, {Role.SUPERVISOR: "E2"}),
    # The person once the term has passed; the other agency of the case as long as it waits.
    Action.REMIND: Row(
        22,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.CLIENT: "E",
        },
    ),
    Action.SEE_ESCALATION: Row(
        23,
        {
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
            Role.AUDITOR: "P",
            Role.CLIENT: "E",
        },
    ),
    Action.MESSAGES: Row(
        24,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "N",
            Role.ORIGINAL_CLERK: "R",
            Role.SUPERVISOR: "E",
        },
    ),
    Action.EXPORT_LIST: Row(
        25,
        {Role.VERIFIED: "O", Role.SUPERVISOR: "Emr", Role.AUDITOR: "Pmr", Role.CLIENT: "Em"},
    ),
    Action.WHO_LOOKED: Row(26, {Role.VERIFIED: "O", Role.SUPERVISOR: "E", Role.AUDITOR: "P"}),
    # Given and ended by either side; what it lets do is the column of whoever acts by it.
    Action.MANDATES: Row(27, {Role.VERIFIED: "O"}),
    Action.OWN_ACCOUNT: Row(
        28,
        {role: "O" for role in Role if role not in (Role.ANONYMOUS, Role.CLIENT)},
    ),
    # Of the own agency and never oneself; a post begins when a second person agrees.
    Action.MANAGE_CLERKS: Row(29, {Role.SUPERVISOR: "E2"}),
    Action.REFERENCE_DATA: Row(30, {Role.ADMINISTRATOR: "A"}),
    Action.DEAD_DUTIES: Row(31, {Role.ADMINISTRATOR: "A"}),
    Action.STOP_ISSUING: Row(32, {Role.SUPERVISOR: "E", Role.ADMINISTRATOR: "A"}),
    Action.CHANGE_HISTORY: Row(33),
    Action.RECORD_DEATH: Row(
        34, {Role.NEW_CLERK: "N2", Role.ORIGINAL_CLERK: "R2", Role.SUPERVISOR: "E2"}
    ),
    Action.DECIDE_AFTER_DEATH: Row(35, {Role.NEW_CLERK: "N2", Role.SUPERVISOR: "N2"}),
    # The third of three: two administrators have proposed and approved the account before.
    Action.OWN_BANK: Row(36, {Role.SUPERVISOR: "E"}),
    # Somebody has to look: no program judges a page.
    Action.JUDGE_PAPER: Row(53, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N"}),
    # The second person sees what was worked out and what was put in its place, and why.
    Action.CORRECT_FIGURE: Row(56, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N"}),
    # Where one person decides, and only ever a yes: a refusal is prepared (37) and approved (38).
    # Agencies' systems speak for the hospitals of their place: is somebody registered, referrals.
    Action.HOSPITALS: Row(66, {Role.CLIENT: "E"}),
    Action.GRANT: Row(59, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N"}),
    Action.PREPARE_DECISION: Row(37, {Role.NEW_CLERK: "N", Role.SUPERVISOR: "N", Role.CLIENT: "N"}),
    Action.APPROVE_DECISION: Row(38, {Role.NEW_CLERK: "N2", Role.SUPERVISOR: "N2"}),
    # Reconsideration and lawsuits: reported by the person or recorded by one of the agency, and
    # confirmed by another.
    Action.PROCEEDINGS: Row(
        55,
        {
            Role.VERIFIED: "O",
            Role.NEW_CLERK: "N2",
            Role.ORIGINAL_CLERK: "R2",
            Role.SUPERVISOR: "E2",
        },
    ),
    # The sentences that an agency keeps for its messages.
    Action.SENTENCES: Row(54, {Role.SUPERVISOR: "E"}),
    # One's own: how it stands, lost and found.
    Action.CARDS: Row(49, {Role.VERIFIED: "O"}),
    # Codes that are shown at a counter, and how far the new card of a case is.
    Action.CARD_SYSTEMS: Row(62, {Role.CLIENT: "N"}),
    # Of the own agency proposed by its supervisors; an administrator approves, or proposes too.
    Action.OFFERS: Row(50, {Role.SUPERVISOR: "E2", Role.ADMINISTRATOR: "A2"}),
    # Whoever stands at the counter with their document; no case is needed for it.
    Action.CONFIRM_IDENTITY: Row(
        51, {Role.NEW_CLERK: "A", Role.ORIGINAL_CLERK: "A", Role.SUPERVISOR: "A"}
    ),
    # Whoever gives a mandate stands there with their document; no case is needed for it.
    Action.MANDATE_AT_COUNTER: Row(
        57, {Role.NEW_CLERK: "A", Role.ORIGINAL_CLERK: "A", Role.SUPERVISOR: "A"}
    ),
    # A guardian acts without the wish of the other one: two persons see the papers.
    Action.GUARDIAN_AT_COUNTER: Row(
        58, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    # How many turns waited, came and were done, and how soon: of no person and no case.
    Action.SEE_FIGURES: Row(63, {Role.SUPERVISOR: "E", Role.AUDITOR: "P"}),
    # Two administrators have let the system in before; its secret is the agency's alone.
    Action.OWN_SYSTEMS: Row(52, {Role.SUPERVISOR: "E"}),
    # Employers whose lists are taken: proposed by one of the agency, let in by another.
    Action.EMPLOYERS: Row(
        60, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    # Files of records: brought by a supervisor or the agency's system, released by another person.
    Action.PREPARE_RECORDS: Row(64, {Role.SUPERVISOR: "A", Role.CLIENT: "A"}),
    # What has arrived each day, as the tax channel says: it counts by its own sums and hash.
    Action.SEND_ARRIVALS: Row(67, {Role.CLIENT: "A"}),
    # Questions of anybody to the agency; what goes into the library another person approves.
    Action.ANSWER_QUESTIONS: Row(
        48, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    Action.RELEASE_RECORDS: Row(
        65, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    # What an agency pays to people: its own books, whichever case they come from. Auditors read
    # sums and lists without names; what one person is paid they read for a reason.
    Action.READ_PAYMENTS: Row(
        41,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "A",
            Role.ORIGINAL_CLERK: "A",
            Role.SUPERVISOR: "A",
            Role.AUDITOR: "Pr",
            Role.CLIENT: "A",
        },
    ),
    # A payment unlike last month's, money that was paid too much: somebody else agrees.
    Action.CHANGE_ENTITLEMENT: Row(
        42, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    Action.PREPARE_BATCH: Row(
        43,
        {
            Role.NEW_CLERK: "A",
            Role.ORIGINAL_CLERK: "A",
            Role.SUPERVISOR: "A",
            Role.CLIENT: "A",
        },
    ),
    # Money leaves by it: never whoever prepared it, and never a program.
    Action.RELEASE_BATCH: Row(
        70, {Role.NEW_CLERK: "A2", Role.ORIGINAL_CLERK: "A2", Role.SUPERVISOR: "A2"}
    ),
    # Of oneself by signing in, of whoever stands at a counter by its clerk, and of records that
    # agree by an agency's system. By mandate a visit is asked for and nothing is ever proven.
    Action.PROVE: Row(
        45,
        {
            Role.VERIFIED: "O",
            Role.DELEGATE: "G",
            Role.NEW_CLERK: "A",
            Role.ORIGINAL_CLERK: "A",
            Role.SUPERVISOR: "A",
            Role.CLIENT: "A",
        },
    ),
}


def cell(action: Action, role: Role) -> str:
    """Return the cell of the table; empty when the role is denied."""
    return TABLE[action].cells.get(role, "")


def needs_second_person(action: Action) -> bool:
    """Whether what one person prepares another one must approve."""
    return any("2" in each for each in TABLE[action].cells.values())
