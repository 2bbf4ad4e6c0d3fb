"""“I need proof that I am or was insured”: a sealed certificate at once (社会保险法 art. 74)."""

from dataclasses import dataclass
from datetime import date

from agencies.rules.terms import RECORDED
from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Answers, Asked, Field, FormPage, Kind, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from applications.where import agency_of
from casework.rules.verdicts import Condition
from kit.spelling import UNKNOWN
from law.money import from_fen, spell_yuan
from law.wording import Text, say_month, say_months
from records.models import Relationship
from services.contributions import receipts
from services.contributions.record import Month, Record, Sum, record_of, sums
from services.contributions.rules import reasons, terms
from services.contributions.rules.month_states import OWED

NOW, HISTORY, YEAR, PAID = "insured-now", "history", "rights-statement", "paid-with-receipts"
EVERY = tuple(RECORDED)
STATUSES = {
    Relationship.Status.ACTIVE: Text("正在参保缴费", "insured and paying"),
    Relationship.Status.SUSPENDED: Text("暂停缴费", "contributions stopped"),
    Relationship.Status.DRAWING: Text("领取待遇", "drawing benefits"),
    Relationship.Status.MOVED: Text("已转出", "moved to another place"),
    Relationship.Status.ENDED: Text("已终止", "ended"),
}
KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("需要哪种证明？", "Which proof do you need?"),
    why=Text("不同用途看的内容不一样。", "Whoever asks for it looks at different things."),
    choices=(
        (NOW, Text("参保证明：我现在在哪里参保", "That I am insured now, and where")),
        (HISTORY, Text("缴费证明：哪些月份缴了费", "Which months were paid")),
        (YEAR, Text("权益记录单：一年的缴费和账户", "A year's contributions and account")),
        (PAID, Text("缴费凭证清单：我自己缴的每一笔", "Each payment of my own, with its receipt")),
    ),
)
INSURANCE = Field(
    name="insurances",
    kind=Kind.CHOICES,
    label=Text("哪些险种？", "Which insurances?"),
    why=Text("只写您需要的。", "Only what you need is written in it."),
    choices=tuple(RECORDED.items()),
    known=lambda _known: list(EVERY),
)


def _is_history(answers: Answers) -> bool:
    return answers.get("kind") in (HISTORY, PAID)


def _in_order(value: date, answers: Answers) -> Text | None:
    first = answers.get("from_month")
    if first is None or first <= value:
        return None
    return Text("结束月份早于开始月份。", "It ends before it begins.")


FROM = Field(
    name="from_month",
    kind=Kind.MONTH,
    label=Text("从哪个月开始？", "From which month on?"),
    why=Text("证明只写这段时间。", "The proof is about this time alone."),
    shown=_is_history,
    is_past=True,
)
UNTIL = Field(
    name="until_month",
    kind=Kind.MONTH,
    label=Text("到哪个月为止？", "Until which month?"),
    why=Text("证明只写这段时间。", "The proof is about this time alone."),
    shown=_is_history,
    checks=(_in_order,),
    is_past=True,
)
OF_YEAR = Field(
    name="year",
    kind=Kind.NUMBER,
    label=Text("哪一年？", "Of which year?"),
    why=Text("权益记录单按年出具。", "A statement is of one year."),
    shown=lambda answers: answers.get("kind") == YEAR,
    known=lambda known: known.today.year - 1,
)
HIDE = Field(
    name="hide_employers",
    kind=Kind.YES_NO,
    label=Text("隐去单位名称？", "Leave the names of employers out?"),
    why=Text("有的用途不需要让人知道您在哪里工作。", "Not everybody has to know where you worked."),
    known=lambda _known: False,
)


@dataclass(frozen=True)
class CertificateFacts:
    """Whether there is anything to certify; unknown without a sign-in."""

    has_something: bool | None


def months_for(record: Record, answers: Answers) -> list[Month]:
    """Return the months that a certificate is about."""
    wanted, kind = answers.get("insurances") or EVERY, answers.get("kind")
    found = [each for each in record.months if each.insurance in wanted]
    if kind == YEAR:
        return [each for each in found if each.month.year == answers.get("year")]
    if kind == HISTORY:
        first, last = answers.get("from_month"), answers.get("until_month")
        return [
            each
            for each in found
            if (first is None or first <= each.month) and (last is None or each.month <= last)
        ]
    return found


