"""What the rules of another account are asked: what the bank said, and what was changed lately."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from applications.fields import Answers, Asked
from applications.known import answers_of
from applications.models import Application
from kit import wall
from kit.once import once_a_page
from law.values import RuleBook
from payouts.banks import Question
from payouts.models import AccountCheck, PaymentAccount, account_index
from payouts.rules.accounts import Answer, Before, Flag, risk
from services.particulars.models import PersonVersion

Field = PersonVersion.Field
IDENTITY = (
    Field.NAME,
    Field.DOCUMENT_TYPE,
    Field.ISSUED_IN,
    Field.NUMBER,
    Field.BORN_ON,
    Field.SEX,
)


@dataclass(frozen=True, kw_only=True)
class PayFacts:
    """What the bank answered, why somebody would look first, and whether anything changes."""

    answer: Answer
    flags: tuple[Flag, ...] = ()
    is_same: bool = False


def question_of(person: Person, answers: Answers) -> Question:
    """Return what the bank is asked: the holder is the person and nobody else."""
    bank, number = (str(answers.get(name) or "") for name in ("bank", "number"))
    return Question(name=str(person.name), bank=bank, number=number)


def question_in(application: Application) -> Question:
    """Return what the bank is asked about the account that an application names."""
    return question_of(application.case.person, answers_of(application))


def bank_answer(person: Person, question: Question) -> Answer:
    """Return what the bank answered to exactly this, in a case of this person."""
    told = AccountCheck.objects.filter(case__person=person, asked_index=question.index)
    found = told.order_by("-at", "-pk").first()
    return Answer(found.answer) if found else Answer.NO_ANSWER


@once_a_page
def in_force(person: Person) -> PaymentAccount | None:
    """Return the account that would be replaced."""
    return PaymentAccount.objects.of(person).filter(state=PaymentAccount.State.IN_FORCE).first()


def facts_of(asked: Asked) -> PayFacts:
    """Return the facts; without a sign-in, from what was said of the account."""
    if asked.known is None:
        is_own = asked.answers.get("whose") != "another"
        return PayFacts(answer=Answer.SAME if is_own else Answer.OTHER_NAME)
    person = asked.known.person
    question, before = question_of(person, asked.answers), in_force(person)
    return PayFacts(
        answer=bank_answer(person, question),
        flags=flags_of(person, question.number, asked.today, asked.book),
        is_same=before is not None
        and (before.bank, str(before.number)) == (question.bank, question.number),
    )


def flags_of(person: Person, number: str, today: date, book: RuleBook) -> tuple[Flag, ...]:
    """Return why somebody looks at the change first."""
    changed = PersonVersion.objects.filter(person=person, is_undoing=False)
    versions = list(changed.values_list("field", "at"))
    accounts = PaymentAccount.objects.of(person).counting()
    changes = list(accounts.values_list("valid_from", flat=True))[:-1]  # the first is no change
    before = Before(
        identity=tuple(at.date() for field, at in versions if field in IDENTITY),
        phone=tuple(at.date() for field, at in versions if field == Field.PHONE),
        account=tuple(changes),
        is_of_another=_is_of_another(person, number),
    )
    return risk(before, today, book)


@wall.as_house("know whether an account is on the record of somebody else")
def _is_of_another(person: Person, number: str) -> bool:
    if not number:
        return False
    there = PaymentAccount.objects.counting().filter(number_index=account_index(number))
    return there.exclude(person=person).exists()
