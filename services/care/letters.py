"""What the confirmation says: the pass that is carried, and everything its holder has to know."""

from django.utils import timezone

from agencies import rule_book
from applications import medical
from applications.fields import Asked, Shown
from applications.known import answers_of, known_of
from applications.models import Application
from law.values import RuleBook
from law.wording import Text, filled, say_day
from services.care import facts
from services.care.rules.kinds import KINDS, LONG_TERM, Kind
from services.care.rules.proving import promise_due
from services.care.rules.registering import Proof
from services.care.wording import places_text, span_text

OPENING = Text(
    "您已备案，可以按下列内容在就医地直接结算。",
    "You are registered, and treatment there is settled directly as follows.",
)
PROOFS = {
    Proof.DATA: Text("登记信息核验", "By data that are held"),
    Proof.PAPER: Text("材料", "By paper"),
    Proof.PROMISE: Text("个人承诺", "By your promise"),
}
CARRY = Text(
    "就医时请带医保码或社保卡，入院登记和出院结算时都要出示。",
    "Bring your insurance code or social security card, and show it when you are admitted and when "
    "the bill is settled.",
)
CITY = Text(
    "备案到城市，不限医院：那里的联网医院都可以直接结算。",
    "You are registered for the place and not for one hospital: all linked hospitals there settle.",
)
LATE = Text(
    "没来得及备案就住院的，出院结算前补办，仍可直接结算；已自费结清的，补办后向参保地手工报销。",
    "If you are admitted before you could register: register before the bill is settled and it is "
    "settled directly; if you have paid it, register and claim by hand.",
)
EMERGENCY = Text(
    "急诊抢救视同已备案，不受时间和地点限制。",
    "An emergency counts as registered, anywhere and at any time.",
)
HOME_TOO = Text(
    "长期备案期间，回参保地就医也可以报销。",
    "While you are registered long-term you are paid at home too.",
)
REMINDED = Text(
    "到期前30天、7天和1天各提醒一次。", "You are reminded 30 days, 7 days and 1 day before it ends."
)
PROMISED = Text(
    "请在{day}前提交承诺的材料；没有提交的，备案从那以后不再有效，此前的结算不受影响。",
    "Send the promised paper by {day}. If it does not come the registration counts no more from "
    "then on; what was settled before stays.",
)
STANDS = Text(
    "承诺代替材料，不用再交；请保证承诺属实。",
    "Your promise takes the place of the paper. Make sure that it is true.",
)


def kind_in(application: Application) -> Kind:
    """Return as what somebody registers by an application."""
    by_service = {"care-referral": Kind.REFERRAL, "care-temporary": Kind.OTHER}
    said = answers_of(application).get("kind")
    return by_service.get(application.service.name) or Kind(said or Kind.OTHER)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return the pass: who is registered as what, where, from when until when, how it is shown.

    It is made from the answers: the letter is written before the registration is.
    """
    return _pass(facts.facts_for(kind_in(application), _asked(application)))


def decided_late(application: Application) -> tuple[Shown, ...]:
    """Return the pass of a registration that begins with the day of admission."""
    return _pass(facts.facts_of_lateness(_asked(application)))


def _pass(found: facts.CareFacts) -> tuple[Shown, ...]:
    rows = [
        (Text("备案类型", "Registered as"), KINDS[found.kind]),
        (Text("就医地", "Place of treatment"), places_text(found.places)),
        (Text("有效期", "Counts"), span_text(found.span)),
    ]
    if found.kind in LONG_TERM:
        rows.append((Text("证明方式", "Shown by"), PROOFS[found.proof]))
    return tuple(Shown(label=label, value=value) for label, value in rows)


def _asked(application: Application) -> Asked:
    case = application.case
    today = timezone.localdate(case.submitted_at or case.created_at)
    known = known_of(case.person, today=today)
    answers = answers_of(application)
    return Asked(answers=answers, known=known, today=today, book=rule_book.current())


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what to carry, what else is paid, what is still owed."""
    answers = asked.answers
    long = answers.get("kind") in {each.value for each in LONG_TERM}
    said = [CARRY, CITY, HOME_TOO if long else REMINDED]
    if long and answers.get("proof") == Proof.PROMISE:
        said.append(_of_promise(asked, asked.book))
    return (*said, LATE, EMERGENCY)


def _of_promise(asked: Asked, book: RuleBook) -> Text:
    place = (
        medical.insured_place(asked.known) if asked.known else asked.answers.get("insured_place")
    )
    due = promise_due(asked.today, region=str(place or ""), book=book)
    return filled(PROMISED, day=say_day(due.on)) if due else STANDS


def follows_short(_asked: Asked) -> tuple[Text, ...]:
    """Say what to carry and when one is reminded."""
    return (CARRY, CITY, REMINDED, LATE, EMERGENCY)
