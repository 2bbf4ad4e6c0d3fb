"""The terms within which an agency must act: dated, and each with its article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.rules.documents import (
    LICENSING_LAW,
    MEDICAL_TRANSFER,
    PENSION_NOTICE_94,
    PENSION_TRANSFER,
    cite,
)
from accounts.rules.wording import Basis, Text


class TermKind(StrEnum):
    """What must be done within the term."""

    REVIEW = "review"
    HAND_OVER = "hand-over"
    SETTLE = "settle"
    TELL_NOT_TRANSFERABLE = "tell-not-transferable"


class Insurance(StrEnum):
    """The two insurances whose relationships move."""

    PENSION = "pension"
    MEDICAL = "medical"


TERM_KINDS = {
    TermKind.REVIEW: Text("转入地审核", "Review by the new agency"),
    TermKind.HAND_OVER: Text("转出地办理转出", "Hand-over by the original agency"),
    TermKind.SETTLE: Text("转入地接续", "Settling by the new agency"),
    TermKind.TELL_NOT_TRANSFERABLE: Text(
        "书面告知不可转移部分", "Written notice of what cannot be moved"
    ),
}

START_EVENTS = {
    TermKind.REVIEW: Text("收到申请之日", "the day the application is received"),
    TermKind.HAND_OVER: Text("收到联系函之日", "the day the acceptance letter is received"),
    TermKind.SETTLE: Text(
        "收到信息表和转移基金之日", "the day the information form and the money are received"
    ),
    TermKind.TELL_NOT_TRANSFERABLE: Text(
        "收到联系函之日", "the day the acceptance letter is received"
    ),
}
# 医保办发〔2021〕43号: settling follows the form alone, the money is a second line.
MEDICAL_SETTLE_START = Text("收到信息表之日", "the day the information form is received")


@dataclass(frozen=True)
class Term:
    """So many working days for one duty of one insurance, in force from one day to another."""

    kind: TermKind
    insurance: Insurance
    working_days: int
    basis: Basis
    valid_from: date
    valid_to: date | None = None
    verified: bool = True

    @property
    def starts_with(self) -> Text:
        """The event from which the term runs; its day is not counted."""
        if (self.kind, self.insurance) == (TermKind.SETTLE, Insurance.MEDICAL):
            return MEDICAL_SETTLE_START
        return START_EVENTS[self.kind]

    def is_in_force(self, day: date) -> bool:
        """Return whether the term applies to what starts on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class NoTermInForce(LookupError):
    """No term was in force on that day for that duty."""


def term_in_force(kind: TermKind, insurance: Insurance, day: date, terms: Iterable[Term]) -> Term:
    """Return the term for a duty that starts on the day; of several the one begun last."""
    fitting = [
        term
        for term in terms
        if (term.kind, term.insurance) == (kind, insurance) and term.is_in_force(day)
    ]
    if not fitting:
        raise NoTermInForce(f"no {insurance} {kind} term on {day}")
    return max(fitting, key=lambda term: term.valid_from)


def _pension(kind: TermKind, item: int) -> Term:
    """Return a term of 国办发〔2009〕66号 art. 8; places that promise less load their own rows."""
    return Term(
        kind=kind,
        insurance=Insurance.PENSION,
        working_days=15,
        basis=cite(PENSION_TRANSFER, f"8({item})"),
        valid_from=PENSION_TRANSFER.effective_on,
    )


def _medical(kind: TermKind, working_days: int) -> Term:
    """Return a term of 医保办发〔2021〕43号, whose article numbers were not confirmed."""
    return Term(
        kind=kind,
        insurance=Insurance.MEDICAL,
        working_days=working_days,
        basis=cite(MEDICAL_TRANSFER),
        valid_from=MEDICAL_TRANSFER.effective_on,
    )


SEED_TERMS = (
    _pension(TermKind.REVIEW, 2),
    _pension(TermKind.HAND_OVER, 3),
    _pension(TermKind.SETTLE, 4),
    Term(
        kind=TermKind.TELL_NOT_TRANSFERABLE,
        insurance=Insurance.PENSION,
        working_days=10,
        basis=cite(PENSION_NOTICE_94, "3"),
        valid_from=PENSION_NOTICE_94.effective_on,
    ),
    # The medical rules want the check before acceptance and an answer at once, and name no days:
    # five by analogy to licences, so that no application waits without a date.
    Term(
        kind=TermKind.REVIEW,
        insurance=Insurance.MEDICAL,
        working_days=5,
        basis=cite(LICENSING_LAW, "32", verified=False),
        valid_from=MEDICAL_TRANSFER.effective_on,
        verified=False,
    ),
    _medical(TermKind.HAND_OVER, 10),
    _medical(TermKind.SETTLE, 5),
)