def facts_of(asked: Asked) -> CertificateFacts:
    """Return whether something is on record for what was chosen."""
    if asked.known is None:
        return CertificateFacts(None)
    if asked.answers.get("kind") in (None, NOW):
        return CertificateFacts(bool(asked.known.relationships))
    if asked.answers.get("kind") == PAID:
        return CertificateFacts(bool(receipts.paid_by(asked.known.person, asked.answers)))
    return CertificateFacts(bool(months_for(record_of(asked.known.person), asked.answers)))


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what the certificate says."""
    answers, person = answers_of(application), application.case.person
    if answers.get("kind") == PAID:
        return tuple(receipts.shown(each) for each in receipts.paid_by(person, answers))
    record = record_of(person)
    wanted = answers.get("insurances") or EVERY
    if answers.get("kind") == NOW:
        return tuple(_standing(each) for each in record.held if each.insurance in wanted)
    hides = bool(answers.get("hide_employers"))
    lines: list[Shown] = []
    for name in wanted:
        own = [each for each in months_for(record, answers) if each.insurance == name]
        lines += [_paid(name, each) for each in sums(own)]
        lines += [_by_employer(name, each) for each in _employers(own, hides=hides)]
    return (*lines, *(_account(record, answers, wanted)))


def _standing(relationship: Relationship) -> Shown:
    region, since = relationship.agency.region, say_month(relationship.opened_month)
    said = STATUSES[Relationship.Status(relationship.status)]
    insurance = RECORDED[relationship.insurance]
    return Shown(
        label=Text(f"{insurance.zh}（{region.name}）", f"{insurance.en}, {region.name_en}"),
        value=Text(f"{said.zh}，{since.zh}起", f"{said.en}, since {since.en}"),
    )


def _paid(name: str, year: Sum) -> Shown:
    months = say_months(year.months)
    sent = spell_yuan(from_fen(year.employer_fen + year.personal_fen))
    own, insurance = spell_yuan(from_fen(year.personal_fen)), RECORDED[name]
    more = Text(f"，欠费{year.owed}个月", f", {year.owed} owed") if year.owed else Text("", "")
    return Shown(
        label=Text(f"{insurance.zh} {year.name}年", f"{insurance.en}, {year.name}"),
        value=Text(
            f"已缴{months.zh}，共{sent}元，其中个人{own}元{more.zh}",
            f"{months.en} paid, {sent} yuan, of them {own} by the person{more.en}",
        ),
    )


def _employers(months: list[Month], *, hides: bool) -> list[Sum]:
    named = [each for each in months if each.employer and each.state not in OWED]
    return [] if hides else sums(named, by_employer=True)


def _by_employer(name: str, employer: Sum) -> Shown:
    insurance = RECORDED[name]
    first, last = say_month(employer.span.first_month), say_month(employer.span.last_month)
    months = say_months(employer.months)
    return Shown(
        label=Text(f"{insurance.zh}：缴费单位", f"{insurance.en}: paid by"),
        value=Text(
            f"{employer.name}，{first.zh}至{last.zh}，{months.zh}",
            f"{employer.name}, {first.en} to {last.en}, {months.en}",
        ),
    )


def _account(record: Record, answers: Answers, wanted: object) -> list[Shown]:
    """Return the account of the year of a statement."""
    if answers.get("kind") != YEAR:
        return []
    return [
        Shown(
            label=Text(
                f"{RECORDED[held.insurance].zh}个人账户（{held.agency.region.name}）",
                f"{RECORDED[held.insurance].en}, account in {held.agency.region.name_en}",
            ),
            value=Text(
                f"年初{_yuan(line.opening_fen)}，记入{_yuan(line.credited_fen)}，"
                f"利息{_interest(line, '尚未结息')}，年末{_yuan(line.closing_fen)}（元）",
                f"opening {_yuan(line.opening_fen)}, credited {_yuan(line.credited_fen)}, "
                f"interest {_interest(line, 'not yet')}, closing {_yuan(line.closing_fen)} (yuan)",
            ),
        )
        for held in record.held
        if held.insurance in list(wanted)  # type: ignore[call-overload]
        for line in held.account_years.all()
        if line.year == answers.get("year")
    ]


def _yuan(fen: int) -> str:
    return spell_yuan(from_fen(fen))


def _interest(line: object, open_year: str) -> str:
    """Say the interest of a year; one that opened again holds that of what lay there before."""
    written = getattr(line, "interest_fen", 0)
    is_known = written or getattr(line, "is_closed", False)
    return _yuan(written) if is_known else open_year or UNKNOWN


CONDITIONS = (
    Condition[CertificateFacts](
        reasons.NOTHING_ON_RECORD,
        Text("这段时间有参保记录吗？", "Is anything on record for this time?"),
        Text("有。", "Yes."),
        Text("没有。", "No."),
        lambda facts: facts.has_something is False,
    ),
)
CERTIFICATE = Service(
    procedure=at_once("contribution-certificate", Text("参保缴费证明", "Proof of contributions")),
    errand=Text("我要参保证明或缴费证明", "I need proof that I am or was insured"),
    event=LifeEvent.PAYING,
    law=(terms.RECORDS,),
    deciding=Deciding.AT_ONCE,
    pages=(
        FormPage(slug="kind", title=Text("哪种证明", "Which proof"), fields=(KIND, INSURANCE)),
        FormPage(
            slug="time",
            title=Text("哪段时间", "Which time"),
            fields=(FROM, UNTIL, OF_YEAR),
            shown=lambda answers: answers.get("kind") in (HISTORY, YEAR, PAID),
        ),
        FormPage(
            slug="employers",
            title=Text("单位名称", "Employers"),
            fields=(HIDE,),
            shown=lambda answers: answers.get("kind") in (HISTORY, YEAR),
        ),
    ),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    decided=decided,
    result=Text("盖章的参保缴费证明，可扫码核验", "A sealed certificate that anybody can check"),
    opening=Text(
        "兹证明：根据社会保险经办机构截至出具之日的记录，情况如下。",
        "This certifies what the records of the agencies hold on the day of issue.",
    ),
    questions=(
        Question(
            question=Text("别人怎么知道证明是真的？", "How does anybody know that it is genuine?"),
            answer=Text(
                "扫描二维码或者在“核验文书”页面输入编号，不需要登录。",
                "By the code on it or its number on the page “Check a letter”; no sign-in needed.",
            ),
        ),
        Question(
            question=Text("记录不对怎么办？", "What if the record is wrong?"),
            answer=Text(
                "在缴费记录页面，从不对的那一行提出异议，由没有参与过的人复查。",
                "Object from the line that is wrong on the page of your contributions; somebody "
                "who had no part in it looks again.",
            ),
            basis=terms.RECORDS,
        ),
    ),
)
