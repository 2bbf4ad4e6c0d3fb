"""Some forty applications, one for each line: what happens, and how many working days ago.

A story is told by the real actions at past dates (`demo.cases`), so it has the letters,
notices, reminders and escalations that such a case has.
"""

from dataclasses import dataclass

from agencies.rules.terms import Insurance

GZ, HZ, CD, SZ, WH, XA, BJ, SH = (
    "440100", "330100", "510100", "440300", "420100", "610100", "110000", "310000",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """One application: `steps` are (working days ago, what happens)."""

    key: str
    insurance: str
    origin: str
    destination: str
    steps: tuple[tuple[int, str], ...]
    twist: str = ""

    @property
    def is_completed(self) -> bool:
        """Whether record and money arrive."""
        return any(what == "complete" for _days, what in self.steps)

    @property
    def agencies(self) -> tuple[str, str]:
        """The codes of the original and of the new agency."""
        letter = self.insurance[0].upper()
        return f"{letter}{self.origin}", f"{letter}{self.destination}"


def _pension(key: str, origin: str, destination: str, steps: str, twist: str = "") -> Story:
    return Story(key, Insurance.PENSION, origin, destination, _read(steps), twist)


def _medical(key: str, origin: str, destination: str, steps: str, twist: str = "") -> Story:
    return Story(key, Insurance.MEDICAL, origin, destination, _read(steps), twist)


def _read(steps: str) -> tuple[tuple[int, str], ...]:
    """Read "20 submit, 18 claim": working days ago and the name of what happened."""
    pairs = (step.split() for step in steps.split(","))
    return tuple((int(days), what) for days, what in pairs)


# Whole stretches that many stories share, counted from their first day.
def _accepted(first: int, accepted: int) -> str:
    return f"{first} submit, {first - 1} claim, {accepted} accept"


def _handed_over(first: int, accepted: int, sent: int) -> str:
    return f"{_accepted(first, accepted)}, {accepted - 1} take, {sent + 1} prepare, {sent} send"


def _settled(first: int, accepted: int, sent: int, matched: int) -> str:
    handed_over = _handed_over(first, accepted, sent)
    return f"{handed_over}, {sent - 2} arrive, {matched} match, {matched - 1} complete"


WRONGLY_ADDRESSED = "19 insist, 18 claim, 12 accept, 10 take, 5 return-unknown"

STORIES = (
    # Drafts.
    _pension("draft-nearly-done", SZ, HZ, "9 draft, 8 fill"),
    _medical("draft-medical", CD, HZ, "1 draft, 1 fill"),
    # Waiting for review: fresh, claimed, near the due day, late by one and by seven days.
    _pension("new-today", GZ, HZ, "1 submit"),
    _pension(
        "new-and-claimed", CD, HZ, "4 submit, 2 claim, 2 ask-by-message, 1 reply-by-message"
    ),
    _pension("review-near-due", WH, HZ, "13 submit, 9 claim"),
    _pension("review-late", XA, HZ, "16 submit"),
    _pension("review-very-late", BJ, HZ, "22 submit, 20 claim"),
    _medical("medical-new", CD, HZ, "2 submit"),
    _medical("medical-review-near-due", GZ, HZ, "4 submit"),
    _pension("rules-say-no", SH, HZ, "3 insist", "still-paying"),
    _pension("to-guangzhou", HZ, GZ, "5 submit"),
    # Something to put right.
    _pension("correction-phone", GZ, HZ, "12 submit, 10 claim, 7 correct"),
    _pension("correction-employer", CD, GZ, "9 submit, 8 claim, 5 correct"),
    _medical("correction-medical", CD, HZ, "4 submit, 3 claim, 2 correct"),
    _pension("corrected", SZ, HZ, "14 submit, 12 claim, 9 correct, 4 answer"),
    # Ended early.
    _pension("withdrawn-draft", WH, HZ, "15 draft, 12 withdraw"),
    _pension("withdrawn", GZ, HZ, "11 submit, 9 withdraw"),
    _pension("refused-still-paying", SH, HZ, "25 insist, 24 claim, 18 refuse", "still-paying"),
    _medical("refused-medical", GZ, HZ, "10 insist, 9 claim, 8 refuse", "still-paying"),
    _pension("refused-after-return", CD, HZ, f"{_accepted(40, 35)}, 33 take, 30 return, 24 refuse"),
    # With the original agency: fresh, near the due day, late, brought before the province.
    _pension("letter-taken", GZ, HZ, f"{_accepted(15, 8)}, 6 take"),
    _pension("letter-near-due", GZ, HZ, f"{_accepted(20, 13)}, 11 take"),
    # The insured person has died: to be decided, and ended.
    _pension("died-after-the-letter", SZ, HZ, f"{_accepted(18, 11)}, 9 take, 2 die, 1 confirm"),
    _pension("ended-by-death", CD, HZ, f"{_accepted(30, 21)}, 19 take, 12 die, 11 confirm, 9 end"),
    _pension("letter-late", GZ, HZ, f"{_accepted(28, 17)}, 15 take"),
    _pension("letter-very-late", GZ, SH, f"{_accepted(36, 23)}, 20 take, 3 close"),
    _medical("medical-letter-near-due", CD, HZ, f"{_accepted(12, 9)}, 8 take"),
    _medical("medical-letter-late", CD, HZ, f"{_accepted(16, 12)}, 10 take"),
    _pension("form-waits-for-second", GZ, HZ, f"{_accepted(18, 10)}, 8 take, 2 prepare"),
    _pension("clarification", GZ, HZ, f"{_accepted(16, 9)}, 7 take, 4 ask"),
    _medical("clarified", CD, HZ, f"{_accepted(11, 8)}, 7 take, 6 ask, 3 clarify"),
    # The letter went to Guangzhou, but the record lies in Chengdu.
    _pension("letter-returned", GZ, HZ, WRONGLY_ADDRESSED, "record-in-chengdu"),
    # Form and money on their way, there, and apart.
    _pension("money-under-way", GZ, HZ, _handed_over(27, 20, 2)),
    _pension("money-arrived", GZ, HZ, f"{_handed_over(34, 26, 16)}, 12 arrive"),
    _medical("medical-settling", CD, HZ, f"{_handed_over(17, 14, 4)}, 3 arrive, 2 match"),
    _pension("disputed", GZ, HZ, f"{_handed_over(38, 30, 20)}, 17 arrive-less, 6 dispute"),
    # Completed.
    _pension("completed", GZ, HZ, _settled(60, 50, 38, 30)),
    _pension("completed-to-guangzhou", HZ, GZ, _settled(52, 45, 33, 22)),
    _medical("completed-medical", CD, HZ, _settled(30, 27, 20, 17)),
    _medical("completed-resident", XA, HZ, _settled(24, 22, 14, 11), "resident"),
    # Every month and every yuan.
    _pension("two-schemes", CD, HZ, "6 submit, 4 claim", "also-resident"),
    _pension("sleeping-account", CD, HZ, f"{_accepted(12, 6)}, 5 take", "asleep"),
    _pension(
        "partly-moved", CD, HZ,
        f"{_accepted(58, 50)}, 49 take, 48 tell-parts, 40 prepare, 38 send, 36 arrive, 30 match, "
        "29 complete",
    ),
    _pension(
        "there-and-back", GZ, HZ,
        f"{_settled(70, 60, 48, 40)}, 20 come-back, 19 submit, 18 claim, 12 accept, 11 take, "
        "2 prepare",
        "there-and-back",
    ),
    # The new place does not insure any more; only the employer owes; the bank sends money back.
    _pension("ended-there", CD, HZ, "5 insist, 3 claim", "ended-there"),
    _pension("employer-owes", CD, HZ, "7 submit, 5 claim", "employer-owes"),
    _pension("money-came-back", GZ, HZ, f"{_handed_over(33, 25, 8)}, 5 bounce"),
    # A refusal that waits for a second person.
    _pension("refusal-prepared", SH, HZ, "6 insist, 5 claim, 1 propose-refusal", "still-paying"),
    # Months paid twice: waiting for the person's answer, and settled.
    _pension("clearing", GZ, HZ, _settled(56, 48, 36, 9), "paid-twice"),
    _pension(
        "cleared", CD, HZ,
        f"{_settled(66, 58, 46, 34)}, 30 answer-double, 28 clear, 27 cleared", "paid-twice",
    ),
)  # fmt: skip
